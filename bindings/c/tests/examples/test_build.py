"""The installed examples are built in each documented way, without a warning, and what came of it closes a room."""

import re
import subprocess

import pytest

from accounts import REGION, TRTC, ZEGO
from programs import NAMES
from sandbox import Sandbox

LIBRARY = "libcloseroom.so.0.1"


@pytest.mark.parametrize("way", ["shared", "make-shared", "static", "make-static"])
def test_it_is_linked_as_asked(programs, way):
    for name in NAMES:
        dynamic = subprocess.run(
            ["readelf", "--dynamic", programs(way).folder / name],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
        needed = re.findall(r"\(NEEDED\) .*\[(.*)\]", dynamic.stdout)
        assert any(library.startswith("libc.so") for library in needed)
        assert (LIBRARY in needed) == way.endswith("shared"), needed


@pytest.mark.parametrize("way", ["shared", "make-shared", "static", "make-static"])
def test_it_closes_rooms(programs, way):
    with Sandbox("--room", "zego:lobby", "--room", "trtc:string:lobby") as sandbox:
        where = ("--endpoint", sandbox.url)
        zego = programs(way).run("close_room", "zego", "lobby", *where, variables=ZEGO)
        trtc = programs(way).run("close_room", "trtc", "lobby", *REGION, *where, variables=TRTC)
        assert sandbox.rooms() == []
    for ended in (zego, trtc):
        assert ended.status == 0
        assert ended.out.startswith(b"closed  lobby  ")
