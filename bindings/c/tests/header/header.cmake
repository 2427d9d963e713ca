# The header by itself in every language and with the flags that change it, and the library seen
# through it. A compile is one test; without sanitizers, since they change nothing of it.

function(header_compiles name compiler)
    add_test(NAME header.${name}
        COMMAND ${compiler} ${ARGN} ${WARNINGS} -Wconversion -fsyntax-only -I${INCLUDE}
            ${CMAKE_CURRENT_SOURCE_DIR}/header/alone.c)
endfunction()

if(NOT CLOSEROOM_TEST_SANITIZE)
    foreach(standard IN ITEMS c99 c11 c17 c2x)
        header_compiles(${standard} ${CMAKE_C_COMPILER} -x c -std=${standard})
    endforeach()
    foreach(standard IN ITEMS c++11 c++14 c++17 c++20)
        header_compiles(${standard} ${CMAKE_CXX_COMPILER} -x c++ -std=${standard})
    endforeach()
    header_compiles(c-short-enums ${CMAKE_C_COMPILER} -x c -std=c99 -fshort-enums)
    header_compiles(c++-short-enums ${CMAKE_CXX_COMPILER} -x c++ -std=c++17 -fshort-enums)
    # Freestanding: the 32-bit headers of the C library need not be there.
    header_compiles(c-32-bit ${CMAKE_C_COMPILER} -x c -std=c99 -m32 -ffreestanding)
endif()

test_program(header.abi header/abi.c)
run_test(header.abi header.abi)
test_program(header.abi-short-enums header/abi.c)
target_compile_options(header.abi-short-enums PRIVATE -fshort-enums)
run_test(header.abi-short-enums header.abi-short-enums)
