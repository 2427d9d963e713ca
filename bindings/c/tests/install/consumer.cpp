// The same as consumer.c for C++: objects free themselves, errors are thrown.

#include <closeroom.h>

#include <cstdint>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T *object) const {
        Free(object);
    }
};
using Error = std::unique_ptr<closeroom_error, Freed<closeroom_error_free>>;
using Request = std::unique_ptr<closeroom_request, Freed<closeroom_request_free>>;
using Zego = std::unique_ptr<closeroom_zego, Freed<closeroom_zego_free>>;

std::string_view text(closeroom_str str) {
    return {str.data, str.len};
}

void check(closeroom_result result, closeroom_error *error) {
    const Error owner(error);
    if (result != CLOSEROOM_RESULT_OK) {
        throw std::runtime_error(std::string(text(closeroom_error_message(error))));
    }
}

Zego client(std::uint64_t app_id, std::string_view secret) {
    closeroom_zego *zego = nullptr;
    closeroom_error *error = nullptr;
    const closeroom_result result =
        closeroom_zego_new(app_id, secret.data(), secret.size(), nullptr, &zego, &error);
    check(result, error);
    return Zego(zego);
}

Request close_room(const Zego &zego, std::string_view room, std::uint64_t timestamp,
                   std::string_view nonce) {
    closeroom_request *request = nullptr;
    closeroom_error *error = nullptr;
    const closeroom_result result =
        closeroom_zego_build(zego.get(), room.data(), room.size(), nullptr, timestamp,
                             nonce.data(), nonce.size(), &request, &error);
    check(result, error);
    return Request(request);
}

void expect(bool condition, const char *what) {
    if (!condition) {
        throw std::logic_error(what);
    }
}

}  // namespace

int main() try {
    expect(text(closeroom_version()) == CLOSEROOM_VERSION,
           "header and library are of different versions");

    // The signature is the one that ZEGOCLOUD's documents print.
    const Zego zego = client(12345, "9193cc662a4c0ec135ec71fb57194b38");
    const Request request = close_room(zego, "room1", 1615186943, "4fd24687296dd9f3");
    expect(text(closeroom_request_url(request.get())) ==
               "https://rtc-api.zego.im/?Action=CloseRoom&AppId=12345"
               "&SignatureNonce=4fd24687296dd9f3&Timestamp=1615186943"
               "&Signature=43e5cfcca828314675f91b001390566a&SignatureVersion=2.0&RoomId=room1",
           "another URL");

    std::string refusal;
    try {
        close_room(zego, "", 1615186943, "4fd24687296dd9f3");
    } catch (const std::runtime_error &error) {
        refusal = error.what();
    }
    expect(refusal.find("RoomId") != std::string::npos, "a room without a name was not refused");
    std::cout << "refused, as it should be: " << refusal << '\n';
    return 0;
} catch (const std::exception &error) {
    std::cerr << "FAILED: " << error.what() << '\n';
    return 1;
}
