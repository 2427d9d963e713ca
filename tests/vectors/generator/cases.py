"""How cases are put together: names, sources, and values that must agree."""


def document(provider, kind, cases):
    """One vector file."""
    names = [case["name"] for case in cases]
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise AssertionError(f"{provider}/{kind}: repeated names {sorted(repeated)}")
    return {"schema": 1, "provider": provider, "kind": kind, "cases": cases}


def case(name, source="computed", note=None, **members):
    """One case. `source` says who vouches for the expected values."""
    head = {"name": name, "source": source}
    if note:
        head["note"] = note
    return {**head, **members}


def same(what, published, computed):
    """A published value and what this generator computes. They agree or nothing is written."""
    if published != computed:
        raise AssertionError(f"{what}\n  published {published!r}\n  computed  {computed!r}")
    return published
