"""close_room against the sandbox: outcomes, faults, retries, clocks, credentials."""

import pytest

import cases

PROVIDERS = ("zego", "trtc")


def matrix():
    """Every case, plain and with sanitizers; under valgrind one after the other with one of the providers."""
    for provider in PROVIDERS:
        for at, case in enumerate(cases.cases(provider)):
            yield "shared", provider, case
            yield "sanitized", provider, case
            if PROVIDERS[at % 2] == provider:
                yield "valgrind", provider, case


def name_of(value):
    return value.name if isinstance(value, cases.Case) else value


@pytest.mark.parametrize(("way", "provider", "case"), [*matrix()], ids=name_of)
def test_a_call_ends_as_it_should(played, way, provider, case):
    cases.check(provider, case, played(way, provider, case))
