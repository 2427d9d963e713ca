/* The forms in which TRTC requests are sent. */

#ifndef FORMS_H
#define FORMS_H

#include <closeroom.h>

struct form {
    const char *signature_method;
    const char *http_method;
};

#define FORM_COUNT 6
extern const struct form FORMS[FORM_COUNT];

/* A client of that form; `token` may be NULL. */
closeroom_trtc *trtc_of_form(const struct form *form, const char *token);

#endif
