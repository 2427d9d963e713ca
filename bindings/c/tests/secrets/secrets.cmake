# The copies of secrets are wiped. The program looks into every block of the heap by its own
# malloc() and free(), which is what valgrind and ASan do themselves: it runs without them.

if(NOT CLOSEROOM_TEST_SANITIZE)
    test_program(secrets.wiped secrets/wiped.c secrets/heap.c)
    add_test(NAME secrets.wiped COMMAND secrets.wiped)
endif()
