"""close_room and a server that may be anybody: without a certificate to trust, nothing is sent."""

import ssl

import pytest

from accounts import ACCOUNTS, REGION
from programs import run
from wire import Server, response


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """One that the server has made for itself."""
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    run(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1"),
        *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate),
    )
    return certificate, key


@pytest.mark.parametrize(("way", "provider"), [("sanitized", "zego"), ("valgrind", "trtc")])
def test_a_certificate_that_nobody_vouches_for_is_refused(programs, certificate, way, provider):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with Server(lambda _: response(b"{}"), context) as server:
        end = programs(way).run(
            *("close_room", provider, "room", "--endpoint", server.url, "--attempts", "1"),
            *(REGION if provider == "trtc" else ()),
            *("--timeout", "30000"),
            variables=ACCOUNTS[provider],
        )
    assert end.status == 1
    assert end.complaints.startswith("close_room: transport: "), end.complaints
    assert "certificate" in end.complaints
    assert server.requests == []
