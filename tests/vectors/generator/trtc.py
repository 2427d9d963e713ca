"""Tencent TRTC 2019-07-22, from its documents: signature v3 and v1, DismissRoom*, replies, callbacks."""

import base64
import hashlib
import hmac
import re
from datetime import UTC, datetime

from generator import wire
from generator.wire import MASK, refuse_unless, step

VERSION = "2019-07-22"
TC3 = "TC3-HMAC-SHA256"
DIGESTS = {"HmacSHA1": "sha1", "HmacSHA256": "sha256"}
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

REGIONS = [
    "ap-guangzhou",
    "ap-shanghai",
    "ap-nanjing",
    "ap-beijing",
    "ap-chengdu",
    "ap-chongqing",
    "ap-hongkong",
    "ap-singapore",
    "ap-jakarta",
    "ap-bangkok",
    "ap-seoul",
    "ap-tokyo",
    "na-ashburn",
    "na-siliconvalley",
    "sa-saopaulo",
    "eu-frankfurt",
]

ENDPOINTS = {
    "china": "trtc.tencentcloudapi.com",
    "intl": "trtc.intl.tencentcloudapi.com",
    **{region: f"trtc.{region}.tencentcloudapi.com" for region in REGIONS},
}

ROOM_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !#$%&()+-:;<=.>?@[]^_{}|~,"


# Signature v3 -------------------------------------------------------------


def sha256_hex(data):
    return hashlib.sha256(data).hexdigest()


def hmac_sha256(key, message):
    return hmac.digest(key, message.encode(), "sha256")


def utc_date(timestamp):
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d")


def tc3(secret_id, secret_key, service, timestamp, method, query, headers, payload):
    """Every intermediate value of TC3-HMAC-SHA256. `headers` are the signed ones, in order."""
    date = utc_date(timestamp)
    hashed_payload = sha256_hex(payload.encode())
    signed_headers = ";".join(name for name, _ in headers)
    canonical_request = "\n".join(
        [
            method,
            "/",
            query,
            "".join(f"{name}:{value}\n" for name, value in headers),
            signed_headers,
            hashed_payload,
        ]
    )
    hashed_canonical_request = sha256_hex(canonical_request.encode())
    credential_scope = f"{date}/{service}/tc3_request"
    string_to_sign = "\n".join([TC3, str(timestamp), credential_scope, hashed_canonical_request])

    secret_date = hmac_sha256(b"TC3" + secret_key.encode(), date)
    secret_service = hmac_sha256(secret_date, service)
    secret_signing = hmac_sha256(secret_service, "tc3_request")
    signature = hmac_sha256(secret_signing, string_to_sign).hex()

    return {
        "steps": [
            step("hashed_payload", hashed_payload),
            step("canonical_request", canonical_request),
            step("hashed_canonical_request", hashed_canonical_request),
            step("credential_scope", credential_scope),
            step("string_to_sign", string_to_sign),
            step("signature", signature),
        ],
        "authorization": f"{TC3} Credential={secret_id}/{credential_scope}, "
        f"SignedHeaders={signed_headers}, Signature={signature}",
        "derivedKeys": {
            "secretDate": secret_date.hex(),
            "secretService": secret_service.hex(),
            "secretSigning": secret_signing.hex(),
        },
    }


# Signature v1 -------------------------------------------------------------


def v1_string_to_sign(method, host, params):
    """Names in ASCII order, values raw: nothing is percent-encoded before signing."""
    joined = "&".join(f"{name}={value}" for name, value in sorted(params))
    return f"{method}{host}/?{joined}"


def v1_signature(algorithm, secret_key, string_to_sign):
    digest = hmac.digest(secret_key.encode(), string_to_sign.encode(), DIGESTS[algorithm])
    return base64.b64encode(digest).decode()


def sign(given):
    """The algorithms alone, from the `input` of a signature case."""
    if given["algorithm"] == TC3:
        return tc3(
            given["secretId"],
            given["secretKey"],
            given["service"],
            given["timestamp"],
            given["method"],
            given["query"],
            given["headers"],
            given["payload"],
        )
    if "stringToSign" in given:
        string_to_sign = given["stringToSign"]
    else:
        params = [tuple(pair) for pair in given["params"]]
        string_to_sign = v1_string_to_sign(given["method"], given["host"], params)
    signature = v1_signature(given["algorithm"], given["secretKey"], string_to_sign)
    return {"steps": [step("string_to_sign", string_to_sign), step("signature", signature)]}


# Requests -----------------------------------------------------------------


