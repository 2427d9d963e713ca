"""build_request: what it prints is sent by a plain socket, and closes the room."""

import itertools
import json
import re
import socket
from urllib.parse import parse_qsl

import pytest

from accounts import ACCOUNTS, REGION, TOKEN, TRTC, ZEGO
from sandbox import PATIENCE_SECONDS, Sandbox
from wire import body_of, headers_of

PLAIN = ["shared", "sanitized"]
ODD = "a b&c=+%2F #?$!"

# The provider, the room, arguments and variables.
REQUESTS = {
    "zego": ("zego", "room", (), ZEGO),
    "zego, odd": ("zego", f"{ODD}'\"\\ 房间 🚀", ("--reason", "房间 & more 100%"), ZEGO),
    "trtc": ("trtc", "room", REGION, TRTC),
    "trtc, odd": ("trtc", ODD, REGION, TRTC),
    "trtc, numeric": ("trtc", 4294967294, ("--numeric", *REGION), TRTC),
    "trtc, token": ("trtc", "room", REGION, TRTC | {"TENCENTCLOUD_TOKEN": TOKEN}),
}


@pytest.mark.parametrize(
    ("way", "request_of"),
    [*itertools.product(PLAIN, REQUESTS), ("valgrind", "zego, odd"), ("valgrind", "trtc, token")],
)
def test_what_is_printed_closes_the_room(programs, way, request_of):
    provider, room, arguments, variables = REQUESTS[request_of]
    with_token = ("--trtc-token", TOKEN) if "TENCENTCLOUD_TOKEN" in variables else ()
    with Sandbox(*with_token) as sandbox:
        sandbox.open(provider, room)
        where = ("--endpoint", sandbox.url)
        end = programs(way).run("build_request", provider, str(room), *arguments, *where, variables=variables)
        assert (end.status, end.complaints) == (0, "")
        answer = exchange(sandbox.url, end.out)
        assert sandbox.rooms() == []
        (seen,) = sandbox.requests()
        assert (seen["code"], seen["room_id"]) == ("success", room)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"RequestId" in body_of(answer)


def exchange(url, request):
    """Sends the bytes, as they are; gives all that comes back."""
    host, port = url.removeprefix("http://").split(":")
    assert headers_of(request)["host"] == f"{host}:{port}"
    with socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(request)
        return connection.makefile("rb").read()


@pytest.mark.parametrize(
    ("provider", "host"), [("zego", "rtc-api.zego.im"), ("trtc", "trtc.tencentcloudapi.com")]
)
def test_it_is_http(programs, provider, host):
    arguments = (provider, "room", *(REGION if provider == "trtc" else ()))
    end = programs("shared").run("build_request", *arguments, variables=ACCOUNTS[provider])
    headers, body = headers_of(end.out), body_of(end.out)
    method, target, version = end.out.decode().split("\r\n")[0].split(" ")
    assert version == "HTTP/1.1"
    assert headers["host"] == host
    assert headers["connection"] == "close"
    if provider == "zego":
        assert (method, body) == ("GET", b"")
        assert target.startswith("/?")
        assert dict(parse_qsl(target[2:]))["RoomId"] == "room"
        assert "content-length" not in headers
    else:
        assert (method, target) == ("POST", "/")
        assert headers["content-length"] == str(len(body))
        assert json.loads(body) == {"SdkAppId": int(TRTC["TRTC_SDK_APP_ID"]), "RoomId": "room"}


def test_no_two_requests_are_the_same(programs):
    ends = [programs("shared").run("build_request", "zego", "room", variables=ZEGO) for _ in range(2)]
    nonces = {re.search(rb"SignatureNonce=([0-9a-f]{16})&", end.out)[1] for end in ends}
    assert len(nonces) == 2


@pytest.mark.parametrize("way", [*PLAIN, "valgrind"])
def test_nowhere_to_print(programs, way):
    with open("/dev/full", "wb") as full:
        end = programs(way).run("build_request", "zego", "room", variables=ZEGO, stdout=full)
    assert end.status == 1
    assert end.complaints.startswith("build_request: standard output: ")
