/* The header, and nothing before it. Compiled as C and as C++; never run. */

#include <closeroom.h>
#include <closeroom.h>

/* As C99 has it: an array of -1 elements where it does not hold. */
#define EXPECT(name, what) typedef char expect_##name[(what) ? 1 : -1]

EXPECT(result, sizeof(closeroom_result) == 4);
EXPECT(provider, sizeof(closeroom_provider) == 4);
EXPECT(status, sizeof(closeroom_status) == 4);
EXPECT(step, sizeof(closeroom_step) == 4);
EXPECT(failure, sizeof(closeroom_failure) == 4);
EXPECT(zego_event, sizeof(closeroom_zego_event) == 4);
EXPECT(trtc_event, sizeof(closeroom_trtc_event) == 4);

EXPECT(str, sizeof(closeroom_str) == 2 * sizeof(void *));
EXPECT(str_len, offsetof(closeroom_str, len) == sizeof(void *));
EXPECT(optional_u32, sizeof(closeroom_optional_u32) == 8);
EXPECT(optional_u32_value, offsetof(closeroom_optional_u32, value) == 4);

/* On machines of 64 bits, where nothing is between the members. */
#define EXPECT_SIZE(name, size) \
    EXPECT(name, sizeof(void *) != 8 || sizeof(closeroom_##name) == (size))
EXPECT_SIZE(optional_u64, 16);
EXPECT_SIZE(zego_room_close, 16 + 2 * 16 + 8);
EXPECT_SIZE(zego_room_logout, 4 * 16 + 4 * 16 + 2 * 8);
EXPECT_SIZE(zego_stream_close, 8 * 16 + 4 * 16 + 8);
EXPECT_SIZE(trtc_event_info, 3 * 16 + 3 * 16 + 4 * 8);

EXPECT(default_tolerance, CLOSEROOM_DEFAULT_TOLERANCE_SECONDS == 600);
EXPECT(max_tolerance, CLOSEROOM_MAX_TOLERANCE_SECONDS == INT32_MAX);
EXPECT(any_age, CLOSEROOM_ANY_AGE > CLOSEROOM_MAX_TOLERANCE_SECONDS);
EXPECT(any_age_is_not_negative, CLOSEROOM_ANY_AGE > 0 && CLOSEROOM_ANY_AGE < INT64_MAX);
EXPECT(max_response, CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES == 1048576);
#if CLOSEROOM_VERSION_NUMBER < 0
#error "the version is for the preprocessor too"
#endif
EXPECT(nonce_size, CLOSEROOM_NONCE_SIZE == 17);
EXPECT(entropy_size, CLOSEROOM_ENTROPY_SIZE == 16);

/* The numbers of the contract, which are never given to another. */
EXPECT(ok, CLOSEROOM_RESULT_OK == 0);
EXPECT(invalid_input, CLOSEROOM_RESULT_INVALID_INPUT == 1);
EXPECT(unauthorized, CLOSEROOM_RESULT_UNAUTHORIZED == 2);
EXPECT(clock_skew, CLOSEROOM_RESULT_CLOCK_SKEW == 3);
EXPECT(permission_denied, CLOSEROOM_RESULT_PERMISSION_DENIED == 4);
EXPECT(room_not_found, CLOSEROOM_RESULT_ROOM_NOT_FOUND == 5);
EXPECT(rate_limited, CLOSEROOM_RESULT_RATE_LIMITED == 6);
EXPECT(rejected, CLOSEROOM_RESULT_REJECTED == 7);
EXPECT(unavailable, CLOSEROOM_RESULT_UNAVAILABLE == 8);
EXPECT(unexpected_response, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE == 9);
EXPECT(transport, CLOSEROOM_RESULT_TRANSPORT == 10);
EXPECT(deadline_exceeded, CLOSEROOM_RESULT_DEADLINE_EXCEEDED == 11);
EXPECT(cancelled, CLOSEROOM_RESULT_CANCELLED == 12);
EXPECT(invalid_signature, CLOSEROOM_RESULT_INVALID_SIGNATURE == 13);
EXPECT(stale, CLOSEROOM_RESULT_STALE == 14);
