"""close_room as a program: what its arguments and variables do, and how it says that it failed."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from accounts import ACCOUNTS, REGION, TOKEN, TRTC, ZEGO
from sandbox import Sandbox
from wire import Server, body_of, headers_of, response

WAYS = ["sanitized", "valgrind"]


@pytest.mark.parametrize("way", WAYS)
def test_zego_what_is_said_is_sent(programs, way):
    arguments = ("--reason", "房间 & more 100%", "--callback")
    with Server(lambda _: response(b"{}")) as server:
        where = ("--endpoint", server.url, "--timeout", "30000")
        programs(way).run("close_room", "zego", "room", *arguments, *where, variables=ZEGO)
    (request,) = server.requests
    query = dict(parse_qsl(urlsplit(request.split()[1].decode()).query))
    assert (query["AppId"], query["RoomId"]) == (ZEGO["ZEGO_APP_ID"], "room")
    assert (query["CustomReason"], query["RoomCloseCallback"]) == ("房间 & more 100%", "true")


@pytest.mark.parametrize("way", WAYS)
def test_trtc_what_is_said_is_sent(programs, way):
    variables = TRTC | {"TENCENTCLOUD_TOKEN": TOKEN}
    with Server(lambda _: response(b"{}")) as server:
        where = ("--region", "mars-1", "--endpoint", server.url, "--timeout", "30000")
        programs(way).run("close_room", "trtc", "123", "--numeric", *where, variables=variables)
    (request,) = server.requests
    headers = headers_of(request)
    assert (headers["x-tc-region"], headers["x-tc-token"]) == ("mars-1", TOKEN)
    assert TRTC["TENCENTCLOUD_SECRET_ID"] in headers["authorization"]
    assert json.loads(body_of(request)) == {"SdkAppId": int(TRTC["TRTC_SDK_APP_ID"]), "RoomId": 123}


def close(programs, provider, sandbox, *arguments):
    return programs.run(
        *("close_room", provider, "room", "--endpoint", sandbox.url, *arguments),
        *(REGION if provider == "trtc" else ()),
        variables=ACCOUNTS[provider],
    )


@pytest.mark.parametrize("provider", ACCOUNTS)
@pytest.mark.parametrize("way", WAYS)
def test_attempts(programs, way, provider):
    """The complaint is in libcurl's own words."""
    with Sandbox() as sandbox:
        sandbox.fault({"kind": "drop"}, times=100)
        end = close(programs(way), provider, sandbox, "--attempts", "2", "--timeout", "30000")
        assert len(sandbox.requests()) == 2
    assert (end.status, end.out) == (1, b"")
    assert end.complaints.startswith("close_room: transport: ")
    assert "Empty reply" in end.complaints


@pytest.mark.parametrize("provider", ACCOUNTS)
@pytest.mark.parametrize("way", WAYS)
def test_timeout(programs, way, provider):
    with Sandbox() as sandbox:
        sandbox.fault({"kind": "hang"}, times=100)
        end = close(programs(way), provider, sandbox, "--timeout", "1500")
    assert (end.status, end.out) == (1, b"")
    assert end.complaints.startswith("close_room: deadline_exceeded: ")
    assert "the call's 1500 ms" in end.complaints
