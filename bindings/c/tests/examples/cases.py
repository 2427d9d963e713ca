"""What can happen while a room is closed, and what close_room has to make of it."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from accounts import ACCOUNTS, REGION, TOKEN
from sandbox import Sandbox

LIMIT_BYTES = 2**20
# Until a slow machine has started a program under valgrind.
SLACK_SECONDS = 20
# So that no call's own deadline, 10 seconds unless set, is what a slow machine meets.
LONG = ("--timeout", "30000")
# Enough for two attempts that are given up by the deadline, a second or more apart.
SHORT_MS = 3000
SHORT = ("--timeout", str(SHORT_MS), "--attempts", "2")
TWO = ("--attempts", "2")
# Half of it is for an attempt that is given up, and half for one that is not, on a busy machine.
ROOMY_MS = 16_000
ROOMY = ("--timeout", str(ROOMY_MS), "--attempts", "2")

GONE = {"zego": "5018", "trtc": "FailedOperation.RoomNotExist"}
EXPIRED = {"zego": "100000004", "trtc": "AuthFailure.SignatureExpire"}
LIMITED = {"zego": "206", "trtc": "RequestLimitExceeded"}
UNKNOWN = {"zego": "987654", "trtc": "Something.New"}


@dataclass(frozen=True)
class Case:
    name: str
    outcome: str  # "closed", "already gone", or the kind of the error
    requests: int = 1
    faults: tuple = ()
    room: object = "room"
    is_open: bool = True
    arguments: tuple = ()
    variables: dict = field(default_factory=dict)
    sandbox: tuple = ()
    settings: dict = field(default_factory=dict)
    says: str = ""  # a pattern of what is on standard error
    codes: tuple = ()  # what the provider made of the requests
    least_seconds: float = 0
    corrected_seconds: int = 0  # by how much the time of the second request is another


class Played(NamedTuple):
    ended: object
    requests: list
    rooms: list


def always(**fault):
    return ((fault, {"times": 100}),)


def once(**fault):
    return ((fault, {}),)


def after_closing(**fault):
    return ((fault, {"after_close": True}),)


def cases(provider):
    gone, expired, limited = GONE[provider], EXPIRED[provider], LIMITED[provider]
    short_seconds = SHORT_MS / 1000 - 0.1
    return [
        Case("a room", "closed", codes=("success",)),
        Case("no room", "already gone", is_open=False, codes=(gone,)),
        Case("a name that shells and URLs would spoil", "closed", room="a b&c=+%2F #?$!"),
        # What the answer meets on its way.
        Case("delay", "closed", faults=always(kind="delay", ms=50)),
        Case("slow_body", "closed", faults=always(kind="slow_body", ms=50)),
        Case("wrong_content_type", "closed", faults=always(kind="wrong_content_type")),
        Case("no_date", "closed", faults=always(kind="no_date")),
        Case("big_body", "closed", faults=always(kind="big_body", bytes=LIMIT_BYTES)),
        *(
            Case(
                f"big_body of {size} bytes",
                "unexpected_response",
                faults=always(kind="big_body", bytes=size),
                says="limit of 1048576 bytes",
            )
            for size in (LIMIT_BYTES + 1, 3 * LIMIT_BYTES)
        ),
        Case("html", "unexpected_response", faults=always(kind="html"), says="<title>"),
        Case("truncated_json", "unexpected_response", faults=always(kind="truncated_json")),
        Case("empty_body", "unexpected_response", faults=always(kind="empty_body")),
        Case("status 404", "unexpected_response", faults=always(kind="status", status=404), says="404"),
        Case("status 500", "unavailable", 2, always(kind="status", status=500), arguments=TWO, says="500"),
        Case("status 503", "unavailable", 3, always(kind="status", status=503), says="503"),
        Case("status 429", "rate_limited", 2, always(kind="status", status=429), arguments=TWO, says="429"),
        Case(
            "status 429, Retry-After 2",
            "closed",
            2,
            once(kind="status", status=429, retry_after=2),
            least_seconds=2,
        ),
        Case(
            "status 429, Retry-After beyond the deadline",
            "rate_limited",
            faults=always(kind="status", status=429, retry_after=3600),
        ),
        Case("drop", "transport", 2, always(kind="drop"), arguments=TWO, says="Empty reply"),
        Case("drop_mid_body", "transport", 2, always(kind="drop_mid_body"), arguments=TWO),
        Case("drop, one attempt", "transport", 1, always(kind="drop"), arguments=("--attempts", "1")),
        Case("drop and status 502", "closed", 3, (*once(kind="drop"), *once(kind="status", status=502))),
        # No answer in time.
        *(
            Case(
                fault["kind"] + " beyond the deadline",
                "deadline_exceeded",
                2,
                always(**fault),
                arguments=SHORT,
                says=rf"no response within \d+ of the call's {SHORT_MS} ms",
                least_seconds=short_seconds,
            )
            for fault in (
                {"kind": "delay", "ms": 60_000},
                {"kind": "hang"},
                {"kind": "slow_body", "ms": 60_000},
                {"kind": "endless_body"},
            )
        ),
        Case("hang once", "closed", 2, once(kind="hang"), arguments=ROOMY, least_seconds=ROOMY_MS / 2000),
        # What the provider says.
        Case(
            "code of a rate limit",
            "rate_limited",
            2,
            always(kind="code", code=limited),
            arguments=TWO,
            least_seconds=1,
        ),
        Case("code of a rate limit, once", "closed", 2, once(kind="code", code=limited), least_seconds=1),
        Case(
            "code that nobody knows",
            "rejected",
            faults=always(kind="code", code=UNKNOWN[provider], message="as they say"),
            says="as they say",
        ),
        # A first attempt that has closed the room without saying so.
        *(
            Case(
                f"{name} after closing",
                "already gone",
                2,
                after_closing(**fault),
                arguments=arguments,
                codes=("success", gone),
            )
            for name, fault, arguments in (
                ("drop", {"kind": "drop"}, ()),
                ("drop_mid_body", {"kind": "drop_mid_body"}, ()),
                ("status 502", {"kind": "status", "status": 502}, ()),
                ("hang", {"kind": "hang"}, ROOMY),
            )
        ),
        # Clocks that disagree.
        *(
            Case(
                f"clock {seconds} s off",
                "closed",
                2,
                settings={"clock_offset_seconds": seconds},
                codes=(expired, "success"),
                corrected_seconds=seconds,
            )
            for seconds in (7200, -7200)
        ),
        Case(
            "clock off, no_date",
            "clock_skew",
            faults=always(kind="no_date"),
            settings={"clock_offset_seconds": 7200},
        ),
        *(zego_cases() if provider == "zego" else trtc_cases()),
    ]


def zego_cases():
    wrong = "0123456789abcdef0123456789abcdef"
    return [
        Case("a reason and a callback", "closed", arguments=("--reason", "房间 & more 100%", "--callback")),
        Case(
            "wrong ServerSecret",
            "unauthorized",
            variables={"ZEGO_SERVER_SECRET": wrong},
            codes=("100000005",),
        ),
        Case("unknown AppId", "unauthorized", variables={"ZEGO_APP_ID": "1"}, codes=("100000010",)),
    ]


def trtc_cases():
    wrong = "0123456789abcdef0123456789abcdef"
    numeric = ("--numeric",)
    with_token = {"TENCENTCLOUD_TOKEN": TOKEN}
    token_wanted = ("--trtc-token", TOKEN)
    return [
        Case("a numeric room", "closed", room=4294967294, arguments=numeric),
        Case("a numeric room that is not there", "already gone", room=123, is_open=False, arguments=numeric),
        Case(
            "wrong SecretKey",
            "unauthorized",
            variables={"TENCENTCLOUD_SECRET_KEY": wrong},
            codes=("AuthFailure.SignatureFailure",),
        ),
        Case(
            "unknown SecretId",
            "unauthorized",
            variables={"TENCENTCLOUD_SECRET_ID": "AKIDunknown"},
            codes=("AuthFailure.SecretIdNotFound",),
        ),
        Case(
            "foreign SdkAppId",
            "permission_denied",
            variables={"TRTC_SDK_APP_ID": "1"},
            codes=("UnauthorizedOperation.SdkAppId",),
        ),
        Case("unknown region", "rejected", arguments=("--region", "mars-1"), codes=("UnsupportedRegion",)),
        Case("a token", "closed", variables=with_token, sandbox=token_wanted),
        Case(
            "a token that is missing",
            "unauthorized",
            sandbox=token_wanted,
            codes=("AuthFailure.TokenFailure",),
        ),
        Case(
            "a token that is wrong",
            "unauthorized",
            variables={"TENCENTCLOUD_TOKEN": "another-token"},
            sandbox=token_wanted,
            codes=("AuthFailure.TokenFailure",),
        ),
    ]


def play(programs, provider, case):
    """Closes the case's room in a sandbox of its own."""
    with Sandbox("--rate-limits", "off", *case.sandbox) as sandbox:
        if case.is_open:
            sandbox.open(provider, case.room)
        sandbox.set(**case.settings)
        for fault, plan in case.faults:
            sandbox.fault(fault, **plan)
        ended = programs.run(
            *("close_room", provider, str(case.room), "--endpoint", sandbox.url),
            *(REGION if provider == "trtc" else ()),
            *LONG,
            *case.arguments,
            variables=ACCOUNTS[provider] | case.variables,
        )
        return Played(ended, sandbox.requests(), sandbox.rooms())


