"""trtc/callback.json: callbacks as they arrive, and what verifying them gives."""

import base64
import json

from generator import trtc
from generator.cases import case, document, same

CALLBACKS = 'trtc.io/document/39558, "Room & Media Callbacks"'

KEY = "789"
TOLERANCE = 600

INVALID_SIGNATURE = {"error": {"kind": "invalid_signature"}}
STALE = {"error": {"kind": "stale"}}
UNEXPECTED = {"error": {"kind": "unexpected_response"}}


def build(captures):
    printed = {entry["name"]: entry for entry in captures["callbacks"]}
    return document(
        "trtc",
        "callback",
        [
            *documents(printed),
            *events(),
            *rooms(),
            *members(),
            *others(),
            *signs(printed["document-204"]),
            *wrong_bodies(),
            *freshness(),
            *order_of_checks(),
        ],
    )


def callback(name, body, expect, now, sign=None, key=KEY, headers=None, tolerance=None, source="computed", note=None):
    """One case; unless given, `headers` are those of a right delivery."""
    if headers is None:
        headers = {
            "Content-Type": "application/json",
            "Sign": trtc.callback_sign(key, body) if sign is None else sign,
            "SdkAppId": "1400000001",
        }
    same(name, expect, trtc.verify(key, headers, body, now, TOLERANCE if tolerance is None else tolerance))
    given = {"callbackKey": key, "headers": headers, "body": body, "now": now}
    if tolerance is not None:
        given["toleranceSeconds"] = tolerance
    return case(name, source, note, **given, expect=expect)


def ok(event, group, kind, callback_ts, **members):
    return {"ok": {"event": event, "eventGroupId": group, "eventType": kind, "callbackTs": callback_ts, **members}}


def text(value):
    return {"string": value}


def number(value):
    return {"number": str(value)}


def documents(printed):
    stop, create = printed["document-204"], printed["document-101"]
    dismiss = (
        '{"EventGroupId":1,"EventType":102,"CallbackTs":1687771618531,'
        '"EventInfo":{"RoomId":"12345","EventTs":1687771618,"EventMsTs":1687771618457}}'
    )
    return [
        callback(
            "document-204",
            stop["body"],
            ok(
                "stop_audio",
                2,
                204,
                1664209748188,
                roomId=number(8489),
                eventTs=1664209748,
                eventMsTs=1664209748180,
                userId="user_85034614",
                reason=0,
            ),
            1664209748,
            stop["sign"],
            stop["key"],
            source=stop["source"],
            note="tabs and line feeds are part of what is signed",
        ),
        callback(
            "document-101",
            create["body"],
            ok("create_room", 1, 101, 1608086882372, roomId=number(20222), eventTs=1608086882, userId="222222_phone"),
            1608086882,
            create["sign"],
            create["key"],
            source=create["source"],
            note="no EventMsTs",
        ),
        callback(
            "document-102",
            dismiss,
            ok("dismiss_room", 1, 102, DISMISSED_AT, roomId=text("12345"), eventTs=1687771618, eventMsTs=1687771618457),
            1687771618,
            source=f"{CALLBACKS}, example of 102; Sign computed",
            note="a room's end has no UserId",
        ),
    ]


DISMISSED_AT = 1687771618531


def event(group=1, kind=102, info='"RoomId":"abcd"', callback_ts=DISMISSED_AT):
    return f'{{"EventGroupId":{group},"EventType":{kind},"CallbackTs":{callback_ts},"EventInfo":{{{info}}}}}'


DISMISS = event()
DISMISS_OK = ok("dismiss_room", 1, 102, DISMISSED_AT, roomId=text("abcd"))
NOW = 1687771618


