// SPDX-License-Identifier: Apache-2.0
// An item of the plan is filed, or what it says is changed.
#include <algorithm>

#include "core/rules/plan_check.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/form_photos.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/plan_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

void draw_error(std::string_view id, std::string_view wrong) {
    if (!wrong.empty()) widgets::note(id, widgets::Tone::Error, wrong);
}

/// What is wrong with a field that cannot be changed freely once the item is listed or funded.
std::string_view held_error(const FormErrors& errors, const text::Text& text, std::string_view path,
                            std::string_view held_key) {
    return errors.has(path, ErrorCode::MoveIllegal) ? text(held_key) : errors(path);
}

void draw_community(const AppState& state, const text::Text& text, const FormErrors& errors,
                    Actions& out) {
    const std::string code = state.form.text("community");
    std::vector<widgets::Choice> choices{
        {"", text("meeting_form.choose"), widgets::Icon::None, code.empty()}};
    if (state.city)
        for (const api::Community& one : state.city->communities)
            choices.push_back({one.code, one.name, widgets::Icon::None, one.code == code});
    if (const auto chosen = widgets::select("community", text("column.community"), choices))
        out.push_back(SetFormField{"community", std::string(choices[*chosen].id)});
    draw_error("community-error", held_error(errors, text, "/community", "plan.community_stays"));
}

void draw_kinds(const AppState& state, const text::Text& text, const FormErrors& errors,
                Actions& out) {
    const Value::List& chosen = state.form.fields.items("kinds");
    std::vector<widgets::Choice> choices;
    for (const FacilityKind& kind : state.catalogue.facilities)
        choices.push_back(
            {kind.code, kind.label.in(language_code(state.language)), widgets::Icon::None,
             std::find(chosen.begin(), chosen.end(), Value(kind.code)) != chosen.end()});
    widgets::heading(text("plan.field.kinds"));
    if (const auto pressed = widgets::choice_chips("kinds", text("plan.field.kinds"), choices,
                                                   widgets::Pick::Many)) {
        Value left = Value::list();
        for (const Value& one : chosen)
            if (one != Value(choices[*pressed].id)) left.push(one);
        if (!choices[*pressed].selected) left.push(choices[*pressed].id);
        out.push_back(SetFormField{"kinds", std::move(left)});
    }
    draw_error("kinds-error", errors("/kinds"));
}

/// As the proposal has it that the item comes from.
const api::ProposalWay* proposed_way(const AppState& state, std::string_view name) {
    if (!state.index.proposals) return nullptr;
    for (const api::Proposal& one : state.index.proposals->choices) {
        if (one.space != state.form.text("space")) continue;
        for (const api::ProposalWay& way : one.ways)
            if (acquisition_way_name(way.way) == name) return &way;
    }
    return nullptr;
}

void draw_way(const AppState& state, const text::Text& text, Actions& out) {
    const std::string now = state.form.text("way");
    std::vector<std::string> names{""}, labels{std::string(text("plan.no_way"))}, seconds{""};
    for (int i = 0; i < static_cast<int>(AcquisitionWay::Count_); ++i) {
        names.emplace_back(acquisition_way_name(static_cast<AcquisitionWay>(i)));
        labels.emplace_back(text("plan.way." + names.back()));
        seconds.emplace_back(text("plan.way_needs." + names.back()));
    }
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < names.size(); ++i)
        choices.push_back({names[i], labels[i], widgets::Icon::None, names[i] == now, seconds[i]});
    widgets::heading(text("plan.field.way"));
    if (const auto chosen = widgets::choice_list("way", text("plan.field.way"), choices))
        out.push_back(SetFormField{"way", std::string(choices[*chosen].id)});
    if (const api::ProposalWay* way = proposed_way(state, now)) draw_way_needs(state, text, *way);
}

