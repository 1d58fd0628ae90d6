// SPDX-License-Identifier: Apache-2.0
// The numbers of the catalogue: what is in force, what came from where, and another one in the
// place of it.
#include <algorithm>
#include <array>

#include "core/rules/thresholds.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

std::string mark_text(const AppState& state, const text::Text& text, const api::ThresholdNow& one) {
    if (one.confirmed) return std::string(text("threshold.confirmed"));
    for (const FacilityMark& mark : state.catalogue.facility_marks)
        if (mark.code == one.threshold.mark)
            return std::string(mark.label.in(language_code(state.language)));
    return one.threshold.mark;
}

std::string route_of_threshold(const api::ThresholdNow& one) {
    return one.kind + "." + std::string(measure_name(one.threshold.measure));
}

void draw_history(const AppState& state, const text::Text& text, const api::ThresholdNow& now) {
    std::vector<const ThresholdChange*> changes;
    for (const ThresholdChange& one : state.thresholds.now.history)
        if (one.kind == now.kind && one.measure == now.threshold.measure) changes.push_back(&one);
    const widgets::Card card("history", text("threshold.history"));
    widgets::heading(text("threshold.history"));
    if (changes.empty()) widgets::second(text("threshold.no_history"));
    std::size_t number = changes.size();
    for (auto at = changes.rbegin(); at != changes.rend(); ++at, --number) {
        const widgets::Scope scope(std::to_string(number));
        const ThresholdChange& one = **at;
        widgets::bold(bounds_text(text, one.before) + " → " + bounds_text(text, one.after));
        widgets::paragraph(one.reason);
        widgets::second(one.by + " · " + text.moment(one.at_ms, state.now_ms));
        widgets::divider();
    }
    widgets::second(text("threshold.default", {{"bounds", bounds_text(text, now.by_default)}}));
}

void draw_fields(const AppState& state, const text::Text& text, const FormErrors& errors,
                 Actions& out) {
    const auto field = [&](const char* name, std::string_view label,
                           widgets::FieldOptions options) {
        options.label = label;
        draw_form_field(state, errors, name, options, out);
    };
    {
        widgets::Columns columns(2, 180);
        field("low", text("threshold.low"),
              {.label = {}, .kind = widgets::FieldKind::Number, .max_code_points = 12});
        columns.next();
        field("high", text("threshold.high"),
              {.label = {}, .kind = widgets::FieldKind::Number, .max_code_points = 12});
    }
    field("reason", text("threshold.reason"),
          {.label = {},
           .kind = widgets::FieldKind::Multiline,
           .hint = text("threshold.reason_hint"),
           .max_code_points = static_cast<int>(kMaxReason),
           .lines = 3,
           .required = true});
}

using Rows = std::vector<api::ThresholdNow>;

void draw_table(const AppState& state, const text::Text& text, const Rows& rows, Actions& out) {
    const std::array<widgets::Column, 4> columns{{{"kind", text("facility.kind"), 150},
                                                  {"measure", text("threshold.measure"), 170},
                                                  {"bounds", text("threshold.bounds"), 120, true},
                                                  {"mark", text("threshold.mark"), 190}}};
    widgets::Table table("table", text("thresholds.page"), columns, rows.size(), true);
    while (table.next_row()) {
        const api::ThresholdNow& one = rows[table.row()];
        table.cell_bold(kind_label(state, one.kind));
        table.cell(measure_label(text, one.threshold.measure));
        table.cell(bounds_text(text, one.threshold.bounds));
        if (one.confirmed)
            table.cell_chip(widgets::Tone::Good, text("threshold.confirmed"));
        else
            table.cell(mark_text(state, text, one));
    }
    if (const auto row = table.row_pressed())
        out.push_back(Go{{ScreenId::Threshold, route_of_threshold(rows[*row])}});
}

/// The same on a phone: under the name of each kind its numbers, large enough to press.
void draw_list(const AppState& state, const text::Text& text, const Rows& rows, Actions& out) {
    std::string_view kind;
    for (const api::ThresholdNow& one : rows) {
        if (one.kind != kind) widgets::heading(kind_label(state, one.kind));
        kind = one.kind;
        if (widgets::card_button(route_of_threshold(one), widgets::Icon::Sliders,
                                 measure_label(text, one.threshold.measure),
                                 mark_text(state, text, one),
                                 bounds_text(text, one.threshold.bounds),
                                 one.confirmed ? widgets::Tone::Good : widgets::Tone::Neutral))
            out.push_back(Go{{ScreenId::Threshold, route_of_threshold(one)}});
    }
}

}  // namespace

void draw_thresholds(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "thresholds", text("thresholds.page"),
                         StaffPlace::BelowWithMenu, out);
    const std::vector<api::ThresholdNow>& rows = state.thresholds.now.thresholds;
    widgets::second(text("thresholds.hint"));
    if (draw_asked(text, state.thresholds.asking, rows.empty())) out.push_back(LoadThresholds{});
    if (rows.empty()) return;
    if (widgets::is_wide())
        draw_table(state, text, rows, out);
    else
        draw_list(state, text, rows, out);
}

void draw_threshold(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "threshold", .title = text("threshold.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const api::ThresholdNow* now = threshold_of_route(state);
    const bool none = state.thresholds.now.thresholds.empty();
    if (draw_asked(text, state.thresholds.asking, none)) out.push_back(LoadThresholds{});
    if (now == nullptr) {
        if (!none)
            widgets::empty_state(widgets::Icon::Search, text("threshold.unknown"),
                                 text("threshold.unknown_hint"));
        return;
    }
    widgets::title(kind_label(state, now->kind));
    {
        const widgets::Card card("now", text("threshold.now"));
        widgets::fact(measure_label(text, now->threshold.measure),
                      bounds_text(text, now->threshold.bounds));
        widgets::fact(text("threshold.mark"), mark_text(state, text, *now));
    }
    const bool planner = state.login && state.login->role == Role::Planner;
    const FormErrors errors(state, text);
    if (planner) {
        widgets::heading(text("threshold.change"));
        if (state.form.touched) draw_draft_line(text, out);
        draw_fields(state, text, errors, out);
    }
    draw_history(state, text, *now);
    if (!planner) return;
    const widgets::Footer footer;
    draw_form_state(state, text, errors, out);
    if (widgets::primary_button("send", text("threshold.save"),
                                state.form.touched && !state.form.busy))
        out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
