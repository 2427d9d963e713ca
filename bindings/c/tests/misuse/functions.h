/*
 * Every function that can fail, with valid arguments to spoil one at a time. `error`, the last
 * parameter of all of them, is left out here.
 */

#ifndef FUNCTIONS_H
#define FUNCTIONS_H

#include <closeroom.h>
#include <stddef.h>
#include <stdint.h>

#define MOST_ARGUMENTS 8

/* What a parameter stands for. That of a buffer stands for its length, too, which follows it. */
enum role {
    END,
    /* An object that has to be there. */
    OBJECT,
    /* An object that may be NULL: the defaults. */
    OPTIONAL,
    /* Text of UTF-8 that has to be there: NULL is an error, and so is an empty one. */
    UTF8,
    /* Text of UTF-8 that may be empty. */
    UTF8_OR_EMPTY,
    /* Any bytes; NULL with the length 0 is none. */
    BYTES,
    /* Any bytes that have to be there. */
    SOME_BYTES,
    /* Bytes of which there have to be CLOSEROOM_ENTROPY_SIZE. */
    ENTROPY,
    /* Where a new object goes. */
    OUT,
    /* The same, but NULL when nobody wants it. */
    OPTIONAL_OUT,
    /* Where the step of a call goes: DONE when the function fails. */
    STEP_OUT,
    /* Where bytes are written. */
    ROOM,
    /* A number or a truth value. */
    NUMBER
};

/* What an object is. */
enum type {
    NONE,
    RESPONSE,
    CALL_OPTIONS,
    ZEGO_OPTIONS,
    CLOSE_OPTIONS,
    TRTC_OPTIONS,
    ZEGO,
    TRTC,
    CALL,
    REQUEST,
    EXPLAINED,
    CLOSED,
    ZEGO_CALLBACK,
    TRTC_CALLBACK,
    TYPE_COUNT
};

struct parameter {
    enum role role;
    /* As the header names it. */
    const char *name;
    /* Of an object, or of what goes into an OUT. */
    enum type type;
    /* A valid text, or a valid number. */
    const char *text;
    uint64_t number;
    /* Of a ROOM: how large it has to be. */
    size_t size;
};

/* One argument as it is passed; of a buffer, its length too. */
struct argument {
    void *pointer;
    size_t len;
    uint64_t number;
};

struct function {
    const char *name;
    /* What comes of valid arguments. */
    closeroom_result result;
    closeroom_result (*call)(const struct argument *arguments, closeroom_error **error);
    struct parameter parameters[MOST_ARGUMENTS];
};

extern const struct function FUNCTIONS[];
extern const size_t FUNCTION_COUNT;

#endif
