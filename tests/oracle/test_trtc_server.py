"""TRTC calls over HTTP, against a server that checks what arrives with the official SDKs' signers."""

import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from uuid import NAMESPACE_OID, uuid5

import pytest

import cases
import inputs
import trtc
from server import Reply, Server

KEYS = {"AKIDoracle": "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "AKIDsecond": "schlüssel 密钥 🔑"}
LARGEST = str(2**64 - 1)
HOUR = 3600


def room_of(request):
    return str(trtc.parameters(request)["RoomId"])


def request_id(room):
    return str(uuid5(NAMESPACE_OID, room))


def failure(code, status=200):
    error = {"Code": code, "Message": "from the oracle"}
    return Reply({"Response": {"Error": error, "RequestId": "failed"}}, status)


def serve(sdks, first=None, ahead_seconds=0):
    """A server that answers what is signed correctly with success, a room's first request with `first`."""

    def reply(request, attempt):
        code = trtc.refusal(sdks, request, KEYS, server.now())
        if code:
            return failure(code)
        if first and attempt == 1:
            return first
        return Reply({"Response": {"RequestId": request_id(room_of(request))}})

    server = Server(reply, room_of, ahead_seconds)
    return server


def calls(rng, endpoint, each):
    """So many calls for each way to sign; the room's id tells them apart."""
    ways = trtc.METHODS * each
    return [call(rng, endpoint, *way, number) for number, way in enumerate(ways)]


def call(rng, endpoint, signature_method, http_method, number):
    secret_id = rng.choice(list(KEYS))
    config = cases.given(
        sdkAppId=str(inputs.integer(rng, 2**64 - 1)),
        secretId=secret_id,
        secretKey=KEYS[secret_id],
        token=rng.choice([None, inputs.of(rng, inputs.VISIBLE, 20, 100)]),
        region=rng.choice(["ap-guangzhou", "ap-singapore"]),
        language=rng.choice([None, "en-US"]),
        endpoint=endpoint,
        signatureMethod=signature_method,
        httpMethod=http_method,
        allowAnyRoomId=True,
    )
    room = rng.choice([{"string": f"{number} {inputs.text(rng, 60)}"}, {"number": str(2**53 + number)}])
    options = {"timeoutMs": 30_000}
    return {"op": "close", "provider": "trtc", "config": config, "room": room, "options": options}


def name_of(case):
    return case["room"].get("string") or case["room"]["number"]


def both_attempts(server, case, result):
    """What the two requests said that the call took."""
    assert (result["status"], result["attempts"]) == ("closed", 2), case
    first, second = map(trtc.parameters, server.requests[name_of(case)])
    assert first.get("Nonce") is None or first["Nonce"] != second["Nonce"], case
    return first, second


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_what_arrives_verifies(product, sdks, rng, host):
    with serve(sdks) as server:
        closings = calls(rng, server.url(host), 30)
        results = product.results(closings)
    for case, result in zip(closings, results):
        name, config, is_numeric = name_of(case), case["config"], "number" in case["room"]
        assert result == {"status": "closed", "requestId": request_id(name), "attempts": 1}
        (request,) = server.requests[name]
        assert request.host == f"{host}:{server.server_port}"
        says = trtc.parameters(request)
        assert says["Action"] == ("DismissRoom" if is_numeric else "DismissRoomByStrRoomId")
        is_json = request.headers.get("content-type") == "application/json"
        assert type(says["RoomId"]) is (int if is_numeric and is_json else str)
        assert str(says["SdkAppId"]) == config["sdkAppId"]
        assert says["Region"] == config["region"]
        assert (says.get("Token"), says.get("Language")) == (config.get("token"), config.get("language"))


def test_a_wrong_key_does_not_verify(product, sdks, rng):
    with serve(sdks) as server:
        closings = calls(rng, server.url(), 2)
        for case in closings:
            case["config"]["secretKey"] += "x"
        product.refuses(closings, kind="unauthorized", providerCode="AuthFailure.SignatureFailure")


def test_a_retry_after_a_rate_limit_is_signed_afresh(product, sdks, rng):
    """It comes a second later at the earliest, and so with another timestamp."""
    with serve(sdks, first=failure("RequestLimitExceeded")) as server:
        closings = calls(rng, server.url(), 5)
        results = product.results(closings)
    for case, result in zip(closings, results):
        first, second = both_attempts(server, case, result)
        assert int(first["Timestamp"]) < int(second["Timestamp"]), case


def test_a_retry_after_a_failure_is_signed_afresh(product, sdks, rng):
    with serve(sdks, first=failure("InternalError", status=503)) as server:
        closings = calls(rng, server.url(), 5)
        results = product.results(closings)
    for case, result in zip(closings, results):
        both_attempts(server, case, result)


@pytest.mark.parametrize("ahead_seconds", [HOUR, -HOUR])
def test_a_retry_after_an_expired_signature_has_the_time_of_the_server(
    product, sdks, rng, ahead_seconds
):
    with serve(sdks, ahead_seconds=ahead_seconds) as server:
        closings = calls(rng, server.url(), 2)
        results = product.results(closings)
    for case, result in zip(closings, results):
        first, second = both_attempts(server, case, result)
        assert abs(int(second["Timestamp"]) - int(first["Timestamp"]) - ahead_seconds) <= 30, case


STRINGS = ["abcd", "1234", "a b&c=d+e%2F", "room#1?x=<y>;{z}", "$HOME `id` \"q\" 'p' \\n", "房间 🚀\n"]
NUMBERS = ["1", "1234", "4294967294", "9007199254740993", LARGEST]


@pytest.mark.parametrize("rooms", [STRINGS, NUMBERS], ids=["string", "numeric"])
def test_what_the_command_line_sends_verifies(npm, sdks, rooms):
    def run(room, ways):
        return npm.command(
            *["trtc", room, "--any-room-id", *(["--numeric"] if rooms is NUMBERS else [])],
            *["--region", "ap-guangzhou", "--endpoint", server.url(), "--json"],
            *["--signature-method", ways[0], "--http-method", ways[1]],
            TRTC_SDK_APP_ID=LARGEST,
            TENCENTCLOUD_SECRET_ID="AKIDsecond",
            TENCENTCLOUD_SECRET_KEY=KEYS["AKIDsecond"],
            TENCENTCLOUD_TOKEN="to/ken==",
        )

    with serve(sdks) as server, ThreadPoolExecutor(2) as pool:
        processes = list(pool.map(run, rooms, itertools.cycle(trtc.METHODS)))
    for room, process in zip(rooms, processes):
        assert process.returncode == 0, process
        assert json.loads(process.stdout)["requestId"] == request_id(room)
        (request,) = server.requests[room]
        says = trtc.parameters(request)
        assert says["Action"] == ("DismissRoom" if rooms is NUMBERS else "DismissRoomByStrRoomId")
        assert (str(says["SdkAppId"]), says["Token"]) == (LARGEST, "to/ken==")
