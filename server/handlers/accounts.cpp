// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/accounts.hpp"

#include <array>

#include "core/api/account_messages.hpp"
#include "core/base/sha256.hpp"
#include "core/rules/account_check.hpp"
#include "server/auth/password.hpp"
#include "server/handlers/account_links.hpp"
#include "server/handlers/body.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kMostHistory = 100;

api::AccountRow row_of(const Account& account) {
    return {account.name,       {account.shown_name, account.role, account.scope},
            account.locked,     !account.password_hash.empty(),
            account.has_second, account.changed_at_ms};
}

Result<api::AccountCard> card_of(const Services& services, std::string_view name,
                                 std::int64_t now_ms) {
    const auto account = KONGDI_TRY(services.storage.account(name));
    if (!account) return Error{ErrorCode::NotFound};
    api::AccountCard out{row_of(*account)};
    for (const StoredAccountEvent& one :
         KONGDI_TRY(services.storage.account_events(name, kMostHistory)))
        out.history.push_back({one.at_ms, one.what, one.by});
    if (const auto open = KONGDI_TRY(services.storage.invitation_to(name, now_ms)))
        out.invited_until_ms = open->expires_at_ms;
    out.logins = KONGDI_TRY(services.storage.open_sessions(name, now_ms));
    out.linked = KONGDI_TRY(services.storage.is_linked(name));
    return out;
}

/// The account as it is now, with the link when one was made.
Response answered(const Services& services, const Request& request, std::string_view name,
                  int status, const std::string& link = {}) {
    const auto card = card_of(services, name, request.now_ms);
    if (!card) return refused(card.error());
    Value tree = Value::map({{"account", api::to_value(*card)}});
    if (!link.empty()) tree.set("link", link);
    return json_response(status, tree);
}

Result<std::string> invite(const Services& services, const Request& request,
                           const std::string& name, const Value& days) {
    const std::string token = make_token();
    const Invitation invitation{name, request.now_ms + days.int_or(kInvitationDays) * kDayMs};
    KONGDI_CHECK(
        services.storage.invite(sha256(token), invitation, request.actor(), request.now_ms));
    return own_address(request) + "/invite/" + token;
}

Result<std::string> change(const Services& services, const Request& request,
                           const std::string& name, const Value& tree, Errors& errors) {
    CheckedAccount read = account_facts_of(tree);
    errors = std::move(read.errors);
    if (!errors.empty()) return std::string();
    KONGDI_CHECK(services.storage.change_account(name, read.facts.role, read.facts.scope,
                                                 read.facts.shown_name, request.actor(),
                                                 request.now_ms));
    return std::string();
}

/// Gives the link, if the move makes one.
Result<std::string> moved(const Services& services, const Request& request, const Value& tree,
                          Errors& errors) {
    const std::string& name = request.captured[0];
    const std::string move = tree.text("move");
    Storage& storage = services.storage;
    const Actor actor = request.actor();
    // Nobody shuts themselves out by a slip; another administrator can do it.
    const bool own = name == request.account->name;
    if (own && (move == "lock" || move == "change"))
        return Error{ErrorCode::SamePerson, "/move", "one's own account"};
    if (move == "change") return change(services, request, name, tree, errors);
    if (move == "invite") {
        errors = invitation_days_errors(tree["days"]);
        if (!errors.empty()) return std::string();
        return invite(services, request, name, tree["days"]);
    }
    Result<void> done = Error{ErrorCode::FieldChoice, "/move"};
    if (move == "lock" || move == "unlock")
        done = storage.lock_account(name, move == "lock", actor, request.now_ms);
    else if (move == "end_sessions")
        done = storage.end_sessions(name, actor, request.now_ms);
    else if (move == "revoke")
        done = storage.revoke_invitations(name, actor, request.now_ms);
    else if (move == "reset_second")
        done = storage.reset_second(name, actor, request.now_ms);
    else if (move == "link")
        done = link_account(services, request, name, tree);
    else if (move == "unlink")
        done = storage.unlink_account(name, actor, request.now_ms);
    if (!done) return done.error();
    return std::string();
}

}  // namespace

Response show_accounts(const Services& services, const Request&) {
    const auto accounts = services.storage.accounts();
    if (!accounts) return refused(accounts.error());
    auto roles = services.storage.second_for();
    if (!roles) return refused(roles.error());
    api::AccountList list;
    list.second_for = *std::move(roles);
    for (const Account& one : *accounts) list.rows.push_back(row_of(one));
    return json_response(200, api::to_value(list));
}

Response add_account(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const std::string name = tree->text("name");
    Errors errors = account_name_errors(name);
    CheckedAccount read = account_facts_of(*tree);
    errors.insert(errors.end(), read.errors.begin(), read.errors.end());
    const Errors days = invitation_days_errors((*tree)["days"]);
    errors.insert(errors.end(), days.begin(), days.end());
    if (!errors.empty()) return refused(std::move(errors));
    Account account;
    account.name = name;
    account.role = read.facts.role;
    account.shown_name = read.facts.shown_name;
    account.scope = read.facts.scope;
    const auto added = services.storage.add_account(account, request.actor(), request.now_ms);
    if (!added) return refused(added.error());
    const auto link = invite(services, request, name, (*tree)["days"]);
    return link ? answered(services, request, name, 201, *link) : refused(link.error());
}

Response show_account(const Services& services, const Request& request) {
    return answered(services, request, request.captured[0], 200);
}

Response move_account(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    if ((*tree)["move"].is_null()) return refused(Error{ErrorCode::FieldMissing, "/move"});
    Errors errors;
    const auto link = moved(services, request, *tree, errors);
    if (!link) return refused(link.error());
    if (!errors.empty()) return refused(std::move(errors));
    return answered(services, request, request.captured[0], 200, *link);
}

Response change_second_for(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const Value& given = (*tree)["roles"];
    if (given.is_null()) return refused(Error{ErrorCode::FieldMissing, "/roles"});
    if (given.if_list() == nullptr) return refused(Error{ErrorCode::FieldType, "/roles"});
    std::vector<Role> roles;
    for (const Value& one : *given.if_list()) {
        const auto role = role_from_name(one.string_or(""));
        if (!role || *role == Role::Resident)
            return refused(Error{ErrorCode::FieldChoice, "/roles"});
        roles.push_back(*role);
    }
    // Whoever turns it on without a key would lock everybody out.
    if (!roles.empty() && services.key == nullptr)
        return refused(Error{ErrorCode::MoveIllegal, "/key", "this server has no key"});
    const auto done = services.storage.set_second_for(roles, request.actor(), request.now_ms);
    return done ? show_accounts(services, request) : refused(done.error());
}

}  // namespace kongdi::server
