"""trtc/request.json: DismissRoomByStrRoomId and DismissRoom from configuration and input to the bytes on the wire."""

from generator import trtc
from generator.cases import case, document, same
from generator.cases_trtc_signature import ID_EXAMPLE, KEY_EXAMPLE

TIMESTAMP = 1551113065
NONCE = "0000000000002e6e"  # 11886
TOKEN = "tok/EXAMPLE+abc==_0123"

V1_SHA1 = {"signatureMethod": "HmacSHA1"}
V1_SHA256 = {"signatureMethod": "HmacSHA256"}
GET = {"httpMethod": "GET"}
ANY_ROOM = {"allowAnyRoomId": True}

FORMS = {
    "tc3-post": {},
    "tc3-get": GET,
    "v1-sha256-get": {**V1_SHA256, **GET},
    "v1-sha256-post": V1_SHA256,
    "v1-sha1-get": {**V1_SHA1, **GET},
    "v1-sha1-post": V1_SHA1,
}


def build(captures):
    return document(
        "trtc",
        "request",
        [
            *from_sdks(captures),
            *forms(),
            *rooms(),
            *configuration(),
            *times_and_nonces(),
            *endpoints(),
        ],
    )


def request(name, config=None, room="abcd", source="computed", note=None, timestamp=TIMESTAMP, nonce=NONCE, **expected):
    """One case. `room` is text for a string room, a number for a numeric one; `expected` is written out by hand."""
    config = {
        "sdkAppId": "1400000001",
        "secretId": ID_EXAMPLE,
        "secretKey": KEY_EXAMPLE,
        "region": "ap-guangzhou",
        **(config or {}),
    }
    room_id = {"number": str(room)} if isinstance(room, int) else {"string": room}
    given = {"roomId": room_id, "timestamp": timestamp, "nonce": nonce}
    built = trtc.dismiss_room(config, given)
    values = {**built["request"], **{step["name"]: step["value"] for step in built["steps"]}}
    for member, value in expected.items():
        same(f"{name}: {member}", value, values[member])
    return case(name, source, note, config=config, input=given, **built)


def from_sdks(captures):
    """What the SDKs put on the wire, and what we send for the same call."""
    cases = []
    for entry in captures["cases"]:
        given, node, python = entry["input"], entry["node"], entry["python"]
        config = {
            "sdkAppId": str(given["payload"]["SdkAppId"]),
            "secretId": given["secretId"],
            "secretKey": given["secretKey"],
            "region": given["region"],
        }
        if given["token"]:
            config["token"] = given["token"]
        if given["language"]:
            config["language"] = given["language"]
        if given["endpoint"]:
            config["endpoint"] = given["endpoint"]
        if given["algorithm"] != trtc.TC3:
            config["signatureMethod"] = given["algorithm"]
        if given["method"] != "POST":
            config["httpMethod"] = given["method"]
        room = given["payload"]["RoomId"]
        if not isinstance(room, int) and not set(room) <= set(trtc.ROOM_CHARACTERS):
            config.update(ANY_ROOM)

        if given["algorithm"] == trtc.TC3:
            both = node["headers"]["Authorization"] == python["headers"]["Authorization"]
            source = node["sdk"] + (f"; {python['sdk']}" if both else "")
            note = "url, body and Authorization as the SDK sends them"
            if not both:
                note += "; the Python SDK spells the same call differently (see signature.json)"
            expected = {"url": node["url"], "body": node["body"], "signature": node["steps"]["signature"]}
        else:
            source = "computed"
            note = "the SDKs' call without the RequestClient they add, which is signed too (see signature.json)"
            expected = {}
        made = request(
            f"sdk-{entry['name']}",
            config,
            room,
            source,
            note,
            given["timestamp"],
            f"{given['nonce']:016x}",
            **expected,
        )
        if given["algorithm"] == trtc.TC3:
            ours = made["request"]["headers"]
            same(entry["name"], {name: node["headers"][name] for name in ours}, ours)
        cases.append(made)
    return cases


