// The library as C++ uses it: objects in unique_ptr, texts in string_view, numbers in a switch.

#include <closeroom.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace {

// Frees an object with the function of its type.
template <auto Free>
struct Freed {
    template <typename Object>
    void operator()(Object *object) const {
        Free(object);
    }
};

using Zego = std::unique_ptr<closeroom_zego, Freed<closeroom_zego_free>>;
using Trtc = std::unique_ptr<closeroom_trtc, Freed<closeroom_trtc_free>>;
using Request = std::unique_ptr<closeroom_request, Freed<closeroom_request_free>>;
using Error = std::unique_ptr<closeroom_error, Freed<closeroom_error_free>>;
using ZegoCallback =
    std::unique_ptr<closeroom_zego_callback, Freed<closeroom_zego_callback_free>>;
using TrtcCallback =
    std::unique_ptr<closeroom_trtc_callback, Freed<closeroom_trtc_callback_free>>;

std::string_view view(closeroom_str text) {
    return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.len);
}

// An error of any function, which it gives to its last parameter.
class Failure {
public:
    closeroom_error **out() { return &error_; }
    Error take() { return Error(error_); }

private:
    closeroom_error *error_ = nullptr;
};

const char *result_name(closeroom_result result) {
    switch (result) {
        case CLOSEROOM_RESULT_OK: return "ok";
        case CLOSEROOM_RESULT_INVALID_INPUT: return "invalid_input";
        case CLOSEROOM_RESULT_UNAUTHORIZED: return "unauthorized";
        case CLOSEROOM_RESULT_CLOCK_SKEW: return "clock_skew";
        case CLOSEROOM_RESULT_PERMISSION_DENIED: return "permission_denied";
        case CLOSEROOM_RESULT_ROOM_NOT_FOUND: return "room_not_found";
        case CLOSEROOM_RESULT_RATE_LIMITED: return "rate_limited";
        case CLOSEROOM_RESULT_REJECTED: return "rejected";
        case CLOSEROOM_RESULT_UNAVAILABLE: return "unavailable";
        case CLOSEROOM_RESULT_UNEXPECTED_RESPONSE: return "unexpected_response";
        case CLOSEROOM_RESULT_TRANSPORT: return "transport";
        case CLOSEROOM_RESULT_DEADLINE_EXCEEDED: return "deadline_exceeded";
        case CLOSEROOM_RESULT_CANCELLED: return "cancelled";
        case CLOSEROOM_RESULT_INVALID_SIGNATURE: return "invalid_signature";
        case CLOSEROOM_RESULT_STALE: return "stale";
        case CLOSEROOM_RESULT_INTERNAL: return "internal";
        default: return "unknown";
    }
}

const char *zego_event_name(closeroom_zego_event event) {
    switch (event) {
        case CLOSEROOM_ZEGO_EVENT_OTHER: return "other";
        case CLOSEROOM_ZEGO_EVENT_ROOM_CLOSE: return "room_close";
        case CLOSEROOM_ZEGO_EVENT_ROOM_LOGOUT: return "room_logout";
        case CLOSEROOM_ZEGO_EVENT_STREAM_CLOSE: return "stream_close";
        default: return "unknown";
    }
}

const char *trtc_event_name(closeroom_trtc_event event) {
    switch (event) {
        case CLOSEROOM_TRTC_EVENT_OTHER: return "other";
        case CLOSEROOM_TRTC_EVENT_CREATE_ROOM: return "create_room";
        case CLOSEROOM_TRTC_EVENT_DISMISS_ROOM: return "dismiss_room";
        case CLOSEROOM_TRTC_EVENT_ENTER_ROOM: return "enter_room";
        case CLOSEROOM_TRTC_EVENT_EXIT_ROOM: return "exit_room";
        case CLOSEROOM_TRTC_EVENT_CHANGE_ROLE: return "change_role";
        case CLOSEROOM_TRTC_EVENT_START_VIDEO: return "start_video";
        case CLOSEROOM_TRTC_EVENT_STOP_VIDEO: return "stop_video";
        case CLOSEROOM_TRTC_EVENT_START_AUDIO: return "start_audio";
        case CLOSEROOM_TRTC_EVENT_STOP_AUDIO: return "stop_audio";
        case CLOSEROOM_TRTC_EVENT_START_ASSIST: return "start_assist";
        case CLOSEROOM_TRTC_EVENT_STOP_ASSIST: return "stop_assist";
        default: return "unknown";
    }
}

// The signature is that of the providers' document.
bool builds_the_documents_example() {
    constexpr std::string_view secret = "9193cc662a4c0ec135ec71fb57194b38";
    constexpr std::string_view room = "room-1";
    constexpr std::string_view nonce = "4fd24687296dd9f3";
    Failure failure;
    closeroom_zego *made = nullptr;
    closeroom_result result = closeroom_zego_new(12345, secret.data(), secret.size(), nullptr,
                                                 &made, failure.out());
    const Zego zego(made);
    if (result != CLOSEROOM_RESULT_OK) return failure.take(), false;

    closeroom_request *built = nullptr;
    result = closeroom_zego_build(zego.get(), room.data(), room.size(), nullptr, 1615186943,
                                  nonce.data(), nonce.size(), &built, failure.out());
    const Request request(built);
    if (result != CLOSEROOM_RESULT_OK) return failure.take(), false;
    return view(closeroom_request_method(request.get())) == "GET" &&
           view(closeroom_request_url(request.get())) ==
               "https://rtc-api.zego.im/?Action=CloseRoom&AppId=12345"
               "&SignatureNonce=4fd24687296dd9f3&Timestamp=1615186943"
               "&Signature=43e5cfcca828314675f91b001390566a&SignatureVersion=2.0&RoomId=room-1" &&
           view(closeroom_request_body(request.get())).data() == nullptr;
}