def check(provider, case, played):
    """Sees that it ended as it should."""
    ended, requests, rooms = played
    out = ended.out.decode()
    succeeded = case.outcome in ("closed", "already gone")

    assert ended.status == (0 if succeeded else 1), ended
    if succeeded:
        plural = "" if case.requests == 1 else "s"
        room = re.escape(str(case.room))
        line = rf"{case.outcome}  {room}  request id [\w-]{{8,}}  \({case.requests} request{plural}\)\n"
        assert re.fullmatch(line, out), out
        assert ended.complaints == ""
    else:
        assert out == ""
        assert ended.complaints.startswith(f"close_room: {case.outcome}: "), ended.complaints
        assert re.search(case.says, ended.complaints), ended.complaints
    shows_no_credential(case.variables, out + ended.complaints)

    assert len(requests) == case.requests, requests
    assert not case.codes or tuple(request["code"] for request in requests) == case.codes
    assert all(request["room_id"] == case.room for request in requests), requests
    if succeeded or not case.faults:
        assert (rooms == []) == (succeeded or not case.is_open), rooms
    assert case.least_seconds <= ended.seconds <= case.least_seconds + SLACK_SECONDS, ended.seconds
    if case.corrected_seconds:
        first, second = (int(request["timestamp"]) for request in requests)
        assert abs(second - first - case.corrected_seconds) < 60


def shows_no_credential(variables, text):
    """Neither a signature nor the token; of secrets all programs are searched."""
    token = variables.get("TENCENTCLOUD_TOKEN")
    assert token is None or token not in text
    assert not re.search("[0-9a-f]{32}", text), text
    assert not re.search(r"Signature=(?!\[redacted\])", text), text
