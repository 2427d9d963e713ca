"""zego/response.json: what a reply to CloseRoom means."""

from generator import wire, zego
from generator.cases import case, document, same
from generator.cases_status import status_cases

RETURN_CODES = 'zegocloud.com/docs, "Global return codes"'
RETURN_CODES_2022 = 'zegocloud.com/docs, "Return codes" (2022 edition)'
CLOSE_ROOM = 'zegocloud.com/docs, "CloseRoom"'
CLOSE_ROOM_ZH = 'doc-zh.zego.im, "CloseRoom" (older edition), response example'

REQUEST_ID = "343649807833778782"


def build():
    return document(
        "zego",
        "response",
        [
            *successes(),
            *codes(),
            *code_spellings(),
            *provider_errors_and_statuses(),
            *statuses(),
            *shapes(),
        ],
    )


def reply(name, body, expect, status=200, headers=None, source="computed", note=None):
    response = {"status": status, "headers": headers or {}, "body": body}
    same(name, expect, zego.parse(response))
    return case(name, source, note, response=response, expect=expect)


def ok(request_id):
    return {"ok": {"requestId": request_id}}


def error(*arguments, **named):
    return {"error": wire.error(*arguments, **named)}


def failure(code, message="failed"):
    return f'{{"Code":{code},"Message":"{message}","RequestId":"{REQUEST_ID}"}}'


SUCCESS = '{"Code":0,"Message":"success","RequestId":"TestRequestId1642755866616219000"}'


def successes():
    request_id = "TestRequestId1642755866616219000"
    return [
        reply(
            "success",
            '{\n    "Code": 0,\n    "Message": "success",\n    "RequestId": "TestRequestId1642755866616219000"\n}',
            ok(request_id),
            source=CLOSE_ROOM_ZH,
        ),
        reply("success-compact", SUCCESS, ok(request_id), headers={"Content-Type": "application/json"}),
        reply(
            "success-succeed",
            '{"Code":0,"Message":"Succeed","RequestId":"1"}',
            ok("1"),
            note="the text of Message does not decide",
        ),
        reply("success-without-message", '{"Code":0,"RequestId":"1"}', ok("1")),
        reply(
            "success-with-data",
            '{"Code":0,"Message":"success","RequestId":"1","Data":{"a":[1,2.5e3,null,true]}}',
            ok("1"),
        ),
        reply("success-members-reordered", '{"RequestId":"1","Data":{},"Message":"success","Code":0}', ok("1")),
        reply(
            "success-request-id-number",
            '{"Code":0,"Message":"success","RequestId":2237080460466033406}',
            ok("2237080460466033406"),
            note="a number beyond 2^53 is kept digit by digit",
        ),
        reply(
            "success-request-id-number-2-53-plus-1", '{"Code":0,"RequestId":9007199254740993}', ok("9007199254740993")
        ),
        reply(
            "success-request-id-uint64-max", '{"Code":0,"RequestId":18446744073709551615}', ok("18446744073709551615")
        ),
        reply("success-code-string", '{"Code":"0","Message":"success","RequestId":"1"}', ok("1")),
        reply("success-escapes", r'{"\u0043ode":0,"RequestId":"\u00e9\ud83d\ude80\/\"\\"}', ok('é🚀/"\\')),
        reply("success-white-space", ' \r\n\t{ "Code" : 0 , "RequestId" : "1" } \r\n', ok("1")),
        reply(
            "success-content-type-html",
            SUCCESS,
            ok(request_id),
            headers={"Content-Type": "text/html; charset=utf-8"},
            note="the body decides, not its type",
        ),
        reply("success-status-201", SUCCESS, ok(request_id), 201, note="any 2xx"),
        reply("success-status-299", SUCCESS, ok(request_id), 299, note="any 2xx"),
        reply(
            "inner-code-does-not-count",
            '{"Data":{"Code":104},"Code":0,"RequestId":"1"}',
            ok("1"),
            note="only the outermost Code",
        ),
    ]


def codes():
    """Every documented code, with HTTP 200 and no Retry-After."""
    cases = []
    for table, source in (
        (zego.GATEWAY_CODES, RETURN_CODES),
        (zego.ROOM_CODES, RETURN_CODES),
        (zego.OLDER_CODES, RETURN_CODES_2022),
    ):
        for code, (meaning, kind) in table.items():
            if code == "5018":
                source_of_code = CLOSE_ROOM
            elif code == "100000012":
                source_of_code = RETURN_CODES_2022
            else:
                source_of_code = source
            cases.append(
                reply(
                    f"code-{code}",
                    failure(code, meaning),
                    error(kind, 200, code, REQUEST_ID, 1000 if kind == "rate_limited" else None),
                    source=f"{source_of_code} (code and meaning); kind is ours",
                )
            )
    return cases


