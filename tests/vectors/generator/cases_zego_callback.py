"""zego/callback.json: callbacks as they arrive, and what verifying them gives."""

import hashlib
import re
from urllib.parse import quote, quote_plus

from generator import zego
from generator.cases import case, document, same

VERIFICATION = 'zegocloud.com/docs, "Callback: verification"'
ROOM_CLOSE = 'zegocloud.com/docs, "Room destroyed callback"'
ROOM_LOGOUT = 'zegocloud.com/docs, "User logged out callback"'
STREAM_CLOSE = 'zegocloud.com/docs, "Stream destroyed callback"'
OLDER = "zegocloud.com/docs, callbacks (2022 and 2023 editions)"
FAQ = "zegocloud.com/docs, FAQ: callbacks in form data"

SECRET = "secret"
TOLERANCE = 600

INVALID_SIGNATURE = {"error": {"kind": "invalid_signature"}}
STALE = {"error": {"kind": "stale"}}
UNEXPECTED = {"error": {"kind": "unexpected_response"}}


def build():
    return document(
        "zego",
        "callback",
        [
            *events(),
            *signatures(),
            *forms(),
            *members(),
            *wrong_signatures(),
            *wrong_bodies(),
            *freshness(),
            *order_of_checks(),
        ],
    )


def callback(name, body, expect, now, secret=SECRET, tolerance=None, source="computed", note=None):
    same(name, expect, zego.verify(secret, body, now, TOLERANCE if tolerance is None else tolerance))
    given = {"callbackSecret": secret, "body": body, "now": now}
    if tolerance is not None:
        given["toleranceSeconds"] = tolerance
    return case(name, source, note, **given, expect=expect)


def sign(template, timestamp, nonce, secret=SECRET):
    """The body with its right signature."""
    return template.replace("SIGNATURE", zego.callback_signature(secret, str(timestamp), nonce))


def ok(event, app_id, timestamp, nonce, **members):
    return {"ok": {"event": event, "appId": app_id, "timestamp": timestamp, "nonce": nonce, **members}}


# The three events as documented, written as the examples of the documents are: one member a line.

CLOSE_TIME, CLOSE_NONCE = 1499676989, "350176"
CLOSE = """{
    "event": "room_close",
    "appid": 1,
    "timestamp": 1499676989,
    "nonce": "350176",
    "signature": "SIGNATURE",
    "room_id": "rid_1242649",
    "room_session_id": 858012925204410400,
    "close_reason": 1,
    "room_close_time": "1499676989909"
}"""
CLOSED = {
    "roomId": "rid_1242649",
    "roomSessionId": "858012925204410400",
    "closeReason": 1,
    "roomCloseTime": 1499676989909,
}

LOGOUT_TIME, LOGOUT_NONCE = 1663740628, "350177"
LOGOUT = """{
    "event": "room_logout",
    "appid": "12345",
    "timestamp": "1663740628",
    "nonce": "350177",
    "signature": "SIGNATURE",
    "room_id": "room1",
    "room_seq": "6085791336856668983",
    "user_account": "user-1",
    "user_nickname": "Ann Lee",
    "session_id": "792462300429684737",
    "login_time": "1663740623661",
    "logout_time": "1663740627987",
    "reason": "3",
    "user_role": "1",
    "user_update_seq": "13"
}"""
LOGGED_OUT = {
    "roomId": "room1",
    "roomSeq": "6085791336856668983",
    "userAccount": "user-1",
    "userNickname": "Ann Lee",
    "sessionId": "792462300429684737",
    "loginTime": 1663740623661,
    "logoutTime": 1663740627987,
    "reason": 3,
    "userRole": 1,
    "userUpdateSeq": 13,
}

