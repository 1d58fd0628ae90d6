// SPDX-License-Identifier: Apache-2.0
// A wave is planned: when, with which questionnaire, in which communities, and how many of their
// households are to answer.
#include <algorithm>
#include <array>

#include "core/rules/wave_rules.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kQuestionnaire = "service_checkup";
constexpr std::size_t kMostFound = 8;

void draw_period(const AppState& state, const text::Text& text, const FormErrors& errors,
                 Actions& out) {
    widgets::Columns columns(2, 180);
    draw_form_field(state, errors, "opens",
                    {.label = text("wave_form.opens"),
                     .error = errors("/opens_at"),
                     .placeholder = text("filter.day_hint"),
                     .max_code_points = 10,
                     .required = true},
                    out);
    columns.next();
    draw_form_field(state, errors, "closes",
                    {.label = text("wave_form.closes"),
                     .error = errors("/closes_at"),
                     .placeholder = text("filter.day_hint"),
                     .max_code_points = 10,
                     .required = true},
                    out);
}

void draw_questionnaire(const AppState& state, const text::Text& text, const FormErrors& errors,
                        Actions& out) {
    std::vector<std::int64_t> versions;
    for (const Questionnaire& one : state.catalogue.questionnaires)
        if (one.id == kQuestionnaire) versions.push_back(one.version);
    std::sort(versions.rbegin(), versions.rend());
    std::vector<std::string> labels, ids;
    for (const std::int64_t version : versions) {
        const Questionnaire* one = state.catalogue.questionnaire(kQuestionnaire, version);
        ids.push_back(std::to_string(version));
        labels.push_back(
            text("wave_form.version",
                 {{"title", one->title.in(language_code(state.language))}, {"version", version}}));
    }
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < versions.size(); ++i)
        choices.push_back({ids[i], labels[i], widgets::Icon::None,
                           versions[i] == state.form.fields["version"].int_or(0)});
    if (const auto chosen =
            widgets::select("questionnaire", text("wave_form.questionnaire"), choices))
        out.push_back(SetFormField{"version", versions[*chosen]});
    if (const std::string_view wrong = errors("/questionnaire"); !wrong.empty())
        widgets::note("questionnaire-error", widgets::Tone::Error, wrong);
}

void draw_goals(const AppState& state, const text::Text& text, const FormErrors& errors,
                Actions& out) {
    widgets::heading(text("wave_form.goals"));
    widgets::second(text("wave_form.goals_hint"));
    widgets::Columns columns(3, 150);
    for (int i = 0; i < static_cast<int>(EstateKind::Count_); ++i) {
        if (i > 0) columns.next();
        const std::string kind(estate_kind_name(static_cast<EstateKind>(i)));
        draw_form_field(state, errors, "goal_" + kind,
                        {.label = text("wave.estate." + kind),
                         .kind = widgets::FieldKind::Number,
                         .unit = "%",
                         .max_code_points = 5},
                        out);
    }
}

const api::Community* community_of(const AppState& state, std::string_view code) {
    if (state.city)
        for (const api::Community& one : state.city->communities)
            if (one.code == code) return &one;
    return nullptr;
}

/// A community with numbers of its own.
void draw_row(const AppState& state, const text::Text& text, const FormErrors& errors,
              std::size_t at, Actions& out) {
    const Value::List& rows = state.form.fields.items("own");
    const Value& row = rows[at];
    const std::string code = row.text("community");
    const widgets::Card card(code, code);
    const api::Community* known = community_of(state, code);
    widgets::bold(known != nullptr ? known->street + " " + known->name : code);
    const std::string path = "/own/" + std::to_string(at);
    std::optional<Value> changed;
    {
        widgets::Columns columns(2, 130);
        const std::string households = row.text("households");
        if (const auto change = widgets::text_field("households", households,
                                                    {.label = text("wave_form.households"),
                                                     .kind = widgets::FieldKind::Number,
                                                     .error = errors(path + "/households"),
                                                     .max_code_points = 7,
                                                     .required = true});
            change && change->value != households) {
            changed = row;
            changed->set("households", change->value);
        }
        columns.next();
        std::vector<widgets::Choice> kinds;
        for (int i = 0; i < static_cast<int>(EstateKind::Count_); ++i) {
            const std::string_view kind = estate_kind_name(static_cast<EstateKind>(i));
            kinds.push_back({kind, text("wave.estate." + std::string(kind)), widgets::Icon::None,
                             row["estate"].string_or("") == kind});
        }
        if (const auto chosen = widgets::select("estate", text("wave.estate"), kinds)) {
            changed = row;
            changed->set("estate", kinds[*chosen].id);
        }
    }
    if (const std::string_view wrong = errors(path + "/community"); !wrong.empty())
        widgets::note("community-error", widgets::Tone::Error, wrong);
    const bool removed =
        widgets::text_button("remove", text("wave_form.remove"), widgets::Icon::Trash);
    if (!changed && !removed) return;
    Value list = Value::list();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i != at)
            list.push(rows[i]);
        else if (!removed)
            list.push(*changed);
    }
    out.push_back(SetFormField{"own", std::move(list)});
}

