"""trtc/sdk.json: what the official SDKs put on the wire, each capture signed again from its bytes alone."""

import json
from urllib.parse import parse_qsl

from generator import trtc
from generator.cases import same

LANGUAGES = ("python", "node")


def load(root):
    """The captures, verified. Nothing an SDK reports about itself is taken on trust."""
    captures = json.loads((root / "trtc/sdk.json").read_text(encoding="utf-8"))
    for case in captures["cases"]:
        for language in LANGUAGES:
            verify(f"{case['name']} ({language})", case["input"], case[language])
    for callback in captures["callbacks"]:
        same(callback["name"], callback["sign"], trtc.callback_sign(callback["key"], callback["body"]))
    return captures


def signature_input(given, capture):
    """The signer's input as it can be read from the wire: url, headers and body."""
    host, path, query = split_url(capture["url"])
    same("path", "/", path or "/")
    common = {"algorithm": given["algorithm"], "secretKey": given["secretKey"]}
    if given["algorithm"] == trtc.TC3:
        headers = {name.lower(): value for name, value in capture["headers"].items()}
        return {
            **common,
            "secretId": given["secretId"],
            "service": "trtc",
            "timestamp": int(headers["x-tc-timestamp"]),
            "method": capture["method"],
            "query": query,
            "headers": [["content-type", headers["content-type"]], ["host", headers["host"]]],
            "payload": capture["body"] or "",
        }
    pairs = parse_qsl(capture["body"] or query, keep_blank_values=True, strict_parsing=True)
    return {
        **common,
        "method": capture["method"],
        "host": host,
        "params": [[name, value] for name, value in pairs if name != "Signature"],
    }


def verify(what, given, capture):
    signer = signature_input(given, capture)
    steps = capture["steps"]
    if given["algorithm"] == trtc.TC3:
        signed = trtc.sign(signer)
        same(f"{what}: Authorization", capture["headers"]["Authorization"], signed["authorization"])
        computed = {step["name"]: step["value"] for step in signed["steps"]}
        names = {
            "hashedPayload": "hashed_payload",
            "canonicalRequest": "canonical_request",
            "hashedCanonicalRequest": "hashed_canonical_request",
            "stringToSign": "string_to_sign",
            "signature": "signature",
        }
    else:
        computed = {step["name"]: step["value"] for step in trtc.sign(signer)["steps"]}
        pairs = dict(parse_qsl(capture["body"] or split_url(capture["url"])[2], strict_parsing=True))
        same(f"{what}: Signature on the wire", pairs["Signature"], computed["signature"])
        names = {"stringToSign": "string_to_sign", "signature": "signature"}
    for reported, name in names.items():
        if reported in steps:
            same(f"{what}: {reported}", steps[reported], computed[name])


def split_url(url):
    """host, path and query of an https URL, as written."""
    rest = url.removeprefix("https://")
    location, _, query = rest.partition("?")
    host, slash, path = location.partition("/")
    return host, slash + path, query