STREAM_TIME, STREAM_NONCE = 1666786068, "7266888922840654371"
STREAM = r"""{
    "event": "stream_close",
    "appid": "12345",
    "timestamp": "1666786068",
    "nonce": "7266888922840654371",
    "signature": "SIGNATURE",
    "room_id": "room1",
    "room_session_id": "858012925204410401",
    "user_id": "user-1",
    "user_name": "Ann Lee",
    "channel_id": "0xb-0x1",
    "type": "5",
    "stream_alias": "stream-a",
    "stream_id": "stream-a",
    "stream_sid": "s-115205136669740000000000105",
    "stream_seq": "18446744073709551615",
    "third_define_data": "{\"u\":\"a+b%20c==\"}",
    "create_time_ms": "1666786067353",
    "destroy_timemillis": "1666786068248"
}"""
STREAM_CLOSED = {
    "roomId": "room1",
    "roomSessionId": "858012925204410401",
    "userId": "user-1",
    "userName": "Ann Lee",
    "channelId": "0xb-0x1",
    "type": 5,
    "streamAlias": "stream-a",
    "streamId": "stream-a",
    "streamSid": "s-115205136669740000000000105",
    "streamSeq": "18446744073709551615",
    "thirdDefineData": '{"u":"a+b%20c=="}',
    "createTimeMs": 1666786067353,
    "destroyTimeMs": 1666786068248,
}

CLOSE_BODY = sign(CLOSE, CLOSE_TIME, CLOSE_NONCE)
LOGOUT_BODY = sign(LOGOUT, LOGOUT_TIME, LOGOUT_NONCE)
STREAM_BODY = sign(STREAM, STREAM_TIME, STREAM_NONCE)

CLOSE_OK = ok("room_close", 1, CLOSE_TIME, CLOSE_NONCE, **CLOSED)
LOGOUT_OK = ok("room_logout", 12345, LOGOUT_TIME, LOGOUT_NONCE, **LOGGED_OUT)
STREAM_OK = ok("stream_close", 12345, STREAM_TIME, STREAM_NONCE, **STREAM_CLOSED)


def without(template, *members):
    """The body without some members."""
    lines = template.split("\n")
    kept = [line for line in lines if not any(line.strip().startswith(f'"{member}":') for member in members)]
    if len(kept) != len(lines) - len(members):
        raise AssertionError(members)
    kept[-2] = kept[-2].rstrip(",")
    return "\n".join(kept)


def unquoted(template, *members):
    """The body with some members as numbers instead of strings."""
    for member in members:
        template, changes = re.subn(rf'("{member}": )"([0-9]+)"', r"\1\2", template)
        if changes != 1:
            raise AssertionError(member)
    return template


def omit(values, *names):
    return {name: value for name, value in values.items() if name not in names}


def compact(pairs):
    """One-line JSON of (name, JSON text) pairs."""
    return "{" + ",".join(f'"{name}":{value}' for name, value in pairs) + "}"


def event(name, timestamp=CLOSE_TIME, nonce=CLOSE_NONCE, **members):
    """A minimal one-line body; members are JSON texts."""
    common = {"event": f'"{name}"', "appid": "1", "timestamp": str(timestamp), "nonce": f'"{nonce}"'}
    return compact({**common, "signature": '"SIGNATURE"', **members}.items())


def events():
    cases = [
        callback(
            "room-close",
            CLOSE_BODY,
            CLOSE_OK,
            CLOSE_TIME,
            source=f"{ROOM_CLOSE}, data example; signature computed",
            note="room_session_id is a number beyond 2^53",
        ),
        callback(
            "room-logout",
            LOGOUT_BODY,
            LOGOUT_OK,
            LOGOUT_TIME,
            source=f"{ROOM_LOGOUT} (members and types)",
            note="every member is a string",
        ),
        callback(
            "stream-close",
            STREAM_BODY,
            STREAM_OK,
            STREAM_TIME,
            source=f"{STREAM_CLOSE} (members and types)",
            note="every member is a string",
        ),
    ]
    for reason in (0, 2, 3):
        body = event("room_close", room_id='"r"', close_reason=str(reason))
        expect = ok("room_close", 1, CLOSE_TIME, CLOSE_NONCE, roomId="r", closeReason=reason)
        cases.append(callback(f"room-close-reason-{reason}", sign(body, CLOSE_TIME, CLOSE_NONCE), expect, CLOSE_TIME))
    for reason in (0, 1, 2, 4):
        body = event("room_logout", room_id='"r"', user_account='"u"', reason=f'"{reason}"')
        expect = ok("room_logout", 1, CLOSE_TIME, CLOSE_NONCE, roomId="r", userAccount="u", reason=reason)
        cases.append(callback(f"room-logout-reason-{reason}", sign(body, CLOSE_TIME, CLOSE_NONCE), expect, CLOSE_TIME))
    for kind in (0, 1, 2, 3, 4, 100):
        body = event("stream_close", room_id='"r"', type=f'"{kind}"')
        expect = ok("stream_close", 1, CLOSE_TIME, CLOSE_NONCE, roomId="r", type=kind)
        cases.append(callback(f"stream-close-type-{kind}", sign(body, CLOSE_TIME, CLOSE_NONCE), expect, CLOSE_TIME))
    cases += [
        other(
            "room_create",
            room_id='"r"',
            room_session_id="858012925204410400",
            room_create_time='"1499676978027"',
            id_name='"id123"',
        ),
        other("room_login", room_id='"r"', user_account='"user-1"'),
        other("stream_create", room_id='"r"', stream_id='"stream-a"'),
        other("something_new"),
        other("Room_Close", note="event names are case-sensitive"),
    ]
    return cases


