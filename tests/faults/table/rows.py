"""The rows: what can happen while a room is closed, and what closing it has to make of that."""

LIMIT_BYTES = 2**20

# So that no call's own deadline, 10 seconds unless set, is what a slow machine meets.
LONG = {"timeout_ms": 60_000}
ONE = LONG | {"max_attempts": 1}
TWO = LONG | {"max_attempts": 2}
FIVE = LONG | {"max_attempts": 5}
# Enough for two attempts that are given up by the deadline, a second or more apart.
SHORT = {"timeout_ms": 3000, "max_attempts": 2}
# Half of it is for an attempt that is given up, and half for one that is not, on a busy machine.
ROOMY = {"timeout_ms": 16_000, "max_attempts": 2}

ERROR_ON_DEMAND = {"already_gone_is_error": True}

WRONG = "0123456789abcdef0123456789abcdef"
TOKEN = "a+session/token=="
TOKEN_WANTED = ["--trtc-token", TOKEN]

# What the sandbox answers to what happens to both.
CODES = {
    "zego": {"gone": "5018", "expired": "100000004", "limited": "206", "unknown": "987654"},
    "trtc": {
        "gone": "FailedOperation.RoomNotExist",
        "expired": "AuthFailure.SignatureExpire",
        "limited": "RequestLimitExceeded",
        "unknown": "Something.New",
    },
}

RETRYABLE = ("rate_limited", "unavailable", "transport", "deadline_exceeded")
ANSWERED = "complete"
CUT_OFF = "cut_off"


def request(code=None, answer=ANSWERED):
    """A request as the sandbox sees it: what the provider made of it, and how the answer ended."""
    return {"code": code} | ({} if answer is None else {"answer": answer})


def always(kind, **fields):
    return [{"fault": {"kind": kind, **fields}, "times": 100}]


def once(kind, **fields):
    return [{"fault": {"kind": kind, **fields}}]


def after_closing(kind, **fields):
    return [{"fault": {"kind": kind, **fields}, "after_close": True}]


def build():
    """The document that is matrix.json."""
    rows = [row for provider in CODES for row in rows_of(provider)]
    names = [(row["provider"], row["name"]) for row in rows]
    assert len(names) == len(set(names)), "a name is used twice"
    return {"schema": 1, "rows": rows}


def rows_of(provider):
    for group in GROUPS:
        for row in group(provider, **CODES[provider]):
            yield {"provider": provider, "group": group.__doc__, **row}


def row(
    name,
    outcome,
    requests,
    *,
    room="room",
    is_open=True,
    open_afterwards=None,
    options=LONG,
    next_outcome="closed",
    **more,
):
    """What is not said is as in most rows; members of `expect` are given beside the others."""
    succeeds = outcome in ("closed", "already_gone")
    given = ("account", "close", "sandbox", "listening", "settings", "faults")
    expect = {
        "outcome": outcome,
        **({"attempts": len(requests)} if succeeds else {"retryable": outcome in RETRYABLE}),
        "requests": requests,
        **{key: value for key, value in more.items() if key not in given},
        # Whoever has been told that it is gone can rely on that.
        "open": (is_open and not succeeds) if open_afterwards is None else open_afterwards,
    }
    return {
        "name": name,
        "room": room,
        "open": is_open,
        "options": options,
        **{key: more[key] for key in given if key in more},
        "expect": expect,
        "next": {"outcome": next_outcome},
    }


def plain(provider, gone, **_):
    """Nothing goes wrong"""
    success = [request("success")]
    yield row("a-room", "closed", success)
    yield row("no-room", "already_gone", [request(gone)], is_open=False)
    yield row("no-room-as-an-error", "room_not_found", [request(gone)], is_open=False,
              options=LONG | ERROR_ON_DEMAND, http_status=200, provider_code=gone)
    yield row("a-name-that-urls-would-spoil", "closed", success, room="a b&c=+%2F #?$!")
    if provider == "zego":
        yield row("a-reason-and-a-callback", "closed", success,
                  close={"custom_reason": "房间 & more 100%", "room_close_callback": True})
        for code in ("104", "5018", "5024", "50001"):
            settings = {"zego_room_gone_code": int(code)}
            yield row(f"no-room-{code}", "already_gone", [request(code)], is_open=False, settings=settings)
            yield row(f"no-room-{code}-as-an-error", "room_not_found", [request(code)], is_open=False,
                      settings=settings, options=LONG | ERROR_ON_DEMAND, http_status=200, provider_code=code)
    else:
        yield row("a-numeric-room", "closed", success, room=4294967294)
        yield row("no-numeric-room", "already_gone", [request(gone)], room=123, is_open=False)
        yield row("no-numeric-room-as-an-error", "room_not_found", [request(gone)], room=123, is_open=False,
                  options=LONG | ERROR_ON_DEMAND, http_status=200, provider_code=gone)
        for method in ("HmacSHA256", "HmacSHA1"):
            yield row(f"signed-by-{method}", "closed", success, account={"signature_method": method})
        yield row("a-token", "closed", success, account={"token": TOKEN}, sandbox=TOKEN_WANTED)


