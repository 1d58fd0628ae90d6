// SPDX-License-Identifier: Apache-2.0
// The accounts there are, and one of them with what was done to it.
#include <algorithm>
#include <array>

#include "shell/desk/desk_list.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::size_t kDistrictDigits = 6;

std::string role_text(const text::Text& text, Role role) {
    return std::string(text("account.role." + std::string(role_name(role))));
}

/// The names of its communities, or the digits of what is no community we know.
std::string scope_said(const AppState& state, const text::Text& text, const Scope& scope) {
    if (scope.is_whole_city()) return std::string(text("account.city"));
    std::string out;
    for (const std::string& area : scope.areas) {
        std::string name = area.size() == kDistrictDigits ? district_label(text, area) : area;
        if (state.city)
            for (const api::Community& one : state.city->communities) {
                if (one.code == area) name = one.name;
                if (area.size() == 9 && one.code.starts_with(area)) name = one.street;
            }
        out.append(out.empty() ? "" : text("account.comma")).append(name);
    }
    return out;
}

Said state_said(const api::AccountRow& row) {
    if (row.locked) return {"account.locked", widgets::Tone::Error};
    if (!row.has_password) return {"account.invited", widgets::Tone::Waiting};
    return {"account.open", widgets::Tone::Good};
}

std::string name_said(const api::AccountRow& row) {
    return row.facts.shown_name.empty() ? row.name : row.facts.shown_name;
}

void draw_failure(const text::Text& text, const Asked& asked) {
    if (!asked.failed) return;
    std::string_view words = text("error.no_network");
    if (asked.error)
        words = asked.error->code == ErrorCode::MoveIllegal && asked.error->path == "/key"
                    ? text("account.no_key")
                : asked.error->code == ErrorCode::MoveIllegal
                    ? text("account.last")
                    : text(error_row(asked.error->code).key);
    widgets::note("not-moved", widgets::Tone::Error, words);
}

void draw_table(const AppState& state, const text::Text& text, Actions& out) {
    const std::vector<api::AccountRow>& rows = state.accounts.list.rows;
    const std::array<widgets::Column, 5> columns{{{"who", text("account.shown_name"), 150},
                                                  {"name", text("account.name"), 120},
                                                  {"role", text("account.role"), 110},
                                                  {"scope", text("account.scope"), 190},
                                                  {"state", text("account.state"), 120}}};
    widgets::Table table("table", text("accounts.page"), columns, rows.size(), true);
    while (table.next_row()) {
        const api::AccountRow& row = rows[table.row()];
        const Said said = state_said(row);
        table.cell_bold(name_said(row));
        table.cell(row.name);
        table.cell(role_text(text, row.facts.role));
        table.cell(scope_said(state, text, row.facts.scope));
        table.cell_chip(said.tone, text(said.key));
    }
    if (const auto row = table.row_pressed())
        out.push_back(Go{{ScreenId::Account, rows[*row].name}});
}

void draw_list(const AppState& state, const text::Text& text, Actions& out) {
    for (const api::AccountRow& row : state.accounts.list.rows) {
        const Said said = state_said(row);
        std::string line = role_text(text, row.facts.role);
        const std::string scope = scope_said(state, text, row.facts.scope);
        if (!scope.empty()) line.append(" · ").append(scope);
        if (widgets::card_button(row.name, widgets::Icon::User, name_said(row), line,
                                 text(said.key), said.tone))
            out.push_back(Go{{ScreenId::Account, row.name}});
    }
}

void draw_history(const AppState& state, const text::Text& text, const api::AccountCard& card) {
    const widgets::Card group("history", text("account.history"));
    widgets::heading(text("account.history"));
    std::size_t number = card.history.size();
    for (const api::AccountEvent& one : card.history) {
        const widgets::Scope scope(std::to_string(number--));
        widgets::bold(text("account.did." + one.what));
        widgets::second((one.by.empty() ? std::string("–") : one.by) + " · " +
                        text.moment(one.at_ms, state.now_ms));
    }
}

void draw_facts(const AppState& state, const text::Text& text, const api::AccountCard& card) {
    const api::AccountRow& row = card.row;
    const widgets::Card group("facts", name_said(row));
    widgets::fact(text("account.name"), row.name);
    widgets::fact(text("account.role"), role_text(text, row.facts.role));
    if (row.facts.role != Role::Administrator)
        widgets::fact(text("account.scope"), scope_said(state, text, row.facts.scope));
    widgets::fact(text("account.second"),
                  text(row.has_second ? "account.second_on" : "account.second_off"));
    widgets::fact(text("account.logins"), std::to_string(card.logins));
    if (card.invited_until_ms)
        widgets::fact(text("account.invited_until"), text.date(*card.invited_until_ms));
}

