"""The products: the npm package, and the crate as it is compiled for this machine."""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

NPM_DRIVER = Path(__file__).with_name("products") / "npm.mjs"
PATIENCE_SECONDS = 60


class Product:
    def __init__(self, name, program, **variables):
        self.name = name
        self.program = program
        self.variables = variables
        self.cases = 0

    def ask(self, cases):
        """The answers to the cases, `{"result": …}` or `{"error": …}`, in their order; one process for all."""
        lines = [json.dumps({"id": at, **case}) for at, case in enumerate(cases)]
        done = subprocess.run(
            self.program,
            input="\n".join(lines).encode(),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env={**os.environ, **self.variables},
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


class Npm(Product):
    """The installed package."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        super().__init__("npm", ["node", NPM_DRIVER], CLOSEROOM_NPM=str(self.folder))

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


class Native(Product):
    """The crate, in the program of products/native."""

    def __init__(self, program):
        super().__init__("native", [program])

    def trtc_signatures(self, signings):
        """What the bare signers give for the bytes of anybody's requests."""
        return self.results([{"op": "sign", **signing} for signing in signings])


class Alike(Product):
    """All products in one: whatever they are asked, they must answer the same."""

    def __init__(self, products):
        super().__init__("all", None)
        self.products = products

    def ask(self, cases):
        with ThreadPoolExecutor() as pool:
            first, *others = pool.map(lambda product: product.ask(cases), self.products)
        for other in others:
            for case, one, another in zip(cases, first, other):
                assert one == another, case
        return first


def plain(value):
    """Integers are integers, whatever JavaScript makes of them."""
    return int(value["bigint"]) if value.keys() == {"bigint"} else value
