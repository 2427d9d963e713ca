"""The rows as a table for people."""

import json

PROVIDERS = ("zego", "trtc")
HEADER = ["row", "what is unusual", "ZEGOCLOUD", "TRTC"]


def render(document):
    """One table for each group; the two providers' rows of one name share a line."""
    rows = document["rows"]
    parts = []
    for group in dict.fromkeys(row["group"] for row in rows):
        members = [row for row in rows if row["group"] == group]
        lines = [line(name, members) for name in dict.fromkeys(row["name"] for row in members)]
        parts.append("\n".join([f"### {group}", "", *table([HEADER, *lines])]))
    return "\n\n".join(parts)


def line(name, rows):
    mine = {row["provider"]: row for row in rows if row["name"] == name}
    said = list(dict.fromkeys(unusual(row) for row in mine.values()))
    return [f"`{name}`", "<br>".join(said), *(ending(mine.get(provider)) for provider in PROVIDERS)]


def unusual(row):
    """What goes in, where it is not what it is in most rows."""
    options = {key: value for key, value in row["options"].items() if (key, value) != ("timeout_ms", 60_000)}
    parts = [
        *(fault(planned) for planned in row.get("faults", [])),
        *([] if row.get("listening", True) else ["nothing listens"]),
        *([] if row["room"] == "room" else [f"room {code(row['room'])}"]),
        *([] if row["open"] else ["room not open"]),
        *(f"{key} {code(value)}" for key, value in row.get("settings", {}).items()),
        *([f"sandbox {' '.join(map(code, row['sandbox']))}"] if "sandbox" in row else []),
        *(f"{key} {code(value)}" for part in ("account", "close") for key, value in row.get(part, {}).items()),
        *(key if value is True else f"{key} {code(value)}" for key, value in options.items()),
    ]
    return ", ".join(parts)


def fault(planned):
    fields = dict(planned["fault"])
    kind = fields.pop("kind")
    # The code of one and the same row differs between the providers.
    words = [f"**{kind}**", *(f"{key} {code(value)}" for key, value in fields.items())]
    after = ["after closing"] if planned.get("after_close") else []
    often = ["every time"] if planned.get("times", 1) > 1 else ["once"]
    return " ".join([*words, *after, *often])


def ending(row):
    if row is None:
        return ""
    expect = row["expect"]
    count = len(expect["requests"])
    detail = [f"{count} request{'' if count == 1 else 's'}"]
    if "provider_code" in expect:
        detail.append(code(expect["provider_code"]))
    if any(request.get("answer") == "cut_off" for request in expect["requests"]):
        detail.append("cut off")
    if "retry_after_ms" in expect:
        detail.append(f"retry after {expect['retry_after_ms']} ms")
    return f"{expect['outcome']}: {', '.join(detail)}"


def code(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return f"`{text}`".replace("|", "\\|")


def table(lines):
    header, *rows = [f"| {' | '.join(cells)} |" for cells in lines]
    return [header, "|---" * len(HEADER) + "|", *rows]