def check(config, request):
    refuse_unless(1 <= int(config["sdkAppId"]) <= 2**64 - 1, "SdkAppId")
    wire.check_header_text(config["secretId"], "SecretId")
    wire.check_secret(config["secretKey"], "SecretKey")
    if "token" in config:
        wire.check_header_text(config["token"], "Token")
    wire.check_header_text(config["region"], "Region")
    refuse_unless(config.get("language", "zh-CN") in ("zh-CN", "en-US"), "Language")
    wire.base_url(config.get("endpoint"), ENDPOINTS, "china")
    check_room(request["roomId"], config.get("allowAnyRoomId", False))
    wire.check_timestamp(request["timestamp"])
    wire.check_nonce(request["nonce"])
    if config.get("signatureMethod", TC3) != TC3:
        refuse_unless(v1_nonce(request["nonce"]) != 0, "Nonce")


def check_room(room, allow_any):
    if "number" in room:
        last = 2**64 - 1 if allow_any else 4294967294
        refuse_unless((0 if allow_any else 1) <= int(room["number"]) <= last, "RoomId")
        return
    text = room["string"]
    refuse_unless(text != "", "RoomId")
    if not allow_any:
        refuse_unless(len(text.encode()) <= 64, "RoomId")
        refuse_unless(all(character in ROOM_CHARACTERS for character in text), "RoomId")


def v1_nonce(nonce):
    """The 16 hex digits as a number with its top bit cleared, so that it fits a signed 64-bit integer."""
    return int(nonce, 16) & (2**63 - 1)


def json_string(text):
    """Raw UTF-8; escapes only where JSON requires them, the short form where there is one."""
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}

    def escape(match):
        return short.get(match[0]) or f"\\u{ord(match[0]):04x}"

    return '"' + re.sub(r'["\\\x00-\x1f]', escape, text) + '"'


def dismiss_room(config, request):
    """The steps and the wire form of DismissRoomByStrRoomId (a string room) or DismissRoom (a number)."""
    check(config, request)
    room = request["roomId"]
    action = "DismissRoom" if "number" in room else "DismissRoomByStrRoomId"
    base = wire.base_url(config.get("endpoint"), ENDPOINTS, "china")
    method = config.get("httpMethod", "POST")
    build = dismiss_v3 if config.get("signatureMethod", TC3) == TC3 else dismiss_v1
    return build(config, request, action, base, method)


def dismiss_v3(config, request, action, base, method):
    room = request["roomId"]
    if method == "POST":
        room_json = room["number"] if "number" in room else json_string(room["string"])
        body = f'{{"SdkAppId":{config["sdkAppId"]},"RoomId":{room_json}}}'
        content_type, query = JSON, ""
    else:
        room_text = room.get("number") or room["string"]
        query = wire.query_string([("SdkAppId", config["sdkAppId"]), ("RoomId", room_text)])
        content_type, body = FORM, None

    signed = tc3(
        config["secretId"],
        config["secretKey"],
        "trtc",
        request["timestamp"],
        method,
        query,
        [("content-type", content_type), ("host", base.partition("://")[2])],
        body or "",
    )
    headers = {
        "Authorization": signed["authorization"],
        "Content-Type": content_type,
        "X-TC-Action": action,
        "X-TC-Version": VERSION,
        "X-TC-Timestamp": str(request["timestamp"]),
        "X-TC-Region": config["region"],
    }
    if "token" in config:
        headers["X-TC-Token"] = config["token"]
    if "language" in config:
        headers["X-TC-Language"] = config["language"]
    return {
        "steps": signed["steps"],
        "request": {
            "method": method,
            "url": f"{base}/" + (f"?{query}" if query else ""),
            "headers": headers,
            "body": body,
        },
    }


def dismiss_v1(config, request, action, base, method):
    room = request["roomId"]
    algorithm, host = config["signatureMethod"], base.partition("://")[2]
    params = {
        "Action": action,
        "Nonce": str(v1_nonce(request["nonce"])),
        "Region": config["region"],
        "RoomId": room.get("number") or room["string"],
        "SdkAppId": config["sdkAppId"],
        "SecretId": config["secretId"],
        "SignatureMethod": algorithm,
        "Timestamp": str(request["timestamp"]),
        "Version": VERSION,
    }
    if "language" in config:
        params["Language"] = config["language"]
    if "token" in config:
        params["Token"] = config["token"]
    signature = v1_signature(algorithm, config["secretKey"], v1_string_to_sign(method, host, params.items()))

    masked = {**params, "Token": MASK} if "Token" in params else params
    pairs = wire.query_string([*sorted(params.items()), ("Signature", signature)])
    if method == "POST":
        url, headers, body = f"{base}/", {"Content-Type": FORM}, pairs
    else:
        url, headers, body = f"{base}/?{pairs}", {}, None
    return {
        "steps": [
            step("string_to_sign", v1_string_to_sign(method, host, masked.items())),
            step("signature", signature),
        ],
        "request": {"method": method, "url": url, "headers": headers, "body": body},
    }


# Replies ------------------------------------------------------------------

