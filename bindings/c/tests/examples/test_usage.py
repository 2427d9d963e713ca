"""Wrong usage: status 2, a complaint that names what is wrong, and nothing is sent or printed."""

import re

import pytest

from accounts import CALLBACK_SECRETS, ZEGO
from sandbox import Sandbox
from usage import MISUSES


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


def refuses(ended, name, says):
    assert ended.status == 2, ended
    assert ended.out == b""
    assert ended.complaints.startswith("usage: " if says == "usage: " else f"{name}: ")
    assert re.search(says, ended.complaints), ended.complaints


@pytest.mark.parametrize("misuse", MISUSES)
@pytest.mark.parametrize("name", ["build_request", "close_room"])
def test_wrong_usage_of_a_room(programs, sandbox, name, misuse):
    arguments, variables, says = MISUSES[misuse]
    is_bare = len(arguments) < 2 or says == "usage: " or "--endpoint" in arguments
    where = () if is_bare else ("--endpoint", sandbox.url)
    refuses(programs("sanitized").run(name, *arguments, *where, variables=variables), name, says)
    assert sandbox.requests() == []


LIMITS = {
    ("--timeout", "0"): "Timeout",
    ("--timeout", "1.5"): "--timeout must be a number",
    ("--timeout", ""): "--timeout must be a number",
    ("--attempts", "0"): "MaxAttempts",
    ("--attempts", "many"): "--attempts must be a number",
}


@pytest.mark.parametrize(("limit", "says"), LIMITS.items(), ids=" ".join)
def test_limits_that_are_none(programs, sandbox, limit, says):
    arguments = ("zego", "room", "--endpoint", sandbox.url, *limit)
    refuses(programs("sanitized").run("close_room", *arguments, variables=ZEGO), "close_room", says)
    assert sandbox.requests() == []


VERIFYING = {
    "nothing": ((), "zego", "usage: "),
    "another provider": (("agora",), "zego", "usage: "),
    "no signature": (("trtc",), "trtc", "usage: "),
    "an option without its value": (("trtc", "--sign"), "trtc", "usage: "),
    "a signature that has no place": (("zego", "--sign", "x"), "zego", "usage: "),
    "no secret of zego": (("zego",), "trtc", "variable ZEGO_CALLBACK_SECRET\n"),
    "no key of trtc": (("trtc", "--sign", "x"), "zego", "variable TRTC_CALLBACK_KEY\n"),
}


@pytest.mark.parametrize(("arguments", "provider", "says"), VERIFYING.values(), ids=VERIFYING)
def test_wrong_usage_of_a_callback(programs, arguments, provider, says):
    variables = CALLBACK_SECRETS[provider]
    ended = programs("sanitized").run("verify_callback", *arguments, variables=variables, given=b"{}")
    refuses(ended, "verify_callback", says)
