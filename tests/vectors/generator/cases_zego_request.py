"""zego/request.json: CloseRoom from configuration and input to the bytes on the wire."""

from generator import zego
from generator.cases import case, document, same
from generator.cases_zego_signature import APP_ID, NONCE, SECRET, SIGNATURE, TIMESTAMP

CLOSE_ROOM_ZH = "doc-zh.zego.im, CloseRoom (older edition), request example"
KICKOUT_USER = "zegocloud.com/docs, KickoutUser (2023 edition), request example"

PREFIX = (
    "https://rtc-api.zego.im/?Action=CloseRoom&AppId=12345&SignatureNonce=4fd24687296dd9f3"
    f"&Timestamp=1615186943&Signature={SIGNATURE}&SignatureVersion=2.0"
)


def build():
    return document(
        "zego",
        "request",
        [
            *parameters(),
            *credentials(),
            *encodings(),
            *limits(),
            *endpoints(),
        ],
    )


def request(name, config=None, source="computed", note=None, url=None, **given):
    """One case; `url` is the URL that is expected, where it is written out by hand."""
    config = {"appId": APP_ID, "serverSecret": SECRET, **(config or {})}
    given = {"roomId": "room1", **given}
    given.setdefault("timestamp", TIMESTAMP)
    given.setdefault("nonce", NONCE)
    built = zego.close_room(config, given)
    if url:
        same(name, url, built["request"]["url"])
    return case(name, source, note, config=config, input=given, **built)


def parameters():
    """Every optional parameter: absent when unset, and unset is not false."""
    return [
        request("minimal", url=f"{PREFIX}&RoomId=room1", note="the signature is the one the documents print"),
        request(
            "document-example",
            source=f"{CLOSE_ROOM_ZH}; signature computed",
            note="the business parameters of the documents' example",
            customReason="clear",
            roomCloseCallback=False,
            url=f"{PREFIX}&RoomId=room1&CustomReason=clear&RoomCloseCallback=false",
        ),
        request("custom-reason", customReason="maintenance", url=f"{PREFIX}&RoomId=room1&CustomReason=maintenance"),
        request(
            "room-close-callback-true", roomCloseCallback=True, url=f"{PREFIX}&RoomId=room1&RoomCloseCallback=true"
        ),
        request("room-close-callback-false", roomCloseCallback=False, note="set to false is sent"),
        request("is-test-true", {"isTest": True}, url=f"{PREFIX}&IsTest=true&RoomId=room1"),
        request(
            "is-test-false", {"isTest": False}, url=f"{PREFIX}&IsTest=false&RoomId=room1", note="set to false is sent"
        ),
        request(
            "every-optional-parameter",
            {"isTest": True},
            customReason="maintenance",
            roomCloseCallback=True,
            url=f"{PREFIX}&IsTest=true&RoomId=room1&CustomReason=maintenance&RoomCloseCallback=true",
        ),
    ]


def credentials():
    return [
        request("app-id-1", {"appId": 1}),
        request("app-id-uint32-max", {"appId": 4294967295}),
        request("secret-of-1-character", {"serverSecret": "s"}),
        request("secret-unicode", {"serverSecret": "sécret-密钥-🔑"}),
        request(
            "secret-with-inner-space", {"serverSecret": "two words"}, note="only surrounding white space is refused"
        ),
        request("nonce-zeros", nonce="0000000000000000"),
        request("nonce-all-f", nonce="ffffffffffffffff"),
        request("timestamp-first", timestamp=1000000000),
        request("timestamp-last", timestamp=99999999999),
    ]