def answers(provider, **_):
    """The answer is not as it should be"""
    success = [request("success")]
    yield row("late", "closed", success, faults=always("delay", ms=50), least_ms=40)
    yield row("late-body", "closed", success, faults=always("slow_body", ms=50), least_ms=40)
    yield row("wrong-content-type", "closed", success, faults=always("wrong_content_type"))
    yield row("no-date", "closed", success, faults=always("no_date"))
    yield row("body-as-large-as-the-limit", "closed", success, faults=always("big_body", bytes=LIMIT_BYTES))

    too_large = {"outcome": "unexpected_response", "open_afterwards": False}
    # What is little more than allowed may have been sent to its end.
    yield row("body-too-large-by-a-byte", requests=[request("success", None)],
              faults=always("big_body", bytes=LIMIT_BYTES + 1), message="limit of 1048576 bytes", **too_large)
    yield row("body-of-10-mb", requests=[request("success", CUT_OFF)],
              faults=always("big_body", bytes=10 * LIMIT_BYTES), message="limit of 1048576 bytes", **too_large)
    yield row("endless-body-beyond-the-limit", "unexpected_response", [request(None, CUT_OFF)],
              faults=always("endless_body", bytes=2 * LIMIT_BYTES), message="limit of 1048576 bytes")

    unexpected = {"outcome": "unexpected_response", "requests": [request()]}
    yield row("html", **unexpected, faults=always("html"), http_status=200, message="<title>")
    yield row("truncated-json", **unexpected, faults=always("truncated_json"), http_status=200)
    yield row("empty-body", **unexpected, faults=always("empty_body"), http_status=200)
    # Whoever follows it sends a second request.
    yield row("redirect", **unexpected, faults=always("redirect", location="/"), http_status=307, message="307")


def echoes(provider, unknown, **_):
    """The answer shows the request, signature and token included"""
    signed = {"": {}} if provider == "zego" else {
        "": {"token": TOKEN},
        "-signed-by-HmacSHA256": {"token": TOKEN, "signature_method": "HmacSHA256"},
        "-signed-by-HmacSHA1": {"token": TOKEN, "signature_method": "HmacSHA1"},
    }
    for method, account in signed.items():
        more = {"account": account, "sandbox": TOKEN_WANTED} if account else {}
        yield row(f"echo-on-a-page{method}", "unexpected_response", [request()], http_status=403,
                  faults=always("echo", place="page"), message="[redacted]", **more)
        yield row(f"echo-in-a-message{method}", "rejected", [request()], http_status=200,
                  faults=always("echo", place="message"), provider_code=unknown,
                  message="[redacted]", **more)
        yield row(f"echo-in-a-location{method}", "unexpected_response", [request()], http_status=307,
                  faults=always("echo", place="location"), message="307", **more)


def statuses(provider, **_):
    """An HTTP status that no provider documents"""
    for status in (204, 404):
        yield row(f"status-{status}", "unexpected_response", [request()],
                  faults=always("status", status=status), http_status=status, message=str(status))
    for status, body in ((400, "no"), (403, "<html>no</html>")):
        yield row(f"status-{status}", "unexpected_response", [request()],
                  faults=always("status", status=status, body=body), http_status=status, message=str(status))
    for status in (500, 599):
        yield row(f"status-{status}", "unavailable", [request()] * 2, options=TWO,
                  faults=always("status", status=status), http_status=status, message=str(status))
    yield row("status-502", "unavailable", [request()] * 2, options=TWO, http_status=502,
              faults=always("status", status=502, body="<html>Bad Gateway</html>"))
    yield row("status-503", "unavailable", [request()] * 3, http_status=503,
              faults=always("status", status=503), message="503")
    yield row("status-503-retry-after-0", "unavailable", [request()] * 2, options=TWO, http_status=503,
              faults=always("status", status=503, retry_after=0), retry_after_ms=0)
    yield row("status-503-retry-after-2-once", "closed", [request(), request("success")], least_ms=1900,
              faults=once("status", status=503, retry_after=2))
    yield row("status-503-retry-after-beyond-the-deadline", "unavailable", [request()], http_status=503,
              faults=always("status", status=503, retry_after=3600), retry_after_ms=3_600_000)
    yield row("status-429", "rate_limited", [request()] * 2, options=TWO, http_status=429,
              faults=always("status", status=429), message="429", retry_after_ms=1000, least_ms=900)
    yield row("status-429-once", "closed", [request(), request("success")], least_ms=900,
              faults=once("status", status=429))
    yield row("status-429-retry-after-2-once", "closed", [request(), request("success")], least_ms=1900,
              faults=once("status", status=429, retry_after=2))
    yield row("status-429-retry-after-beyond-the-deadline", "rate_limited", [request()], http_status=429,
              faults=always("status", status=429, retry_after=3600), retry_after_ms=3_600_000)


