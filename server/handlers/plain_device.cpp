// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_device.hpp"

#include <algorithm>
#include <array>

#include "core/base/id.hpp"
#include "server/auth/password.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kKeptSeconds = 400LL * 24 * 3600;  // the most that browsers allow
// Long enough to find out that a page does not open; the next person at this browser is another.
constexpr std::int64_t kSeatSeconds = 15LL * 60;
constexpr std::string_view kSeatCookie = "kongdi_seat";

void set_cookie(Response& response, const Request& request, std::string_view name,
                std::string_view value, std::int64_t seconds) {
    std::string cookie(name);
    cookie.append("=").append(value).append("; Path=/plain; HttpOnly; SameSite=Lax; Max-Age=");
    cookie += std::to_string(seconds);
    if (came_by_https(request)) cookie += "; Secure";
    response.with("Set-Cookie", std::move(cookie));
}

}  // namespace

std::string_view device_of_cookie(const Request& request) {
    const std::string_view device = request.cookie(kDeviceCookie);
    return is_device(device) ? device : std::string_view();
}

std::string new_device() {
    std::array<std::uint8_t, 16> random{};
    fill_random(random);
    return make_device(random);
}

void keep_device(Response& response, const Request& request, std::string_view device) {
    set_cookie(response, request, kDeviceCookie, device, kKeptSeconds);
}

void forget_device(Response& response, const Request& request) {
    set_cookie(response, request, kDeviceCookie, "", 0);
}

PlainSeat seat_of_cookie(const Request& request) {
    const std::string_view kept = request.cookie(kSeatCookie);
    const std::size_t dot = std::min(kept.find('.'), kept.size());
    PlainSeat out{std::string(kept.substr(0, dot)),
                  std::string(kept.substr(std::min(dot + 1, kept.size())))};
    if (!is_sha256_text(out.hash) || !is_community_code(out.community)) return {};
    return out;
}

void keep_seat(Response& response, const Request& request, const PlainSeat& seat) {
    set_cookie(response, request, kSeatCookie, seat.hash + "." + seat.community, kSeatSeconds);
}

std::string new_record_id(const Request& request) {
    std::array<std::uint8_t, 10> random{};
    fill_random(random);
    return make_uuid_v7(request.now_ms, random);
}

}  // namespace kongdi::server
