/* Every case of one vector file is one test: `vectors FOLDER zego/request.json`. */

#include "../support/test.h"
#include "checks.h"
#include "member.h"

struct kind {
    const char *provider;
    const char *kind;
    void (*check)(json_t *vector);
    /* Which cases can be checked, and how many cannot; NULL for all. */
    bool (*applies)(json_t *vector);
    size_t left_out;
};

static const struct kind KINDS[] = {
    {"zego", "request", check_zego_request, NULL, 0},
    {"trtc", "request", check_trtc_request, NULL, 0},
    {"zego", "invalid_input", check_zego_invalid_input, NULL, 0},
    {"trtc", "invalid_input", check_trtc_invalid_input, NULL, 0},
    {"zego", "response", check_zego_response, NULL, 0},
    {"trtc", "response", check_trtc_response, NULL, 0},
    {"zego", "callback", check_zego_callback, NULL, 0},
    {"trtc", "callback", check_trtc_callback, NULL, 0},
    {"zego", "signature", check_zego_signature, NULL, 0},
    {"trtc", "signature", check_trtc_signature, trtc_signature_is_of_a_request, 43},
};

static const struct kind *kind;
static size_t checked;

static void check_case(void **state) {
    kind->check(*state);
    ++checked;
}

static int give_up(const char *path, const char *what) {
    printf("Bail out! %s: %s\n", path, what);
    return EXIT_FAILURE;
}

static const struct kind *kind_of(json_t *file) {
    for (size_t at = 0; at < sizeof KINDS / sizeof KINDS[0]; ++at) {
        if (member_is(file, "provider", KINDS[at].provider) &&
            member_is(file, "kind", KINDS[at].kind)) {
            return &KINDS[at];
        }
    }
    return NULL;
}

int main(int argc, char **argv) {
    if (argc != 3) return give_up(argv[0], "wants a folder and the path of a file in it");
    const char *name = argv[2];
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", argv[1], name);

    json_error_t error;
    json_t *file = json_load_file(path, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
    if (file == NULL) return give_up(path, error.text);
    json_t *cases = json_object_get(file, "cases");
    size_t count = json_array_size(cases);
    if (json_integer_value(json_object_get(file, "schema")) != 1 || count == 0) {
        return give_up(path, "no cases of schema 1");
    }
    kind = kind_of(file);
    if (kind == NULL) return give_up(path, "a kind of file that these tests do not know");

    struct CMUnitTest *tests = calloc(count, sizeof *tests);
    if (tests == NULL) return give_up(path, "no memory");
    size_t wanted = 0;
    for (size_t at = 0; at < count; ++at) {
        json_t *vector = json_array_get(cases, at);
        if (kind->applies != NULL && !kind->applies(vector)) continue;
        tests[wanted].name = json_string_value(json_object_get(vector, "name"));
        tests[wanted].test_func = check_case;
        tests[wanted].initial_state = vector;
        ++wanted;
    }
    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = _cmocka_run_group_tests(name, tests, wanted, NULL, NULL);
    if (wanted < count) {
        printf("# %zu of %zu cases call for the bare algorithm, which the library does not "
               "export: not run\n",
               count - wanted, count);
    }
    free(tests);
    json_decref(file);
    if (count - wanted != kind->left_out) return give_up(path, "more or fewer cases are left out");
    if (failed != 0) return EXIT_FAILURE;
    return checked == wanted && wanted > 0 ? EXIT_SUCCESS : give_up(path, "not all cases ran");
}
