#include "prototypes.h"

#include <ctype.h>

#include "../support/test.h"

static char *file_text(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) fail_msg("%s cannot be read", path);
    static char text[1 << 20];
    size_t len = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    if (len == 0 || len == sizeof text - 1) fail_msg("%s is empty or too long", path);
    text[len] = '\0';
    return text;
}

/* Puts spaces in the place of comments and of preprocessor lines. */
static void blank_what_declares_nothing(char *text) {
    for (char *at = text; (at = strstr(at, "/*")) != NULL;) {
        char *end = strstr(at, "*/");
        if (end == NULL) fail_msg("a comment does not end");
        memset(at, ' ', (size_t)(end + 2 - at));
    }
    for (char *line = text; *line != '\0';) {
        size_t len = strcspn(line, "\n");
        if (*line == '#') memset(line, ' ', len);
        line += len + (line[len] == '\n');
    }
}

static bool is_name(char c) { return isalnum((unsigned char)c) || c == '_'; }

/* Copies the name that ends before `end`, spaces aside. */
static void copy_name_before(const char *end, char *name, size_t size) {
    while (isspace((unsigned char)end[-1])) --end;
    const char *start = end;
    while (is_name(start[-1])) --start;
    if (start == end || (size_t)(end - start) >= size) fail_msg("no name in %.40s", start);
    memcpy(name, start, (size_t)(end - start));
    name[end - start] = '\0';
}

static void read_parameters(const char *open, struct prototype *prototype) {
    const char *at = open + 1;
    size_t len = strcspn(at, ")");
    prototype->parameter_count = 0;
    if (strncmp(at, "void)", 5) == 0) return;
    for (const char *end = at; end <= at + len; ++end) {
        if (*end != ',' && *end != ')') continue;
        if (prototype->parameter_count == MOST_PARAMETERS) fail_msg("too many parameters");
        copy_name_before(end, prototype->parameters[prototype->parameter_count],
                         sizeof prototype->parameters[0]);
        ++prototype->parameter_count;
    }
}

void read_header(const char *path, struct header *header) {
    char *text = file_text(path);
    blank_what_declares_nothing(text);
    header->count = 0;
    for (char *open = text; (open = strchr(open, '(')) != NULL; ++open) {
        struct prototype *prototype = &header->functions[header->count];
        if (!is_name(open[-1])) continue;
        copy_name_before(open, prototype->name, sizeof prototype->name);
        if (strncmp(prototype->name, "closeroom_", 10) != 0) continue;
        read_parameters(open, prototype);
        if (++header->count == MOST_FUNCTIONS) fail_msg("too many functions");
    }
}

const struct prototype *declared(const struct header *header, const char *name) {
    for (size_t at = 0; at < header->count; ++at) {
        if (strcmp(header->functions[at].name, name) == 0) return &header->functions[at];
    }
    return NULL;
}