/// The link is told once: it stands in a field, from which it can be copied.
void draw_link(const AppState& state, const text::Text& text) {
    const AccountDesk& desk = state.accounts;
    if (desk.link.empty()) return;
    const widgets::Card group("link", text("account.link"));
    widgets::bold(text("account.link"));
    widgets::second(text("account.link_hint"));
    widgets::text_field("address", desk.link, {.label = text("account.address")});
}

/// For whom the provider of log-ins vouches. Nothing where there is none.
void draw_provider(const AppState& state, const text::Text& text, Actions& out) {
    const AccountDesk& desk = state.accounts;
    const std::string_view provider = provider_name(state);
    if (provider.empty()) return;
    const widgets::Card group("provider", text("account.provider"));
    widgets::heading(text("account.provider"));
    if (desk.card->linked) {
        widgets::paragraph(text("account.linked", {{"name", provider}}));
        if (widgets::secondary_button("unlink-person", text("account.move.unlink")))
            out.push_back(MoveAccount{"unlink"});
        return;
    }
    widgets::paragraph(text("account.not_linked", {{"name", provider}}));
    if (const auto change =
            widgets::text_field("subject", desk.subject,
                                {.label = text("account.subject"),
                                 .hint = text("account.subject_hint", {{"name", provider}}),
                                 .max_code_points = 255}))
        out.push_back(TypeSubject{change->value});
    if (widgets::secondary_button("link-person", text("account.move.link")))
        out.push_back(MoveAccount{"link"});
}

struct Move {
    std::string_view move;
    bool offered;
    widgets::Icon icon;
};

void draw_moves(const AppState& state, const text::Text& text, Actions& out) {
    const api::AccountCard& card = *state.accounts.card;
    const bool own = state.login && state.login->name == card.row.name;
    const std::array<Move, 6> moves{{
        {"invite", !card.row.locked, widgets::Icon::Forward},
        {"revoke", card.invited_until_ms.has_value(), widgets::Icon::Close},
        {"reset_second", card.row.has_second, widgets::Icon::Trash},
        {"end_sessions", card.logins > 0, widgets::Icon::Door},
        {"lock", !card.row.locked && !own, widgets::Icon::Warning},
        {"unlock", card.row.locked, widgets::Icon::Check},
    }};
    if (!own && widgets::secondary_button("edit", text("account.edit")))
        out.push_back(Go{{ScreenId::AccountForm, card.row.name}});
    for (const Move& one : moves) {
        const std::string name(one.move);
        if (one.offered && widgets::secondary_button(name, text("account.move." + name), one.icon))
            out.push_back(MoveAccount{name});
    }
}

}  // namespace

void draw_accounts(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "accounts", text("accounts.page"), StaffPlace::Line, out);
    const AccountDesk& desk = state.accounts;
    widgets::second(text("accounts.hint"));
    if (draw_asked(text, desk.listing, desk.list.rows.empty())) out.push_back(ListAccounts{});
    if (widgets::secondary_button("add", text("accounts.add"), widgets::Icon::Plus))
        out.push_back(Go{{ScreenId::AccountForm}});
    if (widgets::secondary_button("reads", text("reads.page"), widgets::Icon::List))
        out.push_back(Go{{ScreenId::Reads}});
    if (desk.list.rows.empty()) return;
    if (widgets::is_wide())
        draw_table(state, text, out);
    else
        draw_list(state, text, out);
    const auto& roles = desk.list.second_for;
    const bool must = std::find(roles.begin(), roles.end(), Role::Administrator) != roles.end();
    if (widgets::checkbox("second", text("accounts.second_for"), must,
                          text("accounts.second_for_hint")))
        out.push_back(WantSecond{!must});
    draw_failure(text, desk.moving);
}

void draw_account(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "account", text("accounts.page"), StaffPlace::Below, out);
    const AccountDesk& desk = state.accounts;
    if (draw_asked(text, desk.opening, !desk.card)) out.push_back(OpenAccount{});
    if (!desk.card) return;
    widgets::title(name_said(desk.card->row));
    const Said said = state_said(desk.card->row);
    widgets::status_chip(said.tone, text(said.key));
    draw_failure(text, desk.moving);
    draw_link(state, text);
    widgets::Columns columns(2, 340);
    draw_facts(state, text, *desk.card);
    draw_moves(state, text, out);
    draw_provider(state, text, out);
    columns.next();
    draw_history(state, text, *desk.card);
}

}  // namespace kongdi::shell::desk
