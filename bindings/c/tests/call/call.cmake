# The call machine on a made-up clock.

foreach(subject IN ITEMS outcomes retries clock cancelling lifetimes turns options)
    test_program(call.${subject} call/${subject}.c)
    run_test(call.${subject} call.${subject})
endforeach()
