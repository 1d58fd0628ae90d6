// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/oidc.hpp"

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/handlers/account_links.hpp"
#include "server/handlers/oidc_page.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/sessions.hpp"
#include "server/oidc/attempt.hpp"
#include "server/oidc/provider.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMostCode = 4096;
constexpr std::string_view kCancelled = "access_denied";  // RFC 6749 §4.1.2.1

bool is_on(const Services& services) { return services.oidc != nullptr && services.key != nullptr; }

/// Lax: it must come along when the provider sends the person back.
std::string cookie(const Request& request, std::string_view value, std::int64_t seconds) {
    std::string out(kOidcCookie);
    out.append("=").append(value).append("; Path=/oidc; HttpOnly; SameSite=Lax; Max-Age=");
    out += std::to_string(seconds);
    if (came_by_https(request)) out += "; Secure";
    return out;
}

/// The page of what the provider, or our asking it, came to.
Response failed(const Request& request, Error error) {
    const OidcFailure failure = error.code == ErrorCode::StorageBusy ? OidcFailure::Unreachable
                                : error.code == ErrorCode::Internal  ? OidcFailure::Internal
                                                                     : OidcFailure::Refused;
    return oidc_failure_page(request, failure, std::move(error));
}

/// The page, where handlers of programs would answer in JSON.
Response as_page(const Request& request, const Response& refusal, OidcFailure failure) {
    Response page = oidc_failure_page(request, failure, refusal.errors.front());
    if (const auto wait = refusal.header("Retry-After"); !wait.empty())
        page.with("Retry-After", std::string(wait));
    return page;
}

std::string page_of(Role role) {
    switch (role) {
        case Role::Planner: return "/planner";
        case Role::Worker: return "/worker";
        case Role::Administrator: return "/accounts";
        default: return "/my";
    }
}

/// Who it is, is known: the session, and on to where they wanted to go.
Response let_in(const Services& services, const Request& request, const oidc::Attempt& attempt,
                const Account& account) {
    if (account.locked)
        return oidc_failure_page(request, OidcFailure::Locked,
                                 {ErrorCode::AccessDenied, "/name", "the account is locked"});
    // After that nobody can come with it again.
    const std::int64_t forget_at_ms = attempt.begun_ms + oidc::kAttemptMs + 2 * oidc::kClockSkewMs;
    const auto first =
        services.storage.spend_login(sha256("oidc:" + attempt.state), account.name, forget_at_ms);
    if (!first) return failed(request, first.error());
    if (!*first)
        return oidc_failure_page(request, OidcFailure::Spent,
                                 {ErrorCode::AccessDenied, "/state", "let in before"});
    const Response opened = opened_session(services, request, account, false);
    if (!opened.errors.empty()) return failed(request, opened.errors.front());
    std::string path = attempt.back.empty() ? page_of(account.role) : attempt.back;
    if (const auto body = parse_own_json(opened.body); body && body->find("stage") != nullptr)
        path = "/login/" + body->text("stage");
    Response response = oidc_done_page(request, path);
    response.with("Set-Cookie", std::string(opened.header("Set-Cookie")));
    return response;
}

Response finished(const Services& services, const Request& request, const oidc::Attempt& attempt) {
    if (const std::string_view fault = request.parameter("error"); !fault.empty())
        return oidc_failure_page(
            request, fault == kCancelled ? OidcFailure::Cancelled : OidcFailure::Refused,
            {ErrorCode::AccessDenied, "/error", "the provider said no"});
    const std::string_view code = request.parameter("code");
    if (code.empty() || code.size() > kMostCode)
        return failed(request, {ErrorCode::RequestFormat, "/code"});
    const std::string counted = "oidc:" + request.address;
    if (const auto refusal = must_wait(services, request, counted))
        return as_page(request, *refusal, OidcFailure::Wait);
    if (const auto right = services.oidc->check_answer_issuer(request.parameter("iss")); !right)
        return failed(request, right.error());
    const auto identity =
        services.oidc->identity_of(code, attempt.verifier, attempt.nonce, request.now_ms);
    if (!identity) return failed(request, identity.error());
    const auto account = account_of(services, *identity, request.now_ms);
    if (!account) return failed(request, account.error());
    services.throttle.forgive(request.address, counted);
    if (!*account)
        return oidc_failure_page(request, OidcFailure::Unlinked,
                                 {ErrorCode::AccessDenied, "/subject", "linked to no account"},
                                 identity->subject);
    return let_in(services, request, attempt, **account);
}

}  // namespace

Response show_oidc(const Services& services, const Request&) {
    if (!is_on(services)) return json_response(200, Value::map({{"name", nullptr}}));
    Value name = Value::map();
    for (const auto& [language, text] : services.oidc->settings().name.by_language)
        name.set(language, text);
    return json_response(200, Value::map({{"name", std::move(name)}}));
}

Response start_oidc(const Services& services, const Request& request) {
    if (!is_on(services))
        return oidc_failure_page(request, OidcFailure::Off, {ErrorCode::NotFound});
    const oidc::Attempt attempt = oidc::new_attempt(request.parameter("to"), request.now_ms);
    const std::string challenge = attempt.challenge();
    auto address = services.oidc->address_for(
        {attempt.state, attempt.nonce, challenge, language_tag(language_asked(request))});
    if (!address) return failed(request, address.error());
    Response response = see_other(*std::move(address));
    response.with("Set-Cookie",
                  cookie(request, oidc::sealed(attempt, *services.key), oidc::kAttemptMs / 1000));
    return response;
}

Response finish_oidc(const Services& services, const Request& request) {
    if (!is_on(services))
        return oidc_failure_page(request, OidcFailure::Off, {ErrorCode::NotFound});
    const auto attempt = oidc::opened(request.cookie(kOidcCookie), *services.key, request.now_ms);
    // Also an answer that somebody else began and sends people to, so that they work in an account
    // that is not theirs.
    if (!attempt || request.parameter("state") != attempt->state)
        return oidc_failure_page(request, OidcFailure::Stale,
                                 {ErrorCode::AccessDenied, "/state", "not begun in this browser"});
    Response response = finished(services, request, *attempt);
    response.with("Set-Cookie", cookie(request, "", 0));
    return response;
}

}  // namespace kongdi::server