def other(name, note=None, **members):
    body = sign(event(name, **members), CLOSE_TIME, CLOSE_NONCE)
    expect = {"ok": {"event": "other", "name": name, "appId": 1, "timestamp": CLOSE_TIME, "nonce": CLOSE_NONCE}}
    label = name.replace("_", "-").lower() + ("-other-case" if note else "")
    return callback(f"other-{label}", body, expect, CLOSE_TIME, note=note)


def signatures():
    """sha1 over secret, timestamp and nonce, sorted as strings."""

    def signed(name, secret, timestamp, nonce, published=None, source="computed", note=None):
        computed = zego.callback_signature(secret, str(timestamp), nonce)
        if published:
            same(name, published, computed)
        body = event("room_close", timestamp, nonce, room_id='"r"').replace("SIGNATURE", computed)
        return callback(
            name, body, ok("room_close", 1, timestamp, nonce, roomId="r"), timestamp, secret, source=source, note=note
        )

    numeric_order = "7c5288c02d2e5b9ce5dac4c9d6c764c684d8d4a8"
    return [
        signed(
            "signature-document",
            "secret",
            1470820198,
            "123412",
            "5bd59fd62953a8059fb7eaba95720f66d19e4517",
            source=f"{VERIFICATION} (secret, timestamp, nonce and signature)",
        ),
        signed(
            "signature-nonce-after-timestamp",
            "secret",
            1499676989,
            "350176",
            "0a36e8e590a2298fb9d9b3ab0c94e82775b8cde2",
        ),
        signed(
            "signature-string-order",
            "secret",
            1470820198,
            "99",
            "4702a9c87c9a92ad11088b6c10ce1e734fa9a6b5",
            note="sorted as strings: 1470820198 before 99",
        ),
        callback(
            "signature-numeric-order",
            event("room_close", 1470820198, "99", room_id='"r"').replace("SIGNATURE", numeric_order),
            INVALID_SIGNATURE,
            1470820198,
            note="sorted as numbers: 99 before 1470820198",
        ),
        signed("signature-secret-first", "0secret", 1499676989, "350176"),
        signed("signature-secret-between", "2secret", 1499676989, "350176"),
        signed("signature-secret-upper-case", "Secret", 1499676989, "abc", note="S sorts before a"),
        signed("signature-secret-of-digits", "149967698", 1499676989, "1499676989", note="a prefix sorts first"),
        signed("signature-secret-unicode", "密钥", 1499676989, "350176"),
        signed("signature-secret-with-percent", "a%20b+c", 1499676989, "350176"),
        signed("signature-nonce-of-19-digits", "secret", 1499676989, "7266888922840654370"),
        signed(
            "signature-nonce-of-20-digits",
            "secret",
            1499676989,
            "18446744073709551616",
            note="a nonce is text, not a number",
        ),
        signed("signature-nonce-leading-zeros", "secret", 1499676989, "000123"),
        signed("signature-nonce-letters", "secret", 1499676989, "a1b2-c3"),
    ]