# code, meaning, kind
ACTION_CODES = {
    "FailedOperation.RoomNotExist": ("the room does not exist", "room_not_found"),
    "InternalError": ("internal error", "unavailable"),
    "InternalError.GetRoomCacheIpError": ("failed to query the room", "unavailable"),
    "InternalError.GetRoomFromCacheError": ("failed to get room information", "unavailable"),
    "InvalidParameter.RoomId": ("RoomId is incorrect", "rejected"),
    "InvalidParameter.SdkAppId": ("SdkAppId is incorrect", "rejected"),
    "InvalidParameterValue.RoomId": ("invalid RoomId", "rejected"),
    "MissingParameter.RoomId": ("RoomId is missing", "rejected"),
    "MissingParameter.SdkAppId": ("SdkAppId is missing", "rejected"),
    "UnauthorizedOperation.SdkAppId": ("no permission for SdkAppId", "permission_denied"),
}

PRODUCT_CODES = {
    "AuthFailure": ("authentication error", "unauthorized"),
    "AuthFailure.UnRealNameAuthenticated": ("identity not verified", "permission_denied"),
    "AuthFailure.UnsupportedOperation": ("operation not supported", "permission_denied"),
    "FailedOperation.NotAllowed": ("operation not allowed", "permission_denied"),
    "FailedOperation.SdkAppIdNotExist": ("SdkAppId does not exist", "rejected"),
    "FailedOperation.SdkAppIdNotUnderAppId": ("SdkAppId belongs to another account", "permission_denied"),
    "InternalError.HttpParseFailed": ("failed to parse the HTTP request", "unavailable"),
    "InternalError.HttpParaseFalied": ("failed to parse the HTTP request", "unavailable"),
    "InternalError.InterfaceErr": ("API error", "unavailable"),
    "InternalError.InternalError": ("internal error, please retry", "unavailable"),
    "InternalError.MethodErr": ("unsupported method", "unavailable"),
    "InvalidParameter.BodyParamsError": ("failed to parse body parameters", "rejected"),
    "InvalidParameter.UrlParamsError": ("failed to parse URL parameters", "rejected"),
    "InvalidParameter.OutOfRange": ("parameter out of range", "rejected"),
    "InvalidParameter.StrRoomId": ("StrRoomId is incorrect", "rejected"),
    "InvalidParameter.SdkAppid": ("SdkAppId is incorrect", "rejected"),
    "MissingParameter.Region": ("Region is missing", "rejected"),
    "ResourceInsufficient.RequestRejection": ("request rejected for lack of resources", "unavailable"),
}

COMMON_CODES = {
    "ActionOffline": ("the API is offline", "rejected"),
    "AuthFailure.InvalidAuthorization": ("Authorization is not well-formed", "unauthorized"),
    "AuthFailure.InvalidSecretId": ("not a key of the cloud API", "unauthorized"),
    "AuthFailure.MFAFailure": ("multi-factor authentication failed", "unauthorized"),
    "AuthFailure.SecretIdNotFound": ("the key does not exist", "unauthorized"),
    "AuthFailure.SignatureExpire": ("signature expired", "clock_skew"),
    "AuthFailure.SignatureFailure": ("signature error", "unauthorized"),
    "AuthFailure.TokenFailure": ("token error", "unauthorized"),
    "AuthFailure.UnauthorizedOperation": ("no permission for the request", "permission_denied"),
    "DryRunOperation": ("the request would have succeeded", "rejected"),
    "FailedOperation": ("operation failed", "rejected"),
    "InvalidAction": ("the API does not exist", "rejected"),
    "InvalidParameter": ("incorrect parameter", "rejected"),
    "InvalidParameterValue": ("incorrect parameter value", "rejected"),
    "InvalidRequest": ("the multipart body is not well-formed", "rejected"),
    "IpInBlacklist": ("the IP is blocked", "permission_denied"),
    "IpNotInWhitelist": ("the IP is not allowed", "permission_denied"),
    "LimitExceeded": ("quota exceeded", "rejected"),
    "MissingParameter": ("a parameter is missing", "rejected"),
    "NoSuchProduct": ("the product does not exist", "rejected"),
    "NoSuchVersion": ("the API version does not exist", "rejected"),
    "RequestLimitExceeded": ("too many requests", "rate_limited"),
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded": ("too many requests of the account", "rate_limited"),
    "RequestLimitExceeded.IPLimitExceeded": ("too many requests of the IP", "rate_limited"),
    "RequestLimitExceeded.UinLimitExceeded": ("too many requests of the account", "rate_limited"),
    "RequestSizeLimitExceeded": ("the request is too large", "rejected"),
    "ResourceInUse": ("the resource is in use", "rejected"),
    "ResourceInsufficient": ("not enough resources", "unavailable"),
    "ResourceNotFound": ("the resource does not exist", "rejected"),
    "ResourceUnavailable": ("the resource is not available", "unavailable"),
    "ResponseSizeLimitExceeded": ("the response is too large", "rejected"),
    "ServiceUnavailable": ("the service is not available", "unavailable"),
    "UnauthorizedOperation": ("no permission for the operation", "permission_denied"),
    "UnknownParameter": ("a parameter is not defined", "rejected"),
    "UnsupportedOperation": ("operation not supported", "rejected"),
    "UnsupportedProtocol": ("HTTP method or scheme not supported", "rejected"),
    "UnsupportedRegion": ("the API does not support this region", "rejected"),
}