def events():
    """Every event of both groups, with string and numeric rooms and what the documents list beside them."""
    everything = (
        '"EventTs":1687771618,"EventMsTs":1687771618457,"UserId":"user-1","UniqueId":1615554922656,'
        '"Role":20,"TerminalType":2,"UserType":3,"Reason":1'
    )
    cases = []
    for (group, kind), name in trtc.EVENTS.items():
        label = name.replace("_", "-")
        cases.append(
            callback(
                f"{label}-{kind}",
                event(group, kind, f'"RoomId":"room-1",{everything}'),
                ok(
                    name,
                    group,
                    kind,
                    DISMISSED_AT,
                    roomId=text("room-1"),
                    eventTs=1687771618,
                    eventMsTs=1687771618457,
                    userId="user-1",
                    uniqueId="1615554922656",
                    role=20,
                    terminalType=2,
                    userType=3,
                    reason=1,
                ),
                NOW,
                source=f"{CALLBACKS} (event types and members); computed",
            )
        )
        cases.append(
            callback(
                f"{label}-{kind}-numeric-room",
                event(group, kind, '"RoomId":12345,"EventTs":1687771618'),
                ok(name, group, kind, DISMISSED_AT, roomId=number(12345), eventTs=1687771618),
                NOW,
            )
        )
    for reason in (1, 2, 3, 4, 5):
        cases.append(
            callback(
                f"exit-room-reason-{reason}",
                event(1, 104, f'"RoomId":"room-1","UserId":"user-1","Reason":{reason}'),
                ok("exit_room", 1, 104, DISMISSED_AT, roomId=text("room-1"), userId="user-1", reason=reason),
                NOW,
            )
        )
    return cases


def rooms():
    """String and number are kept apart: they are different rooms."""

    def room(name, as_json, room_id, note=None):
        expect = ok("dismiss_room", 1, 102, DISMISSED_AT, roomId=room_id)
        return callback(f"room-{name}", event(info=f'"RoomId":{as_json}'), expect, NOW, note=note)

    return [
        room("string-of-digits", '"12345"', text("12345"), "not the room number 12345"),
        room("number", "12345", number(12345)),
        room("number-1", "1", number(1)),
        room("number-4294967294", "4294967294", number(4294967294)),
        room("number-4294967295", "4294967295", number(4294967295)),
        room("number-2-53-plus-1", "9007199254740993", number(9007199254740993), "not exact in a double"),
        room("number-uint64-max", "18446744073709551615", number(18446744073709551615)),
        room("string-of-64-bytes", f'"{"a" * 64}"', text("a" * 64)),
        room("punctuation", '"Aa0 !#$%&()+-:;<=.>?@[]^_{}|~,"', text("Aa0 !#$%&()+-:;<=.>?@[]^_{}|~,")),
        room("percent-and-plus", '"100%25+1"', text("100%25+1"), "not percent-decoded"),
        room("unicode", '"会议室-七 🚀"', text("会议室-七 🚀"), "raw UTF-8 is signed as it came"),
        room("escapes", r'"\u4f1a\u8bae\ud83d\ude80"', text("会议🚀"), "escapes are signed as they came"),
        room("short-escapes", r'"\"\\\/\b\f\n\r\t"', text('"\\/\b\f\n\r\t')),
    ]


def members():
    unique = "18446744073709551615"
    return [
        callback(
            "members-unique-id-string",
            event(info='"RoomId":"abcd","UniqueId":"1615554922656"'),
            with_(uniqueId="1615554922656"),
            NOW,
        ),
        callback(
            "members-unique-id-uint64-max",
            event(info=f'"RoomId":"abcd","UniqueId":{unique}'),
            with_(uniqueId=unique),
            NOW,
        ),
        callback(
            "members-user-id-unicode",
            event(info=r'"RoomId":"abcd","UserId":"Zo\u00eb 🚀"'),
            with_(userId="Zoë 🚀"),
            NOW,
        ),
        callback("members-user-id-empty", event(info='"RoomId":"abcd","UserId":""'), with_(userId=""), NOW),
        callback(
            "members-role-21",
            event(info='"RoomId":"abcd","Role":21,"TerminalType":100,"UserType":1'),
            with_(role=21, terminalType=100, userType=1),
            NOW,
        ),
        callback(
            "members-unknown",
            event(info='"New":{"RoomId":"other"},"RoomId":"abcd","Payload":[null,1.5e3]'),
            DISMISS_OK,
            NOW,
            note="unknown members may come",
        ),
        callback(
            "members-unknown-outside",
            DISMISS.replace("{", '{"RoomId":"other","New":true,', 1),
            DISMISS_OK,
            NOW,
            note="only EventInfo.RoomId is the room",
        ),
        callback(
            "members-reordered",
            '{"EventInfo":{"RoomId":"abcd"},"CallbackTs":1687771618531,"EventType":102,"EventGroupId":1}',
            DISMISS_OK,
            NOW,
        ),
        callback(
            "members-surrounding-white-space", f"\r\n {DISMISS}\n", DISMISS_OK, NOW, note="signed with its white space"
        ),
        callback(
            "members-case-sensitive",
            event(info='"roomid":"other","RoomId":"abcd"'),
            DISMISS_OK,
            NOW,
        ),
        callback(
            "members-sdk-app-id-header-not-signed",
            DISMISS,
            DISMISS_OK,
            NOW,
            headers={"Sign": trtc.callback_sign(KEY, DISMISS), "SdkAppId": "1"},
            note="the signature covers the body only, not the SdkAppId header",
        ),
    ]


