// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/sessions.hpp"

#include "core/api/messages.hpp"
#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/auth/password.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kSessionMs = 12 * 60 * 60 * 1000;  // a working day
constexpr std::size_t kMaxNameBytes = 256;
constexpr std::size_t kMaxPasswordBytes = 1024;

std::string cookie(const Request& request, std::string_view token, std::int64_t seconds) {
    std::string out(kSessionCookie);
    out.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict; Max-Age=");
    out += std::to_string(seconds);
    if (came_by_https(request)) out += "; Secure";
    return out;
}

api::Login login_of(const Account& account) { return {account.name, account.role, account.device}; }

Result<std::string> text_member(const Value& tree, std::string_view name, std::size_t max_bytes) {
    const std::string path = "/" + std::string(name);
    const Value& value = tree[name];
    if (value.is_null()) return Error{ErrorCode::FieldMissing, path};
    if (value.if_string() == nullptr) return Error{ErrorCode::FieldType, path};
    if (value.if_string()->size() > max_bytes) return Error{ErrorCode::FieldTooLong, path};
    return *value.if_string();
}

}  // namespace

std::string_view session_token(const Request& request) { return request.cookie(kSessionCookie); }

Result<std::optional<Account>> account_of_cookie(Storage& storage, const Request& request) {
    const std::string_view token = session_token(request);
    if (!is_sha256_text(token)) return std::optional<Account>();
    return storage.session_account(sha256(token), request.now_ms);
}

Response log_in(const Services& services, const Request& request) {
    const auto tree = parse_json(request.body);
    if (!tree) return refused(tree.error());
    if (tree->if_map() == nullptr) return refused(Error{ErrorCode::BodyNotObject});
    const auto name = text_member(*tree, "name", kMaxNameBytes);
    if (!name) return refused(name.error());
    const auto password = text_member(*tree, "password", kMaxPasswordBytes);
    if (!password) return refused(password.error());

    if (const auto wait = services.throttle.wait_s(request.address, *name, request.now_ms)) {
        Response response = refused(Error{ErrorCode::TooManyRequests});
        response.with("Retry-After", std::to_string(*wait));
        return response;
    }
    services.throttle.add_try(request.address, *name, request.now_ms);
    const auto account = services.storage.account(*name);
    if (!account) return refused(account.error());
    if (!is_password(*password, *account ? (*account)->password_hash : std::string()))
        return refused(Error{ErrorCode::LoginWrong});
    services.throttle.forgive(request.address, *name);

    const std::string token = make_token();
    const auto opened = services.storage.open_session(sha256(token), *name,
                                                      request.now_ms + kSessionMs, request.now_ms);
    if (!opened) return refused(opened.error());
    Response response = json_response(200, api::to_value(login_of(**account)));
    response.with("Set-Cookie", cookie(request, token, kSessionMs / 1000));
    return response;
}

Response log_out(const Services& services, const Request& request) {
    const std::string_view token = session_token(request);
    if (is_sha256_text(token))
        if (const auto closed = services.storage.close_session(sha256(token)); !closed)
            return refused(closed.error());
    Response response;
    response.status = 204;
    response.with("Set-Cookie", cookie(request, "", 0));
    return response;
}

Response show_me(const Services&, const Request& request) {
    return json_response(200, api::to_value(login_of(*request.account)));
}

}  // namespace kongdi::server