def code_spellings():
    def rejected(code):
        return error("rejected", 200, code, REQUEST_ID)

    return [
        reply("code-string", failure('"104"'), error("room_not_found", 200, "104", REQUEST_ID)),
        reply(
            "code-unknown",
            failure(987654),
            rejected("987654"),
            note="an unknown code is an outcome, not a parse failure",
        ),
        reply("code-unknown-string", failure('"987654"'), rejected("987654")),
        reply("code-negative", failure(-1), rejected("-1")),
        reply(
            "code-beyond-32-bits",
            failure(4294967400),
            rejected("4294967400"),
            note="not 104 after truncation to 32 bits",
        ),
        reply("code-beyond-2-53", failure(9007199254740993), rejected("9007199254740993")),
        reply("code-of-another-product", failure(110200003), rejected("110200003"), note="a stream mixing code"),
        reply(
            "error-request-id-number",
            '{"Code":5024,"Message":"room not exist","RequestId":2237080460466033406}',
            error("room_not_found", 200, "5024", "2237080460466033406"),
        ),
        reply(
            "error-without-request-id", '{"Code":5024,"Message":"room not exist"}', error("room_not_found", 200, "5024")
        ),
        reply("error-without-message", '{"Code":5024,"RequestId":"1"}', error("room_not_found", 200, "5024", "1")),
        reply(
            "error-message-unicode",
            r'{"Code":5024,"Message":"房间不存在 \ud83d\udeaa","RequestId":"1"}',
            error("room_not_found", 200, "5024", "1"),
        ),
    ]


def provider_errors_and_statuses():
    """A known code wins over the HTTP status; an unknown one takes the class of a 429 or 5xx."""
    return [
        reply("known-code-status-400", failure(2), error("rejected", 400, "2", REQUEST_ID), 400),
        reply("known-code-status-401", failure(100000005), error("unauthorized", 401, "100000005", REQUEST_ID), 401),
        reply("known-code-status-404", failure(104), error("room_not_found", 404, "104", REQUEST_ID), 404),
        reply("known-code-status-500", failure(104), error("room_not_found", 500, "104", REQUEST_ID), 500),
        reply("known-code-status-503", failure(100000004), error("clock_skew", 503, "100000004", REQUEST_ID), 503),
        reply("known-code-status-429", failure(100000005), error("unauthorized", 429, "100000005", REQUEST_ID), 429),
        reply("known-code-status-301", failure(104), error("room_not_found", 301, "104", REQUEST_ID), 301),
        reply("rate-limit-code-status-429", failure(206), error("rate_limited", 429, "206", REQUEST_ID, 1000), 429),
        reply(
            "rate-limit-code-retry-after",
            failure(206),
            error("rate_limited", 200, "206", REQUEST_ID, 5000),
            headers={"Retry-After": "5"},
        ),
        reply(
            "rate-limit-code-retry-after-0",
            failure(207),
            error("rate_limited", 200, "207", REQUEST_ID, 1000),
            headers={"Retry-After": "0"},
            note="never less than a second",
        ),
        reply(
            "rate-limit-code-retry-after-date",
            failure(207),
            error("rate_limited", 200, "207", REQUEST_ID, 1000),
            headers={"Retry-After": "Mon, 08 Mar 2021 07:00:00 GMT"},
        ),
        reply("unknown-code-status-400", failure(987654), error("rejected", 400, "987654", REQUEST_ID), 400),
        reply("unknown-code-status-429", failure(987654), error("rate_limited", 429, "987654", REQUEST_ID, 1000), 429),
        reply(
            "unknown-code-status-429-retry-after",
            failure(987654),
            error("rate_limited", 429, "987654", REQUEST_ID, 7000),
            429,
            {"Retry-After": "7"},
        ),
        reply("unknown-code-status-500", failure(987654), error("unavailable", 500, "987654", REQUEST_ID), 500),
        reply(
            "unknown-code-status-503-retry-after",
            failure(987654),
            error("unavailable", 503, "987654", REQUEST_ID, 3000),
            503,
            {"Retry-After": "3"},
        ),
    ]


def statuses():
    """No provider error in the body: the HTTP status decides."""
    return status_cases(reply, error, SUCCESS, "TestRequestId1642755866616219000")


def shapes():
    unexpected = error("unexpected_response", 200)
    return [
        reply("code-missing", '{"Message":"success"}', unexpected),
        reply("code-null", '{"Code":null,"Message":"success"}', unexpected),
        reply("code-true", '{"Code":true,"Message":"success"}', unexpected),
        reply("code-object", '{"Code":{},"Message":"success"}', unexpected),
        reply("code-array", '{"Code":[0],"Message":"success"}', unexpected),
        reply("code-empty-string", '{"Code":"","Message":"success"}', unexpected),
        reply(
            "code-lower-case-name", '{"code":0,"message":"success"}', unexpected, note="member names are case-sensitive"
        ),
        reply("code-missing-status-500", '{"Message":"internal"}', error("unavailable", 500), 500),
    ]