def connections(provider, **_):
    """The connection fails"""
    refused = {"outcome": "transport", "requests": [], "listening": False}
    yield row("refused", **refused, options=TWO, least_ms=900 if provider == "zego" else 100)
    dropped = request(None, CUT_OFF)
    yield row("dropped", "transport", [dropped] * 2, faults=always("drop"), options=TWO)
    yield row("dropped-one-attempt", "transport", [dropped], faults=always("drop"), options=ONE)
    yield row("dropped-five-attempts", "transport", [dropped] * 5, faults=always("drop"), options=FIVE)
    yield row("reset-mid-body", "transport", [dropped] * 2, faults=always("drop_mid_body"), options=TWO)
    yield row("dropped-then-status-502", "closed", [dropped, request(), request("success")],
              faults=once("drop") + once("status", status=502))


def deadlines(provider, gone, **_):
    """No answer in time"""
    late = {"outcome": "deadline_exceeded", "options": SHORT, "message": "the call's 3000 ms", "least_ms": 2900}
    lost = request(None, CUT_OFF)
    yield row("delay-beyond-the-deadline", requests=[lost] * 2, faults=always("delay", ms=60_000), **late)
    yield row("hang-beyond-the-deadline", requests=[lost] * 2, faults=always("hang"), **late)
    yield row("body-beyond-the-deadline", requests=[request("success", CUT_OFF), request(gone, CUT_OFF)],
              faults=always("slow_body", ms=60_000), open_afterwards=False, **late)
    yield row("endless-body-beyond-the-deadline", requests=[lost] * 2, faults=always("endless_body"), **late)
    yield row("hang-one-attempt", requests=[lost], faults=always("hang"),
              **late | {"options": SHORT | {"max_attempts": 1}})
    yield row("hang-once", "closed", [lost, request("success")], faults=once("hang"), options=ROOMY,
              least_ms=7900)


def ambiguous(provider, gone, limited, **_):
    """A first attempt that may have closed the room"""
    for name, faults, end, options in (
        ("dropped", after_closing("drop"), CUT_OFF, TWO),
        ("reset-mid-body", after_closing("drop_mid_body"), CUT_OFF, TWO),
        ("status-502", after_closing("status", status=502), ANSWERED, TWO),
        ("hang", after_closing("hang"), CUT_OFF, ROOMY),
    ):
        requests = [request("success", end), request(gone)]
        least = {"least_ms": 7900} if name == "hang" else {}
        yield row(f"{name}-after-closing", "already_gone", requests, faults=faults, options=options, **least)
        # It may well have been this call, so that there is no error.
        yield row(f"{name}-after-closing-gone-being-an-error", "already_gone", requests, faults=faults,
                  options=options | ERROR_ON_DEMAND, **least)
    yield row("gone-after-an-attempt-that-cannot-have-closed-it", "room_not_found",
              [request(), request(gone)], is_open=False, faults=once("code", code=limited),
              options=LONG | ERROR_ON_DEMAND, http_status=200, provider_code=gone, least_ms=900)


def replays(provider, gone, **_):
    """A request that comes twice"""
    if provider == "zego":
        code = "100000005"
        yield row("nonce-replay", "unauthorized", [request(code)], faults=always("replay"),
                  open_afterwards=False, http_status=200, provider_code=code)
    else:
        # Of its signatures, only those of the old versions have a nonce.
        yield row("replay-without-a-nonce", "already_gone", [request(gone)], faults=always("replay"))
        code = "AuthFailure.SignatureFailure"
        yield row("nonce-replay", "unauthorized", [request(code)], faults=always("replay"),
                  account={"signature_method": "HmacSHA256"}, open_afterwards=False, http_status=200,
                  provider_code=code)


