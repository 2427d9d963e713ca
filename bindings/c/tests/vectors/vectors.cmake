# Every case of every vector file, one run of the program for each file.

test_program(vectors
    vectors/main.c
    vectors/callback.c
    vectors/callback_trtc.c
    vectors/callback_zego.c
    vectors/client.c
    vectors/invalid_input.c
    vectors/member.c
    vectors/request.c
    vectors/response.c
    vectors/signature.c)
target_link_libraries(vectors PRIVATE PkgConfig::JANSSON)

set(VECTOR_FILES
    trtc/callback.json trtc/invalid.json trtc/request.json trtc/response.json trtc/signature.json
    zego/callback.json zego/invalid.json zego/request.json zego/response.json zego/signature.json)

# `trtc/sdk.json` is what the vectors' generator reads.
set(OTHER_FILES schema.json trtc/sdk.json)
file(GLOB_RECURSE found RELATIVE ${CLOSEROOM_VECTORS} ${CLOSEROOM_VECTORS}/*.json)
set(known ${VECTOR_FILES} ${OTHER_FILES})
list(SORT found)
list(SORT known)
if(NOT found STREQUAL known)
    message(FATAL_ERROR "CLOSEROOM_VECTORS (${CLOSEROOM_VECTORS}) does not hold the files that "
        "these tests know.\n  found: ${found}\n  known: ${known}")
endif()

foreach(file IN LISTS VECTOR_FILES)
    string(REGEX REPLACE "/(.*)\\.json" ".\\1" name ${file})
    run_test(vectors.${name} vectors ${CLOSEROOM_VECTORS} ${file})
endforeach()