def forms():
    """The six wire forms, each with nothing optional and with everything optional."""
    v1_query = (
        "Action=DismissRoomByStrRoomId&Nonce=11886&Region=ap-guangzhou&RoomId=abcd&SdkAppId=1400000001"
        f"&SecretId={ID_EXAMPLE}&SignatureMethod=HmacSHA1&Timestamp=1551113065&Version=2019-07-22"
    )
    cases = [
        request(
            "tc3-post-minimal",
            url="https://trtc.tencentcloudapi.com/",
            body='{"SdkAppId":1400000001,"RoomId":"abcd"}',
            signature="acf8c73cb86cac1996a3c29e1063eea901a0d7e36ad69fa7fc3a2fca47756a17",
        ),
        request(
            "tc3-get-minimal",
            GET,
            url="https://trtc.tencentcloudapi.com/?SdkAppId=1400000001&RoomId=abcd",
            body=None,
            signature="92e12d7d76e97b67260054779158685de10066226809a198dfe9b43124f84652",
        ),
        request("v1-sha256-get-minimal", FORMS["v1-sha256-get"], body=None, headers={}),
        request("v1-sha256-post-minimal", FORMS["v1-sha256-post"], url="https://trtc.tencentcloudapi.com/"),
        request(
            "v1-sha1-get-minimal",
            FORMS["v1-sha1-get"],
            string_to_sign=f"GETtrtc.tencentcloudapi.com/?{v1_query}",
        ),
        request(
            "v1-sha1-post-minimal",
            FORMS["v1-sha1-post"],
            string_to_sign=f"POSTtrtc.tencentcloudapi.com/?{v1_query}",
        ),
    ]
    everything = {"token": TOKEN, "language": "en-US", "endpoint": "intl", "region": "ap-singapore"}
    for name, form in FORMS.items():
        note = "the token's value is masked in string_to_sign and signed as it is" if name.startswith("v1") else None
        cases.append(request(f"{name}-everything", {**everything, **form}, "Aa0 !#$%&()+-:;<=.>?@[]^_{}|~,", note=note))
    for name, form in FORMS.items():
        cases.append(request(f"{name}-numeric", form, 12345, note="another room than the string room 12345"))
    return cases


CHARACTERS = {
    "space": " ",
    "exclamation-mark": "!",
    "number-sign": "#",
    "dollar-sign": "$",
    "percent-sign": "%",
    "ampersand": "&",
    "left-parenthesis": "(",
    "right-parenthesis": ")",
    "plus-sign": "+",
    "hyphen": "-",
    "colon": ":",
    "semicolon": ";",
    "less-than-sign": "<",
    "equals-sign": "=",
    "full-stop": ".",
    "greater-than-sign": ">",
    "question-mark": "?",
    "at-sign": "@",
    "left-bracket": "[",
    "right-bracket": "]",
    "caret": "^",
    "underscore": "_",
    "left-brace": "{",
    "right-brace": "}",
    "vertical-line": "|",
    "tilde": "~",
    "comma": ",",
}