/// Communities by the letters of their name, to be listed.
void draw_find(const AppState& state, const text::Text& text, Actions& out) {
    const std::string wanted = state.form.text("find");
    draw_form_field(state, FormErrors(AppState{}, text), "find",
                    {.label = text("wave_form.find"),
                     .kind = widgets::FieldKind::Search,
                     .placeholder = text("wave_form.find_hint"),
                     .max_code_points = 40},
                    out);
    if (wanted.empty() || !state.city) return;
    const Value::List& rows = state.form.fields.items("own");
    std::size_t found = 0;
    for (const api::Community& one : state.city->communities) {
        const std::string label = one.street + " " + one.name;
        if (label.find(wanted) == std::string::npos && one.code != wanted) continue;
        const bool listed = std::any_of(rows.begin(), rows.end(), [&](const Value& row) {
            return row["community"].string_or("") == one.code;
        });
        if (listed) continue;
        if (++found > kMostFound) {
            widgets::second(text("wave_form.more"));
            return;
        }
        if (!widgets::secondary_button("add-" + one.code,
                                       text("wave_form.add", {{"community", label}})))
            continue;
        Value list = Value::list();
        list.push(Value::map({{"community", one.code},
                              {"households", state.form.text("every")},
                              {"estate", estate_kind_name(EstateKind::General)}}));
        for (const Value& row : rows) list.push(row);
        out.push_back(SetFormField{"own", std::move(list)});
        out.push_back(SetFormField{"find", Value()});
    }
    if (found == 0) widgets::second(text("wave_form.none_found"));
}

void draw_targets(const AppState& state, const text::Text& text, const FormErrors& errors,
                  Actions& out) {
    widgets::heading(text("wave_form.targets"));
    const bool all = state.form.fields["all"].bool_or(true);
    const auto count = static_cast<std::int64_t>(state.city ? state.city->communities.size() : 0);
    const std::string every = text("wave_form.all", {{"count", count}});
    const std::array<widgets::Choice, 2> scopes{
        {{"all", every, widgets::Icon::None, all},
         {"chosen", text("wave_form.chosen"), widgets::Icon::None, !all}}};
    if (const auto chosen = widgets::choice_list("scope", text("wave_form.targets"), scopes))
        out.push_back(SetFormField{"all", *chosen == 0});
    if (all)
        draw_form_field(state, errors, "every",
                        {.label = text("wave_form.every"),
                         .kind = widgets::FieldKind::Number,
                         .max_code_points = 7,
                         .required = true},
                        out);
    if (const std::string_view wrong = errors("/targets"); !wrong.empty())
        widgets::note("targets-error", widgets::Tone::Error, text("wave_form.no_targets"));
    widgets::second(text(all ? "wave_form.own_hint" : "wave_form.chosen_hint"));
    draw_find(state, text, out);
    const std::size_t rows = state.form.fields.items("own").size();
    for (std::size_t i = 0; i < rows; ++i) draw_row(state, text, errors, i, out);
}

}  // namespace

void draw_wave_form(const AppState& state, const text::Text& text, Actions& out) {
    const bool is_new = state.route.argument.empty();
    widgets::Page page({.id = "wave-form",
                        .title = text(is_new ? "wave_form.new" : "wave_form.change"),
                        .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const bool is_here =
        is_new || (state.waves.plan && state.waves.plan->id == state.route.argument);
    if (!is_new && draw_asked(text, state.waves.planning, !is_here)) out.push_back(Go{state.route});
    if (!is_here) return;
    const FormErrors errors(state, text);
    if (state.form.touched) draw_draft_line(text, out);
    draw_form_field(state, errors, "title",
                    {.label = text("wave_form.title"),
                     .placeholder = text("wave_form.title_hint"),
                     .max_code_points = static_cast<int>(kMaxWaveTitle),
                     .required = true},
                    out);
    draw_period(state, text, errors, out);
    draw_questionnaire(state, text, errors, out);
    draw_goals(state, text, errors, out);
    draw_targets(state, text, errors, out);
    const widgets::Footer footer;
    draw_form_state(state, text, errors, out);
    if (widgets::primary_button("send", text("wave_form.save"),
                                state.form.touched && !state.form.busy))
        out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
