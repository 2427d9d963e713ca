"""A request as it is on the wire, and its parameters."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, unquote_plus


@dataclass(frozen=True)
class Request:
    method: str
    host: str  # the header Host
    target: str  # the request target, as sent
    headers: dict  # names in lower case, without Host
    body: bytes

    @property
    def query(self):
        return self.target.partition("?")[2]

    @property
    def form(self):
        """The parameters of the form or the query, in the order in which they were sent."""
        return decoded(self.body.decode("ascii") if self.method == "POST" else self.query)


def built(result):
    """What an HTTP client sends for a request that the product has built.

    The client is a standard one: it must find nothing to respell in the URL.
    """
    assert result["sentUrl"] == result["url"]
    authority, target = re.fullmatch(r"https?://([^/?#]+)(/.*)", result["url"]).groups()
    assert result["sentHost"] == authority
    assert "host" not in lower(result["headers"])
    body = result.get("body", "").encode()
    return Request(result["method"], authority, target, lower(result["headers"]), body)


def lower(headers):
    return {name.lower(): value for name, value in headers.items()}


def decoded(text):
    """Names and values of percent-encoded pairs: encoded once, by RFC 3986, alike for every reader."""
    pairs = [pair.split("=") for pair in text.split("&")]
    for _, value in pairs:
        assert quote(unquote(value, errors="strict"), safe="") == value
        assert unquote_plus(value) == unquote(value)
    return [(name, unquote(value)) for name, value in pairs]