void draw_money(const AppState& state, const text::Text& text, const FormErrors& errors,
                Actions& out) {
    widgets::heading(text("plan.money"));
    widgets::second(text("plan.money_hint"));
    const auto field = [&](std::string_view name, std::string_view label, std::string_view wrong) {
        draw_form_field(state, errors, name,
                        {.label = label,
                         .kind = widgets::FieldKind::Number,
                         .error = wrong,
                         .unit = text("proposals.wan_unit"),
                         .max_code_points = 12},
                        out);
    };
    field("budget_wan", text("plan.field.budget_yuan"),
          held_error(errors, text, "/budget_yuan", "plan.funded_stays"));
    draw_error("funds-error", held_error(errors, text, "/funds", "plan.funded_stays"));
    widgets::Columns columns(3, 180);
    for (int i = 0; i < static_cast<int>(FundSource::Count_); ++i) {
        if (i > 0) columns.next();
        const std::string name(fund_source_name(static_cast<FundSource>(i)));
        field("fund_" + name, text("plan.fund." + name), errors("/funds/" + name));
    }
}

void draw_when(const AppState& state, const text::Text& text, const FormErrors& errors,
               Actions& out) {
    widgets::heading(text("plan.when"));
    widgets::Columns columns(3, 180);
    draw_form_field(state, errors, "year",
                    {.label = text("plan.field.year"),
                     .kind = widgets::FieldKind::Number,
                     .max_code_points = 6,
                     .required = true},
                    out);
    for (const std::string_view name : {"starts_on", "ends_on"}) {
        columns.next();
        draw_form_field(state, errors, name,
                        {.label = text("plan.field." + std::string(name)),
                         .placeholder = text("filter.day_hint"),
                         .max_code_points = 10},
                        out);
    }
}

void draw_photos(const AppState& state, const text::Text& text, const FormErrors& errors,
                 Actions& out) {
    const bool after = state.form.fields["after"].bool_or(false);
    std::size_t count = 0;
    for (const std::string_view list : {"kept_before", "kept_after", "photos"}) {
        const bool shown_after = list == "kept_after" || (list == "photos" && after);
        if (!state.form.fields.items(list).empty() || (list == "photos" && count == 0))
            widgets::heading(
                text(shown_after ? "plan.field.photos_after" : "plan.field.photos_before"));
        draw_form_photos(state, text, list, count, out);
    }
    draw_error("before-error", errors("/photos_before"));
    draw_error("after-error", errors("/photos_after"));
    draw_photo_taker(state, text, count, 2 * kMaxPlanPhotos,
                     text(after ? "plan.photo_after_hint" : "plan.photo_before_hint"), out);
}

}  // namespace

void draw_plan_form(const AppState& state, const text::Text& text, Actions& out) {
    const bool is_new = is_new_plan_item(state.route);
    widgets::Page page({.id = "plan-form",
                        .title = text(is_new ? "plan_form.new" : "plan_form.change"),
                        .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const bool is_here = is_new || state.plan.card;
    if (!is_new && draw_asked(text, state.plan.opening, !is_here)) out.push_back(AskPlan{});
    if (!is_here) return;
    const FormErrors errors(state, text);
    if (state.form.touched) draw_draft_line(text, out);
    draw_form_field(state, errors, "title",
                    {.label = text("plan.field.title"),
                     .placeholder = text("plan.title_hint"),
                     .max_code_points = static_cast<int>(kMaxPlanTitle),
                     .required = true},
                    out);
    draw_community(state, text, errors, out);
    if (!state.form.text("space").empty())
        widgets::note("space", widgets::Tone::Info, text("plan.has_space"));
    draw_error("space-error", errors("/space"));
    draw_kinds(state, text, errors, out);
    draw_way(state, text, out);
    draw_form_field(state, errors, "owner",
                    {.label = text("plan.field.owner"),
                     .placeholder = text("plan.owner_hint"),
                     .max_code_points = static_cast<int>(kMaxPlanOwner)},
                    out);
    draw_money(state, text, errors, out);
    draw_when(state, text, errors, out);
    draw_photos(state, text, errors, out);
    const widgets::Footer footer;
    draw_form_state(state, text, errors, out);
    if (widgets::primary_button("send", text(is_new ? "plan_form.file" : "facility_form.save"),
                                !state.form.busy))
        out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