// The callback is the providers' example, with a signature that was computed in Python.
bool verifies_a_callback_of_zego() {
    constexpr std::string_view secret = "secret";
    const std::string body =
        R"({"event":"room_close","appid":1,"timestamp":1499676989,"nonce":"350176",)"
        R"("signature":"0a36e8e590a2298fb9d9b3ab0c94e82775b8cde2","room_id":"rid_1242649",)"
        R"("room_session_id":858012925204410400,"close_reason":1})";
    Failure failure;
    closeroom_zego_callback *made = nullptr;
    const closeroom_result result = closeroom_zego_callback_verify(
        body.data(), body.size(), secret.data(),
        secret.size(), 1499676989, CLOSEROOM_DEFAULT_TOLERANCE_SECONDS, &made, failure.out());
    const ZegoCallback callback(made);
    if (result != CLOSEROOM_RESULT_OK) return failure.take(), false;
    const auto *event = closeroom_zego_callback_room_close(callback.get());
    return event != nullptr && view(event->room_id) == "rid_1242649" &&
           event->room_session_id.has_value &&
           event->room_session_id.value == UINT64_C(858012925204410400) &&
           event->close_reason.value == 1 && !event->room_close_time.has_value &&
           view(closeroom_zego_callback_event_name(callback.get())) ==
               zego_event_name(closeroom_zego_callback_event(callback.get()));
}

// The callback and its signature are printed in Tencent's document.
bool verifies_the_documents_callback_of_trtc() {
    constexpr std::string_view key = "123654";
    constexpr std::string_view sign = "kkoFeO3Oh2ZHnjtg8tEAQhtXK16/KI05W3BQff8IvGA=";
    const std::string body =
        "{\n\t\"EventGroupId\":\t2,\n\t\"EventType\":\t204,\n\t\"CallbackTs\":\t1664209748188,\n\t"
        "\"EventInfo\":\t{\n\t\t\"RoomId\":\t8489,\n\t\t\"EventTs\":\t1664209748,\n\t\t"
        "\"EventMsTs\":\t1664209748180,\n\t\t\"UserId\":\t\"user_85034614\",\n\t\t"
        "\"Reason\":\t0\n\t}\n}";
    Failure failure;
    closeroom_trtc_callback *made = nullptr;
    const closeroom_result result = closeroom_trtc_callback_verify(
        body.data(), body.size(), sign.data(),
        sign.size(), key.data(), key.size(), 1664209748, CLOSEROOM_DEFAULT_TOLERANCE_SECONDS,
        &made, failure.out());
    const TrtcCallback callback(made);
    if (result != CLOSEROOM_RESULT_OK) return failure.take(), false;
    const auto *info = closeroom_trtc_callback_info(callback.get());
    return info != nullptr && info->room_id.data == nullptr && info->numeric_room_id.has_value &&
           info->numeric_room_id.value == 8489 && view(info->user_id) == "user_85034614" &&
           info->reason.has_value && info->reason.value == 0 &&
           view(closeroom_trtc_callback_event_name(callback.get())) ==
               trtc_event_name(closeroom_trtc_callback_event(callback.get()));
}

bool refuses_what_is_wrong() {
    Failure failure;
    closeroom_trtc *made = nullptr;
    const closeroom_result result = closeroom_trtc_new(
        1, "id", 2, "key", 3, nullptr, 1, nullptr, &made, failure.out());
    const Trtc trtc(made);
    const Error error = failure.take();
    return trtc == nullptr && result == closeroom_error_result(error.get()) &&
           view(closeroom_result_name(result)) == result_name(CLOSEROOM_RESULT_INVALID_INPUT) &&
           view(closeroom_error_field(error.get())) == "Region" &&
           closeroom_error_provider(error.get()) == CLOSEROOM_PROVIDER_NONE;
}

bool names_every_result() {
    for (closeroom_result result = 0; result <= 256; ++result) {
        if (view(closeroom_result_name(result)) != result_name(result)) return false;
    }
    return true;
}

}  // namespace

int main() {
    const struct {
        const char *name;
        bool (*test)();
    } tests[] = {
        {"builds_the_documents_example", builds_the_documents_example},
        {"verifies_a_callback_of_zego", verifies_a_callback_of_zego},
        {"verifies_the_documents_callback_of_trtc", verifies_the_documents_callback_of_trtc},
        {"refuses_what_is_wrong", refuses_what_is_wrong},
        {"names_every_result", names_every_result},
    };
    const std::size_t count = sizeof tests / sizeof tests[0];
    bool all_passed = true;
    std::printf("1..%zu\n", count);
    for (std::size_t at = 0; at < count; ++at) {
        const bool passed = tests[at].test();
        all_passed = all_passed && passed;
        std::printf("%s %zu - %s\n", passed ? "ok" : "not ok", at + 1, tests[at].name);
    }
    return all_passed ? 0 : 1;
}