CODES = {**ACTION_CODES, **PRODUCT_CODES, **COMMON_CODES}


def kind_of(code):
    """By the whole code, else by the part before the first dot; None when neither is known."""
    for known in (code, code.partition(".")[0]):
        if known in CODES:
            return CODES[known][1]
    return None


def parse(response):
    """The outcome of a reply to DismissRoomByStrRoomId or DismissRoom."""
    try:
        reply = wire.parse_json(response["body"])
    except ValueError:
        return {"error": wire.status_error(response)}
    if not isinstance(reply, dict):
        return {"error": wire.status_error(response)}

    inner = reply.get("Response")
    if isinstance(inner, dict):
        request_id = inner.get("RequestId")
        if "Error" in inner:
            problem = inner["Error"]
            code = problem.get("Code") if isinstance(problem, dict) else None
            if not is_text(code):
                return {"error": wire.status_error(response)}
            return {"error": wire.provider_error(response, kind_of(code), code, request_id)}
        if is_text(request_id) and 200 <= response["status"] <= 299:
            return {"ok": {"requestId": request_id}}
        return {"error": wire.status_error(response, request_id=request_id)}

    # The shape of the older gateway.
    if isinstance(reply.get("code"), wire.Number) and reply["code"] != "0":
        code = reply["codeDesc"] if is_text(reply.get("codeDesc")) else str(reply["code"])
        return {"error": wire.provider_error(response, kind_of(code), code, None)}
    return {"error": wire.status_error(response)}


def is_text(value):
    return isinstance(value, str) and not isinstance(value, wire.Number) and value != ""


# Callbacks ----------------------------------------------------------------


def callback_sign(key, body):
    """base64 of HMAC-SHA256 over the bytes of the body as they came."""
    return base64.b64encode(hmac.digest(key.encode(), body.encode(), "sha256")).decode()


EVENTS = {
    (1, 101): "create_room",
    (1, 102): "dismiss_room",
    (1, 103): "enter_room",
    (1, 104): "exit_room",
    (1, 105): "change_role",
    (2, 201): "start_video",
    (2, 202): "stop_video",
    (2, 203): "start_audio",
    (2, 204): "stop_audio",
    (2, 205): "start_assist",
    (2, 206): "stop_assist",
}

EVENT_INFO = [
    ("EventTs", "eventTs", int),
    ("EventMsTs", "eventMsTs", int),
    ("UserId", "userId", str),
    ("UniqueId", "uniqueId", str),
    ("Role", "role", int),
    ("TerminalType", "terminalType", int),
    ("UserType", "userType", int),
    ("Reason", "reason", int),
]


def verify(key, headers, body, now, tolerance):
    """The outcome of a callback: signature first, then freshness, then the shape of the event."""
    signs = [value for name, value in headers.items() if name.lower() == "sign"]
    if signs != [callback_sign(key, body)]:
        return callback_error("invalid_signature")
    try:
        members = wire.parse_json(body)
    except ValueError:
        return callback_error("unexpected_response")
    if not isinstance(members, dict) or not isinstance(members.get("CallbackTs"), wire.Number):
        return callback_error("unexpected_response")
    callback_ts = int(members["CallbackTs"])
    if tolerance != "off" and abs(now * 1000 - callback_ts) > tolerance * 1000:
        return callback_error("stale")

    group, kind = members.get("EventGroupId"), members.get("EventType")
    if not (isinstance(group, wire.Number) and isinstance(kind, wire.Number)):
        return callback_error("unexpected_response")
    common = {"eventGroupId": int(group), "eventType": int(kind), "callbackTs": callback_ts}
    event = EVENTS.get((int(group), int(kind)))
    if event is None:
        return {"ok": {"event": "other", **common}}
    info = members.get("EventInfo")
    room = info.get("RoomId") if isinstance(info, dict) else None
    if not isinstance(room, str):
        return callback_error("unexpected_response")
    room_id = {"number" if isinstance(room, wire.Number) else "string": str(room)}
    read = {name: how(info[member]) for member, name, how in EVENT_INFO if member in info}
    return {"ok": {"event": event, **common, "roomId": room_id, **read}}


def callback_error(kind):
    return {"error": {"kind": kind}}
