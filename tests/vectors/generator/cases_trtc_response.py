"""trtc/response.json: what a reply to DismissRoomByStrRoomId or DismissRoom means."""

import re

from generator import trtc, wire
from generator.cases import case, document, same
from generator.cases_status import HTML, status_cases

BY_STR_ROOM_ID = "trtc.io, DismissRoomByStrRoomId (2019-07-22)"
DISMISS_ROOM = "trtc.io, DismissRoom (2019-07-22)"
ERROR_CODES = 'trtc.io/document/34270, "Error Codes"'
COMMON_ERROR_CODES = 'trtc.io/document/34270, "Common Error Codes"'
GO_SDK = "tencentcloud-sdk-go 1.3.166 (reads this shape)"
PYTHON_SDK = "tencentcloud-sdk-python-common 3.1.195 (reads this member)"

REQUEST_ID = "eac6b301-a322-493a-8e36-83b295459397"
SUCCESS = f'{{"Response":{{"RequestId":"{REQUEST_ID}"}}}}'


def build():
    return document(
        "trtc",
        "response",
        [
            *successes(),
            *codes(),
            *unknown_codes(),
            *legacy_shape(),
            *provider_errors_and_statuses(),
            *statuses(),
            *shapes(),
        ],
    )


def reply(name, body, expect, status=200, headers=None, source="computed", note=None, action=None):
    response = {"status": status, "headers": headers or {}, "body": body}
    same(name, expect, trtc.parse(response))
    members = {"action": action} if action else {}
    return case(name, source, note, **members, response=response, expect=expect)


OK = {"ok": {"requestId": REQUEST_ID}}


def error(*arguments, **named):
    return {"error": wire.error(*arguments, **named)}


def failure(code, message="failed"):
    return f'{{"Response":{{"Error":{{"Code":"{code}","Message":"{message}"}},"RequestId":"{REQUEST_ID}"}}}}'


def expected(kind, code, status=200, retry_after_ms=None):
    return error(kind, status, code, REQUEST_ID, retry_after_ms)


def successes():
    return [
        reply(
            "success",
            '{\n    "Response": {\n        "RequestId": "eac6b301-a322-493a-8e36-83b295459397"\n    }\n}',
            OK,
            source=f"{BY_STR_ROOM_ID}, output example",
            action="DismissRoomByStrRoomId",
        ),
        reply("success-numeric-room", SUCCESS, OK, action="DismissRoom"),
        reply("success-content-type", SUCCESS, OK, headers={"Content-Type": "application/json; charset=utf-8"}),
        reply(
            "success-content-type-html",
            SUCCESS,
            OK,
            headers={"Content-Type": "text/html"},
            note="the body decides, not its type",
        ),
        reply(
            "success-deprecated-warning",
            f'{{"Response":{{"DeprecatedWarning":"deprecated","RequestId":"{REQUEST_ID}"}}}}',
            OK,
            source=PYTHON_SDK,
        ),
        reply(
            "success-unknown-members", f'{{"Response":{{"New":[1,{{}}],"RequestId":"{REQUEST_ID}"}},"Other":null}}', OK
        ),
        reply(
            "success-escapes",
            r'{"\u0052esponse":{"RequestId":"\u00e9\ud83d\ude80\/\"\\"}}',
            {"ok": {"requestId": 'é🚀/"\\'}},
        ),
        reply("success-white-space", f' \r\n\t{{ "Response" : {{ "RequestId" : "{REQUEST_ID}" }} }} \r\n', OK),
        reply("success-status-201", SUCCESS, OK, 201, note="any 2xx"),
        reply(
            "error-outside-response-does-not-count",
            f'{{"Error":{{"Code":"InternalError"}},"Response":{{"RequestId":"{REQUEST_ID}"}}}}',
            OK,
            note="only Response.Error is the API's error",
        ),
    ]


