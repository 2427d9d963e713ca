"""The rows of matrix.json, and how one is played."""

import json
from pathlib import Path

from matrix import check
from matrix.client import Client
from sandbox import Sandbox

TABLE = Path(__file__).resolve().parents[5] / "tests/faults/matrix.json"
ROWS = json.loads(TABLE.read_text(encoding="utf-8"))["rows"]

# Less is over before a program under valgrind, on a busy machine, has sent anything.
AMPLE_MS = 10_000


def title(row):
    """The name of the test."""
    return f"{row['provider']}/{row['name']}"


def unlike_each_other():
    """One of all rows with the same faults, end and number of requests: the first, or the last.

    That is a row of the one provider, and then of the other.
    """
    kinds = {}
    for row in ROWS:
        faults = tuple((fault["fault"]["kind"], "after_close" in fault) for fault in row.get("faults", ()))
        kind = (faults, row["expect"]["outcome"], len(row["expect"]["requests"]))
        if row["options"]["timeout_ms"] >= AMPLE_MS:
            kinds.setdefault(kind, []).append(row)
    for at, rows in enumerate(kinds.values()):
        yield rows[-(at % 2)]


def play(programs, row):
    """Closes the room of the row in a sandbox of its own, then one where nothing goes wrong."""
    with Sandbox("--rate-limits", "off", *row.get("sandbox", ())) as sandbox:
        if row["open"]:
            sandbox.open(row["provider"], row["room"])
        if "settings" in row:
            sandbox.control("PUT", "settings", row["settings"])
        for fault in row.get("faults", ()):
            sandbox.control("POST", "faults", fault)
        listening = row.get("listening", True)
        endpoint = sandbox.url if listening else sandbox.control("GET", "door")["url"]
        with Client(programs, row, endpoint) as client:
            check.first(row, sandbox, client)
            if not listening:
                sandbox.control("POST", "door")
            sandbox.control("POST", "reset")
            check.next_call(row, sandbox, client)
