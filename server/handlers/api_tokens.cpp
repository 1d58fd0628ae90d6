// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/api_tokens.hpp"

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "server/auth/password.hpp"
#include "server/auth/token_rules.hpp"
#include "server/handlers/body.hpp"
#include "server/storage/api_tokens.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::size_t kMostName = 60;  // letters
constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kDayLetters = 10;  // 2026-11-27

Value tree_of(const ApiToken& token) {
    Value out = Value::map({{"id", token.id},
                            {"name", token.name},
                            {"made_at", format_time(token.made_at_ms)},
                            {"expires_at", format_time(token.expires_at_ms)}});
    if (token.used_day_ms)
        out.set("last_used", format_time(*token.used_day_ms).substr(0, kDayLetters));
    return out;
}

Result<std::string> name_of(const Value& tree) {
    const std::string given = KONGDI_TRY(text_member(tree, "name", kMostName * 4));
    const std::string out(trimmed(given));
    if (out.empty()) return Error{ErrorCode::FieldMissing, "/name"};
    if (code_point_count(out) > kMostName) return Error{ErrorCode::FieldTooLong, "/name"};
    if (has_control_characters(out) || out.find_first_of("\n\t") != std::string::npos)
        return Error{ErrorCode::FieldFormat, "/name"};
    return out;
}

Result<std::int64_t> days_of(const Value& tree, const TokenRules& rules) {
    const Value& given = tree["days"];
    if (given.is_null()) return rules.default_days;
    const std::int64_t* days = given.if_int();
    if (days == nullptr) return Error{ErrorCode::FieldType, "/days"};
    if (*days < 1 || *days > rules.most_days)
        return Error{ErrorCode::FieldRange, "/days", "1 to " + std::to_string(rules.most_days)};
    return *days;
}

Result<Value> added(const Services& services, const Request& request) {
    const Value tree = KONGDI_TRY(body_map(request));
    const TokenRules rules = KONGDI_TRY(token_rules());
    ApiToken token;
    token.name = KONGDI_TRY(name_of(tree));
    const std::int64_t days = KONGDI_TRY(days_of(tree, rules));
    if (!request.is_staff())
        return Error{ErrorCode::AccessDenied, {}, "tokens are for workers and planners"};
    token.id = random_hex(kIdBytes);
    token.account = request.account->name;
    token.made_at_ms = request.now_ms;
    token.expires_at_ms = request.now_ms + days * kDayMs;
    const std::string secret = make_api_token();
    KONGDI_CHECK(
        services.storage.add_api_token(sha256(secret), token, rules.most_tokens, request.actor()));
    return Value::map({{"token", tree_of(token)}, {"secret", secret}});
}

}  // namespace

Result<Value> tokens_of(const Services& services, std::string_view account, std::int64_t now_ms) {
    Value out = Value::list();
    for (const ApiToken& token : KONGDI_TRY(services.storage.api_tokens(account, now_ms)))
        out.push(tree_of(token));
    return out;
}

Result<void> revoke_tokens_of(const Services& services, const Request& request,
                              const std::string& account, const Value& tree) {
    if (tree.text("move") == "revoke_tokens")
        return services.storage.revoke_api_tokens(account, request.actor(), request.now_ms);
    const std::string id = KONGDI_TRY(text_member(tree, "token", kIdBytes * 2));
    const auto done =
        services.storage.revoke_api_token(account, id, request.actor(), request.now_ms);
    // Which of the two names is nobody's.
    if (!done && done.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, "/token"};
    return done;
}

Response show_own_tokens(const Services& services, const Request& request) {
    auto tokens = tokens_of(services, request.account->name, request.now_ms);
    if (!tokens) return refused(tokens.error());
    const auto rules = token_rules();
    if (!rules) return refused(rules.error());
    return json_response(200, Value::map({{"tokens", *std::move(tokens)},
                                          {"days", Value::map({{"default", rules->default_days},
                                                               {"most", rules->most_days}})},
                                          {"most_tokens", rules->most_tokens}}));
}

Response add_own_token(const Services& services, const Request& request) {
    const auto tree = added(services, request);
    return tree ? json_response(201, *tree) : refused(tree.error());
}

Response revoke_own_token(const Services& services, const Request& request) {
    const auto done = services.storage.revoke_api_token(request.account->name, request.captured[0],
                                                        request.actor(), request.now_ms);
    if (!done) return refused(done.error());
    Response response;
    response.status = 204;
    return response;
}

}  // namespace kongdi::server