def with_(**members):
    return ok("dismiss_room", 1, 102, DISMISSED_AT, roomId=text("abcd"), **members)


def others():
    def other(name, group, kind, body=None, note=None):
        return callback(
            name, body or event(group, kind, '"RoomId":"abcd"'), ok("other", group, kind, DISMISSED_AT), NOW, note=note
        )

    return [
        other("other-room-event", 1, 106),
        other("other-media-event", 2, 207),
        other("other-cloud-recording", 3, 311, note="event group 3 is cloud recording"),
        other("other-transcription", 14, 901),
        other("other-type-of-another-group", 2, 102, note="102 is the end of a room in group 1 only"),
        other("other-group-of-another-type", 1, 201),
        other("other-type-0", 1, 0),
        other("other-without-room-id", 3, 311, event(3, 311, '"TaskId":"x"'), "unknown events need not have a room"),
        other("other-without-event-info", 9, 999, '{"EventGroupId":9,"EventType":999,"CallbackTs":1687771618531}'),
    ]


def signs(published):
    right = trtc.callback_sign(KEY, DISMISS)
    raw = base64.b64decode(right)

    def accepted(name, headers, note=None):
        return callback(name, DISMISS, DISMISS_OK, NOW, headers=headers, note=note)

    def refused(name, body=DISMISS, sign=right, key=KEY, headers=None, note=None):
        return callback(name, body, INVALID_SIGNATURE, NOW, sign, key, headers, note=note)

    reserialised = json.dumps(json.loads(published["body"]), separators=(",", ":"))
    now_of_published = 1664209748

    def refused_published(name, body, note=None):
        return callback(name, body, INVALID_SIGNATURE, now_of_published, published["sign"], published["key"], note=note)

    return [
        accepted("sign-header-lower-case", {"sign": right}, "header names are case-insensitive"),
        accepted("sign-header-upper-case", {"SIGN": right}),
        accepted("sign-header-only", {"Sign": right}),
        callback(
            "sign-key-of-32-characters",
            DISMISS,
            DISMISS_OK,
            NOW,
            key="0123456789abcdefABCDEFGHIJKLMNOP",
            note="the longest key the console takes",
        ),
        callback("sign-key-of-1-character", DISMISS, DISMISS_OK, NOW, key="7"),
        refused("sign-wrong-key", key="788"),
        refused("sign-wrong-key-prefix", key="78"),
        refused("sign-missing", headers={"Content-Type": "application/json", "SdkAppId": "1400000001"}),
        refused("sign-no-headers", headers={}),
        refused("sign-empty", sign=""),
        refused("sign-not-base64", sign="not base64!"),
        refused("sign-truncated", sign=right[:-4]),
        refused("sign-without-padding", sign=right.rstrip("=")),
        refused("sign-hex", sign=raw.hex(), note="hex of the right bytes; base64 is documented"),
        refused("sign-other-case", sign=right.swapcase()),
        refused("sign-altered-first-byte", sign=base64.b64encode(bytes([raw[0] ^ 1]) + raw[1:]).decode()),
        refused("sign-altered-last-byte", sign=base64.b64encode(raw[:-1] + bytes([raw[-1] ^ 1])).decode()),
        refused("sign-extended", sign=base64.b64encode(raw + b"\0").decode()),
        refused("sign-of-an-empty-body", sign=trtc.callback_sign(KEY, "")),
        refused("sign-of-another-body", body=event(info='"RoomId":"abce"')),
        refused_published("body-altered-by-one-byte", published["body"].replace("8489", "8488")),
        refused_published("body-reserialised", reserialised, "the same JSON, other bytes"),
        refused_published("body-with-spaces-for-tabs", published["body"].replace("\t", " ")),
        refused_published("body-with-crlf", published["body"].replace("\n", "\r\n")),
        refused_published("body-with-line-feed-at-the-end", published["body"] + "\n"),
        refused_published("body-with-byte-order-mark", "\ufeff" + published["body"]),
        refused_published("body-emptied", ""),
    ]


