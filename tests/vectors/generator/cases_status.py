"""Replies without a provider's error: the same rules, and so the same cases, for both providers."""

HTML = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n"


def status_cases(reply, error, success, request_id):
    """`reply` and `error` make a case and its expected error; `success` is a compact success body."""
    date = "Mon, 08 Mar 2021 07:00:00 GMT"
    unexpected = {
        status: error("unexpected_response", status) for status in (200, 204, 301, 304, 400, 401, 403, 404, 418)
    }
    cases = [
        reply("status-429", "", error("rate_limited", 429, retry_after_ms=1000), 429),
        reply("status-429-html", HTML, error("rate_limited", 429, retry_after_ms=1000), 429),
        reply("status-429-retry-after", "", error("rate_limited", 429, retry_after_ms=7000), 429, {"Retry-After": "7"}),
        reply(
            "status-429-retry-after-lower-case",
            "",
            error("rate_limited", 429, retry_after_ms=7000),
            429,
            {"retry-after": "7"},
            note="header names are case-insensitive",
        ),
        reply(
            "status-429-retry-after-upper-case",
            "",
            error("rate_limited", 429, retry_after_ms=7000),
            429,
            {"RETRY-AFTER": "7"},
        ),
        reply(
            "status-429-retry-after-long",
            "",
            error("rate_limited", 429, retry_after_ms=86400000),
            429,
            {"Retry-After": "86400"},
        ),
        reply(
            "status-429-retry-after-date",
            "",
            error("rate_limited", 429, retry_after_ms=1000),
            429,
            {"Retry-After": date},
            note="only the form in seconds is read",
        ),
        reply(
            "status-429-retry-after-fraction",
            "",
            error("rate_limited", 429, retry_after_ms=1000),
            429,
            {"Retry-After": "1.5"},
        ),
        reply(
            "status-429-retry-after-negative",
            "",
            error("rate_limited", 429, retry_after_ms=1000),
            429,
            {"Retry-After": "-5"},
        ),
        reply("status-429-success-body", success, error("rate_limited", 429, None, request_id, 1000), 429),
        reply("status-500", "", error("unavailable", 500), 500),
        reply(
            "status-500-success-body",
            success,
            error("unavailable", 500, None, request_id),
            500,
            note="a success counts only with 2xx; its request id is still worth reporting",
        ),
        reply("status-502-html", HTML, error("unavailable", 502), 502, {"Content-Type": "text/html"}),
        reply("status-503-html", HTML, error("unavailable", 503), 503, {"Content-Type": "text/html"}),
        reply(
            "status-503-retry-after", HTML, error("unavailable", 503, retry_after_ms=3000), 503, {"Retry-After": "3"}
        ),
        reply("status-503-retry-after-date", HTML, error("unavailable", 503), 503, {"Retry-After": date}),
        reply("status-504", "upstream request timeout", error("unavailable", 504), 504),
        reply("status-599", "", error("unavailable", 599), 599),
        reply("status-204-empty", "", unexpected[204], 204),
        reply(
            "status-301",
            "",
            unexpected[301],
            301,
            {"Location": "https://example.com/"},
            note="redirects are never followed",
        ),
        reply(
            "status-302-success-body",
            success,
            error("unexpected_response", 302, None, request_id),
            302,
            {"Location": "https://example.com/"},
        ),
        reply("status-304", "", unexpected[304], 304),
        reply("status-400-html", HTML, unexpected[400], 400),
        reply("status-401-empty", "", unexpected[401], 401),
        reply("status-403-html", HTML, unexpected[403], 403),
        reply("status-404-text", "not found", unexpected[404], 404),
        reply("status-404-success-body", success, error("unexpected_response", 404, None, request_id), 404),
        reply("status-418-json", '{"error":"teapot"}', unexpected[418], 418),
        reply(
            "status-400-retry-after",
            "",
            unexpected[400],
            400,
            {"Retry-After": "3"},
            note="not retryable, so there is nothing to wait for",
        ),
        reply("html", HTML, unexpected[200], headers={"Content-Type": "text/html"}),
        reply("empty", "", unexpected[200]),
        reply("white-space", " \r\n", unexpected[200]),
        reply("text", "OK", unexpected[200]),
        reply("truncated", success[:-1], unexpected[200]),
        reply("truncated-in-a-string", success[:-4], unexpected[200]),
        reply("trailing-text", success + "x", unexpected[200]),
        reply("two-documents", success + success, unexpected[200]),
        reply("single-quotes", success.replace('"', "'"), unexpected[200]),
        reply("comment", "/* ok */ " + success, unexpected[200]),
        reply("array", f"[{success}]", unexpected[200]),
        reply("empty-array", "[]", unexpected[200]),
        reply("empty-object", "{}", unexpected[200]),
        reply("null", "null", unexpected[200]),
        reply("number", "0", unexpected[200]),
        reply("string", '"success"', unexpected[200]),
        reply("true", "true", unexpected[200]),
        reply("nested-arrays", "[" * 500 + "]" * 500, unexpected[200], note="must not exhaust the stack"),
        reply("nested-arrays-unclosed", "[" * 5000, unexpected[200], note="must not exhaust the stack"),
    ]
    return cases
