"""Ctrl-C while close_room waits for an answer, for its next attempt, and twice."""

import os
import re
import select
import signal
import time
from pathlib import Path

import pytest

from accounts import ACCOUNTS, REGION
from programs import ended
from sandbox import Sandbox

# The call's own deadline is far beyond: what ends it is the interrupt.
FAR = ("--timeout", "60000")
SOON_SECONDS = 10

HANG = {"kind": "hang"}
ENDLESS = {"kind": "endless_body"}
WAIT = {"kind": "status", "status": 503, "retry_after": 30}


@pytest.mark.parametrize("fault", [HANG, ENDLESS, WAIT], ids=["answer", "body", "next attempt"])
@pytest.mark.parametrize(
    ("way", "provider"), [("shared", "zego"), ("sanitized", "trtc"), ("valgrind", "trtc")]
)
def test_an_interrupt_cancels(programs, way, provider, fault):
    with Sandbox() as sandbox:
        sandbox.fault(fault, times=100)
        process = start(programs(way), provider, sandbox)
        time.sleep(0.5)  # until the answer is there, if one comes
        interrupted = time.monotonic()
        process.send_signal(signal.SIGINT)
        end = ended(process, interrupted, ACCOUNTS[provider])
        assert end.status == 130
        assert end.out == b""
        assert end.complaints.startswith("close_room: cancelled: ")
        assert "1 request sent" in end.complaints
        assert end.seconds < SOON_SECONDS
        assert len(sandbox.requests()) == 1


def test_a_second_interrupt_kills(programs):
    """The program cannot end by itself: it waits to say that it was cancelled, and nobody listens."""
    reader, writer = os.pipe()
    fill(writer)
    try:
        with Sandbox() as sandbox:
            sandbox.fault(HANG)
            process = start(programs("shared"), "zego", sandbox, stderr=writer)
            assert catches_interrupts(process)
            process.send_signal(signal.SIGINT)
            until = time.monotonic() + SOON_SECONDS
            while catches_interrupts(process):
                assert time.monotonic() < until, "the first interrupt leaves the handler in place"
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=SOON_SECONDS) == -signal.SIGINT
    finally:
        os.close(reader)
        os.close(writer)


def fill(pipe):
    """Leaves no room in a pipe."""
    os.set_blocking(pipe, False)
    try:
        while True:
            os.write(pipe, b" " * select.PIPE_BUF)
    except BlockingIOError:
        os.set_blocking(pipe, True)


def catches_interrupts(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    (caught,) = re.findall("SigCgt:\t([0-9a-f]+)", status)
    return bool(int(caught, 16) & 1 << (signal.SIGINT - 1))


def start(programs, provider, sandbox, **how):
    """close_room with a request under way."""
    process = programs.start(
        *("close_room", provider, "room", "--endpoint", sandbox.url, *FAR),
        *(REGION if provider == "trtc" else ()),
        variables=ACCOUNTS[provider],
        **how,
    )
    sandbox.wait_for_requests(1)
    return process