# One case per character that breaks a query when it is left as it is, or that encoders treat differently.
CHARACTERS = {
    "space": (" ", "%20"),
    "exclamation-mark": ("!", "%21"),
    "quotation-mark": ('"', "%22"),
    "number-sign": ("#", "%23"),
    "dollar-sign": ("$", "%24"),
    "percent-sign": ("%", "%25"),
    "ampersand": ("&", "%26"),
    "apostrophe": ("'", "%27"),
    "left-parenthesis": ("(", "%28"),
    "right-parenthesis": (")", "%29"),
    "asterisk": ("*", "%2A"),
    "plus-sign": ("+", "%2B"),
    "comma": (",", "%2C"),
    "slash": ("/", "%2F"),
    "colon": (":", "%3A"),
    "semicolon": (";", "%3B"),
    "less-than-sign": ("<", "%3C"),
    "equals-sign": ("=", "%3D"),
    "question-mark": ("?", "%3F"),
    "at-sign": ("@", "%40"),
    "left-bracket": ("[", "%5B"),
    "backslash": ("\\", "%5C"),
    "caret": ("^", "%5E"),
    "backtick": ("`", "%60"),
    "vertical-line": ("|", "%7C"),
    "tilde": ("~", "~"),
    "tab": ("\t", "%09"),
    "line-feed": ("\n", "%0A"),
    "carriage-return": ("\r", "%0D"),
    "control-character": ("\x01", "%01"),
    "delete": ("\x7f", "%7F"),
}

SPECIFIED = [
    ("a b+c&d=e/%", "a%20b%2Bc%26d%3De%2F%25"),
    ("it's (ok)*~!", "it%27s%20%28ok%29%2A~%21"),
    ("é", "%C3%A9"),
    ("踢出用户-原因", "%E8%B8%A2%E5%87%BA%E7%94%A8%E6%88%B7-%E5%8E%9F%E5%9B%A0"),
]

PRINTABLE_ASCII = "".join(map(chr, range(0x20, 0x7F)))


def encodings():
    """Percent-encoded once: everything but A-Z a-z 0-9 - . _ ~, upper-case hex."""
    mixed, punctuation, accent, kick = SPECIFIED
    cases = [
        encoded("mixed", *mixed),
        encoded("punctuation", *punctuation),
        encoded("accent", *accent),
        encoded("chinese", *kick),
        request(
            "encoded-reason-of-the-documents",
            source=f"{KICKOUT_USER} (the encoding of CustomReason); the rest computed",
            customReason=kick[0],
            roomCloseCallback=True,
            url=f"{PREFIX}&RoomId=room1&CustomReason={kick[1]}&RoomCloseCallback=true",
        ),
        encoded(
            "unreserved",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~",
        ),
        encoded(
            "printable-ascii",
            PRINTABLE_ASCII,
            "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            "%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~",
        ),
        encoded("already-encoded", "a%20b", "a%2520b", note="a value is encoded once, whatever it looks like"),
        encoded("parameter-injection", "room1&Action=KickoutUser#", "room1%26Action%3DKickoutUser%23"),
        encoded("url", "https://example.com/a?b=c", "https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc"),
        encoded("dot-segments", "../..", "..%2F.."),
        encoded("surrounding-spaces", " room1 ", "%20room1%20", note="a room id is sent as given"),
        encoded("crlf", "a\r\nb", "a%0D%0Ab"),
        encoded(
            "client-sdk-punctuation",
            "~!@#$%^&*()_+=-`;’,.<>\\",
            "~%21%40%23%24%25%5E%26%2A%28%29_%2B%3D-%60%3B%E2%80%99%2C.%3C%3E%5C",
            note="the punctuation the client SDK's reference allows in a room id, typographic apostrophe included",
        ),
        encoded("decomposed-accent", "e\u0301", "e%CC%81", note="no normalisation: this is not é (%C3%A9)"),
        encoded("emoji", "🚀", "%F0%9F%9A%80"),
        encoded(
            "emoji-joined",
            "👩\u200d🚀",
            "%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80",
        ),
        encoded("right-to-left", "غرفة", "%D8%BA%D8%B1%D9%81%D8%A9"),
        encoded("byte-order-mark", "\ufeffroom", "%EF%BB%BFroom"),
        encoded("line-separator", "a\u2028b", "a%E2%80%A8b"),
        encoded("last-code-point", "\U0010ffff", "%F4%8F%BF%BF"),
    ]
    cases += [encoded(name, f"a{character}b", f"a{hex_}b") for name, (character, hex_) in CHARACTERS.items()]
    return cases


def encoded(name, text, expected, note=None):
    """The same text as RoomId and as CustomReason, its encoding written out by hand."""
    return request(
        f"encoding-{name}",
        note=note,
        roomId=text,
        customReason=text,
        url=f"{PREFIX}&RoomId={expected}&CustomReason={expected}",
    )


