"""zego/invalid.json and trtc/invalid.json: what is refused before anything is signed."""

from generator import trtc, wire, zego
from generator.cases import case, document
from generator.cases_trtc_request import FORMS, GET, NONCE, TIMESTAMP
from generator.cases_trtc_signature import ID_EXAMPLE, KEY_EXAMPLE
from generator.cases_zego_signature import APP_ID, SECRET
from generator.cases_zego_signature import NONCE as ZEGO_NONCE
from generator.cases_zego_signature import TIMESTAMP as ZEGO_TIMESTAMP


def build_zego():
    return document(
        "zego",
        "invalid_input",
        [
            zego_case("app-id-0", "AppId", {"appId": 0}),
            *secrets(zego_case, "ServerSecret", "serverSecret"),
            zego_case("room-id-empty", "RoomId", says=["empty"], roomId=""),
            zego_case("room-id-of-129-bytes", "RoomId", says=["128"], roomId="r" * 129),
            zego_case(
                "room-id-of-129-bytes-in-43-characters",
                "RoomId",
                says=["128"],
                roomId="房" * 43,
                note="bytes are counted, not characters",
            ),
            zego_case("room-id-of-130-bytes-in-65-characters", "RoomId", says=["128"], roomId="é" * 65),
            zego_case("room-id-of-1000-bytes", "RoomId", says=["128"], roomId="0123456789" * 100),
            zego_case("custom-reason-of-257-bytes", "CustomReason", says=["256"], customReason="r" * 257),
            zego_case(
                "custom-reason-of-258-bytes-in-86-characters",
                "CustomReason",
                says=["256"],
                customReason="原" * 86,
                note="bytes are counted, not characters",
            ),
            zego_case(
                "custom-reason-of-260-bytes-in-65-characters", "CustomReason", says=["256"], customReason="🚀" * 65
            ),
            *timestamps(zego_case, ZEGO_TIMESTAMP),
            *nonces(zego_case, ZEGO_NONCE),
            *endpoints(zego_case),
            zego_case("endpoint-of-another-provider", "Endpoint", {"endpoint": "intl"}),
        ],
    )


def build_trtc():
    return document(
        "trtc",
        "invalid_input",
        [
            trtc_case("sdk-app-id-0", "SdkAppId", {"sdkAppId": "0"}),
            *header_texts(trtc_case, "SecretId", "secretId"),
            trtc_case("secret-id-inner-space", "SecretId", {"secretId": "two words"}),
            *secrets(trtc_case, "SecretKey", "secretKey"),
            *header_texts(trtc_case, "Token", "token"),
            trtc_case("region-empty", "Region", {"region": ""}, says=["empty"]),
            trtc_case("region-line-feed", "Region", {"region": "ap-guangzhou\n"}),
            trtc_case("region-header-injection", "Region", {"region": "ap-guangzhou\r\nX-TC-Action: DescribeRoomInfo"}),
            trtc_case("language-unknown", "Language", {"language": "fr"}, says=["zh-CN", "en-US"]),
            trtc_case("language-empty", "Language", {"language": ""}, says=["zh-CN", "en-US"]),
            *string_rooms(),
            *numeric_rooms(),
            *timestamps(trtc_case, TIMESTAMP),
            *nonces(trtc_case, NONCE),
            *v1_nonces(),
            *endpoints(trtc_case),
            trtc_case("endpoint-of-another-provider", "Endpoint", {"endpoint": "hkg"}),
        ],
    )


def refused(check, name, field, config, given, says, note):
    """One case: exactly one thing is wrong, and it is `field`. `says` is what the message must contain besides."""
    try:
        check(config, given)
    except wire.InvalidInput as refusal:
        if refusal.field == field:
            expect = {"field": field, "messageContains": says or []}
            return case(name, "computed", note, config=config, input=given, expect=expect)
        raise AssertionError(f"{name}: {refusal.field} is refused") from None
    raise AssertionError(f"{name}: nothing is refused")


def zego_case(name, field, config=None, says=None, note=None, **given):
    config = {"appId": APP_ID, "serverSecret": SECRET, **(config or {})}
    given = {"roomId": "room1", "timestamp": ZEGO_TIMESTAMP, "nonce": ZEGO_NONCE, **given}
    return refused(zego.check, name, field, config, given, says, note)


def trtc_case(name, field, config=None, says=None, note=None, **given):
    config = {
        "sdkAppId": "1400000001",
        "secretId": ID_EXAMPLE,
        "secretKey": KEY_EXAMPLE,
        "region": "ap-guangzhou",
        **(config or {}),
    }
    given = {"roomId": {"string": "abcd"}, "timestamp": TIMESTAMP, "nonce": NONCE, **given}
    return refused(trtc.check, name, field, config, given, says, note)


