"""verify_callback: genuine callbacks as the sandbox sends them, and all that is not genuine."""

import hashlib
import itertools
import json
import os
import random
import re
import time

import pytest

from accounts import ACCOUNTS, CALLBACK_SECRETS, REGION
from receiver import Receiver
from sandbox import Sandbox

# Under valgrind goes what takes another way through the program.
PLAIN = ["shared", "sanitized"]
WITH_VALGRIND = [*PLAIN, "valgrind"]
PROVIDERS = ["zego", "trtc"]
FORMS = ["json", "percent", "form"]
ROOM = "Room 1+1=2 & (more) 100%"
DAY = 86_400

# What verify_callback says of the callbacks of such a room, in the order in which they are sent.
ZEGO = [
    f"event   stream_close\nroom    {ROOM}\nuser    Bob & Co\nstream  s 1\nreason  5\n",
    f"event   room_logout\nroom    {ROOM}\nuser    Bob & Co\nreason  3\n",
    f"event   room_close\nroom    {ROOM}\nreason  0\n",
]
TRTC = [
    "event   exit_room\nroom    {}\nuser    Bob & Co\nreason  3\n",
    "event   dismiss_room\nroom    {}\n",
]


@pytest.fixture(scope="module")
def recorded(programs):
    """`recorded(provider, …)`: the callbacks of a room that was closed so many seconds ago, as (Sign, body)."""

    def record(provider, form="json", room=ROOM, age=0):
        with Receiver() as receiver, Sandbox("--clock-offset", str(-age)) as sandbox:
            sandbox.set(callback_url=f"{receiver.url}/callbacks", zego_callback_form=form)
            sandbox.open(provider, room, users=["Bob & Co"], streams=["s 1"] if provider == "zego" else [])
            numeric = ("--numeric",) if isinstance(room, int) else ()
            how = ("--callback",) if provider == "zego" else (*REGION, *numeric)
            end = programs("shared").run(
                *("close_room", provider, str(room), *how, "--endpoint", sandbox.url),
                variables=ACCOUNTS[provider],
            )
            assert end.status == 0, end
            return receiver.callbacks(len(ZEGO if provider == "zego" else TRTC))

    return record


def verify(programs, provider, sign, body, *arguments, secrets=CALLBACK_SECRETS, **how):
    signed = ("--sign", sign) if provider == "trtc" else ()
    return programs.run(
        *("verify_callback", provider, *signed, *arguments), variables=secrets[provider], given=body, **how
    )


def close_of(room):
    """A callback that verifies, which is no feat: ZEGO signs timestamp and nonce only."""
    secret, sent, nonce = CALLBACK_SECRETS["zego"]["ZEGO_CALLBACK_SECRET"], str(int(time.time())), "1"
    signature = hashlib.sha1("".join(sorted([secret, sent, nonce])).encode()).hexdigest()
    event = {"event": "room_close", "room_id": room}
    return json.dumps(event | {"timestamp": sent, "nonce": nonce, "signature": signature}).encode()


@pytest.mark.parametrize("way", WITH_VALGRIND)
def test_a_name_does_not_steer_the_terminal(programs, way):
    end = verify(programs(way), "zego", None, close_of("r\nuser    admin\x1b[31m\0\\"))
    assert end.out == rb"event   room_close" b"\n" rb"room    r\x0auser    admin\x1b[31m\x00\x5c" b"\n", end


@pytest.mark.parametrize("way", PLAIN)
def test_nowhere_to_print(programs, way):
    with open("/dev/full", "wb") as full:
        end = verify(programs(way), "zego", None, close_of("room"), stdout=full)
    assert end.status == 1
    assert end.complaints.startswith("verify_callback: standard output: ")


def refused(end, kind):
    assert end.status == 1, end
    assert end.out == b""
    assert end.complaints.startswith(f"verify_callback: {kind}: "), end.complaints


@pytest.mark.parametrize(
    ("way", "form"),
    [*itertools.product(PLAIN, FORMS), ("valgrind", "json")],
)
def test_genuine_ones_of_zego(programs, recorded, way, form):
    for (sign, body), expected in zip(recorded("zego", form), ZEGO, strict=True):
        end = verify(programs(way), "zego", sign, body)
        assert (end.status, end.out.decode(), end.complaints) == (0, expected, "")


