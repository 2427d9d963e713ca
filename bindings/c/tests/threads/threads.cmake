# What several threads may use at once. The argument is how often each goes through all of it.

set(CLOSEROOM_TSAN_LIBRARY "" CACHE FILEPATH
    "The shared library built with -Zsanitizer=thread; then the threads run under TSan as well")

set(THREAD_SOURCES threads/main.c threads/together.c threads/work.c)
test_program(threads ${THREAD_SOURCES})
target_link_libraries(threads PRIVATE Threads::Threads)
run_test(threads threads 3)
if(NOT CLOSEROOM_TEST_SANITIZE)
    add_test(NAME threads.long COMMAND threads 300)
endif()

# A program that TSan has looked at in whole, the library included.
function(tsan_program name)
    add_executable(${name} ${ARGN} threads/tsan.c)
    target_compile_options(${name} PRIVATE -fsanitize=thread)
    target_link_options(${name} PRIVATE -fsanitize=thread)
    target_include_directories(${name} PRIVATE ${INCLUDE})
    target_link_libraries(${name} PRIVATE
        ${CLOSEROOM_TSAN_LIBRARY} PkgConfig::CMOCKA Threads::Threads)
endfunction()

if(CLOSEROOM_TSAN_LIBRARY)
    get_target_property(support_sources support SOURCES)
    tsan_program(threads.tsan ${THREAD_SOURCES} ${support_sources})
    add_test(NAME threads.tsan COMMAND threads.tsan 20)
    # What must not be shared is: TSan has to say so.
    tsan_program(threads.race threads/race.c)
    add_test(NAME threads.race COMMAND threads.race)
    set_tests_properties(threads.race PROPERTIES PASS_REGULAR_EXPRESSION
        "data race.*closeroom_response_set_status")
endif()
