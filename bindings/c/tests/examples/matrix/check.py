"""What a row says comes of its calls, and whether it did."""

GONE = "already_gone"
SUCCESSES = ("closed", GONE)


def first(row, sandbox, client):
    """The call that meets what the row has prepared."""
    expected = row["expect"]
    ended = client.close_room(row["room"], row.get("close", {}), row["options"])
    assert ended.ms >= expected.get("least_ms", 0), f"it took {ended.ms} ms only"
    outcome(ended, expected["outcome"], row["provider"], row["room"])
    members(ended.members, expected)
    requests(sandbox.answered(), row)
    assert (sandbox.rooms() != []) == expected["open"], sandbox.rooms()


def next_call(row, sandbox, client):
    """A call that meets nothing, by the same client."""
    sandbox.open(row["provider"], "next")
    ended = client.close_room("next", {}, {"timeout_ms": 60_000})
    outcome(ended, row["next"]["outcome"], row["provider"], "next")
    assert len(sandbox.answered()) == 1, sandbox.requests()
    assert (sandbox.rooms() == []) == (ended.members["outcome"] in SUCCESSES), sandbox.rooms()


def outcome(ended, expected, provider, room):
    """How it ended, and what the example has printed of it."""
    got = ended.members
    assert got["outcome"] == expected, ended
    if expected in SUCCESSES or "provider_code" in got:
        assert len(got.get("request_id", "")) >= 8, ended
    if expected in SUCCESSES:
        plural = "" if got["attempts"] == 1 else "s"
        assert got["exit_status"] == 0
        assert ended.printed == (
            f"{expected.replace('_', ' ')}  {room}  "
            f"request id {got['request_id']}  ({got['attempts']} request{plural})\n"
        )
    else:
        lines = [f"close_room: {expected}: {got['message']}"]
        if "request_id" in got:
            lines.append(f"close_room: the provider's request id is {got['request_id']}")
        assert got["provider"] == provider, ended
        assert got["exit_status"] == 1
        assert ended.printed.splitlines() == lines


def members(got, expected):
    """Of the result, or of the error; what is not expected must not be there."""
    for name in ("attempts", "retryable", "http_status", "provider_code", "retry_after_ms"):
        assert got.get(name) == expected.get(name), got
    assert expected.get("message", "") in got.get("message", ""), got


def requests(seen, row):
    expected = row["expect"]["requests"]
    assert len(seen) == len(expected), seen
    for request, wanted in zip(seen, expected, strict=True):
        assert (request["provider"], request["room_id"]) == (row["provider"], row["room"]), request
        assert request["code"] == wanted["code"], request
        assert wanted.get("answer") in (None, request["answer"]), request
    if "corrected_seconds" in row["expect"]:
        earlier, later = (int(request["timestamp"]) for request in seen)
        assert abs(later - earlier - row["expect"]["corrected_seconds"]) < 60, seen
