// SPDX-License-Identifier: Apache-2.0
#include "core/api/account_messages.hpp"

#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

Result<AccountRow> row_of(const Value& tree) {
    const auto role = role_from_name(tree.text("role"));
    if (tree.text("name").empty() || !role) return Error{ErrorCode::BodyNotJson};
    AccountRow out;
    out.name = tree.text("name");
    out.facts.shown_name = tree.text("shown_name");
    out.facts.role = *role;
    for (const Value& area : tree.items("areas"))
        out.facts.scope.areas.emplace_back(area.string_or(""));
    out.locked = tree["locked"].bool_or(false);
    out.has_password = tree["has_password"].bool_or(false);
    out.has_second = tree["has_second"].bool_or(false);
    out.changed_at_ms = parse_time(tree.text("changed_at")).value_or(0);
    return out;
}

}  // namespace

Value to_value(const AccountRow& row) {
    Value out = Value::map({{"name", row.name}});
    const Value facts = account_facts_tree(row.facts);
    for (const auto& [name, value] : *facts.if_map()) out.set(name, value);
    out.set("locked", row.locked);
    out.set("has_password", row.has_password);
    out.set("has_second", row.has_second);
    out.set("changed_at", format_time(row.changed_at_ms));
    return out;
}

Value to_value(const AccountCard& card) {
    Value out = to_value(card.row);
    Value history = Value::list();
    for (const AccountEvent& one : card.history)
        history.push(
            Value::map({{"at", format_time(one.at_ms)}, {"what", one.what}, {"by", one.by}}));
    out.set("history", std::move(history));
    if (card.invited_until_ms) out.set("invited_until", format_time(*card.invited_until_ms));
    out.set("logins", card.logins);
    out.set("linked", card.linked);
    return out;
}

Value to_value(const AccountList& list) {
    Value rows = Value::list();
    for (const AccountRow& row : list.rows) rows.push(to_value(row));
    Value roles = Value::list();
    for (const Role role : list.second_for) roles.push(role_name(role));
    return Value::map({{"accounts", std::move(rows)}, {"second_for", std::move(roles)}});
}

Result<AccountCard> account_card_of(const Value& tree) {
    AccountCard out;
    out.row = KONGDI_TRY(row_of(tree));
    for (const Value& one : tree.items("history"))
        out.history.push_back(
            {parse_time(one.text("at")).value_or(0), one.text("what"), one.text("by")});
    if (tree.find("invited_until") != nullptr)
        out.invited_until_ms = parse_time(tree.text("invited_until")).value_or(0);
    out.logins = tree["logins"].int_or(0);
    out.linked = tree["linked"].bool_or(false);
    return out;
}

Result<AccountList> account_list_of(const Value& tree) {
    if (tree["accounts"].if_list() == nullptr) return Error{ErrorCode::BodyNotJson};
    AccountList out;
    for (const Value& row : tree.items("accounts")) out.rows.push_back(KONGDI_TRY(row_of(row)));
    for (const Value& role : tree.items("second_for"))
        if (const auto known = role_from_name(role.string_or(""))) out.second_for.push_back(*known);
    return out;
}

Value to_value(const SecondSetup& setup) {
    Value rows = Value::list();
    for (const std::string& row : setup.rows) rows.push(row);
    return Value::map({{"secret", setup.secret}, {"url", setup.url}, {"rows", std::move(rows)}});
}

Result<SecondSetup> second_setup_of(const Value& tree) {
    SecondSetup out{tree.text("secret"), tree.text("url"), {}};
    if (out.secret.empty()) return Error{ErrorCode::BodyNotJson};
    for (const Value& row : tree.items("rows")) out.rows.emplace_back(row.string_or(""));
    return out;
}

}  // namespace kongdi::api
