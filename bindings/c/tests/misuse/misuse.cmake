# Every function of the header, used wrongly.

test_program(misuse
    misuse/main.c
    misuse/accessors.c
    misuse/attempt.c
    misuse/functions.c
    misuse/objects.c
    misuse/prototypes.c)
run_test(misuse misuse ${HEADER})
