// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/sessions.hpp"

#include <algorithm>

#include "core/api/messages.hpp"
#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/rules/account_check.hpp"
#include "server/auth/password.hpp"
#include "server/auth/password_rules.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/second_factor.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kSessionMs = 12 * 60 * 60 * 1000;  // a working day
constexpr std::int64_t kHalfMs = 10 * 60 * 1000;          // to find the phone
constexpr std::size_t kMaxNameBytes = 256;

std::string cookie(const Request& request, std::string_view token, std::int64_t seconds) {
    std::string out(kSessionCookie);
    out.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict; Max-Age=");
    out += std::to_string(seconds);
    if (came_by_https(request)) out += "; Secure";
    return out;
}

api::Login login_of(const Account& account) { return {account.name, account.role, account.device}; }

Result<LoginStage> stage_after_password(const Services& services, const Account& account) {
    if (account.has_second) return LoginStage::Second;
    const std::vector<Role> roles = KONGDI_TRY(services.storage.second_for());
    const bool owed = std::find(roles.begin(), roles.end(), account.role) != roles.end();
    return owed ? LoginStage::Setup : LoginStage::Whole;
}

}  // namespace

std::string_view session_token(const Request& request) { return request.cookie(kSessionCookie); }

Result<std::optional<OpenLogin>> login_of_cookie(Storage& storage, const Request& request) {
    const std::string_view token = session_token(request);
    if (!is_sha256_text(token)) return std::optional<OpenLogin>();
    return storage.login(sha256(token), request.now_ms);
}

std::optional<Response> must_wait(const Services& services, const Request& request,
                                  std::string_view name) {
    if (const auto wait = services.throttle.wait_s(request.address, name, request.now_ms)) {
        Response response = refused(Error{ErrorCode::TooManyRequests});
        response.with("Retry-After", std::to_string(*wait));
        return response;
    }
    services.throttle.add_try(request.address, name, request.now_ms);
    return std::nullopt;
}

Response opened_session(const Services& services, const Request& request, const Account& account,
                        bool is_whole) {
    LoginStage stage = LoginStage::Whole;
    if (!is_whole) {
        const auto after = stage_after_password(services, account);
        if (!after) return refused(after.error());
        stage = *after;
    }
    // Never the token that came with the request: nobody can have planted it.
    const std::string_view before = session_token(request);
    if (is_sha256_text(before))
        if (const auto closed = services.storage.close_session(sha256(before)); !closed)
            return refused(closed.error());
    const std::string token = make_token();
    const std::int64_t lasts_ms = stage == LoginStage::Whole ? kSessionMs : kHalfMs;
    const auto opened = services.storage.open_session(
        sha256(token), account.name, request.now_ms + lasts_ms, request.now_ms, stage);
    if (!opened) return refused(opened.error());
    Response response =
        stage == LoginStage::Whole
            ? json_response(200, api::to_value(login_of(account)))
            : json_response(
                  202, Value::map({{"stage", stage == LoginStage::Second ? "second" : "setup"}}));
    response.with("Set-Cookie", cookie(request, token, lasts_ms / 1000));
    return response;
}

Response log_in(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto name = text_member(*tree, "name", kMaxNameBytes);
    if (!name) return refused(name.error());
    const auto password = text_member(*tree, "password", kMaxPasswordBytes);
    if (!password) return refused(password.error());

    if (auto refusal = must_wait(services, request, *name)) return *std::move(refusal);
    const auto account = services.storage.account(*name);
    if (!account) return refused(account.error());
    if (!is_password(*password, *account ? (*account)->password_hash : std::string()))
        return refused(Error{ErrorCode::LoginWrong});
    services.throttle.forgive(request.address, *name);
    // Only to who knows the password.
    if ((*account)->locked)
        return refused(Error{ErrorCode::AccessDenied, "/name", "the account is locked"});
    return opened_session(services, request, **account, false);
}

Response finish_log_in(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto code = text_member(*tree, "code", kMaxCodeBytes);
    if (!code) return refused(code.error());
    const Account& account = request.login->account;
    const std::string counted = code_counter(account.name);
    if (auto refusal = must_wait(services, request, counted)) return *std::move(refusal);
    const auto right = take_second(services, account.name, *code, request.now_ms);
    if (!right) return refused(right.error());
    if (!*right) return refused(Error{ErrorCode::LoginWrong, "/code"});
    services.throttle.forgive(request.address, counted);
    return opened_session(services, request, account, true);
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
    Value tree = api::to_value(login_of(*request.account));
    tree.set("has_second", request.account->has_second);
    return json_response(200, tree);
}

Response change_own_password(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto old = text_member(*tree, "old", kMaxPasswordBytes);
    if (!old) return refused(old.error());
    const auto password = text_member(*tree, "password", kMaxPasswordBytes);
    if (!password) return refused(password.error());
    const Account& account = *request.account;
    if (Errors errors = password_errors(*password, account.name); !errors.empty())
        return refused(std::move(errors));
    if (auto refusal = must_wait(services, request, account.name)) return *std::move(refusal);
    // Not login_wrong: who asks is logged in, and stays so.
    if (!is_password(*old, account.password_hash))
        return refused(Error{ErrorCode::FieldChoice, "/old"});
    services.throttle.forgive(request.address, account.name);
    const auto done = services.storage.set_password(account.name, hash_password(*password),
                                                    sha256(session_token(request)), request.actor(),
                                                    request.now_ms);
    if (!done) return refused(done.error());
    Response response;
    response.status = 204;
    return response;
}

}  // namespace kongdi::server
