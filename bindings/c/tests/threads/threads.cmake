# What several threads may use at once. The argument is how often each goes through all of it.

test_program(threads threads/main.c threads/work.c threads/together.c)
target_link_libraries(threads PRIVATE Threads::Threads)
run_test(threads threads 3)
if(NOT CLOSEROOM_TEST_SANITIZE)
    add_test(NAME threads.long COMMAND threads 300)
endif()
