// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_device.hpp"

#include <array>

#include "core/base/id.hpp"
#include "server/auth/password.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kKeptSeconds = 400LL * 24 * 3600;  // the most that browsers allow

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
    std::string cookie(kDeviceCookie);
    cookie.append("=").append(device).append("; Path=/plain; HttpOnly; SameSite=Lax; Max-Age=");
    cookie += std::to_string(kKeptSeconds);
    if (came_by_https(request)) cookie += "; Secure";
    response.with("Set-Cookie", std::move(cookie));
}

std::string new_record_id(const Request& request) {
    std::array<std::uint8_t, 10> random{};
    fill_random(random);
    return make_uuid_v7(request.now_ms, random);
}

}  // namespace kongdi::server
