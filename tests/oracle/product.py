"""The product: the installed npm package, asked through driver.mjs and through its command line."""

import json
import os
import shutil
import subprocess
from pathlib import Path

DRIVER = Path(__file__).with_name("driver.mjs")
PATIENCE_SECONDS = 60


class Product:
    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.cases = 0

    def ask(self, cases):
        """The answers to the cases, in their order: `{"result": …}` or `{"error": …}`, one process for all."""
        lines = [json.dumps({"id": at, **case}) for at, case in enumerate(cases)]
        done = subprocess.run(
            ["node", DRIVER],
            input="\n".join(lines).encode(),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env={**os.environ, "CLOSEROOM_NPM": str(self.folder)},
        )
        assert done.returncode == 0, done.stderr.decode()
        answers = [json.loads(line, object_hook=plain) for line in done.stdout.splitlines()]
        answers = {answer.pop("id"): answer for answer in answers}
        self.cases += len(cases)
        return [answers[at] for at in range(len(cases))]

    def results(self, cases):
        """The answers to cases that must all succeed."""
        answers = self.ask(cases)
        for case, answer in zip(cases, answers):
            assert "result" in answer, (case, answer)
        return [answer["result"] for answer in answers]

    def refuses(self, cases, **error):
        """Sees that none of the cases succeeds, and that all errors have these fields."""
        for case, answer in zip(cases, self.ask(cases)):
            assert answer.get("error", {}).items() >= error.items(), (case, answer)

    def command(self, *arguments, **variables):
        """Runs the command line, with these variables set."""
        program = shutil.which("closeroom", path=self.folder / "node_modules" / ".bin")
        assert program, "node_modules/.bin has no closeroom: the package is not installed"
        self.cases += 1
        return subprocess.run(
            [program, *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_SECONDS,
            env={**os.environ, **variables},
        )


def plain(value):
    """Integers are integers, whatever JavaScript makes of them."""
    return int(value["bigint"]) if value.keys() == {"bigint"} else value