def rooms():
    letters = "abcdefghijklmnopqrstuvwxyz"
    get_url = "https://trtc.tencentcloudapi.com/?SdkAppId=1400000001&RoomId="
    post_body = '{{"SdkAppId":1400000001,"RoomId":{}}}'.format

    cases = [
        request("room-lower-case", room=letters),
        request("room-upper-case", room=letters.upper()),
        request(
            "room-digits",
            room="0123456789",
            body=post_body('"0123456789"'),
            note="a string room of digits stays a string",
        ),
        request("room-of-1-byte", room="a"),
        request("room-of-64-bytes", room="a" * 64),
        request(
            "room-surrounding-spaces", GET, " abcd ", url=f"{get_url}%20abcd%20", note="a room id is sent as given"
        ),
        request(
            "room-already-encoded", GET, "a%20b", url=f"{get_url}a%2520b", note="encoded once, whatever it looks like"
        ),
        request("room-parameter-injection", GET, "a&SdkAppId=1", url=f"{get_url}a%26SdkAppId%3D1"),
        request(
            "v1-room-parameter-injection",
            FORMS["v1-sha256-get"],
            "a&SdkAppId=1",
            note="raw in string_to_sign, encoded in the url",
        ),
    ]
    for name, character in CHARACTERS.items():
        text = f"a{character}b"
        cases += [
            request(f"room-{name}", room=text, body=post_body(f'"{text}"')),
            request(f"room-{name}-tc3-get", GET, text),
            request(f"room-{name}-v1-get", FORMS["v1-sha256-get"], text),
        ]

    cases += [
        request("room-number-1", room=1, body=post_body("1")),
        request("room-number-4294967294", room=4294967294, body=post_body("4294967294")),
        request("room-number-1-tc3-get", GET, 1, url=f"{get_url}1"),
        request("room-number-4294967294-tc3-get", GET, 4294967294, url=f"{get_url}4294967294"),
    ]
    for number in (0, 4294967295, 9007199254740993, 18446744073709551615):
        cases += [
            request(f"any-room-number-{number}", ANY_ROOM, number, body=post_body(number)),
            request(f"any-room-number-{number}-tc3-get", {**ANY_ROOM, **GET}, number, url=f"{get_url}{number}"),
            request(f"any-room-number-{number}-v1-get", {**ANY_ROOM, **FORMS["v1-sha256-get"]}, number),
        ]

    cases += [
        request("any-room-of-65-bytes", ANY_ROOM, "a" * 65),
        request("any-room-of-1000-bytes", ANY_ROOM, "0123456789" * 100),
        request(
            "any-room-allowed-anyway", ANY_ROOM, "abcd", body=post_body('"abcd"'), note="the switch changes no byte"
        ),
    ]
    for name, text, as_json, as_query in ANY_ROOMS:
        cases += [
            request(f"any-room-{name}", ANY_ROOM, text, body=post_body(f'"{as_json}"')),
            request(f"any-room-{name}-tc3-get", {**ANY_ROOM, **GET}, text, url=f"{get_url}{as_query}"),
        ]
    cases += [
        request("any-room-chinese-v1-get", {**ANY_ROOM, **FORMS["v1-sha256-get"]}, "会议室-七 🚀"),
        request("any-room-chinese-v1-post", {**ANY_ROOM, **FORMS["v1-sha256-post"]}, "会议室-七 🚀"),
        request("any-room-quotation-mark-v1-get", {**ANY_ROOM, **FORMS["v1-sha1-get"]}, 'a"b'),
        request("any-room-line-feed-v1-post", {**ANY_ROOM, **FORMS["v1-sha1-post"]}, "a\nb"),
    ]
    return cases


# name, room, its JSON text in a POST body, its text in a query
ANY_ROOMS = [
    ("chinese", "会议室-七", "会议室-七", "%E4%BC%9A%E8%AE%AE%E5%AE%A4-%E4%B8%83"),
    ("accent", "é", "é", "%C3%A9"),
    ("decomposed-accent", "e\u0301", "e\u0301", "e%CC%81"),
    ("emoji", "🚀", "🚀", "%F0%9F%9A%80"),
    ("last-code-point", "\U0010ffff", "\U0010ffff", "%F4%8F%BF%BF"),
    ("line-separator", "a\u2028b", "a\u2028b", "a%E2%80%A8b"),
    ("quotation-mark", 'a"b', r"a\"b", "a%22b"),
    ("backslash", "a\\b", r"a\\b", "a%5Cb"),
    ("slash", "a/b", "a/b", "a%2Fb"),
    ("apostrophe", "a'b", "a'b", "a%27b"),
    ("asterisk", "a*b", "a*b", "a%2Ab"),
    ("backtick", "a`b", "a`b", "a%60b"),
    ("backspace", "a\bb", r"a\bb", "a%08b"),
    ("tab", "a\tb", r"a\tb", "a%09b"),
    ("line-feed", "a\nb", r"a\nb", "a%0Ab"),
    ("form-feed", "a\fb", r"a\fb", "a%0Cb"),
    ("carriage-return", "a\rb", r"a\rb", "a%0Db"),
    ("control-01", "a\x01b", r"a\u0001b", "a%01b"),
    ("control-0b", "a\x0bb", r"a\u000bb", "a%0Bb"),
    ("control-1b", "a\x1bb", r"a\u001bb", "a%1Bb"),
    ("control-1f", "a\x1fb", r"a\u001fb", "a%1Fb"),
    ("delete", "a\x7fb", "a\x7fb", "a%7Fb"),
    (
        "json-injection",
        '","SdkAppId":1,"x":"',
        r"\",\"SdkAppId\":1,\"x\":\"",
        "%22%2C%22SdkAppId%22%3A1%2C%22x%22%3A%22",
    ),
    ("written-escape", r"\u0041", r"\\u0041", "%5Cu0041"),
]


