// SPDX-License-Identifier: Apache-2.0
// Requests of every route with anything in their path, query, headers and body, by strangers and by
// each role (the cookie says which). None is a failure of the server, each answer is whole, and
// none hands on what a header must not hold.
#include <array>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/handlers/sessions.hpp"
#include "server/http/dispatch.hpp"
#include "tests/fuzz/asked.hpp"
#include "tests/fuzz/scratch_store.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;

constexpr std::array<Role, 3> kRoles{Role::Worker, Role::Planner, Role::Administrator};

/// "worker", 43 signs as tokens have.
std::string token_of(Role role) {
    std::string token(role_name(role));
    token.resize(43, '0');
    return token;
}

struct City {
    fuzz::ScratchFolder folder;
    std::unique_ptr<Storage> store = fuzz::open_store(folder);
    LoginThrottle throttle;
    MeetingViews views{std::chrono::milliseconds(0)};
    Services services{*store, fuzz::catalogue(), throttle, views};
    StaticFiles files{{}};
    Dispatcher dispatcher{services, files, [](std::string_view) {}};

    City() {
        for (const Role role : kRoles) {
            const std::string name(role_name(role));
            fuzz::check(store
                            ->put_account({.name = name,
                                           .role = role,
                                           .password_hash = "none",
                                           .scope = whole_city()})
                            .has_value());
            fuzz::check(store
                            ->open_session(sha256(token_of(role)), name, fuzz::kNowMs + 86'400'000,
                                           fuzz::kNowMs)
                            .has_value());
        }
    }
};

std::string cookie_of(std::string_view who) {
    for (const Role role : kRoles)
        if (who == role_name(role)) return std::string(kSessionCookie) + "=" + token_of(role);
    return std::string(who);
}

bool is_header_text(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

std::string whole_body(Response& response) {
    std::string out = response.body;
    while (response.stream) {
        auto piece = response.stream();
        fuzz::check(piece.has_value());
        if (piece->empty()) break;
        out += *piece;
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static City city;
    Request request = fuzz::asked(fuzz::text_of(bytes, size));
    for (auto& [name, value] : request.headers)
        if (same_header_name(name, "Cookie")) value = cookie_of(value);
    // Hashing a password takes longer than a thousand other requests.
    if (request.path.starts_with("/api/v1/login") || request.path.starts_with("/api/v1/me/") ||
        request.path.starts_with("/api/v1/invite"))
        return 0;
    request.address = "192.0.2.1";
    request.id = "0123456789abcdef";
    request.now_ms = fuzz::kNowMs;
    const Method method = request.method;
    Response response = city.dispatcher.answer(std::move(request));
    fuzz::check(response.status >= 200 && response.status != 500 && response.status < 600);
    for (const auto& [name, value] : response.headers)
        fuzz::check(is_header_text(name) && is_header_text(value));
    const std::string body = whole_body(response);
    if (method != Method::Head && response.status != 304 &&
        response.header("Content-Type").starts_with("application/json"))
        fuzz::check(parse_own_json(body).has_value());
    return 0;
}
