// SPDX-License-Identifier: Apache-2.0
// Tokens by which programs read for whoever is logged in.
#include <array>

#include "shell/desk/access.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::array<std::int64_t, 4> kDays{7, 30, 90, 365};
constexpr int kMostName = 60;  // letters

std::string days_said(const text::Text& text, std::int64_t days) {
    return text("tokens.days_of", {{"days", days}});
}

/// The ways of lasting that are allowed; the usual one is chosen until another is.
void draw_days(const TokenDesk& desk, const text::Text& text, Actions& out) {
    std::vector<std::int64_t> days;
    std::vector<std::string> labels;
    for (const std::int64_t one : kDays)
        if (one <= desk.list.most_days) {
            days.push_back(one);
            labels.push_back(days_said(text, one));
        }
    const std::int64_t current = desk.days != 0 ? desk.days : desk.list.days;
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < days.size(); ++i)
        choices.push_back({labels[i], labels[i], widgets::Icon::None, days[i] == current});
    if (const auto chosen = widgets::select("days", text("tokens.days"), choices))
        out.push_back(TypeToken{desk.name, days[*chosen]});
}

/// What is wrong with the name; empty when nothing is.
std::string_view wrong_name(const TokenDesk& desk, const text::Text& text) {
    const auto& error = desk.changing.error;
    if (!desk.changing.failed || !error || error->path != "/name") return {};
    return text(error->code == ErrorCode::IdConflict ? "tokens.same" : error_row(error->code).key);
}

void draw_wrong(const TokenDesk& desk, const text::Text& text) {
    if (!desk.changing.failed || !wrong_name(desk, text).empty()) return;
    const auto& error = desk.changing.error;
    std::string words(text(error ? error_row(error->code).key : "error.no_network"));
    if (error && error->code == ErrorCode::MoveIllegal)
        words = text("tokens.most", {{"most", desk.list.most}});
    widgets::note("wrong", widgets::Tone::Error, words);
}

void draw_new(const AppState& state, const text::Text& text, Actions& out) {
    const TokenDesk& desk = state.tokens;
    const widgets::Card group("new", text("tokens.new"));
    widgets::heading(text("tokens.new"));
    if (const auto change = widgets::text_field("name", desk.name,
                                                {.label = text("tokens.name"),
                                                 .error = wrong_name(desk, text),
                                                 .placeholder = text("tokens.name_hint"),
                                                 .max_code_points = kMostName,
                                                 .required = true}))
        out.push_back(TypeToken{change->value, desk.days});
    draw_days(desk, text, out);
    draw_wrong(desk, text);
    if (widgets::primary_button("add", text("tokens.add"), !desk.changing.busy))
        out.push_back(AddToken{});
}

/// It is told once: it stands in a field, from which it can be copied.
void draw_secret(const TokenDesk& desk, const text::Text& text) {
    if (desk.secret.empty()) return;
    const widgets::Card group("made", text("tokens.made"));
    widgets::note("keep", widgets::Tone::Waiting, text("tokens.keep"));
    widgets::text_field("secret", desk.secret, {.label = text("tokens.made")});
    widgets::second(text("tokens.use"));
}

void draw_row(const AppState& state, const text::Text& text, const api::TokenRow& row,
              Actions& out) {
    const widgets::Card card(row.id, row.name);
    const widgets::Scope scope(row.id);
    const bool over = row.expires_at_ms <= state.now_ms;
    widgets::bold(row.name);
    widgets::fact(text(over ? "tokens.over" : "tokens.until"), text.date(row.expires_at_ms));
    widgets::fact(text("tokens.made_on"), text.date(row.made_at_ms));
    widgets::fact(text("tokens.used"),
                  row.last_used.empty() ? text("tokens.unused") : std::string_view(row.last_used));
    if (widgets::secondary_button("end", text("tokens.end"), widgets::Icon::Trash))
        out.push_back(AskEndToken{row.id});
}

void draw_dialog(const AppState& state, const text::Text& text, Actions& out) {
    const TokenDesk& desk = state.tokens;
    if (state.route.dialog != "end") return;
    const widgets::Dialog dialog("end", text("tokens.end"), text("action.close"));
    if (dialog.closed()) out.push_back(CloseDialog{});
    for (const api::TokenRow& row : desk.list.rows)
        if (row.id == desk.asked_end)
            widgets::paragraph(text("tokens.end_ask", {{"name", row.name}}));
    if (!desk.asked_end.empty() &&
        widgets::primary_button("sure", text("tokens.end"), !desk.changing.busy))
        out.push_back(EndToken{});
}

}  // namespace

void draw_tokens(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "tokens", text("tokens.page"), StaffPlace::Below, out);
    const TokenDesk& desk = state.tokens;
    widgets::second(text("tokens.hint"));
    draw_secret(desk, text);
    if (draw_asked(text, desk.listing, desk.list.most == 0)) out.push_back(Go{state.route});
    if (desk.list.most == 0) return;
    draw_new(state, text, out);
    for (const api::TokenRow& row : desk.list.rows) draw_row(state, text, row, out);
    draw_dialog(state, text, out);
}

}  // namespace kongdi::shell::desk
