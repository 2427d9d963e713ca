"""What the tests share: the product, and random input that can be had again."""

import os

import pytest

import inputs
from product import Product

PRODUCT = pytest.StashKey[Product]()


def pytest_report_header():
    return f"oracle: seed {inputs.SEED!r} (CLOSEROOM_ORACLE_SEED sets another)"


def pytest_terminal_summary(terminalreporter, config):
    if PRODUCT in config.stash:
        terminalreporter.write_line(f"oracle: {config.stash[PRODUCT].cases} cases, seed {inputs.SEED!r}")


@pytest.fixture(scope="session")
def product(pytestconfig):
    """The installed package."""
    folder = os.environ.get("CLOSEROOM_NPM")
    if not folder:
        pytest.fail("CLOSEROOM_NPM is not set: the folder in whose node_modules closeroom is installed")
    if not os.path.isfile(os.path.join(folder, "node_modules", "closeroom", "package.json")):
        pytest.fail(f"CLOSEROOM_NPM is {folder}, where node_modules has no closeroom")
    pytestconfig.stash[PRODUCT] = Product(folder)
    return pytestconfig.stash[PRODUCT]


@pytest.fixture
def rng(request):
    """Random numbers of the test's own: it sees the same alone as among all."""
    return inputs.seeded(request.node.name)