def kebab(field):
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in field).strip("-")


def secrets(make, field, member):
    """The commonest cause of signature errors: a secret pasted with white space around it."""
    label = kebab(field)
    wrong = {
        "leading-space": " secret",
        "trailing-space": "secret ",
        "trailing-line-feed": "secret\n",
        "trailing-crlf": "secret\r\n",
        "leading-tab": "\tsecret",
    }
    return [
        make(f"{label}-empty", field, {member: ""}, says=["empty"]),
        make(f"{label}-only-a-space", field, {member: " "}),
        *(make(f"{label}-{name}", field, {member: value}, says=["space"]) for name, value in wrong.items()),
    ]


def header_texts(make, field, member):
    """Values that go into a header as they are."""
    label = kebab(field)
    return [
        make(f"{label}-empty", field, {member: ""}, says=["empty"]),
        make(f"{label}-leading-space", field, {member: " value"}, says=["space"]),
        make(f"{label}-trailing-space", field, {member: "value "}, says=["space"]),
        make(f"{label}-trailing-line-feed", field, {member: "value\n"}, says=["space"]),
        make(f"{label}-inner-line-feed", field, {member: "two\nlines"}),
        make(f"{label}-header-injection", field, {member: "value\r\nX-TC-Action: DescribeRoomInfo"}),
    ]


def string_rooms():
    cases = [
        trtc_case("room-id-empty", "RoomId", says=["empty"], roomId={"string": ""}),
        trtc_case(
            "room-id-empty-any-room",
            "RoomId",
            {"allowAnyRoomId": True},
            says=["empty"],
            roomId={"string": ""},
            note="allowAnyRoomId lifts the length and the characters, not this",
        ),
        trtc_case("room-id-of-65-bytes", "RoomId", says=["64"], roomId={"string": "a" * 65}),
        trtc_case("room-id-of-65-bytes-tc3-get", "RoomId", GET, says=["64"], roomId={"string": "a" * 65}),
        trtc_case(
            "room-id-of-65-bytes-any-room-false",
            "RoomId",
            {"allowAnyRoomId": False},
            says=["64"],
            roomId={"string": "a" * 65},
        ),
    ]
    characters = {
        "slash": "/",
        "asterisk": "*",
        "quotation-mark": '"',
        "apostrophe": "'",
        "backslash": "\\",
        "backtick": "`",
        "tab": "\t",
        "line-feed": "\n",
        "control-character": "\x01",
        "delete": "\x7f",
        "accent": "é",
        "chinese": "会",
        "emoji": "🚀",
        "non-breaking-space": "\u00a0",
        "full-width-letter": "ａ",
    }
    for name, character in characters.items():
        cases.append(trtc_case(f"room-id-{name}", "RoomId", roomId={"string": f"a{character}b"}))
    cases.append(trtc_case("room-id-chinese-v1-get", "RoomId", FORMS["v1-sha256-get"], roomId={"string": "会议"}))
    return cases


def numeric_rooms():
    last = ["4294967294"]
    return [
        trtc_case("room-number-0", "RoomId", says=last, roomId={"number": "0"}),
        trtc_case("room-number-4294967295", "RoomId", says=last, roomId={"number": "4294967295"}),
        trtc_case(
            "room-number-4294967297",
            "RoomId",
            says=last,
            roomId={"number": "4294967297"},
            note="not 1 after truncation to 32 bits",
        ),
        trtc_case("room-number-uint64-max", "RoomId", says=last, roomId={"number": "18446744073709551615"}),
        trtc_case("room-number-0-tc3-get", "RoomId", GET, says=last, roomId={"number": "0"}),
        trtc_case("room-number-0-v1-get", "RoomId", FORMS["v1-sha256-get"], says=last, roomId={"number": "0"}),
    ]


def timestamps(make, timestamp):
    return [
        make("timestamp-0", "Timestamp", says=["1000000000"], timestamp=0),
        make("timestamp-1", "Timestamp", says=["1000000000"], timestamp=1),
        make("timestamp-before-the-first", "Timestamp", says=["1000000000"], timestamp=wire.FIRST_TIMESTAMP - 1),
        make("timestamp-after-the-last", "Timestamp", says=["seconds"], timestamp=wire.LAST_TIMESTAMP + 1),
        make(
            "timestamp-in-milliseconds",
            "Timestamp",
            says=["milliseconds"],
            timestamp=timestamp * 1000,
            note="the commonest mistake; the message names it",
        ),
        make(
            "timestamp-in-milliseconds-of-2001",
            "Timestamp",
            says=["milliseconds"],
            timestamp=wire.FIRST_TIMESTAMP * 1000,
        ),
        make("timestamp-in-microseconds", "Timestamp", says=["seconds"], timestamp=timestamp * 1000000),
    ]


