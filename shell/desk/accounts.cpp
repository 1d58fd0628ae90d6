// SPDX-License-Identifier: Apache-2.0
// Accounts, asked for and moved by administrators.
#include "core/api/account_messages.hpp"
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/asked.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"

namespace kongdi::shell::desk {

namespace {

std::string path_of(const std::string& name, std::string_view rest = {}) {
    std::string out(api::kAccounts);
    return out.append("/").append(percent_encoded(name)).append(rest);
}

void take_card(AccountDesk& desk, Asked& asked, int status, const Value& body) {
    auto card = api::account_card_of(body["account"]);
    if (!answered(asked, status, card.has_value(), body)) return;
    // A link is told once: what is read again does not take it away.
    const bool same = desk.card && desk.card->row.name == card->row.name;
    if (!same || !card->invited_until_ms) desk.link.clear();
    if (const std::string link = body.text("link"); !link.empty()) desk.link = link;
    if (!same || card->linked) desk.subject.clear();
    desk.card = *std::move(card);
}

}  // namespace

void list_accounts(AppState& state, Effects& effects) {
    state.accounts.listing = {.busy = true};
    effects.push_back(http_get("accounts", api::kAccounts));
}

void open_account(AppState& state, Effects& effects) {
    AccountDesk& desk = state.accounts;
    if (desk.card && desk.card->row.name != state.route.argument) {
        desk.card.reset();
        desk.link.clear();
    }
    desk.moving = {};
    desk.opening = {.busy = true};
    ask_provider(state, effects);
    effects.push_back(http_get("account", path_of(state.route.argument)));
}

void move_account(AppState& state, const std::string& move, Effects& effects) {
    AccountDesk& desk = state.accounts;
    if (desk.moving.busy || !desk.card) return;
    desk.moving = {.busy = true};
    Value asked = Value::map({{"move", move}});
    if (move == "link") asked.set("subject", desk.subject);
    effects.push_back(
        http_post("account.move", path_of(desk.card->row.name, api::kRecordEvents), asked));
}

void want_second(AppState& state, bool wanted, Effects& effects) {
    AccountDesk& desk = state.accounts;
    if (desk.moving.busy) return;
    desk.moving = {.busy = true};
    Value roles = Value::list();
    for (const Role role : desk.list.second_for)
        if (role != Role::Administrator) roles.push(role_name(role));
    if (wanted) roles.push(role_name(Role::Administrator));
    effects.push_back(
        http_post("accounts.second", api::kSecondFor, Value::map({{"roles", std::move(roles)}})));
}

bool account_event(AppState& state, std::string_view tag, int status, const Value& body) {
    AccountDesk& desk = state.accounts;
    if (tag == "accounts" || tag == "accounts.second") {
        auto list = api::account_list_of(body);
        Asked& asked = tag == "accounts" ? desk.listing : desk.moving;
        if (answered(asked, status, list.has_value(), body)) desk.list = *std::move(list);
    } else if (tag == "account") {
        take_card(desk, desk.opening, status, body);
    } else if (tag == "account.move" || tag == "account.form") {
        take_card(desk, desk.moving, status, body);
        if (!desk.moving.failed) state.toast = "account.moved";
    } else {
        return false;
    }
    fill_form(state);
    return true;
}

}  // namespace kongdi::shell::desk
