// SPDX-License-Identifier: Apache-2.0
// An account is added or changed: who it is, what they do, and where.
#include <algorithm>
#include <array>

#include "core/api/account_messages.hpp"
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::array<Role, 3> kRoles{Role::Worker, Role::Planner, Role::Administrator};
constexpr std::array<std::int64_t, 4> kDays{1, 7, 14, 30};

bool is_new(const AppState& state) { return state.route.argument.empty(); }

Value fields_of(const api::AccountRow& row) {
    const Scope& scope = row.facts.scope;
    Value areas = Value::list();
    if (!scope.is_whole_city())
        for (const std::string& area : scope.areas) areas.push(area);
    return Value::map({{"name", row.name},
                       {"shown_name", row.facts.shown_name},
                       {"role", role_name(row.facts.role)},
                       {"whole_city", scope.is_whole_city()},
                       {"areas", std::move(areas)}});
}

struct Area {
    std::string code;
    std::string label;
};

/// Streets and districts by the digits that codes of communities begin with, then these.
std::vector<Area> areas_of(const AppState& state, const text::Text& text) {
    std::vector<Area> out;
    if (!state.city) return out;
    const auto add = [&out](std::string code, std::string label) {
        const auto same = [&](const Area& one) { return one.code == code; };
        if (std::none_of(out.begin(), out.end(), same))
            out.push_back({std::move(code), std::move(label)});
    };
    for (const std::size_t digits : {6, 9})
        for (const api::Community& one : state.city->communities) {
            const std::string code = one.code.substr(0, digits);
            add(code, digits == 6          ? district_label(text, code)
                      : one.street.empty() ? code
                                           : one.street);
        }
    for (const api::Community& one : state.city->communities) add(one.code, one.name);
    return out;
}

void draw_line(const AppState& state, const FormErrors& errors, const char* name,
               widgets::FieldOptions options, Actions& out) {
    const std::string shown = state.form.text(name);
    options.error = errors("/" + std::string(name));
    if (const auto change = widgets::text_field(name, shown, options);
        change && change->value != shown)
        out.push_back(SetFormField{name, change->value});
}

void draw_role(const AppState& state, const text::Text& text, Actions& out) {
    std::array<std::string, kRoles.size()> labels;
    std::array<std::string, kRoles.size()> hints;
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < kRoles.size(); ++i) {
        const std::string name(role_name(kRoles[i]));
        labels[i] = text("account.role." + name);
        hints[i] = text("account.role_hint." + name);
        choices.push_back({role_name(kRoles[i]), labels[i], widgets::Icon::None,
                           state.form.text("role") == name, hints[i]});
    }
    if (const auto chosen = widgets::choice_list("role", text("account.role"), choices))
        out.push_back(SetFormField{"role", std::string(choices[*chosen].id)});
}

void draw_scope(const AppState& state, const text::Text& text, const FormErrors& errors,
                Actions& out) {
    if (state.form.text("role") == role_name(Role::Administrator)) return;
    const widgets::Card group("scope", text("account.scope"));
    widgets::heading(text("account.scope"));
    const bool whole = state.form.fields["whole_city"].bool_or(false);
    if (widgets::checkbox("city", text("account.city"), whole))
        out.push_back(SetFormField{"whole_city", !whole});
    if (whole) return;
    const std::vector<Area> areas = areas_of(state, text);
    const Value::List chosen = state.form.fields.items("areas");
    const auto has = [&](const std::string& code) {
        return std::find(chosen.begin(), chosen.end(), Value(code)) != chosen.end();
    };
    for (const Value& one : chosen) {
        const std::string code(one.string_or(""));
        const widgets::Scope scope(code);
        std::string label = code;
        for (const Area& area : areas)
            if (area.code == code) label = area.label;
        if (!widgets::text_button("drop", text("account.drop_area", {{"name", label}}),
                                  widgets::Icon::Close))
            continue;
        Value left = Value::list();
        for (const Value& other : chosen)
            if (other != one) left.push(other);
        out.push_back(SetFormField{"areas", std::move(left)});
    }
    std::vector<widgets::Choice> choices{{"", text("account.add_area"), widgets::Icon::None, true}};
    for (const Area& area : areas)
        if (!has(area.code))
            choices.push_back({area.code, area.label, widgets::Icon::None, false, {}});
    if (const auto added = widgets::select("area", text("account.areas"), choices);
        added && *added > 0) {
        Value more(chosen);
        more.push(std::string(choices[*added].id));
        out.push_back(SetFormField{"areas", std::move(more)});
    }
    if (const std::string_view wrong = errors.below("/areas"); !wrong.empty())
        widgets::note("areas-error", widgets::Tone::Error, wrong);
}

}  // namespace

Value begin_account_form(const AppState& state) {
    if (is_new(state))
        return Value::map({{"role", role_name(Role::Worker)}, {"days", kInvitationDays}});
    const auto& card = state.accounts.card;
    if (!card || card->row.name != state.route.argument) return {};
    return fields_of(card->row);
}

CheckedForm check_account_form(const AppState& state) {
    CheckedForm out;
    const DeskForm& form = state.form;
    Value areas = form.fields["areas"].if_list() != nullptr ? form.fields["areas"] : Value::list();
    if (form.fields["whole_city"].bool_or(false)) areas = Value::list({kWholeCity});
    out.body = Value::map({{"name", trimmed(form.text("name"))},
                           {"shown_name", trimmed(form.text("shown_name"))},
                           {"role", form.text("role")},
                           {"areas", std::move(areas)}});
    out.errors = account_facts_of(out.body).errors;
    out.path = api::kAccounts;
    if (is_new(state)) {
        out.body.set("days", form.fields["days"].int_or(kInvitationDays));
        const Errors name = account_name_errors(out.body.text("name"));
        out.errors.insert(out.errors.end(), name.begin(), name.end());
    } else {
        out.path += "/" + percent_encoded(state.route.argument) + std::string(api::kRecordEvents);
        out.body.set("move", "change");
    }
    return out;
}

void draw_account_form(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page({.id = "account-form",
                        .title = text(is_new(state) ? "accounts.add" : "account.edit"),
                        .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    if (!is_new(state) && !state.accounts.card) {
        if (draw_asked(text, state.accounts.opening, true)) out.push_back(OpenAccount{});
        return;
    }
    const FormErrors errors(state, text);
    draw_line(state, errors, "shown_name",
              {.label = text("account.shown_name"),
               .max_code_points = static_cast<int>(kMaxShownName),
               .required = true},
              out);
    if (is_new(state))
        draw_line(state, errors, "name",
                  {.label = text("account.name"),
                   .hint = text("account.name_hint"),
                   .max_code_points = static_cast<int>(kMaxAccountName),
                   .required = true},
                  out);
    draw_role(state, text, out);
    draw_scope(state, text, errors, out);
    if (is_new(state)) {
        std::array<std::string, kDays.size()> labels;
        std::vector<widgets::Choice> choices;
        for (std::size_t i = 0; i < kDays.size(); ++i) {
            labels[i] = text("account.days", {{"days", kDays[i]}});
            choices.push_back({labels[i], labels[i], widgets::Icon::None,
                               state.form.fields["days"].int_or(0) == kDays[i]});
        }
        if (const auto chosen = widgets::choice_chips("days", text("account.link_lasts"), choices))
            out.push_back(SetFormField{"days", kDays[*chosen]});
    }
    draw_form_state(state, text, errors, out);
    draw_draft_line(text, out);
    const widgets::Footer footer;
    if (widgets::primary_button("send", text(is_new(state) ? "account.invite" : "account.save"),
                                !state.form.busy))
        out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