def forms():
    """Plain JSON, percent-encoded JSON, and application/x-www-form-urlencoded."""
    encoded = quote(LOGOUT_BODY, safe="")
    form = list(zego.read_body(LOGOUT_BODY).items())
    stream_form = list(zego.read_body(STREAM_BODY).items())

    def join(pairs, encode):
        return "&".join(f"{encode(name)}={encode(value)}" for name, value in pairs)

    def strict(text):
        return quote(text, safe="")

    def named(name, form, nickname):
        body = form.replace("SIGNATURE", zego.callback_signature(SECRET, str(CLOSE_TIME), CLOSE_NONCE))
        members = {"roomId": "r", "userAccount": "u", "userNickname": nickname}
        expect = ok("room_logout", 1, CLOSE_TIME, CLOSE_NONCE, **members)
        return callback(name, body, expect, CLOSE_TIME)

    head = (
        "event=room_logout&appid=1&timestamp=1499676989&nonce=350176&signature=SIGNATURE"
        "&room_id=r&user_account=u&user_nickname="
    )
    return [
        callback("json-compact", on_one_line(LOGOUT_BODY), LOGOUT_OK, LOGOUT_TIME),
        callback("json-surrounding-white-space", f"\r\n\t {LOGOUT_BODY}\r\n", LOGOUT_OK, LOGOUT_TIME),
        callback(
            "percent-encoded-json",
            encoded,
            LOGOUT_OK,
            LOGOUT_TIME,
            source='zegocloud.com/docs, callbacks: "decode it with UrlDecode"; computed',
        ),
        callback(
            "percent-encoded-json-compact",
            quote(on_one_line(STREAM_BODY), safe=""),
            STREAM_OK,
            STREAM_TIME,
            note="a + and a % inside a value survive",
        ),
        callback("percent-encoded-json-lower-case-hex", lower_hex(encoded), LOGOUT_OK, LOGOUT_TIME),
        callback(
            "percent-encoded-json-plus-for-space",
            quote_plus(LOGOUT_BODY),
            LOGOUT_OK,
            LOGOUT_TIME,
            note="as the URL encoders of PHP, Java and Go write a space",
        ),
        callback(
            "percent-encoded-json-braces-only",
            LOGOUT_BODY.replace("{", "%7B").replace("}", "%7D"),
            LOGOUT_OK,
            LOGOUT_TIME,
        ),
        callback("percent-encoded-room-close", quote(CLOSE_BODY, safe=""), CLOSE_OK, CLOSE_TIME, note="64-bit numbers"),
        callback(
            "form", join(form, quote_plus), LOGOUT_OK, LOGOUT_TIME, source=f"{FAQ}; computed", note="a space is +"
        ),
        callback("form-percent-20", join(form, strict), LOGOUT_OK, LOGOUT_TIME, note="a space is %20"),
        callback(
            "form-reversed",
            join(reversed(form), quote_plus),
            LOGOUT_OK,
            LOGOUT_TIME,
            note="the order of members is free",
        ),
        callback("form-lower-case-hex", lower_hex(join(stream_form, quote_plus)), STREAM_OK, STREAM_TIME),
        callback(
            "form-stream-close",
            join(stream_form, quote_plus),
            STREAM_OK,
            STREAM_TIME,
            note="JSON inside a value stays text",
        ),
        callback(
            "form-room-close",
            join(zego.read_body(CLOSE_BODY).items(), quote_plus),
            CLOSE_OK,
            CLOSE_TIME,
            note="64-bit numbers",
        ),
        named("form-plus-is-space", head + "a+b", "a b"),
        named("form-encoded-plus", head + "a%2Bb", "a+b"),
        named("form-decoded-once", head + "a%2520b%252Bc", "a%20b%2Bc"),
        named("form-encoded-ampersand-and-equals", head + "a%26room_id%3Dx", "a&room_id=x"),
        named("form-equals-in-value", head + "a=b", "a=b"),
        named("form-unicode", head + "%E4%BC%9A%E8%AE%AE%20%F0%9F%9A%80", "会议 🚀"),
        named("form-empty-value", head, ""),
    ]


def on_one_line(body):
    return "".join(line.strip().replace('": ', '":', 1) for line in body.split("\n"))


def lower_hex(text):
    head, *rest = text.split("%")
    return "%".join([head, *(part[:2].lower() + part[2:] for part in rest)])


