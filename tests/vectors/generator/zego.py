"""ZEGOCLOUD Server API v2, from its documents: signature 2.0, CloseRoom, replies, callbacks."""

import hashlib
import re

from generator import wire
from generator.wire import MASK, refuse_unless, step

ENDPOINTS = {
    "unified": "rtc-api.zego.im",
    "sha": "rtc-api-sha.zego.im",
    "hkg": "rtc-api-hkg.zego.im",
    "fra": "rtc-api-fra.zego.im",
    "lax": "rtc-api-lax.zego.im",
    "bom": "rtc-api-bom.zego.im",
    "sgp": "rtc-api-sgp.zego.im",
}


def signature(app_id, nonce, server_secret, timestamp):
    """md5 over the four values in this order, nothing between them; lower-case hex."""
    return hashlib.md5(f"{app_id}{nonce}{server_secret}{timestamp}".encode()).hexdigest()


# Requests -----------------------------------------------------------------


def check(config, request):
    refuse_unless(1 <= config["appId"] <= 2**32 - 1, "AppId")
    wire.check_secret(config["serverSecret"], "ServerSecret")
    wire.base_url(config.get("endpoint"), ENDPOINTS, "unified")
    refuse_unless(1 <= len(request["roomId"].encode()) <= 128, "RoomId")
    refuse_unless(len(request.get("customReason", "").encode()) <= 256, "CustomReason")
    wire.check_timestamp(request["timestamp"])
    wire.check_nonce(request["nonce"])


def close_room(config, request):
    """The steps and the wire form of CloseRoom. Optional parameters appear only when set."""
    check(config, request)
    app_id, timestamp, nonce = config["appId"], request["timestamp"], request["nonce"]
    signed = signature(app_id, nonce, config["serverSecret"], timestamp)

    pairs = [
        ("Action", "CloseRoom"),
        ("AppId", str(app_id)),
        ("SignatureNonce", nonce),
        ("Timestamp", str(timestamp)),
        ("Signature", signed),
        ("SignatureVersion", "2.0"),
    ]
    if "isTest" in config:
        pairs.append(("IsTest", boolean(config["isTest"])))
    pairs.append(("RoomId", request["roomId"]))
    if "customReason" in request:
        pairs.append(("CustomReason", request["customReason"]))
    if "roomCloseCallback" in request:
        pairs.append(("RoomCloseCallback", boolean(request["roomCloseCallback"])))

    base = wire.base_url(config.get("endpoint"), ENDPOINTS, "unified")
    return {
        "steps": [
            step("string_to_sign", f"{app_id}{nonce}{MASK}{timestamp}"),
            step("signature", signed),
        ],
        "request": {
            "method": "GET",
            "url": f"{base}/?{wire.query_string(pairs)}",
            "headers": {},
            "body": None,
        },
    }


def boolean(value):
    return "true" if value else "false"


# Replies ------------------------------------------------------------------

# The complete tables of CloseRoom's neighbourhood: code, what the documents say, kind.
GATEWAY_CODES = {
    "100000000": ("Host error in the request header", "rejected"),
    "100000001": ("AppId format error", "rejected"),
    "100000002": ("Timestamp is empty", "rejected"),
    "100000003": ("Timestamp format error", "rejected"),
    "100000004": ("signature expired", "clock_skew"),
    "100000005": ("signature error", "unauthorized"),
    "100000006": ("Action is empty", "rejected"),
    "100000007": ("unsupported Action", "rejected"),
    "100000008": ("SignatureNonce is empty", "unauthorized"),
    "100000009": ("Signature is empty", "unauthorized"),
    "100000010": ("failed to get ServerSecret", "unauthorized"),
    "100000011": ("failed to get the App configuration", "unauthorized"),
    "100000012": ("failed to get the request body", "rejected"),
    "100000013": ("SignatureVersion is empty", "unauthorized"),
    "100000014": ("unsupported SignatureVersion", "unauthorized"),
    "100000015": ("gateway internal error", "unavailable"),
    "100000016": ("App is not configured for the production environment", "permission_denied"),
    "100000017": ("App has not enabled this service", "permission_denied"),
}

ROOM_CODES = {
    "1": ("request failed", "unavailable"),
    "2": ("input parameter error", "rejected"),
    "3": ("input parameter too long", "rejected"),
    "8": ("decoding failed", "rejected"),
    "9": ("no permission to use this API", "permission_denied"),
    "104": ("room does not exist", "room_not_found"),
    "105": ("user does not exist", "rejected"),
    "121": ("failed to save the broadcast message", "unavailable"),
    "122": ("failed to generate a message ID", "unavailable"),
    "123": ("failed to set stream information", "unavailable"),
    "124": ("failed to delete stream information", "unavailable"),
    "138": ("stream information does not exist", "unavailable"),
    "151": ("failed to send the broadcast message", "unavailable"),
    "154": ("failed to get list information", "unavailable"),
    "206": ("App QPS too high", "rate_limited"),
    "207": ("room QPS too high", "rate_limited"),
    "1008": ("MessageContent is empty", "rejected"),
    "1012": ("several users operate on the same stream", "rejected"),
    "5018": ("room has been destroyed or does not exist", "room_not_found"),
    "5024": ("room does not exist", "room_not_found"),
    "5201": ("broadcast message encoding failed", "unavailable"),
    "5202": ("failed to generate a message ID", "unavailable"),
    "50001": ("room does not exist", "room_not_found"),
    "50003": ("user is not online", "rejected"),
    "50011": ("user list too long", "rejected"),
    "50012": ("message too long", "rejected"),
    "50013": ("failed to send the custom message", "unavailable"),
    "50123": ("too many ban rules", "rejected"),
    "50124": ("the ban rule does not exist", "rejected"),
}

