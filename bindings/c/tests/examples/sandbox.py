"""The sandbox, which stands in for both providers, as a process of a test's own."""

import json
import os
import subprocess
import time
import urllib.request

from accounts import CALLBACK_SECRETS

PATIENCE_SECONDS = 30


class Sandbox:
    """Listens on a free port of loopback within a `with`."""

    def __init__(self, *arguments):
        self.arguments = arguments

    def __enter__(self):
        secrets = {
            "SANDBOX_ZEGO_CALLBACK_SECRET": CALLBACK_SECRETS["zego"]["ZEGO_CALLBACK_SECRET"],
            "SANDBOX_TRTC_CALLBACK_KEY": CALLBACK_SECRETS["trtc"]["TRTC_CALLBACK_KEY"],
        }
        self.process = subprocess.Popen(
            [os.environ["CLOSEROOM_SANDBOX"], "--port", "0", "--exit-with-stdin", *self.arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | secrets,
        )
        greeting = self.process.stdout.readline()
        self.url = greeting.removeprefix("closeroom-sandbox listening on ").strip()
        assert self.url.startswith("http://127.0.0.1:"), f"the sandbox did not start: {greeting!r}"
        return self

    def __exit__(self, *_):
        self.process.communicate(timeout=PATIENCE_SECONDS)

    def control(self, method, path, body=None):
        """Asks the control API."""
        request = urllib.request.Request(
            f"{self.url}/_sandbox/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return json.loads(answer.read() or "null")

    def open(self, provider, room, **inside):
        """Opens a room; a number is a numeric one of TRTC."""
        self.control("POST", "rooms", {"provider": provider, "room_id": room, **inside})

    def rooms(self):
        return self.control("GET", "rooms")

    def fault(self, fault, **plan):
        self.control("POST", "faults", {"fault": fault, **plan})

    def set(self, **settings):
        self.control("PUT", "settings", settings)

    def requests(self):
        """The requests seen, oldest first."""
        return self.control("GET", "requests")

    def answered(self):
        """The requests, once all of them have been answered, or been given up."""
        until = time.monotonic() + PATIENCE_SECONDS
        while any(request["answer"] is None for request in self.requests()):
            assert time.monotonic() < until, f"a request is still under way: {self.requests()}"
            time.sleep(0.02)
        return self.requests()

    def wait_for_requests(self, count):
        """Waits until so many have been seen."""
        until = time.monotonic() + PATIENCE_SECONDS
        while len(self.requests()) < count:
            assert time.monotonic() < until, f"no {count} requests: {self.requests()}"
            time.sleep(0.02)
