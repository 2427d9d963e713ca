"""ZEGOCLOUD requests, against its documents' algorithm in every language.

As they are built, and as they arrive over HTTP.
"""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

import cases
import inputs
import wire
import zego
from server import Reply, Server

LARGEST = 2**32 - 1
# Many, because the calls of one take turns, a second apart.
APPS = {str(LARGEST - number): f"schlüssel 密钥 🔑 {number}" for number in range(60)}
HOUR = 3600
REQUEST_ID = str(2**60 + 1)


def expected_form(case, timestamp, nonce, signature):
    """The parameters of a request, in the order of the contract."""
    config, options = case["config"], case["options"]
    as_text = {True: "true", False: "false", None: None}
    parameters = cases.given(
        Action="CloseRoom",
        AppId=str(config["appId"]),
        SignatureNonce=nonce,
        Timestamp=str(timestamp),
        Signature=signature,
        SignatureVersion="2.0",
        IsTest=as_text[config.get("isTest")],
        RoomId=case["room"]["string"],
        CustomReason=options.get("customReason"),
        RoomCloseCallback=as_text[options.get("roomCloseCallback")],
    )
    return list(parameters.items())


def signing(case, timestamp, nonce):
    return zego.signing(case["config"]["appId"], nonce, case["config"]["serverSecret"], timestamp)


@pytest.fixture(scope="module")
def built(products):
    """Random input, and the request that every product makes of it."""
    rng = inputs.seeded("zego")
    items = [cases.zego(rng) for _ in range(2000)]
    for item, result in zip(items, products.results([item.case for item in items])):
        item.request = wire.built(result)
        item.url = result["url"]
        options = item.case["options"]
        item.timestamp, item.nonce = options["timestamp"], options["nonce"]
    return items


def test_what_is_built_is_signed_alike_and_loses_nothing(built, witness):
    questions = [signing(item.case, item.timestamp, item.nonce) for item in built]
    for item, signature in zip(built, witness.ask("zego.sign", questions)):
        expected = expected_form(item.case, item.timestamp, item.nonce, signature)
        assert item.request.form == expected, item.case
        assert item.url.partition("?")[0] == item.base, item.case
        assert (item.request.method, item.request.headers, item.request.body) == ("GET", {}, "")


def test_the_witnesses_notice_every_change(built, witness):
    """The comparison means something: other values are not signed alike."""
    questions, originals = [], []
    for item in built[:100]:
        same = signing(item.case, item.timestamp, item.nonce)
        changes = [
            {"appId": same["appId"] - 1},
            {"nonce": same["nonce"].upper() + "0"},
            {"serverSecret": same["serverSecret"] + "0"},
            {"timestamp": same["timestamp"] + 1},
        ]
        questions += [same | change for change in changes]
        originals += [dict(item.request.form)["Signature"]] * len(changes)
    for question, original, other in zip(questions, originals, witness.ask("zego.sign", questions)):
        assert other != original, question


def room_of(request):
    return dict(request.form)["RoomId"]


def serve(witnesses, first=0, ahead_seconds=0):
    """A server that answers what is signed correctly with success, a room's first request with `first`."""
    seen = set()

    def reply(request, attempt):
        code = zego.refusal(witnesses.values(), request, APPS, server.now(), seen)
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


def test_what_arrives_verifies(product, witnesses, rng):
    with serve(witnesses) as server:
        closings = calls(rng, server.url(), 150)
        results = product.results(closings)
    for case, result in zip(closings, results):
        assert result == {"status": "closed", "requestId": REQUEST_ID, "attempts": 1}
        (request,) = server.requests[case["room"]["string"]]
        says = dict(request.form)
        signed = [says[name] for name in ("Timestamp", "SignatureNonce", "Signature")]
        assert request.form == expected_form(case, *signed), case
        assert (request.method, request.body) == ("GET", "")


def test_a_wrong_secret_does_not_verify(product, witnesses, rng):
    with serve(witnesses) as server:
        closings = calls(rng, server.url(), 10)
        for case in closings:
            case["config"]["serverSecret"] += "x"
        product.refuses(closings, kind="unauthorized", providerCode="100000005")


@pytest.mark.parametrize("code", [206, 207])
def test_a_retry_after_a_rate_limit_is_signed_afresh(product, witnesses, rng, code):
    """It comes a second later at the earliest, and so with another timestamp."""
    with serve(witnesses, first=code) as server:
        closings = calls(rng, server.url(), 15)
        results = product.results(closings)
    for case, result in zip(closings, results):
        first, second = both_attempts(server, case, result)
        assert int(first["Timestamp"]) < int(second["Timestamp"]), case


@pytest.mark.parametrize("ahead_seconds", [HOUR, -HOUR])
def test_a_retry_after_an_expired_signature_has_the_time_of_the_server(
    product, witnesses, rng, ahead_seconds
):
    with serve(witnesses, ahead_seconds=ahead_seconds) as server:
        closings = calls(rng, server.url(), 15)
        results = product.results(closings)
    for case, result in zip(closings, results):
        first, second = both_attempts(server, case, result)
        assert abs(int(second["Timestamp"]) - int(first["Timestamp"]) - ahead_seconds) <= 30, case


def test_what_the_command_line_sends_verifies(npm, witnesses):
    rooms = ["room-1", "a b&c=d+e%2F", "$HOME `id` \"q\" 'p' \\n", "房间 🚀\n"]

    def run(room):
        return npm.command(
            *["zego", room, "--reason", f"for {room}", "--callback"],
            *["--endpoint", server.url(), "--json"],
            ZEGO_APP_ID=str(LARGEST),
            ZEGO_SERVER_SECRET=APPS[str(LARGEST)],
        )

    with serve(witnesses) as server, ThreadPoolExecutor(2) as pool:
        processes = list(pool.map(run, rooms))
    for room, process in zip(rooms, processes):
        assert process.returncode == 0, process
        assert json.loads(process.stdout)["status"] == "closed"
        (request,) = server.requests[room]
        says = dict(request.form)
        assert (says["CustomReason"], says["RoomCloseCallback"]) == (f"for {room}", "true")
