"""What both providers share: percent-encoding, endpoints, input rules, HTTP outcomes."""

import ipaddress
import json
import re
from urllib.parse import quote, unquote, unquote_plus

MASK = "[redacted]"

FIRST_TIMESTAMP = 1_000_000_000
LAST_TIMESTAMP = 99_999_999_999


class InvalidInput(Exception):
    """Input that is refused before anything is signed."""

    def __init__(self, field):
        super().__init__(field)
        self.field = field


def refuse_unless(condition, field):
    if not condition:
        raise InvalidInput(field)


def percent_encode(text):
    """RFC 3986: everything but A-Z a-z 0-9 - . _ ~ becomes %XX, upper-case hex, of its UTF-8 bytes."""
    return quote(text, safe="")


def query_string(pairs):
    return "&".join(f"{name}={percent_encode(value)}" for name, value in pairs)


def step(name, value):
    return {"name": name, "value": value}


# Input rules --------------------------------------------------------------


def check_secret(secret, field):
    refuse_unless(secret != "" and secret == secret.strip(), field)


def check_header_text(text, field):
    """Text that becomes a header value: visible ASCII, no space."""
    refuse_unless(re.fullmatch(r"[\x21-\x7e]+", text), field)


def check_timestamp(timestamp):
    refuse_unless(FIRST_TIMESTAMP <= timestamp <= LAST_TIMESTAMP, "Timestamp")


def check_nonce(nonce):
    refuse_unless(re.fullmatch(r"[0-9a-f]{16}", nonce), "Nonce")


def base_url(endpoint, known_hosts, default):
    """`https://authority` of an endpoint: a known name, a host[:port], or a base URL."""
    if endpoint is None:
        endpoint = default
    if endpoint in known_hosts:
        return "https://" + known_hosts[endpoint]

    scheme, separator, authority = endpoint.partition("://")
    if separator:
        authority = authority.removesuffix("/")
    else:
        scheme, authority = "https", endpoint
        # A word alone is meant as a known name, and is none.
        refuse_unless("." in authority or ":" in authority, "Endpoint")
    refuse_unless(scheme in ("https", "http") and authority.isascii(), "Endpoint")

    match = re.fullmatch(r"(\[[0-9a-f:]+\]|[0-9a-z.-]+)(?::([0-9]{1,5}))?", authority.lower())
    refuse_unless(match, "Endpoint")
    host, port = match[1], match[2]
    if host.startswith("["):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            raise InvalidInput("Endpoint") from None
    refuse_unless(scheme == "https" or host in ("127.0.0.1", "localhost", "[::1]"), "Endpoint")
    if port is not None:
        refuse_unless(1 <= int(port) <= 65535, "Endpoint")
        if int(port) == {"https": 443, "http": 80}[scheme]:
            port = None
    return f"{scheme}://{host}" + (f":{port}" if port else "")


# HTTP outcomes ------------------------------------------------------------


def error(kind, status, code=None, request_id=None, retry_after_ms=None):
    """The expected error of a reply; what is absent is left out."""
    outcome = {"kind": kind}
    if code is not None:
        outcome["providerCode"] = code
    if request_id is not None:
        outcome["requestId"] = request_id
    outcome["httpStatus"] = status
    outcome["retryable"] = kind in ("rate_limited", "unavailable")
    if retry_after_ms is not None:
        outcome["retryAfterMs"] = retry_after_ms
    return outcome


def retry_after_ms(response):
    """The Retry-After header in its delta-seconds form; a date is not read."""
    for name, value in response["headers"].items():
        if name.lower() == "retry-after" and re.fullmatch(r"[0-9]+", value):
            return int(value) * 1000
    return None


def status_error(response, code=None, request_id=None):
    """The error an HTTP status stands for when the body does not settle it."""
    status, after = response["status"], retry_after_ms(response)
    if status == 429:
        return error("rate_limited", status, code, request_id, 1000 if after is None else after)
    if 500 <= status <= 599:
        return error("unavailable", status, code, request_id, after)
    if code is not None:
        return error("rejected", status, code, request_id)
    return error("unexpected_response", status, request_id=request_id)


def provider_error(response, kind, code, request_id):
    """The error a provider's own code stands for. `kind` is None when the code is not known."""
    if kind is None:
        return status_error(response, code, request_id)
    after = max(1000, retry_after_ms(response) or 0) if kind == "rate_limited" else None
    return error(kind, response["status"], code, request_id, after)


# JSON with exact numbers --------------------------------------------------


class Number(str):
    """A JSON number, kept as it was written."""


def parse_json(text):
    """The value of a JSON text with numbers as written; ValueError when it is not JSON."""

    def no_constant(name):
        raise ValueError(name)

    try:
        return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=no_constant)
    except RecursionError:
        raise ValueError("too deep") from None


def percent_decode(text):
    return unquote(text, errors="strict")


def form_decode(text):
    return unquote_plus(text, errors="strict")
