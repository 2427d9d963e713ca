"""What the tests share: the programs, and calls that are carried out side by side."""

import functools
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import cases
from programs import SANITIZE, SANITIZER_OPTIONS, VALGRIND, by_cmake, by_make

STATIC = ("-DBUILD_SHARED_LIBS=OFF",)
# Most of a call's time is waiting, under valgrind too.
SIDE_BY_SIDE = {"shared": 12, "sanitized": 12, "valgrind": 5}


@pytest.fixture(scope="session")
def prefix():
    """The installed tree."""
    prefix = Path(setting("CLOSEROOM_PREFIX", "the folder that cargo xtask package c makes"))
    assert (prefix / "include/closeroom.h").is_file(), f"{prefix} has no include/closeroom.h"
    assert os.access(setting("CLOSEROOM_SANDBOX", "the program closeroom-sandbox"), os.X_OK)
    return prefix.resolve()


def setting(name, what):
    value = os.environ.get(name)
    if not value:
        pytest.fail(f"{name} is not set: {what}")
    return value


@pytest.fixture(scope="session")
def programs(prefix, tmp_path_factory):
    """`programs(way)`: the examples, built that way when they are first asked for."""
    sources = prefix / "share/doc/closeroom/examples"
    lock = threading.Lock()

    @functools.cache
    def build(way):
        folder = tmp_path_factory.mktemp(way) / "build"
        match way:
            case "shared":
                return by_cmake(prefix, sources, folder)
            case "static":
                return by_cmake(prefix, sources, folder, "-g", STATIC)
            case "make-shared" | "make-static":
                return by_make(prefix, sources, folder, way.removeprefix("make-"))
            case "valgrind":
                return replace(build("static"), under=VALGRIND)
            case "sanitized":
                return replace(by_cmake(prefix, sources, folder, SANITIZE), variables=SANITIZER_OPTIONS)

    def one_at_a_time(way):
        with lock:
            return build(way)

    return one_at_a_time


@pytest.fixture(scope="session")
def played(request, programs):
    """`played(way, provider, case)`: that case, of all that were begun with the first that is asked for."""
    keys = ("way", "provider", "case")
    items = [item for item in request.session.items if "played" in item.fixturenames]
    wanted = [[item.callspec.params[key] for key in keys] for item in items]
    pools = {way: ThreadPoolExecutor(SIDE_BY_SIDE[way]) for way, _, _ in wanted}
    calls = {
        (way, provider, case.name): pools[way].submit(cases.play, programs(way), provider, case)
        for way, provider, case in wanted
    }
    yield lambda way, provider, case: calls[way, provider, case.name].result()
    for pool in pools.values():
        pool.shutdown(cancel_futures=True)