def nonces(make, nonce):
    return [
        make("nonce-empty", "Nonce", says=["16"], nonce=""),
        make("nonce-of-15-characters", "Nonce", says=["16"], nonce=nonce[:15]),
        make("nonce-of-17-characters", "Nonce", says=["16"], nonce=nonce + "0"),
        make("nonce-of-32-characters", "Nonce", says=["16"], nonce=nonce * 2),
        make("nonce-upper-case", "Nonce", says=["16"], nonce="4FD24687296DD9F3"),
        make("nonce-not-hex", "Nonce", says=["16"], nonce="4fd24687296dd9g3"),
        make("nonce-decimal-of-14-digits", "Nonce", says=["16"], nonce="15215528852396"),
        make("nonce-with-space", "Nonce", says=["16"], nonce=" 4fd24687296dd9f"),
        make("nonce-with-prefix", "Nonce", says=["16"], nonce="0x4fd24687296dd9"),
        make("nonce-with-line-feed", "Nonce", says=["16"], nonce="4fd24687296dd9f3\n"),
        make("nonce-of-16-bytes-in-8-characters", "Nonce", says=["16"], nonce="é" * 8),
        make("nonce-full-width-digits", "Nonce", says=["16"], nonce="０" * 16),
    ]


def v1_nonces():
    note = "v1 needs a positive number: the 63 low bits must not all be 0"
    return [
        trtc_case("nonce-zeros-v1", "Nonce", FORMS["v1-sha256-get"], nonce="0000000000000000", note=note),
        trtc_case("nonce-only-the-top-bit-v1", "Nonce", FORMS["v1-sha1-post"], nonce="8000000000000000", note=note),
        trtc_case("nonce-upper-case-v1", "Nonce", FORMS["v1-sha256-get"], says=["16"], nonce="000000000000002E"),
    ]


def endpoints(make):
    def at(name, endpoint, says=None, note=None):
        return make(f"endpoint-{name}", "Endpoint", {"endpoint": endpoint}, says, note)

    return [
        at("empty", ""),
        at("unknown-name", "moon", note="a word alone is meant as a known name"),
        at("http", "http://gateway.example.com", ["https"]),
        at("http-address", "http://192.0.2.1:8787", ["https"]),
        at("http-loopback-lookalike", "http://localhost.example.com:8787", ["https"]),
        at("http-address-lookalike", "http://127.0.0.1.example.com", ["https"]),
        at("http-all-addresses", "http://0.0.0.0:8787", ["https"]),
        at("other-scheme", "ftp://gateway.example.com", ["https"]),
        at("path", "https://gateway.example.com/v2", ["path"]),
        at("path-after-port", "https://gateway.example.com:8443/v2/", ["path"]),
        at("query", "https://gateway.example.com/?a=b"),
        at("fragment", "https://gateway.example.com/#a"),
        at("user-info", "https://user:password@gateway.example.com"),
        at("user-info-before-loopback", "http://127.0.0.1:8787@gateway.example.com"),
        at("only-a-scheme", "https://"),
        at("only-a-port", "https://:8443"),
        at("space", "gateway.example.com "),
        at("inner-space", "gateway example.com"),
        at("line-feed", "gateway.example.com\n"),
        at("header-injection", "gateway.example.com\r\nX-Injected: 1"),
        at("backslash", "https://gateway.example.com\\@evil.example.com"),
        at("port-0", "https://gateway.example.com:0", ["65535"]),
        at("port-65536", "https://gateway.example.com:65536", ["65535"]),
        at("port-not-a-number", "https://gateway.example.com:https"),
        at("port-empty", "https://gateway.example.com:"),
        at("port-signed", "https://gateway.example.com:+443"),
        at("host-not-ascii", "https://bücher.example.com"),
        at("host-kelvin-sign", "https://gateway.example.\u212aom", note="its lower case is an ASCII k"),
        at("host-percent-encoded", "https://gateway%2Eexample.com"),
        at("address-v6-unclosed", "http://[::1"),
        at("address-v6-not-loopback", "http://[2001:db8::1]:8787"),
        at("address-v6-nonsense", "https://[gateway]"),
    ]