def codes():
    """Every documented code, with HTTP 200 and no Retry-After."""
    cases = []
    for table, source in (
        (trtc.ACTION_CODES, BY_STR_ROOM_ID),
        (trtc.PRODUCT_CODES, ERROR_CODES),
        (trtc.COMMON_CODES, COMMON_ERROR_CODES),
    ):
        for code, (meaning, kind) in table.items():
            of_numeric_rooms = code == "InternalError.GetRoomFromCacheError"
            action = None
            if table is trtc.ACTION_CODES:
                action = "DismissRoom" if of_numeric_rooms else "DismissRoomByStrRoomId"
            cases.append(
                reply(
                    "code-" + kebab(code),
                    failure(code, meaning),
                    expected(kind, code, retry_after_ms=1000 if kind == "rate_limited" else None),
                    source=f"{DISMISS_ROOM if of_numeric_rooms else source} (code and meaning); kind is ours",
                    action=action,
                )
            )
    return cases


def kebab(code):
    """FailedOperation.RoomNotExist as failed-operation-room-not-exist."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", code).replace(".", "-").lower()


def unknown_codes():
    """Codes stay open text: the part before the first dot classifies what is not listed."""
    prefixes = [
        ("FailedOperation.SomethingNew", "rejected"),
        ("InternalError.New", "unavailable"),
        ("AuthFailure.New", "unauthorized"),
        ("UnauthorizedOperation.New", "permission_denied"),
        ("RequestLimitExceeded.New", "rate_limited"),
        ("ResourceInsufficient.New", "unavailable"),
        ("InvalidParameterValue.New.Deeper", "rejected"),
        ("LimitExceeded.New", "rejected"),
        ("Weird", "rejected"),
        ("Weird.InternalError", "rejected"),
        ("InternalErrorNew", "rejected"),
        ("internalerror", "rejected"),
    ]
    notes = {
        "Weird.InternalError": "only the part before the first dot counts",
        "InternalErrorNew": "the part before the first dot is compared whole",
        "internalerror": "codes are case-sensitive",
    }
    cases = [
        reply(
            f"unknown-code-{position}-{code.partition('.')[0].lower()}",
            failure(code),
            expected(kind, code, retry_after_ms=1000 if kind == "rate_limited" else None),
            note=notes.get(code),
        )
        for position, (code, kind) in enumerate(prefixes, 1)
    ]
    cases += [
        reply(
            "error-without-request-id",
            '{"Response":{"Error":{"Code":"InternalError","Message":"failed"}}}',
            error("unavailable", 200, "InternalError"),
        ),
        reply(
            "error-without-message",
            f'{{"Response":{{"Error":{{"Code":"InternalError"}},"RequestId":"{REQUEST_ID}"}}}}',
            expected("unavailable", "InternalError"),
        ),
        reply(
            "error-message-unicode",
            failure("RequestLimitExceeded", "您当前每秒请求 `21` 次，超过了每秒频率上限 `20`，请稍后重试。"),
            expected("rate_limited", "RequestLimitExceeded", retry_after_ms=1000),
        ),
        reply(
            "error-with-result",
            failure("InternalError").replace('{"Error"', '{"Result":"ok","Error"'),
            expected("unavailable", "InternalError"),
            note="the presence of Error means failure",
        ),
    ]
    return cases


def legacy_shape():
    return [
        reply(
            "legacy",
            '{"code":4000,"message":"(4000) invalid parameter","codeDesc":"InvalidParameter"}',
            error("rejected", 200, "InvalidParameter"),
            source=GO_SDK,
        ),
        reply(
            "legacy-signature-failure",
            '{"code":4100,"message":"authentication failed","codeDesc":"AuthFailure.SignatureFailure"}',
            error("unauthorized", 200, "AuthFailure.SignatureFailure"),
            source=GO_SDK,
        ),
        reply(
            "legacy-unavailable",
            '{"code":6000,"message":"internal error","codeDesc":"InternalError"}',
            error("unavailable", 200, "InternalError"),
            source=GO_SDK,
        ),
        reply(
            "legacy-without-code-desc",
            '{"code":4000,"message":"failed"}',
            error("rejected", 200, "4000"),
            source=GO_SDK,
        ),
        reply(
            "legacy-unknown-code-desc",
            '{"code":4000,"message":"failed","codeDesc":"Weird"}',
            error("rejected", 200, "Weird"),
            source=GO_SDK,
        ),
        reply(
            "legacy-status-503",
            '{"code":4000,"message":"failed"}',
            error("unavailable", 503, "4000"),
            503,
            source=GO_SDK,
        ),
    ]


def provider_errors_and_statuses():
    """A known code wins over the HTTP status; an unknown one takes the class of a 429 or 5xx."""
    limit, gone, expired = "RequestLimitExceeded", "FailedOperation.RoomNotExist", "AuthFailure.SignatureExpire"

    def after(value):
        return {"Retry-After": value}

    return [
        reply(
            "known-code-status-400",
            failure("InvalidParameter.RoomId"),
            expected("rejected", "InvalidParameter.RoomId", 400),
            400,
        ),
        reply(
            "known-code-status-401",
            failure("AuthFailure.TokenFailure"),
            expected("unauthorized", "AuthFailure.TokenFailure", 401),
            401,
        ),
        reply(
            "known-code-status-403", failure("IpInBlacklist"), expected("permission_denied", "IpInBlacklist", 403), 403
        ),
        reply("known-code-status-404", failure(gone), expected("room_not_found", gone, 404), 404),
        reply("known-code-status-500", failure(gone), expected("room_not_found", gone, 500), 500),
        reply("known-code-status-503", failure(expired), expected("clock_skew", expired, 503), 503),
        reply("known-code-status-429", failure("InvalidAction"), expected("rejected", "InvalidAction", 429), 429),
        reply("known-code-status-302", failure(gone), expected("room_not_found", gone, 302), 302),
        reply("rate-limit-code-status-429", failure(limit), expected("rate_limited", limit, 429, 1000), 429),
        reply(
            "rate-limit-code-retry-after",
            failure(limit),
            expected("rate_limited", limit, 200, 5000),
            headers=after("5"),
        ),
        reply(
            "rate-limit-code-retry-after-0",
            failure(limit),
            expected("rate_limited", limit, 200, 1000),
            headers=after("0"),
            note="never less than a second",
        ),
        reply("unknown-code-status-400", failure("Weird"), expected("rejected", "Weird", 400), 400),
        reply("unknown-code-status-429", failure("Weird"), expected("rate_limited", "Weird", 429, 1000), 429),
        reply(
            "unknown-code-status-429-retry-after",
            failure("Weird"),
            expected("rate_limited", "Weird", 429, 7000),
            429,
            after("7"),
        ),
        reply("unknown-code-status-500", failure("Weird"), expected("unavailable", "Weird", 500), 500),
        reply(
            "unknown-code-status-503-retry-after",
            failure("Weird"),
            expected("unavailable", "Weird", 503, 3000),
            503,
            after("3"),
        ),
    ]


def statuses():
    """No provider error in the body: the HTTP status decides."""
    return status_cases(reply, error, SUCCESS, REQUEST_ID)


def shapes():
    unexpected = error("unexpected_response", 200)
    return [
        reply(
            "response-without-error-or-request-id",
            '{"Response":{}}',
            unexpected,
            note="every call that was processed has a RequestId; without one nothing says the room is closed",
        ),
        reply("response-null", '{"Response":null}', unexpected),
        reply("response-array", '{"Response":[]}', unexpected),
        reply("response-string", '{"Response":"ok"}', unexpected),
        reply(
            "response-lower-case-name",
            '{"response":{"requestId":"1"}}',
            unexpected,
            note="member names are case-sensitive",
        ),
        reply("error-string", '{"Response":{"Error":"InternalError"}}', unexpected),
        reply("error-array", '{"Response":{"Error":[]}}', unexpected),
        reply("error-empty", '{"Response":{"Error":{}}}', unexpected),
        reply("error-code-missing", '{"Response":{"Error":{"Message":"failed"}}}', unexpected),
        reply("error-code-null", '{"Response":{"Error":{"Code":null,"Message":"failed"}}}', unexpected),
        reply(
            "error-code-missing-status-500",
            '{"Response":{"Error":{"Message":"failed"}}}',
            error("unavailable", 500),
            500,
        ),
        reply("success-outside-response", f'{{"RequestId":"{REQUEST_ID}"}}', unexpected),
        reply(
            "zego-success",
            '{"Code":0,"Message":"success","RequestId":"1"}',
            unexpected,
            note="another provider's shape",
        ),
        reply("html-with-json-type", HTML, unexpected, headers={"Content-Type": "application/json"}),
    ]