def members():
    """Types, absences and additions."""
    nonce, timestamp = CLOSE_NONCE, CLOSE_TIME

    def close(name, note=None, source="computed", expected=None, **members):
        body = sign(event("room_close", timestamp, nonce, **{"room_id": '"r"', **members}), timestamp, nonce)
        expect = ok("room_close", 1, timestamp, nonce, **{"roomId": "r", **(expected or {})})
        return callback(name, body, expect, timestamp, source=source, note=note)

    strings = CLOSE.replace(": 1,", ': "1",').replace(": 1499676989,", ': "1499676989",')
    strings = strings.replace("858012925204410400", '"858012925204410400"')
    numeric = ["room_seq", "session_id", "login_time", "logout_time", "reason", "user_role", "user_update_seq"]
    numbers = unquoted(LOGOUT, "appid", "timestamp", "nonce", *numeric)
    older = unquoted(
        without(LOGOUT, "login_time", "user_update_seq"), "timestamp", "logout_time", "reason", "user_role"
    )

    number_nonce = compact(
        [
            ("event", '"room_close"'),
            ("appid", "1"),
            ("timestamp", "1499676989"),
            ("nonce", "7266888922840654370"),
            ("signature", '"SIGNATURE"'),
            ("room_id", '"r"'),
        ]
    )
    return [
        callback("numbers-as-strings", sign(strings, timestamp, nonce), CLOSE_OK, timestamp),
        callback("strings-as-numbers", sign(numbers, LOGOUT_TIME, LOGOUT_NONCE), LOGOUT_OK, LOGOUT_TIME),
        callback(
            "nonce-as-number",
            sign(number_nonce, timestamp, "7266888922840654370"),
            ok("room_close", 1, timestamp, "7266888922840654370", roomId="r"),
            timestamp,
            note="19 digits, signed as written: not exact in a double",
        ),
        callback(
            "older-edition-room-logout",
            sign(older, LOGOUT_TIME, LOGOUT_NONCE),
            ok("room_logout", 12345, LOGOUT_TIME, LOGOUT_NONCE, **omit(LOGGED_OUT, "loginTime", "userUpdateSeq")),
            LOGOUT_TIME,
            source=f"{OLDER} (members and types); computed",
            note="no login_time, no user_update_seq; timestamp, reason, user_role and logout_time are numbers",
        ),
        callback(
            "only-room-id",
            sign(event("stream_close", room_id='"r"'), timestamp, nonce),
            ok("stream_close", 1, timestamp, nonce, roomId="r"),
            timestamp,
            note="what is absent is left out",
        ),
        close(
            "unknown-members", new_member='"x"', another='{"a":[1,{"event":"room_logout"}],"b":null}', third="1.5e300"
        ),
        close("member-names-are-case-sensitive", Room_Id='"other"', ROOM_CLOSE_TIME='"1"'),
        close("uint64-max", room_session_id="18446744073709551615", expected={"roomSessionId": "18446744073709551615"}),
        close("above-2-53", room_session_id="9007199254740993", expected={"roomSessionId": "9007199254740993"}),
        close(
            "session-id-string", room_session_id='"9007199254740993"', expected={"roomSessionId": "9007199254740993"}
        ),
        close("room-id-of-digits", room_id='"4294967295"', expected={"roomId": "4294967295"}),
        close("room-id-unicode", room_id='"会议室-七 🚀"', expected={"roomId": "会议室-七 🚀"}),
        close("room-id-escapes", room_id=r'"\u00e9\u4f1a\ud83d\ude80"', expected={"roomId": "é会🚀"}),
        close("room-id-short-escapes", room_id=r'"\"\\\/\b\f\n\r\t"', expected={"roomId": '"\\/\b\f\n\r\t'}),
        close(
            "room-id-percent",
            room_id='"100%25+1 %7B%zz"',
            expected={"roomId": "100%25+1 %7B%zz"},
            note="plain JSON is not percent-decoded",
        ),
        close("room-id-plus", room_id='"a+b"', expected={"roomId": "a+b"}),
        close(
            "room-id-percent-encoded-json-inside",
            room_id='"%7B%22a%22%3A1%7D"',
            expected={"roomId": "%7B%22a%22%3A1%7D"},
        ),
        close("room-id-equals-and-ampersand", room_id='"a=b&c=d"', expected={"roomId": "a=b&c=d"}),
        close(
            "room-id-of-127-bytes",
            room_id=f'"{"r" * 127}"',
            expected={"roomId": "r" * 127},
            source=f"{STREAM_CLOSE} (limit)",
        ),
        close("room-close-time-0", room_close_time='"0"', expected={"roomCloseTime": 0}),
        close("room-close-time-number", room_close_time="1499676989909", expected={"roomCloseTime": 1499676989909}),
        callback(
            "app-id-uint32-max",
            sign(event("room_close", room_id='"r"', appid="4294967295"), timestamp, nonce),
            ok("room_close", 4294967295, timestamp, nonce, roomId="r"),
            timestamp,
        ),
        callback(
            "member-order-is-free",
            sign(
                '{"signature":"SIGNATURE","room_id":"r","nonce":"350176","timestamp":1499676989,"appid":1,"event":"room_close"}',
                timestamp,
                nonce,
            ),
            ok("room_close", 1, timestamp, nonce, roomId="r"),
            timestamp,
        ),
        callback(
            "member-name-escaped",
            sign(
                r'{"\u0065vent":"room_close","appid":1,"timestamp":1499676989,"nonce":"350176","signature":"SIGNATURE","room_id":"r"}',
                timestamp,
                nonce,
            ),
            ok("room_close", 1, timestamp, nonce, roomId="r"),
            timestamp,
        ),
        callback(
            "altered-business-member",
            CLOSE_BODY.replace("rid_1242649", "rid_other"),
            ok("room_close", 1, timestamp, nonce, **{**CLOSED, "roomId": "rid_other"}),
            timestamp,
            note="accepted: ZEGO's signature covers secret, timestamp and nonce only, so HTTPS must protect the rest",
        ),
    ]


