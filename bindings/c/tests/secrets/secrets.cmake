# The copies of secrets are wiped. The program looks into every block of the heap by its own
# malloc() and free(), which is what valgrind and ASan do themselves: it runs without them.

if(NOT CLOSEROOM_TEST_SANITIZE)
    test_program(secrets.wiped secrets/wiped.c secrets/heap.c)
    add_test(NAME secrets.wiped COMMAND secrets.wiped)
    # Whoever binds a function when it is first called leaves the registers on the stack, and
    # what is on the stack may come to lie in the gaps of a block.
    set_tests_properties(secrets.wiped PROPERTIES ENVIRONMENT LD_BIND_NOW=1)
endif()
