"""A request as it is on the wire, and its parameters."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, unquote_plus


@dataclass(frozen=True)
class Request:
    method: str
    host: str  # the header Host
    target: str  # the request target, as sent
    headers: dict  # names in lower case, without Host
    body: str

    @property
    def query(self):
        return self.target.partition("?")[2]

    @property
    def form(self):
        """The parameters of the form or the query, in the order in which they were sent."""
        return parse_qsl(self.encoded, keep_blank_values=True, strict_parsing=True, errors="strict")

    @property
    def encoded(self):
        return self.body if self.method == "POST" else self.query


def built(result):
    """What an HTTP client sends for a request that the product has built.

    The client is a standard one: it must find nothing to respell in the URL.
    """
    assert result["sentUrl"] == result["url"]
    authority, target = re.fullmatch(r"https?://([^/?#]+)(/.*)", result["url"]).groups()
    assert result["sentHost"] == authority
    assert "host" not in lower(result["headers"])
    request = Request(
        result["method"], authority, target, lower(result["headers"]), result.get("body", "")
    )
    return well_encoded(request)


def sent(answer):
    """What a witness has sent."""
    headers = {name: str(value) for name, value in answer["headers"].items()}
    return Request(**answer | {"headers": lower(headers)})


def lower(headers):
    return {name.lower(): value for name, value in headers.items()}


def well_encoded(request):
    """The request, whose parameters must be encoded once, by RFC 3986, alike for every reader."""
    if request.headers.get("content-type") != "application/json":
        for pair in request.encoded.split("&"):
            _, value = pair.split("=")
            assert quote(unquote(value, errors="strict"), safe="") == value
            assert unquote_plus(value) == unquote(value)
    return request