def wrong_signatures():
    right = zego.callback_signature(SECRET, str(CLOSE_TIME), CLOSE_NONCE)

    def refused(name, body, secret=SECRET, note=None):
        return callback(name, body, INVALID_SIGNATURE, CLOSE_TIME, secret, note=note)

    def signature(text):
        return CLOSE.replace("SIGNATURE", text)

    return [
        refused("wrong-secret", CLOSE_BODY, "Secret"),
        refused("altered-nonce", CLOSE_BODY.replace('"350176"', '"350177"')),
        refused("altered-timestamp", CLOSE_BODY.replace("1499676989,", "1499676990,")),
        refused("altered-signature", signature(("0" if right[0] != "0" else "1") + right[1:])),
        refused("altered-signature-last-digit", signature(right[:-1] + ("0" if right[-1] != "0" else "1"))),
        refused("signature-upper-case", signature(right.upper()), note="the documents show lower-case hex only"),
        refused("signature-with-space", signature(f" {right}")),
        refused("signature-truncated", signature(right[:-1])),
        refused("signature-extended", signature(right + "0")),
        refused("signature-empty", signature("")),
        refused("signature-of-the-documents-placeholder", signature("signature")),
        refused("signature-sha256", signature(hashlib.sha256(b"1499676989350176secret").hexdigest())),
        refused("signature-null", CLOSE.replace('"SIGNATURE"', "null")),
        refused("signature-missing", without(CLOSE, "signature")),
        refused("nonce-missing", without(CLOSE_BODY, "nonce")),
        refused("timestamp-missing", without(CLOSE_BODY, "timestamp")),
        refused("empty-object", "{}", note="a body that can be read, but has no signature"),
        refused("form-signature-missing", "event=room_close&appid=1&timestamp=1499676989&nonce=350176&room_id=r"),
        refused(
            "form-wrong-signature",
            f"event=room_close&appid=1&timestamp=1499676989&nonce=350177&signature={right}&room_id=r",
        ),
        refused("percent-encoded-wrong-secret", quote(CLOSE_BODY, safe=""), "other"),
    ]


def wrong_bodies():
    """Bodies that are none of the three forms."""

    def refused(name, body, note=None):
        return callback(name, body, UNEXPECTED, CLOSE_TIME, note=note)

    return [
        refused("body-empty", ""),
        refused("body-white-space", " \r\n"),
        refused("body-text", "room_close", "a form has at least one ="),
        refused("body-array", f"[{on_one_line(CLOSE_BODY)}]"),
        refused("body-null", "null"),
        refused("body-number", "1"),
        refused("body-string", '"room_close"'),
        refused("body-truncated", CLOSE_BODY[:-1]),
        refused("body-truncated-in-a-string", CLOSE_BODY[:60]),
        refused("body-trailing-text", CLOSE_BODY + "x"),
        refused("body-single-quotes", CLOSE_BODY.replace('"', "'")),
        refused("body-percent-encoded-truncated", quote(CLOSE_BODY, safe="")[:-3]),
        refused("body-percent-encoded-array", quote("[1]", safe="")),
        refused("body-nested-unclosed", '{"a":' * 3000, "must not exhaust the stack"),
    ]


