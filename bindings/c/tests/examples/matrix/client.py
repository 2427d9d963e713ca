"""The client of a row, which is the program `client`."""

import json
import subprocess
import threading
import time
from typing import NamedTuple

from accounts import REGION, TRTC, ZEGO
from programs import FOUND
from secrecy import shows_no_credential

# Beyond this, it hangs.
PATIENCE_SECONDS = 200

ACCOUNTS = {
    "zego": {"app_id": int(ZEGO["ZEGO_APP_ID"]), "secret": ZEGO["ZEGO_SERVER_SECRET"]},
    "trtc": {
        "app_id": int(TRTC["TRTC_SDK_APP_ID"]),
        "secret_id": TRTC["TENCENTCLOUD_SECRET_ID"],
        "secret": TRTC["TENCENTCLOUD_SECRET_KEY"],
        "region": REGION[1],
    },
}


class Ended(NamedTuple):
    """How a call ended."""

    printed: str  # by the example
    members: dict  # of the result, or of the error
    ms: float


class Client:
    """Closes rooms within a `with`, at whose end it sees that nothing was found and nothing shown."""

    def __init__(self, programs, row, endpoint):
        provider = row["provider"]
        self.account = ACCOUNTS[provider] | row.get("account", {})
        self.made_of = {"provider": provider, "endpoint": endpoint, "account": self.account}
        self.programs = programs
        self.output = ""

    def __enter__(self):
        # Both into one, so that what is printed is read while it is printed.
        self.process = self.programs.start(
            "client", variables={}, stdin=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        self.limit = threading.Timer(PATIENCE_SECONDS, self.process.kill)
        self.limit.start()
        self.tell(self.made_of)
        return self

    def close_room(self, room, close, options):
        begun = time.monotonic()
        self.tell({"room": room, "close": close, "options": options})
        printed = ""
        while not (line := self.process.stdout.readline()).startswith("{"):
            assert line, f"the client ended: {self.output}"
            printed += line
            self.output += line
        self.output += line
        return Ended(printed, json.loads(line), (time.monotonic() - begun) * 1000)

    def tell(self, line):
        print(json.dumps(line), file=self.process.stdin, flush=True)

    def __exit__(self, failed, *_):
        rest, _ = self.process.communicate()
        self.limit.cancel()
        self.output += rest
        assert self.process.returncode != FOUND, self.output
        if not failed:
            assert (self.process.returncode, rest) == (0, "")
            shows_no_credential(self.output, self.account["secret"], self.account.get("token"))
