// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/account_links.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/rules/account_check.hpp"
#include "server/oidc/provider.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMostSubject = 255;

/// Whom the claim names; none when it may not be linked by that.
Result<std::optional<Account>> named_account(const Services& services,
                                             const oidc::Identity& identity) {
    const std::string name = identity.claims.text(services.oidc->settings().account_claim);
    std::optional<Account> none;
    if (!account_name_errors(name).empty()) return none;
    auto account = KONGDI_TRY(services.storage.account(name));
    if (!account || account->locked || account->role == Role::Administrator) return none;
    if (KONGDI_TRY(services.storage.is_linked(name))) return none;
    return account;
}

}  // namespace

Result<std::optional<Account>> account_of(const Services& services, const oidc::Identity& identity,
                                          std::int64_t now_ms) {
    const oidc::Settings& settings = services.oidc->settings();
    const Outsider who{settings.issuer, identity.subject};
    auto linked = KONGDI_TRY(services.storage.linked_account(who));
    if (linked || settings.admission == oidc::Admission::Linked) return linked;
    auto named = KONGDI_TRY(named_account(services, identity));
    if (named)
        KONGDI_CHECK(
            services.storage.link_account(named->name, who, {named->role, named->name}, now_ms));
    return named;
}

Result<void> link_account(const Services& services, const Request& request, const std::string& name,
                          const Value& tree) {
    if (services.oidc == nullptr)
        return Error{ErrorCode::MoveIllegal, "/oidc", "this server asks no provider: see --oidc"};
    const Value& given = tree["subject"];
    if (given.is_null()) return Error{ErrorCode::FieldMissing, "/subject"};
    if (given.if_string() == nullptr) return Error{ErrorCode::FieldType, "/subject"};
    const std::string subject(trimmed(given.string_or("")));
    if (subject.empty()) return Error{ErrorCode::FieldMissing, "/subject"};
    if (subject.size() > kMostSubject) return Error{ErrorCode::FieldTooLong, "/subject"};
    if (!std::all_of(subject.begin(), subject.end(), [](char c) { return c >= ' ' && c < '\x7f'; }))
        return Error{ErrorCode::FieldFormat, "/subject"};
    return services.storage.link_account(name, {services.oidc->settings().issuer, subject},
                                         request.actor(), request.now_ms);
}

}  // namespace kongdi::server