def freshness():
    """|now - timestamp| <= tolerance, both ends included; 600 s unless set."""

    def at(name, offset, expect, tolerance=None, note=None):
        return callback(name, CLOSE_BODY, expect, CLOSE_TIME + offset, tolerance=tolerance, note=note)

    return [
        at("fresh-599-seconds-old", 599, CLOSE_OK),
        at("fresh-600-seconds-old", 600, CLOSE_OK),
        at("stale-601-seconds-old", 601, STALE),
        at("fresh-600-seconds-ahead", -600, CLOSE_OK, note="ahead: the sender's clock is later than ours"),
        at("stale-601-seconds-ahead", -601, STALE),
        at("stale-a-day-old", 86400, STALE),
        at("stale-years-old", 300000000, STALE),
        at("tolerance-60-fresh", 60, CLOSE_OK, 60),
        at("tolerance-60-stale", 61, STALE, 60),
        at("tolerance-60-stale-ahead", -61, STALE, 60),
        at("tolerance-3600-fresh", 3600, CLOSE_OK, 3600),
        at("tolerance-600-said", 600, CLOSE_OK, 600),
        at("tolerance-0-same-second", 0, CLOSE_OK, 0),
        at("tolerance-0-one-second", 1, STALE, 0, "0 is not off"),
        at("tolerance-off", 300000000, CLOSE_OK, "off"),
        at("tolerance-off-ahead", -300000000, CLOSE_OK, "off"),
        callback(
            "stale-timestamp-in-milliseconds",
            sign(event("room_close", 1499676989000, room_id='"r"'), 1499676989000, CLOSE_NONCE),
            STALE,
            CLOSE_TIME,
            note="timestamps are seconds",
        ),
        callback(
            "stale-timestamp-0",
            sign(event("room_close", 0, room_id='"r"'), 0, CLOSE_NONCE),
            STALE,
            CLOSE_TIME,
        ),
        callback(
            "stale-swapped-timestamp-and-nonce",
            sign(event("room_close", 350176, "1499676989", room_id='"r"'), CLOSE_TIME, CLOSE_NONCE),
            STALE,
            CLOSE_TIME,
            note="the signed text is the same, since the values are sorted: only freshness refuses it",
        ),
        callback(
            "stale-moved-boundary",
            sign(event("room_close", 149967698, "9350176", room_id='"r"'), CLOSE_TIME, CLOSE_NONCE),
            STALE,
            CLOSE_TIME,
            note="the signed text is the same, since nothing separates the values: only freshness refuses it",
        ),
        callback(
            "fresh-33-bit-timestamp",
            sign(event("room_close", 4294967296, room_id='"r"'), 4294967296, CLOSE_NONCE),
            ok("room_close", 1, 4294967296, CLOSE_NONCE, roomId="r"),
            4294967296,
        ),
    ]


def order_of_checks():
    """Signature, then freshness, then the shape of the event."""
    no_room = without(CLOSE, "room_id")
    old = CLOSE_TIME + 601
    return [
        callback("order-wrong-signature-and-stale", CLOSE_BODY, INVALID_SIGNATURE, old, "other"),
        callback(
            "order-wrong-signature-and-no-room",
            sign(no_room, CLOSE_TIME, CLOSE_NONCE),
            INVALID_SIGNATURE,
            CLOSE_TIME,
            "other",
        ),
        callback("order-stale-and-no-room", sign(no_room, CLOSE_TIME, CLOSE_NONCE), STALE, old),
        callback("order-wrong-signature-tolerance-off", CLOSE_BODY, INVALID_SIGNATURE, old, "other", "off"),
        callback("room-close-without-room-id", sign(no_room, CLOSE_TIME, CLOSE_NONCE), UNEXPECTED, CLOSE_TIME),
        callback(
            "room-logout-without-room-id",
            sign(without(LOGOUT, "room_id"), LOGOUT_TIME, LOGOUT_NONCE),
            UNEXPECTED,
            LOGOUT_TIME,
        ),
        callback(
            "stream-close-without-room-id",
            sign(without(STREAM, "room_id"), STREAM_TIME, STREAM_NONCE),
            UNEXPECTED,
            STREAM_TIME,
        ),
        callback("event-missing", sign(without(CLOSE, "event"), CLOSE_TIME, CLOSE_NONCE), UNEXPECTED, CLOSE_TIME),
    ]
