# The copies of secrets are wiped. The program looks into every block of the heap by its own
# malloc() and free(), which is what valgrind and ASan do themselves: it runs without them.

if(NOT CLOSEROOM_TEST_SANITIZE)
    test_program(secrets.wiped secrets/wiped.c secrets/heap.c)
    add_test(NAME secrets.wiped COMMAND secrets.wiped)
    # Whoever binds a function when it is first called leaves the registers on the stack, and
    # what is on the stack may come to lie in the gaps of a block.
    set_tests_properties(secrets.wiped PROPERTIES ENVIRONMENT LD_BIND_NOW=1)
endif()

# Whether a callback is forged is decided in a time that says nothing of the secret.

if(VALGRIND)
    add_executable(secrets.constant_time secrets/constant_time.c)
    target_link_libraries(secrets.constant_time PRIVATE ${CLOSEROOM_TEST_LIBRARY})

    function(constant_time what verify shared)
        add_test(NAME secrets.constant_time.${what}
            COMMAND ${CMAKE_COMMAND} -D VALGRIND=${VALGRIND}
                -D PROGRAM=$<TARGET_FILE:secrets.constant_time>
                -D WHAT=${what} -D VERIFY=${verify} "-DSHARED=${shared}" ${ARGN}
                -P ${CMAKE_CURRENT_SOURCE_DIR}/secrets/constant_time.cmake)
        set_tests_properties(secrets.constant_time.${what} PROPERTIES
            LABELS valgrind ENVIRONMENT LD_BIND_NOW=1)
    endfunction()

    constant_time(zego-signature closeroom_zego_callback_verify "0;1;20;39")
    constant_time(zego-nonce closeroom_zego_callback_verify "0;1;20;40;63")
    constant_time(trtc-sign closeroom_trtc_callback_verify "0;1;22;43")
    constant_time(careless closeroom_careless_verify "0;43" -D VARIES=ON)
endif()
