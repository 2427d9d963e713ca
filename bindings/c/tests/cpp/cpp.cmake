# The library from C++.

add_executable(cpp cpp/main.cpp)
target_link_libraries(cpp PRIVATE ${CLOSEROOM_TEST_LIBRARY})
target_compile_options(cpp PRIVATE -Wold-style-cast)
run_test(cpp cpp)