def clocks(provider, gone, expired, **_):
    """Clocks that disagree"""
    # The offset is that of the provider's clock, the name says it of ours.
    for seconds, off in ((7200, "behind"), (-7200, "ahead"), (-100_000_000, "ahead")):
        yield row(f"clock-{abs(seconds)}-s-{off}", "closed", [request(expired), request("success")],
                  settings={"clock_offset_seconds": seconds}, corrected_seconds=seconds)
    yield row("clock-off-within-the-tolerance", "closed", [request("success")],
              settings={"clock_offset_seconds": 200})
    skewed = {"outcome": "clock_skew", "http_status": 200, "provider_code": expired, "message": "clock"}
    yield row("clock-off-no-date", requests=[request(expired)], faults=always("no_date"),
              settings={"clock_offset_seconds": 7200}, **skewed)
    yield row("expired-again-and-again", requests=[request()] * 2, faults=always("code", code=expired), **skewed)


def rate_limits(provider, limited, **_):
    """The provider's rate limit"""
    other = "207" if provider == "zego" else "RequestLimitExceeded.UinLimitExceeded"
    for code in (limited, other):
        yield row(f"{code}-always", "rate_limited", [request()] * 2, options=TWO,
                  faults=always("code", code=code), http_status=200, provider_code=code,
                  retry_after_ms=1000, least_ms=900)
        yield row(f"{code}-once", "closed", [request(), request("success")],
                  faults=once("code", code=code), least_ms=900)


def codes(provider, unknown, **_):
    """A code of the provider"""
    known = {
        "zego": (
            ("100000015", "unavailable", 2),
            ("100000016", "permission_denied", 1),
            ("1", "unavailable", 2),
            ("2", "rejected", 1),
            ("9", "permission_denied", 1),
            ("121", "unavailable", 3),
        ),
        "trtc": (
            ("AuthFailure.SomethingNew", "unauthorized", 1),
            ("IpNotInWhitelist", "permission_denied", 1),
            ("InvalidParameter.RoomId", "rejected", 1),
            ("FailedOperation", "rejected", 1),
            ("InternalError", "unavailable", 3),
            ("ResourceUnavailable.New", "unavailable", 3),
        ),
    }
    for code, outcome, count in (*known[provider], (unknown, "rejected", 1)):
        yield row(f"{code}-always", outcome, [request()] * count, http_status=200, provider_code=code,
                  faults=always("code", code=code, message="as they say"), message="as they say")


def accounts(provider, **_):
    """An account that is refused"""

    def refused(name, outcome, code, **how):
        # The same client is refused again.
        again = {"next_outcome": outcome} | how
        return row(name, outcome, [request(code)], http_status=200, provider_code=code, **again)

    if provider == "zego":
        yield refused("wrong-secret", "unauthorized", "100000005", account={"secret": WRONG})
        yield refused("unknown-app-id", "unauthorized", "100000010", account={"app_id": 1})
        return
    signature = "AuthFailure.SignatureFailure"
    yield refused("wrong-secret", "unauthorized", signature, account={"secret": WRONG})
    yield refused("wrong-secret-HmacSHA1", "unauthorized", signature,
                  account={"secret": WRONG, "signature_method": "HmacSHA1"})
    yield refused("unknown-secret-id", "unauthorized", "AuthFailure.SecretIdNotFound",
                  account={"secret_id": "AKIDunknown"})
    yield refused("foreign-app-id", "permission_denied", "UnauthorizedOperation.SdkAppId", account={"app_id": 1})
    yield refused("unknown-region", "rejected", "UnsupportedRegion", account={"region": "mars-1"})
    token = "AuthFailure.TokenFailure"
    yield refused("no-token", "unauthorized", token, sandbox=TOKEN_WANTED)
    yield refused("wrong-token", "unauthorized", token, sandbox=TOKEN_WANTED, account={"token": "another-token"})
    yield refused("token-that-nobody-wants", "unauthorized", token, account={"token": TOKEN})
    yield refused("expired-token", "unauthorized", token, sandbox=TOKEN_WANTED, account={"token": TOKEN},
                  settings={"trtc_token_expired": True}, message="expired", next_outcome="closed")


GROUPS = (
    plain,
    answers,
    echoes,
    statuses,
    connections,
    deadlines,
    ambiguous,
    replays,
    clocks,
    rate_limits,
    codes,
    accounts,
)
