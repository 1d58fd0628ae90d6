// SPDX-License-Identifier: Apache-2.0
#include "server/http/token_access.hpp"

#include "core/base/sha256.hpp"
#include "server/auth/token_rules.hpp"
#include "server/handlers/sessions.hpp"

namespace kongdi::server {

namespace {

bool is_below(std::string_view folder, std::string_view path) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

Response wrong_token(const Services& services, const Request& request, const std::string& hash) {
    const std::string address = "token:" + request.address;
    const std::string name = "token:" + hash;
    if (const auto wait = services.throttle.wait_s(address, name, request.now_ms)) {
        Response response = refused(Error{ErrorCode::TooManyRequests, "/Authorization"});
        response.with("Retry-After", std::to_string(*wait));
        return response;
    }
    services.throttle.add_try(address, name, request.now_ms);
    Response response =
        refused(Error{ErrorCode::LoginWrong, "/Authorization", "unknown, over or revoked"});
    response.with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    return response;
}

}  // namespace

bool takes_tokens(const Route& route) {
    if (route.method != Method::Get) return false;
    if (is_below("/ogc", route.pattern) || is_below("/export", route.pattern)) return true;
    if (!is_below("/api/v1", route.pattern)) return false;
    switch (route.access) {
        case Access::DeviceOrStaff:
        case Access::Staff:
        case Access::Planner:
        case Access::CityPlanner: return true;
        case Access::Public:
        case Access::Form:
        case Access::Device:
        case Access::SecondStep:
        case Access::AccountOrSetup:
        case Access::Account:
        case Access::Administrator:
        case Access::Operator: break;
    }
    return false;
}

std::optional<std::string> presented_token(const Request& request) {
    return token_of_header(request.header("Authorization"));
}

std::optional<Response> read_by_token(const Services& services, Request& request,
                                      const std::string& token) {
    if (!session_token(request).empty())
        return refused(
            Error{ErrorCode::RequestFormat, "/Authorization", "a session and a token: who is it?"});
    const std::string hash = sha256(token);
    if (!is_api_token(token)) return wrong_token(services, request, hash);
    auto account = services.storage.account_of_token(hash, request.now_ms);
    if (!account) return refused(account.error());
    if (!*account) return wrong_token(services, request, hash);
    request.account = *std::move(account);
    return std::nullopt;
}

}  // namespace kongdi::server