def wrong_bodies():
    """Rightly signed, and not what is documented."""

    def refused(name, body, note=None):
        return callback(name, body, UNEXPECTED, NOW, note=note)

    return [
        refused("shape-empty", ""),
        refused("shape-text", "dismissed"),
        refused("shape-truncated", DISMISS[:-1]),
        refused("shape-trailing-text", DISMISS + "x"),
        refused("shape-form", "EventGroupId=1&EventType=102"),
        refused("shape-array", f"[{DISMISS}]"),
        refused("shape-null", "null"),
        refused("shape-string", '"x"'),
        refused("shape-nested-unclosed", '{"a":' * 3000, "must not exhaust the stack"),
        refused(
            "shape-event-type-missing", '{"EventGroupId":1,"CallbackTs":1687771618531,"EventInfo":{"RoomId":"abcd"}}'
        ),
        refused(
            "shape-event-group-missing", '{"EventType":102,"CallbackTs":1687771618531,"EventInfo":{"RoomId":"abcd"}}'
        ),
        refused(
            "shape-callback-ts-missing",
            '{"EventGroupId":1,"EventType":102,"EventInfo":{"RoomId":"abcd"}}',
            "nothing says that it is fresh",
        ),
        refused("shape-event-info-missing", '{"EventGroupId":1,"EventType":102,"CallbackTs":1687771618531}'),
        refused(
            "shape-event-info-array", '{"EventGroupId":1,"EventType":102,"CallbackTs":1687771618531,"EventInfo":[]}'
        ),
        refused("shape-room-id-missing", event(info='"UserId":"user-1"')),
        refused("shape-room-id-null", event(info='"RoomId":null')),
        refused("shape-room-id-object", event(info='"RoomId":{}')),
    ]


def freshness():
    """|now - CallbackTs| <= tolerance, both ends included, CallbackTs in milliseconds; 600 s unless set."""
    whole = event(callback_ts=1687771618000)
    whole_ok = ok("dismiss_room", 1, 102, 1687771618000, roomId=text("abcd"))

    def at(name, offset, fresh, tolerance=None, note=None):
        return callback(name, whole, whole_ok if fresh else STALE, NOW + offset, tolerance=tolerance, note=note)

    return [
        at("fresh-599-seconds-old", 599, True),
        at("fresh-600-seconds-old", 600, True),
        at("stale-601-seconds-old", 601, False),
        at("fresh-600-seconds-ahead", -600, True, note="ahead: the sender's clock is later than ours"),
        at("stale-601-seconds-ahead", -601, False),
        at("stale-a-day-old", 86400, False),
        at("stale-years-old", 100000000, False),
        callback(
            "fresh-599469-milliseconds-old",
            DISMISS,
            DISMISS_OK,
            NOW + 600,
            note="CallbackTs 1687771618531, now 1687772218000",
        ),
        callback("stale-600469-milliseconds-old", DISMISS, STALE, NOW + 601),
        callback(
            "stale-600531-milliseconds-ahead",
            DISMISS,
            STALE,
            NOW - 600,
            note="compared in milliseconds: CallbackTs is not cut to seconds first",
        ),
        at("tolerance-60-fresh", 60, True, 60),
        at("tolerance-60-stale", 61, False, 60),
        at("tolerance-60-stale-ahead", -61, False, 60),
        at("tolerance-3600-fresh", 3600, True, 3600),
        at("tolerance-600-said", 600, True, 600),
        at("tolerance-0-same-millisecond", 0, True, 0),
        at("tolerance-0-one-second", 1, False, 0, "0 is not off"),
        at("tolerance-off", 100000000, True, "off"),
        at("tolerance-off-ahead", -100000000, True, "off"),
        callback(
            "stale-callback-ts-in-seconds",
            event(callback_ts=1687771618),
            STALE,
            NOW,
            note="CallbackTs is milliseconds",
        ),
    ]


def order_of_checks():
    """Signature, then freshness, then the shape of the event."""
    no_room = event(info='"UserId":"user-1"')
    return [
        callback("order-wrong-sign-and-stale", DISMISS, INVALID_SIGNATURE, NOW + 601, "x"),
        callback("order-wrong-sign-and-not-json", "dismissed", INVALID_SIGNATURE, NOW, "x"),
        callback("order-wrong-sign-tolerance-off", DISMISS, INVALID_SIGNATURE, NOW, "x", tolerance="off"),
        callback("order-stale-and-no-room", no_room, STALE, NOW + 601),
    ]
