"""close_room and servers that speak HTTP oddly, or to someone else."""

import json
import re
import time
from email.utils import formatdate

import pytest

from accounts import ACCOUNTS, REGION, TOKEN, TRTC
from secrecy import shows_no_credential
from wire import Server, body_of, headers_of, response

WAYS = ["sanitized", "valgrind"]
HOUR = 3600
CLOSED = json.dumps({"Code": 0, "Message": "success", "RequestId": "7085955739112996361"}).encode()
EXPIRED = json.dumps({"Code": 100000004, "Message": "expired", "RequestId": "1"}).encode()


def close(programs, endpoint, *arguments, provider="zego", variables={}):
    return programs.run(
        *("close_room", provider, "room", "--endpoint", endpoint, "--timeout", "30000"),
        *(REGION if provider == "trtc" else ()),
        *arguments,
        variables=ACCOUNTS[provider] | variables,
    )


@pytest.mark.parametrize("way", WAYS)
def test_a_proxy_does_not_read_what_is_for_loopback(programs, way):
    with Server(lambda _: response(CLOSED)) as proxy, Server(lambda _: response(CLOSED)) as server:
        end = close(programs(way), server.url, variables={"http_proxy": proxy.url, "all_proxy": proxy.url})
        assert (len(proxy.requests), len(server.requests)) == (0, 1)
    assert end.status == 0, end


@pytest.mark.parametrize("way", WAYS)
def test_the_headers_are_those_of_the_last_response(programs, way):
    """What precedes it has another date, by which the clock would be set wrong."""

    def answer(request):
        early = f"HTTP/1.1 103 Early Hints\r\nDate: {formatdate(0, usegmt=True)}\r\n\r\n".encode()
        late = formatdate(time.time() + HOUR, usegmt=True)
        return early + response(EXPIRED if len(server.requests) == 1 else CLOSED, Date=late)

    with Server(answer) as server:
        end = close(programs(way), server.url)
    assert end.status == 0, end
    first, second = (int(re.search(rb"Timestamp=(\d+)", request)[1]) for request in server.requests)
    assert abs(second - first - HOUR) < 60


@pytest.mark.parametrize(
    ("way", "provider"), [("sanitized", "zego"), ("sanitized", "trtc"), ("valgrind", "trtc")]
)
def test_a_server_that_says_the_request_again_discloses_nothing(programs, way, provider):
    """What it says goes into the error message, but for what is a credential in it."""
    variables = {"TENCENTCLOUD_TOKEN": TOKEN} if provider == "trtc" else {}

    def answer(request):
        head = request.split(b"\r\n")
        line = next(line for line in head if b"Signature=" in line)
        token = f" token {TOKEN}".encode() if provider == "trtc" else b""
        return response(line[line.index(b"Signature=") :] + token, "400 Bad Request")

    with Server(answer) as server:
        end = close(programs(way), server.url, provider=provider, variables=variables)
    assert end.status == 1
    assert "Signature=[redacted]" in end.complaints, end.complaints
    shows_no_credential(end.complaints, variables.get("TENCENTCLOUD_TOKEN"))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"hello\r\n\r\n", "HTTP/0.9"),
        (b"HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n", "transport"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "Content-Length"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "chunk"),
        (b"HTTP/1.1 200 OK\r\nDate: ", "transport|unexpected_response"),
    ],
    ids=["not HTTP", "status 000", "length -1", "no chunk", "half a head"],
)
def test_what_is_not_http(programs, answer, says):
    with Server(lambda _: answer) as server:
        end = close(programs("sanitized"), server.url, "--attempts", "1")
    assert end.status == 1
    assert re.match(f"close_room: .*({says})", end.complaints, re.IGNORECASE), end.complaints
    assert len(server.requests) == 1


@pytest.mark.parametrize("provider", ACCOUNTS)
def test_what_is_sent_is_what_was_built(programs, provider):
    """Nothing that libcurl adds: no type of its own, no account, no user agent, no wish to wait."""
    with Server(lambda _: response(b"{}")) as server:
        close(programs("shared"), server.url, provider=provider)
    (request,) = server.requests
    headers = headers_of(request)
    host = server.url.removeprefix("http://")
    assert (headers.pop("host"), headers.pop("accept")) == (host, "*/*")
    if provider == "zego":
        assert headers == {}
        assert body_of(request) == b""
    else:
        assert headers.pop("content-type") == "application/json"
        assert headers.pop("content-length") == str(len(body_of(request)))
        assert headers.pop("authorization").startswith("TC3-HMAC-SHA256 Credential=")
        assert all(name.startswith("x-tc-") for name in headers), headers
        assert json.loads(body_of(request)) == {"SdkAppId": int(TRTC["TRTC_SDK_APP_ID"]), "RoomId": "room"}
