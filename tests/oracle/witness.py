"""The witnesses: small programs around code that others wrote, one for each language.

Each answers a line of JSON with one, in order: `{"op": …}` with `{"result": …}` or `{"error": …}`.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path

FOLDER = Path(__file__).with_name("witnesses")

# A new witness is a folder with a program, and a line here.
PROGRAMS = {
    "python": [sys.executable, "witness.py"],
    "node": ["node", "witness.mjs"],
    "go": ["go", "run", "."],
    "php": ["php", "witness.php"],
}
# Those that have Tencent's SDK.
SDKS = ["python", "node", "go"]


class Witness:
    def __init__(self, name):
        self.name = name
        self.answers = 0
        self.lock = threading.Lock()
        self.process = subprocess.Popen(
            PROGRAMS[name], cwd=FOLDER / name, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate()
        assert self.process.returncode == 0, f"the {self.name} witness failed"

    def ask(self, op, questions):
        """The answers to the questions, in their order."""
        lines = [json.dumps({"op": op, **question}).encode() + b"\n" for question in questions]
        with self.lock:
            # Beside reading: it would wait for us, when nobody reads what it writes.
            writing = threading.Thread(target=self.write, args=(lines,))
            writing.start()
            answers = [json.loads(self.process.stdout.readline() or "{}") for _ in lines]
            writing.join()
        for question, answer in zip(questions, answers):
            assert "result" in answer, (self.name, op, question, answer)
        self.answers += len(answers)
        return [answer["result"] for answer in answers]

    def write(self, lines):
        self.process.stdin.writelines(lines)
        self.process.stdin.flush()

    def trtc_signatures(self, signings):
        """What the SDK's signer gives for bytes."""
        return self.ask("trtc.sign", signings)

    def say(self, op, **question):
        """The answer to one question."""
        (answer,) = self.ask(op, [question])
        return answer
