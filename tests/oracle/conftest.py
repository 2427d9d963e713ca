"""What the tests share: products and witnesses, and random input that can be had again."""

import os
from contextlib import ExitStack

import pytest

import inputs
from product import Alike, Native, Npm
from witness import PROGRAMS, SDKS, Witness

ASKED = pytest.StashKey[list]()


def pytest_configure(config):
    config.stash[ASKED] = []


def pytest_report_header():
    return f"oracle: seed {inputs.SEED!r} (CLOSEROOM_ORACLE_SEED sets another)"


def pytest_terminal_summary(terminalreporter, config):
    for line in (*config.stash[ASKED], f"seed {inputs.SEED!r}"):
        terminalreporter.write_line(f"oracle: {line}")


@pytest.fixture(scope="session")
def npm(pytestconfig):
    folder = os.environ.get("CLOSEROOM_NPM")
    if not folder:
        pytest.fail("CLOSEROOM_NPM is not set: the folder in whose node_modules closeroom is installed")
    if not os.path.isfile(os.path.join(folder, "node_modules", "closeroom", "package.json")):
        pytest.fail(f"CLOSEROOM_NPM is {folder}, where node_modules has no closeroom")
    yield from counted(pytestconfig, Npm(folder))


@pytest.fixture(scope="session")
def native(pytestconfig):
    program = os.environ.get("CLOSEROOM_NATIVE")
    if not program:
        pytest.fail("CLOSEROOM_NATIVE is not set: the program that products/native builds")
    yield from counted(pytestconfig, Native(program))


def counted(config, product):
    yield product
    config.stash[ASKED].append(f"{product.name}: {product.cases} cases")


@pytest.fixture(scope="session")
def products(npm, native):
    return Alike([npm, native])


@pytest.fixture(params=["npm", "native"])
def product(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def witnesses(pytestconfig):
    """All of them, by name."""
    with ExitStack() as stack:
        all_of_them = {name: stack.enter_context(Witness(name)) for name in PROGRAMS}
        yield all_of_them
    for witness in all_of_them.values():
        pytestconfig.stash[ASKED].append(f"{witness.name} witness: {witness.answers} answers")


@pytest.fixture(params=PROGRAMS)
def witness(request, witnesses):
    return witnesses[request.param]


@pytest.fixture(params=SDKS)
def sdk(request, witnesses):
    """A witness that has Tencent's SDK."""
    return witnesses[request.param]


@pytest.fixture(scope="session")
def sdks(witnesses):
    return [witnesses[name] for name in SDKS]


@pytest.fixture
def rng(request):
    """Random numbers of the test's own: it sees the same alone as among all."""
    return inputs.seeded(request.node.name)
