"""The fault matrix: close_room gets through every row."""

import pytest

from matrix.row import ROWS, TABLE, title, unlike_each_other

WAYS = {"shared": ROWS, "sanitized": ROWS, "valgrind": [*unlike_each_other()]}
PLAYED = [(way, row) for way, rows in WAYS.items() for row in rows]


def name_of(value):
    return title(value) if isinstance(value, dict) else value


@pytest.mark.parametrize(("way", "row"), PLAYED, ids=name_of)
def test_a_row(played, way, row):
    played(way, row)


@pytest.mark.parametrize("way", ["shared", "sanitized"])
def test_every_row_is_played(way):
    count = TABLE.read_text(encoding="utf-8").count('"name": ')
    assert count > 0
    assert len({title(row) for played_way, row in PLAYED if played_way == way}) == count