def configuration():
    cases = [
        request("sdk-app-id-1", {"sdkAppId": "1"}),
        request(
            "sdk-app-id-above-2-53",
            {"sdkAppId": "9007199254740993"},
            body='{"SdkAppId":9007199254740993,"RoomId":"abcd"}',
        ),
        request(
            "sdk-app-id-uint64-max",
            {"sdkAppId": "18446744073709551615"},
            body='{"SdkAppId":18446744073709551615,"RoomId":"abcd"}',
        ),
        request("sdk-app-id-uint64-max-tc3-get", {"sdkAppId": "18446744073709551615", **GET}),
        request("sdk-app-id-uint64-max-v1-get", {"sdkAppId": "18446744073709551615", **FORMS["v1-sha256-get"]}),
        request("signature-method-tc3-by-name", {"signatureMethod": trtc.TC3}, note="the default, said"),
        request("http-method-post-by-name", {"httpMethod": "POST"}, note="the default, said"),
        request("allow-any-room-id-false", {"allowAnyRoomId": False}, note="the default, said"),
        request("secret-key-unicode", {"secretKey": "clé-密钥-🔑"}),
        request(
            "secret-key-with-inner-space", {"secretKey": "two words"}, note="only surrounding white space is refused"
        ),
        request("secret-key-longer-than-a-block", {"secretKey": "k" * 100}),
        request("region-not-documented", {"region": "ap-mumbai"}, note="regions are open text"),
        request("region-not-documented-v1-get", {"region": "ap-mumbai", **FORMS["v1-sha256-get"]}),
    ]
    for region in ("ap-beijing", "ap-guangzhou", "ap-singapore"):
        cases.append(request(f"region-{region}", {"region": region}))
    for language in ("zh-CN", "en-US"):
        cases.append(request(f"language-{language.lower()}", {"language": language}))
        cases.append(request(f"language-{language.lower()}-v1-get", {"language": language, **FORMS["v1-sha256-get"]}))
    for name, form in FORMS.items():
        cases.append(request(f"token-{name}", {"token": TOKEN, **form}))
    cases.append(
        request(
            "token-that-ends-a-parameter-v1-get",
            {"token": "a&Version=1", **FORMS["v1-sha256-get"]},
            note="raw in the signed text, encoded in the url",
        )
    )
    return cases


