"""What the tests share: the programs, and rows that are played side by side."""

import functools
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from matrix.row import play, title
from programs import SANITIZE, SANITIZER_OPTIONS, VALGRIND, by_cmake, by_make

# The folder of the program that plays rows.
MATRIX = Path(__file__).resolve().parent / "matrix"
STATIC = ("-DBUILD_SHARED_LIBS=OFF",)
# Most of a row's time is waiting, under valgrind too.
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
def built(prefix, tmp_path_factory):
    """`built(sources, way)`: the programs of a folder, built that way when they are first asked for."""
    lock = threading.Lock()

    @functools.cache
    def build(sources, way):
        folder = tmp_path_factory.mktemp(f"{sources.name}-{way}") / "build"
        match way:
            case "shared":
                return by_cmake(prefix, sources, folder)
            case "static":
                return by_cmake(prefix, sources, folder, "-g", STATIC)
            case "make-shared" | "make-static":
                return by_make(prefix, sources, folder, way.removeprefix("make-"))
            case "valgrind":
                return replace(build(sources, "static"), under=VALGRIND)
            case "sanitized":
                return replace(by_cmake(prefix, sources, folder, SANITIZE), variables=SANITIZER_OPTIONS)

    def one_at_a_time(sources, way):
        with lock:
            return build(sources, way)

    return one_at_a_time


@pytest.fixture(scope="session")
def programs(prefix, built):
    """`programs(way)`: the examples."""
    return functools.partial(built, prefix / "share/doc/closeroom/examples")


@pytest.fixture(scope="session")
def played(request, built):
    """`played(way, row)`: plays that row; all were begun with the first that is asked for."""
    items = [item for item in request.session.items if "played" in item.fixturenames]
    wanted = [(item.callspec.params["way"], item.callspec.params["row"]) for item in items]
    pools = {way: ThreadPoolExecutor(SIDE_BY_SIDE[way]) for way, _ in wanted}
    playing = {
        (way, title(row)): pools[way].submit(play, built(MATRIX, way), row) for way, row in wanted
    }
    yield lambda way, row: playing[way, title(row)].result()
    for pool in pools.values():
        pool.shutdown(cancel_futures=True)