def limits():
    return [
        request("room-id-of-1-byte", roomId="r"),
        request("room-id-of-128-bytes", roomId="r" * 128),
        request("room-id-of-128-bytes-in-64-characters", roomId="é" * 64),
        request("room-id-of-128-bytes-in-32-characters", roomId="🚀" * 32),
        request("room-id-of-128-bytes-encoded-as-384", roomId="%" * 128, note="the limit counts bytes before encoding"),
        request("custom-reason-of-256-bytes", customReason="r" * 256),
        request("custom-reason-of-256-bytes-in-86-characters", customReason="原" * 85 + "r"),
        request("custom-reason-of-256-bytes-in-64-characters", customReason="🚀" * 64),
    ]


def endpoints():
    hosts = [at(f"endpoint-{name}", name, f"https://{host}") for name, host in zego.ENDPOINTS.items()]
    return [
        *hosts,
        at("endpoint-host-of-a-region", "rtc-api-hkg.zego.im", "https://rtc-api-hkg.zego.im"),
        at("endpoint-host", "gateway.example.com", "https://gateway.example.com"),
        at("endpoint-host-with-port", "gateway.example.com:8443", "https://gateway.example.com:8443"),
        at("endpoint-host-with-default-port", "gateway.example.com:443", "https://gateway.example.com"),
        at("endpoint-host-upper-case", "Gateway.EXAMPLE.com", "https://gateway.example.com"),
        at("endpoint-host-with-digits-and-hyphens", "rtc-1.2-b.example.com", "https://rtc-1.2-b.example.com"),
        at("endpoint-host-punycode", "xn--bcher-kva.example.com", "https://xn--bcher-kva.example.com"),
        at("endpoint-address", "192.0.2.1:8443", "https://192.0.2.1:8443"),
        at("endpoint-url", "https://gateway.example.com", "https://gateway.example.com"),
        at("endpoint-url-with-slash", "https://gateway.example.com/", "https://gateway.example.com"),
        at("endpoint-url-with-port", "https://gateway.example.com:8443", "https://gateway.example.com:8443"),
        at("endpoint-url-with-port-and-slash", "https://gateway.example.com:8443/", "https://gateway.example.com:8443"),
        at("endpoint-url-with-default-port", "https://gateway.example.com:443", "https://gateway.example.com"),
        at(
            "endpoint-url-with-port-80",
            "https://gateway.example.com:80",
            "https://gateway.example.com:80",
            note="80 is not the default port of https",
        ),
        at("endpoint-url-with-port-1", "https://gateway.example.com:1", "https://gateway.example.com:1"),
        at("endpoint-url-with-port-65535", "https://gateway.example.com:65535", "https://gateway.example.com:65535"),
        at("endpoint-url-upper-case-host", "https://GATEWAY.example.com:8443", "https://gateway.example.com:8443"),
        at("endpoint-loopback-v4", "http://127.0.0.1:8787", "http://127.0.0.1:8787"),
        at("endpoint-loopback-v4-with-slash", "http://127.0.0.1:8787/", "http://127.0.0.1:8787"),
        at("endpoint-loopback-v4-default-port", "http://127.0.0.1:80", "http://127.0.0.1"),
        at("endpoint-loopback-v4-without-port", "http://127.0.0.1", "http://127.0.0.1"),
        at(
            "endpoint-loopback-v4-port-443",
            "http://127.0.0.1:443",
            "http://127.0.0.1:443",
            note="443 is not the default port of http",
        ),
        at("endpoint-loopback-name", "http://localhost:8787", "http://localhost:8787"),
        at("endpoint-loopback-name-upper-case", "http://LOCALHOST:8787", "http://localhost:8787"),
        at("endpoint-loopback-v6", "http://[::1]:8787", "http://[::1]:8787"),
        at("endpoint-loopback-v6-without-port", "http://[::1]", "http://[::1]"),
        at("endpoint-loopback-https", "https://localhost:8787", "https://localhost:8787"),
    ]


def at(name, endpoint, base, note=None):
    query = PREFIX.partition("/?")[2]
    return request(name, {"endpoint": endpoint}, note=note, url=f"{base}/?{query}&RoomId=room1")