def times_and_nonces():
    moments = {
        "first": (1000000000, "2001-09-09"),
        "last": (99999999999, "5138-11-16"),
        "last-second-of-a-day": (1551139199, "2019-02-25"),
        "first-second-of-a-day": (1551139200, "2019-02-26"),
        "day-before-leap-day": (1709164799, "2024-02-28"),
        "leap-day-first-second": (1709164800, "2024-02-29"),
        "leap-day-last-second": (1709251199, "2024-02-29"),
        "day-after-leap-day": (1709251200, "2024-03-01"),
        "no-leap-day-in-2100": (4107542400, "2100-03-01"),
        "leap-day-of-2400": (13574563200, "2400-02-29"),
        "last-second-of-a-year": (1735689599, "2024-12-31"),
        "first-second-of-a-year": (1735689600, "2025-01-01"),
        "last-32-bit-second": (2147483647, "2038-01-19"),
        "first-33-bit-second": (4294967296, "2106-02-07"),
    }
    cases = [
        request(f"timestamp-{name}", timestamp=moment, credential_scope=f"{date}/trtc/tc3_request")
        for name, (moment, date) in moments.items()
    ]
    cases.append(request("timestamp-first-v1-get", FORMS["v1-sha256-get"], timestamp=1000000000))
    cases.append(request("timestamp-last-v1-get", FORMS["v1-sha256-get"], timestamp=99999999999))

    nonces = {
        "0000000000000001": "1",
        "00000000ffffffff": "4294967295",
        "0020000000000001": "9007199254740993",
        "7fffffffffffffff": "9223372036854775807",
        "8000000000000001": "1",
        "ffffffffffffffff": "9223372036854775807",
        "f0e1d2c3b4a59687": str(0x70E1D2C3B4A59687),
    }
    for nonce, decimal in nonces.items():
        made = request(
            f"nonce-{nonce}-v1-get",
            FORMS["v1-sha256-get"],
            nonce=nonce,
            note="the 16 hex digits as a number, top bit cleared",
        )
        if f"&Nonce={decimal}&" not in made["request"]["url"]:
            raise AssertionError(made["name"])
        cases.append(made)
    cases.append(request("nonce-not-used-by-tc3", nonce="f0e1d2c3b4a59687", note="the same bytes as tc3-post-minimal"))
    cases.append(request("nonce-zeros-with-tc3", nonce="0000000000000000", note="only v1 needs a nonce that is not 0"))
    return cases


def endpoints():
    cases = []
    for name, host in trtc.ENDPOINTS.items():
        cases.append(at(f"endpoint-{name}", name, f"https://{host}"))
    for name, endpoint, base in [
        ("host-of-a-region", "trtc.ap-singapore.tencentcloudapi.com", "https://trtc.ap-singapore.tencentcloudapi.com"),
        ("host", "gateway.example.com", "https://gateway.example.com"),
        ("host-with-port", "gateway.example.com:8443", "https://gateway.example.com:8443"),
        ("host-with-default-port", "gateway.example.com:443", "https://gateway.example.com"),
        ("host-upper-case", "Gateway.EXAMPLE.com", "https://gateway.example.com"),
        ("url", "https://gateway.example.com", "https://gateway.example.com"),
        ("url-with-slash", "https://gateway.example.com/", "https://gateway.example.com"),
        ("url-with-port-and-slash", "https://gateway.example.com:8443/", "https://gateway.example.com:8443"),
        ("url-with-default-port", "https://gateway.example.com:443", "https://gateway.example.com"),
        ("url-with-port-80", "https://gateway.example.com:80", "https://gateway.example.com:80"),
        ("url-upper-case-host", "https://GATEWAY.example.com:8443", "https://gateway.example.com:8443"),
        ("loopback-v4", "http://127.0.0.1:8787", "http://127.0.0.1:8787"),
        ("loopback-v4-default-port", "http://127.0.0.1:80", "http://127.0.0.1"),
        ("loopback-v4-port-443", "http://127.0.0.1:443", "http://127.0.0.1:443"),
        ("loopback-name", "http://localhost:8787", "http://localhost:8787"),
        ("loopback-v6", "http://[::1]:8787", "http://[::1]:8787"),
        ("loopback-v6-without-port", "http://[::1]", "http://[::1]"),
    ]:
        cases.append(at(f"endpoint-{name}", endpoint, base))
    for name, form in FORMS.items():
        cases.append(at(f"endpoint-loopback-{name}", "http://127.0.0.1:8787", "http://127.0.0.1:8787", form))
    return cases


def at(name, endpoint, base, form=None):
    """The signed host is the authority that is sent; the service stays trtc whatever the host."""
    made = request(name, {"endpoint": endpoint, **(form or {})})
    host, url = base.partition("://")[2], made["request"]["url"]
    steps = {step["name"]: step["value"] for step in made["steps"]}
    if "canonical_request" in steps:
        signed = f"\nhost:{host}\n" in steps["canonical_request"] and "/trtc/" in steps["credential_scope"]
    else:
        signed = steps["string_to_sign"].startswith(f"{made['request']['method']}{host}/?")
    if not (signed and url.startswith(f"{base}/")):
        raise AssertionError(name)
    return made