@pytest.mark.parametrize(("room", "shown"), [(ROOM, ROOM), (4294967294, "4294967294 (numeric)")])
@pytest.mark.parametrize("way", WITH_VALGRIND)
def test_genuine_ones_of_trtc(programs, recorded, way, room, shown):
    for (sign, body), expected in zip(recorded("trtc", room=room), TRTC, strict=True):
        end = verify(programs(way), "trtc", sign, body)
        assert (end.status, end.out.decode(), end.complaints) == (0, expected.format(shown), "")


@pytest.mark.parametrize(("way", "provider"), [*itertools.product(PLAIN, PROVIDERS), ("valgrind", "zego")])
def test_old_ones_are_stale_unless_any_age_will_do(programs, recorded, way, provider):
    sign, body = recorded(provider, age=DAY)[-1]
    refused(verify(programs(way), provider, sign, body), "stale")
    end = verify(programs(way), provider, sign, body, "--any-age")
    assert end.status == 0
    assert end.out.startswith(b"event   ")


@pytest.mark.parametrize(("way", "provider"), [*itertools.product(PLAIN, PROVIDERS), ("valgrind", "trtc")])
def test_forged_ones_do_not_verify(programs, recorded, way, provider):
    sign, body = recorded(provider)[-1]
    for forgery in forgeries(provider, sign, body):
        assert forgery != (sign, body)
        refused(verify(programs(way), provider, *forgery, "--any-age"), "invalid_signature")
    others = {provider: {name: "another" for name in CALLBACK_SECRETS[provider]}}
    refused(verify(programs(way), provider, sign, body, secrets=others), "invalid_signature")


def forgeries(provider, sign, body):
    """Callbacks that nobody signed."""
    if provider == "zego":
        yield None, re.sub(rb'("timestamp":"?)1', rb"\g<1>2", body)
        yield None, re.sub(rb'("nonce":"?)', rb"\g<1>1", body)
        yield None, re.sub(rb'("signature":"[0-9a-f]{39})[0-9a-f]', rb"\g<1>x", body)
        yield None, re.sub(rb'"signature":"[0-9a-f]+"', rb'"signature":""', body)
    else:
        yield sign, body.replace(b"102", b"101")
        yield sign, body + b"\n"
        yield ("B" if sign[0] == "A" else "A") + sign[1:], body
        yield "", body
        yield "no base64 at all", body


# What comes of a body that is none.
NO_CALLBACK = {"zego": "unexpected_response: ", "trtc": "invalid_signature: "}
TOO_LARGE = dict.fromkeys(PROVIDERS, "the body is larger than 1048576 bytes")

RUBBISH = {
    "nothing": (b"", NO_CALLBACK),
    "a 0": (b"\0", NO_CALLBACK),
    "random bytes, no form": (random.Random("closeroom").randbytes(4096).replace(b"=", b""), NO_CALLBACK),
    "deep JSON": (b"[" * 100_000, NO_CALLBACK),
    "1 MiB": (b" " * 2**20, NO_CALLBACK),
    "more than 1 MiB": (b" " * (2**20 + 1), TOO_LARGE),
    "2 MB": (b"x" * 2_000_000, TOO_LARGE),
}


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("way", "rubbish"),
    [*itertools.product(PLAIN, RUBBISH), ("valgrind", "nothing"), ("valgrind", "2 MB")],
)
def test_rubbish_is_refused(programs, way, rubbish, provider):
    body, says = RUBBISH[rubbish]
    end = verify(programs(way), provider, "c2lnbg==", body)
    assert (end.status, end.out) == (1, b"")
    assert end.complaints.startswith(f"verify_callback: {says[provider]}"), end.complaints


@pytest.mark.parametrize("way", WITH_VALGRIND)
def test_standard_input_that_cannot_be_read(programs, tmp_path, way):
    folder = os.open(tmp_path, os.O_RDONLY)
    try:
        end = verify(programs(way), "zego", None, None, stdin=folder)
    finally:
        os.close(folder)
    assert (end.status, end.out) == (2, b"")
    assert end.complaints.startswith("verify_callback: standard input: ")
