/* `request`: from configuration and input to the bytes on the wire, step by step. */

#include "request.h"

#include "../support/test.h"
#include "../support/text.h"
#include "checks.h"
#include "client.h"
#include "member.h"

/* Host and target are what the URL is made of, after its scheme. */
static void expect_parts(const closeroom_request *request, struct text url) {
    closeroom_str host = closeroom_request_host(request);
    closeroom_str target = closeroom_request_target(request);
    const char *after_scheme = strstr(url.data, "://");
    assert_non_null(after_scheme);
    char parts[4096];
    assert_in_range(host.len + target.len, 2, sizeof parts - 1);
    assert_int_equal(target.data[0], '/');
    snprintf(parts, sizeof parts, "%s%s", host.data, target.data);
    assert_string_equal(parts, after_scheme + strlen("://"));
    assert_true(host.data[host.len] == '\0' && target.data[target.len] == '\0');
}

void expect_request(const closeroom_request *request, json_t *expected) {
    static const char *const members[] = {"method", "url", "headers", "body", NULL};
    only_members(expected, members);
    struct text method = text_member(expected, "method");
    struct text url = text_member(expected, "url");
    assert_bytes(closeroom_request_method(request), method.data, method.len);
    assert_bytes(closeroom_request_url(request), url.data, url.len);
    expect_parts(request, url);

    json_t *headers = member(expected, "headers");
    size_t count = 0;
    const char *name;
    json_t *value;
    json_object_foreach(headers, name, value) {
        struct text text = text_of(value);
        assert_text(closeroom_request_header_name(request, count), name);
        assert_bytes(closeroom_request_header_value(request, count), text.data, text.len);
        char line[4096];
        snprintf(line, sizeof line, "%s: %s", name, text.data);
        assert_text(closeroom_request_header_line(request, count), line);
        ++count;
    }
    assert_int_equal(closeroom_request_header_count(request), count);
    assert_no_text(closeroom_request_header_name(request, count));
    assert_no_text(closeroom_request_header_value(request, count));
    assert_no_text(closeroom_request_header_line(request, count));

    json_t *body = member(expected, "body");
    if (json_is_null(body)) {
        assert_no_text(closeroom_request_body(request));
    } else {
        assert_bytes(closeroom_request_body(request), json_string_value(body),
                     json_string_length(body));
    }
}

void expect_steps(const closeroom_explained *explained, json_t *expected) {
    size_t count = json_array_size(expected);
    assert_int_not_equal(count, 0);
    assert_int_equal(closeroom_explained_step_count(explained), count);
    for (size_t at = 0; at < count; ++at) {
        json_t *step = json_array_get(expected, at);
        struct text name = text_member(step, "name");
        struct text value = text_member(step, "value");
        assert_bytes(closeroom_explained_step_name(explained, at), name.data, name.len);
        assert_bytes(closeroom_explained_step_value(explained, at), value.data, value.len);
    }
    assert_no_text(closeroom_explained_step_name(explained, count));
    assert_no_text(closeroom_explained_step_value(explained, count));
}

static void check(json_t *vector, struct outcome (*outcome_of)(json_t *, json_t *)) {
    static const char *const members[] = {"name",  "source", "note",    "config",
                                          "input", "steps",  "request", NULL};
    only_members(vector, members);
    struct outcome outcome = outcome_of(member(vector, "config"), member(vector, "input"));
    if (outcome.result != CLOSEROOM_RESULT_OK) {
        fail_msg("refused: %s", closeroom_error_message(outcome.error).data);
    }
    json_t *expected = member(vector, "request");
    expect_request(outcome.request, expected);
    expect_request(closeroom_explained_request(outcome.explained), expected);
    expect_steps(outcome.explained, member(vector, "steps"));
    outcome_free(&outcome);
}

void check_zego_request(json_t *vector) { check(vector, zego_outcome); }

void check_trtc_request(json_t *vector) { check(vector, trtc_outcome); }