# In older editions of the documents only.
OLDER_CODES = {
    "4": ("unknown CDN type", "rejected"),
    "7": ("requests per second exceed the limit of the API", "rate_limited"),
}

CODES = {**GATEWAY_CODES, **ROOM_CODES, **OLDER_CODES}


def parse(response):
    """The outcome of a reply to CloseRoom."""
    try:
        reply = wire.parse_json(response["body"])
    except ValueError:
        return {"error": wire.status_error(response)}
    code = integer_text(reply.get("Code")) if isinstance(reply, dict) else None
    if code is None:
        return {"error": wire.status_error(response)}
    request_id = text(reply.get("RequestId"))
    if code != "0":
        kind = CODES[code][1] if code in CODES else None
        return {"error": wire.provider_error(response, kind, code, request_id)}
    if 200 <= response["status"] <= 299:
        return {"ok": {"requestId": request_id}}
    return {"error": wire.status_error(response, request_id=request_id)}


def text(value):
    """The text of a JSON string, or of a JSON number as written; None for anything else."""
    return str(value) if isinstance(value, str) else None


def integer_text(value):
    """The decimal text of an integer given as a JSON number or as a string; None for anything else."""
    value = text(value)
    return value if value is not None and re.fullmatch(r"-?(0|[1-9][0-9]*)", value) else None


# Callbacks ----------------------------------------------------------------


def callback_signature(secret, timestamp, nonce):
    """sha1 over the three texts in the order of their bytes; lower-case hex."""
    ordered = sorted(value.encode() for value in (secret, timestamp, nonce))
    return hashlib.sha1(b"".join(ordered)).hexdigest()


# member of the callback, name in the outcome, how it is read
EVENTS = {
    "room_close": [
        ("room_id", "roomId", text),
        ("room_session_id", "roomSessionId", text),
        ("close_reason", "closeReason", int),
        ("room_close_time", "roomCloseTime", int),
    ],
    "room_logout": [
        ("room_id", "roomId", text),
        ("room_seq", "roomSeq", text),
        ("user_account", "userAccount", text),
        ("user_nickname", "userNickname", text),
        ("session_id", "sessionId", text),
        ("login_time", "loginTime", int),
        ("logout_time", "logoutTime", int),
        ("reason", "reason", int),
        ("user_role", "userRole", int),
        ("user_update_seq", "userUpdateSeq", int),
    ],
    "stream_close": [
        ("room_id", "roomId", text),
        ("room_session_id", "roomSessionId", text),
        ("user_id", "userId", text),
        ("user_name", "userName", text),
        ("channel_id", "channelId", text),
        ("type", "type", int),
        ("stream_alias", "streamAlias", text),
        ("stream_id", "streamId", text),
        ("stream_sid", "streamSid", text),
        ("stream_seq", "streamSeq", text),
        ("third_define_data", "thirdDefineData", text),
        ("create_time_ms", "createTimeMs", int),
        ("destroy_timemillis", "destroyTimeMs", int),
    ],
}


def verify(secret, body, now, tolerance):
    """The outcome of a callback: signature first, then freshness, then the shape of the event."""
    members = read_body(body)
    if members is None:
        return callback_error("unexpected_response")
    timestamp, nonce = integer_text(members.get("timestamp")), text(members.get("nonce"))
    if timestamp is None or nonce is None:
        return callback_error("invalid_signature")
    if members.get("signature") != callback_signature(secret, timestamp, nonce):
        return callback_error("invalid_signature")
    if tolerance != "off" and abs(now - int(timestamp)) > tolerance:
        return callback_error("stale")

    event = members.get("event")
    if not isinstance(event, str):
        return callback_error("unexpected_response")
    common = {"appId": int(members["appid"]), "timestamp": int(timestamp), "nonce": nonce}
    if event not in EVENTS:
        return {"ok": {"event": "other", "name": event, **common}}
    if "room_id" not in members:
        return callback_error("unexpected_response")
    read = {name: how(members[member]) for member, name, how in EVENTS[event] if member in members}
    return {"ok": {"event": event, **common, **read}}


def read_body(body):
    """The members of a callback's body, in any of its three forms; None when it has none of them."""
    body = body.strip(" \t\r\n")
    if body[:3].lower() == "%7b":
        body = wire.form_decode(body)
    if body.startswith("{"):
        try:
            members = wire.parse_json(body)
        except ValueError:
            return None
        return members if isinstance(members, dict) else None
    if "=" not in body:
        return None
    pairs = (pair.partition("=") for pair in body.split("&"))
    return {wire.form_decode(name): wire.form_decode(value) for name, _, value in pairs}


def callback_error(kind):
    return {"error": {"kind": kind}}
