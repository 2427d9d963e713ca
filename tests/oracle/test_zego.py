"""ZEGOCLOUD requests, against the algorithm of its documents: as built, and as they arrive over HTTP."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

import cases
import inputs
import wire
import zego
from server import Reply, Server

APPS = {"12345": "9193cc662a4c0ec135ec71fb57194b38", "4294967295": "schlüssel 密钥 🔑"}
HOUR = 3600
REQUEST_ID = str(2**60 + 1)


def expected_form(case, timestamp, nonce):
    """The parameters of a request, in the order of the contract."""
    config, options = case["config"], case["options"]
    app_id, secret = config["appId"], config["serverSecret"]
    as_text = {True: "true", False: "false", None: None}
    parameters = cases.given(
        Action="CloseRoom",
        AppId=str(app_id),
        SignatureNonce=nonce,
        Timestamp=timestamp,
        Signature=zego.signature(app_id, nonce, secret, timestamp),
        SignatureVersion="2.0",
        IsTest=as_text[config.get("isTest")],
        RoomId=case["room"]["string"],
        CustomReason=options.get("customReason"),
        RoomCloseCallback=as_text[options.get("roomCloseCallback")],
    )
    return list(parameters.items())


def test_what_is_built_is_signed_alike_and_loses_nothing(product, rng):
    items = [cases.zego(rng) for _ in range(1200)]
    for item, result in zip(items, product.results([item.case for item in items])):
        request, options = wire.built(result), item.case["options"]
        expected = expected_form(item.case, str(options["timestamp"]), options["nonce"])
        assert request.form == expected, item.case
        assert result["url"].partition("?")[0] == item.base, item.case
        assert (request.method, request.headers, request.body) == ("GET", {}, b"")


def room_of(request):
    return dict(request.form)["RoomId"]


def serve(first=0, ahead_seconds=0):
    """A server that answers what is signed correctly with success, a room's first request with `first`."""
    seen = set()

    def reply(request, attempt):
        code = zego.refusal(request, APPS, server.now(), seen)
        if code == 0 and attempt == 1:
            code = first
        return Reply({"Code": code, "Message": "from the oracle", "RequestId": REQUEST_ID})

    server = Server(reply, room_of, ahead_seconds)
    return server


def calls(rng, endpoint, count):
    """So many calls; the room's id tells them apart."""
    return [call(rng, endpoint, number) for number in range(count)]


def call(rng, endpoint, number):
    case = cases.zego(rng).case
    app_id = rng.choice(list(APPS))
    config = {"appId": int(app_id), "serverSecret": APPS[app_id], "endpoint": endpoint}
    options = {name: value for name, value in case["options"].items() if name not in ("timestamp", "nonce")}
    return {
        "op": "close",
        "provider": "zego",
        "config": case["config"] | config,
        "room": {"string": f"{number} {inputs.text(rng, 120)}"},
        "options": options | {"timeoutMs": 30_000},
    }


def both_attempts(server, case, result):
    """What the two requests said that the call took."""
    assert (result["status"], result["attempts"]) == ("closed", 2), case
    first, second = (dict(request.form) for request in server.requests[case["room"]["string"]])
    assert first["SignatureNonce"] != second["SignatureNonce"], case
    return first, second


def test_what_arrives_verifies(product, rng):
    with serve() as server:
        closings = calls(rng, server.url(), 150)
        results = product.results(closings)
    for case, result in zip(closings, results):
        assert result == {"status": "closed", "requestId": REQUEST_ID, "attempts": 1}
        (request,) = server.requests[case["room"]["string"]]
        says = dict(request.form)
        assert request.form == expected_form(case, says["Timestamp"], says["SignatureNonce"]), case
        assert (request.method, request.body) == ("GET", b"")


def test_a_wrong_secret_does_not_verify(product, rng):
    with serve() as server:
        closings = calls(rng, server.url(), 10)
        for case in closings:
            case["config"]["serverSecret"] += "x"
        product.refuses(closings, kind="unauthorized", providerCode="100000005")


@pytest.mark.parametrize("code", [206, 207])
def test_a_retry_after_a_rate_limit_is_signed_afresh(product, rng, code):
    """It comes a second later at the earliest, and so with another timestamp."""
    with serve(first=code) as server:
        closings = calls(rng, server.url(), 15)
        results = product.results(closings)
    for case, result in zip(closings, results):
        first, second = both_attempts(server, case, result)
        assert int(first["Timestamp"]) < int(second["Timestamp"]), case


@pytest.mark.parametrize("ahead_seconds", [HOUR, -HOUR])
def test_a_retry_after_an_expired_signature_has_the_time_of_the_server(product, rng, ahead_seconds):
    with serve(ahead_seconds=ahead_seconds) as server:
        closings = calls(rng, server.url(), 15)
        results = product.results(closings)
    for case, result in zip(closings, results):
        first, second = both_attempts(server, case, result)
        assert abs(int(second["Timestamp"]) - int(first["Timestamp"]) - ahead_seconds) <= 30, case


def test_what_the_command_line_sends_verifies(product):
    rooms = ["room-1", "a b&c=d+e%2F", "$HOME `id` \"q\" 'p' \\n", "房间 🚀\n"]

    def run(room):
        return product.command(
            *["zego", room, "--reason", f"for {room}", "--callback"],
            *["--endpoint", server.url(), "--json"],
            ZEGO_APP_ID="4294967295",
            ZEGO_SERVER_SECRET=APPS["4294967295"],
        )

    with serve() as server, ThreadPoolExecutor(2) as pool:
        processes = list(pool.map(run, rooms))
    for room, process in zip(rooms, processes):
        assert process.returncode == 0, process
        assert json.loads(process.stdout)["status"] == "closed"
        (request,) = server.requests[room]
        says = dict(request.form)
        assert (says["CustomReason"], says["RoomCloseCallback"]) == (f"for {room}", "true")
