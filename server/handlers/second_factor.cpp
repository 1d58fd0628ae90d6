// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/second_factor.hpp"

#include <algorithm>

#include "core/api/account_messages.hpp"
#include "core/base/sha256.hpp"
#include "core/rules/account_check.hpp"
#include "server/auth/password.hpp"
#include "server/auth/totp.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/sessions.hpp"
#include "server/sheets/qr_code.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kIssuer = "Kongdi";

Error no_key() {
    return {ErrorCode::MoveIllegal, "/key", "this server has no key: see --key-file"};
}

/// "3132 3334 …" can be typed.
std::string spaced(const std::string& signs) {
    std::string out;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        out += signs[i];
    }
    return out;
}

std::string digits_of(std::string_view code) {
    std::string out;
    for (const char c : code)
        if (c != ' ') out += c;
    return out;
}

bool is_app_code(const std::string& code) {
    return code.size() == kTotpDigits &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// None of a session that waits for this: its password was given a moment ago.
std::optional<Response> wrong_password(const Services& services, const Request& request) {
    if (!request.account) return std::nullopt;
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto password = text_member(*tree, "password", kMaxPasswordBytes);
    if (!password) return refused(password.error());
    const Account& account = *request.account;
    if (auto refusal = must_wait(services, request, account.name)) return refusal;
    if (!is_password(*password, account.password_hash))
        return refused(Error{ErrorCode::FieldChoice, "/password"});
    services.throttle.forgive(request.address, account.name);
    return std::nullopt;
}

}  // namespace

std::string code_counter(std::string_view account) { return "code:" + std::string(account); }

Result<bool> take_second(const Services& services, const std::string& account,
                         std::string_view code, std::int64_t now_ms) {
    const std::string digits = digits_of(code);
    if (!is_app_code(digits))
        return services.storage.take_recovery_code(account, recovery_hash(account, code), now_ms);
    const SecondFactor kept = KONGDI_TRY(services.storage.second_factor(account));
    if (kept.sealed.empty()) return false;
    if (services.key == nullptr) return no_key();
    const auto secret = services.key->open(account, kept.sealed);
    if (!secret) return Error{ErrorCode::Internal, {}, "a second factor of another server key"};
    const auto step = totp_step_of(*secret, digits, now_ms);
    if (!step) return false;
    return services.storage.take_code(account, *step);
}

Response begin_second_factor(const Services& services, const Request& request) {
    if (services.key == nullptr) return refused(no_key());
    if (auto refusal = wrong_password(services, request)) return *std::move(refusal);
    const Account& account = request.login->account;
    const std::string secret = make_totp_secret();
    const auto begun =
        services.storage.begin_second(account.name, services.key->seal(account.name, secret));
    if (!begun) return refused(begun.error());
    api::SecondSetup setup{spaced(base32(secret)), otpauth_url(kIssuer, account.name, secret), {}};
    auto rows = qr_rows(setup.url);
    if (!rows) return refused(rows.error());
    setup.rows = *std::move(rows);
    return json_response(200, api::to_value(setup));
}

Response confirm_second_factor(const Services& services, const Request& request) {
    if (services.key == nullptr) return refused(no_key());
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto code = text_member(*tree, "code", kMaxCodeBytes);
    if (!code) return refused(code.error());
    const Account& account = request.login->account;
    const std::string counted = code_counter(account.name);
    if (auto refusal = must_wait(services, request, counted)) return *std::move(refusal);
    const auto kept = services.storage.second_factor(account.name);
    if (!kept) return refused(kept.error());
    const auto secret = services.key->open(account.name, kept->pending);
    if (!secret) return refused(Error{ErrorCode::MoveIllegal, "/code", "none was begun"});
    const auto step = totp_step_of(*secret, digits_of(*code), request.now_ms);
    if (!step) return refused(Error{ErrorCode::FieldChoice, "/code"});
    services.throttle.forgive(request.address, counted);

    Value codes = Value::list();
    std::vector<std::string> hashes;
    for (int i = 0; i < kRecoveryCodes; ++i) {
        const std::string one = make_recovery_code();
        hashes.push_back(recovery_hash(account.name, one));
        codes.push(one);
    }
    const auto done = services.storage.confirm_second(
        account.name, kept->pending, *step, hashes, sha256(session_token(request)), request.now_ms);
    if (!done) return refused(done.error());
    Response response = json_response(200, Value::map({{"recovery", std::move(codes)}}));
    if (request.account) return response;
    const Response opened = opened_session(services, request, account, true);
    if (!opened.errors.empty()) return opened;
    response.with("Set-Cookie", std::string(opened.header("Set-Cookie")));
    return response;
}

}  // namespace kongdi::server
