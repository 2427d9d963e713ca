"""The examples as programs: built from the installed tree as their users do, and run."""

import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

PATIENCE_SECONDS = 60
NAMES = ("build_request", "close_room", "verify_callback")
WARNINGS = "-pedantic -Wall -Wextra -Werror -Wconversion -Wshadow"

# The status with which a program ends in which valgrind or a sanitizer has found something.
FOUND = 9
VALGRIND = (
    *("valgrind", "--quiet", "--leak-check=full", f"--error-exitcode={FOUND}"),
    "--errors-for-leak-kinds=definite,indirect,possible",
)
SANITIZE = "-g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": f"detect_leaks=1:exitcode={FOUND}",
    "UBSAN_OPTIONS": f"print_stacktrace=1:exitcode={FOUND}",
}


class Ended(NamedTuple):
    """How a program ended. What it printed are bytes: a request is no text."""

    status: int
    out: bytes
    complaints: str  # standard error
    seconds: float


@dataclass(frozen=True)
class Programs:
    """A folder of programs, and what to run them under."""

    folder: Path
    under: tuple = ()
    variables: dict = field(default_factory=dict)

    def start(self, name, *arguments, variables, **how):
        """Starts a program with these variables in its environment, and no others."""
        return subprocess.Popen(
            [*self.under, self.folder / name, *arguments],
            stdout=how.pop("stdout", subprocess.PIPE),
            stderr=how.pop("stderr", subprocess.PIPE),
            env={"PATH": os.environ["PATH"], **self.variables, **variables},
            **how,
        )

    def run(self, name, *arguments, variables, given=b"", **how):
        """Runs a program with these bytes as its standard input."""
        begun = time.monotonic()
        stdin = how.pop("stdin", subprocess.PIPE)
        process = self.start(name, *arguments, variables=variables, stdin=stdin, **how)
        return ended(process, begun, variables, given if stdin == subprocess.PIPE else None)


def ended(process, begun, variables, given=None):
    """Waits for the end of a program, and sees that it has printed none of its secrets."""
    try:
        out, complaints = process.communicate(given, timeout=PATIENCE_SECONDS)
    finally:
        process.kill()
    complaints = complaints.decode()
    assert process.returncode != FOUND, complaints
    for name, value in variables.items():
        if value and re.search("SECRET(?!_ID)|KEY", name):
            assert value.encode() not in (out or b""), f"{name} is on standard output"
            assert value not in complaints, f"{name} is on standard error"
    return Ended(process.returncode, out, complaints, time.monotonic() - begun)


def by_cmake(prefix, sources, folder, flags="", options=()):
    """Builds with the CMakeLists.txt."""
    place = f"-DCMAKE_PREFIX_PATH={prefix}"
    flags = f"-DCMAKE_C_FLAGS={WARNINGS} {flags}"
    run("cmake", "-S", sources, "-B", folder, place, flags, *options)
    run("cmake", "--build", folder)
    return Programs(folder)


def by_make(prefix, sources, folder, link):
    """Builds with the Makefile, which knows of one folder only."""
    shutil.copytree(sources, folder)
    variables = os.environ | {"PKG_CONFIG_PATH": f"{prefix}/lib/pkgconfig"}
    run("make", "-C", folder, f"LINK={link}", f"CFLAGS=-std=c99 {WARNINGS}", env=variables)
    return Programs(folder)


def run(*command, **how):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", **how)
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout
