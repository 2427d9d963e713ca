# To refuse a forged callback takes the same instructions, however much of it is right.
#
#   cmake -D VALGRIND=… -D PROGRAM=… -D WHAT=… -D SHARED=… -D VERIFY=… [-D VARIES=ON] -P …
#
# SHARED are the numbers of characters that are right, VERIFY is the function whose instructions
# are counted, and VARIES says that they must differ.

foreach(shared IN LISTS SHARED)
    execute_process(
        COMMAND ${VALGRIND} --tool=callgrind --callgrind-out-file=/dev/null
            --toggle-collect=${VERIFY} ${PROGRAM} ${WHAT} ${shared}
        RESULT_VARIABLE exit_code ERROR_VARIABLE report)
    if(NOT exit_code EQUAL 0)
        message(FATAL_ERROR "${WHAT} ${shared} was not refused as forged (${exit_code}): ${report}")
    endif()
    if(NOT report MATCHES "Collected : ([1-9][0-9]*)")
        message(FATAL_ERROR "callgrind counted nothing in ${VERIFY}: ${report}")
    endif()
    message(STATUS "${WHAT}, ${shared} right: ${CMAKE_MATCH_1} instructions")
    list(APPEND counts ${CMAKE_MATCH_1})
endforeach()

list(REMOVE_DUPLICATES counts)
list(LENGTH counts different)
if(VARIES AND different EQUAL 1)
    message(FATAL_ERROR "the count is blind: the comparison that stops early took the same")
elseif(NOT VARIES AND NOT different EQUAL 1)
    message(FATAL_ERROR "the time tells how much of it is right")
endif()
