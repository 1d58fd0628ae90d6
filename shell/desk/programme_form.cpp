// SPDX-License-Identifier: Apache-2.0
// An entry of the programme that is filed or changed: its fields as typed, and what they come to.
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/model/money.hpp"
#include "core/question/typed_number.hpp"
#include "core/rules/programme_check.hpp"
#include "shell/desk/programme.hpp"
#include "shell/desk/programme_words.hpp"

namespace kongdi::shell::desk {

namespace {

using T = ProgrammeFieldType;

const ProgrammeEntry* changed_entry(const AppState& state) {
    const auto& card = state.programme.card;
    return card && card->entry.id == state.route.argument ? &card->entry : nullptr;
}

std::string typed_yuan(const Value& yuan) {
    return yuan.is_null() ? std::string() : format_money(yuan.int_or(0), MoneyUnit::Wan);
}

/// An amount in 万元 as it is typed; what is none stays a text, so that it is refused.
Value yuan_of(std::string_view typed) {
    if (trimmed(typed).empty()) return {};
    const auto yuan = parse_money(trimmed(typed), MoneyUnit::Wan);
    return yuan ? Value(*yuan) : Value(typed);
}

std::string typed_whole(const Value& whole) {
    return whole.is_null() ? std::string() : std::to_string(whole.int_or(0));
}

Value typed_incomes(const Value& incomes) {
    Value out = Value::list();
    for (const Value& one : *incomes.if_list())
        out.push(Value::map({{"year", typed_whole(one["year"])},
                             {"income_yuan", typed_yuan(one["income_yuan"])},
                             {"cost_yuan", typed_yuan(one["cost_yuan"])},
                             {"subsidy_yuan", typed_yuan(one["subsidy_yuan"])}}));
    return out;
}

/// An amount that is not typed is 0.
Value incomes_of(const Value::List& rows) {
    Value out = Value::list();
    for (const Value& row : rows) {
        Value one = Value::map({{"year", question::typed_number(row.text("year"))}});
        for (const char* name : {"income_yuan", "cost_yuan", "subsidy_yuan"}) {
            const Value yuan = yuan_of(row.text(name));
            one.set(name, yuan.is_null() ? Value(0) : yuan);
        }
        out.push(std::move(one));
    }
    return out;
}

Value photos_of(const Value& typed) {
    Value out = Value::list();
    for (const char* list : {"kept_photos", "photos"})
        for (const Value& photo : typed.items(list)) out.push(photo);
    return out;
}

Value typed_of_field(const ProgrammeField& field, const Value& value) {
    switch (field.type) {
        case T::Year: return typed_whole(value);
        case T::Whole: return is_yuan(field.name) ? typed_yuan(value) : typed_whole(value);
        case T::Area: return typed_of(value.number_or(0));
        case T::Incomes: return typed_incomes(value);
        default: return value;
    }
}

Value field_of_typed(const ProgrammeField& field, const Value& typed) {
    const std::string words = typed.text(field.name);
    switch (field.type) {
        case T::Year:
        case T::Area: return question::typed_number(words);
        case T::Whole: return is_yuan(field.name) ? yuan_of(words) : question::typed_number(words);
        case T::Photos: return photos_of(typed);
        case T::Papers: return typed[field.name];
        case T::Incomes: return incomes_of(typed.items(field.name));
        default: return trimmed(words).empty() ? Value() : Value(trimmed(words));
    }
}

/// Of a new entry: what its kind begins with.
Value begin_new(const AppState& state) {
    const ProgrammeKind kind = shown_kind(state);
    Value out = Value::map();
    if (kind == ProgrammeKind::Certificate) out.set("papers", usual_paper_list());
    for (const ProgrammeField& field : programme_fields())
        if (const std::string said = filter_value(state.route.filter, field.name);
            field.is_of(kind) && !said.empty())
            out.set(field.name, said);
    return out;
}

}  // namespace

Value usual_paper_list() {
    Value out = Value::list();
    for (const std::string_view paper : usual_papers())
        out.push(Value::map({{"paper", paper}, {"there", false}}));
    return out;
}

Value typed_programme(const ProgrammeEntry& entry) {
    Value out = Value::map();
    for (const ProgrammeField& field : programme_fields()) {
        const Value& value = entry.facts[field.name];
        if (!field.is_of(entry.kind) || value.is_null()) continue;
        const bool photos = field.type == T::Photos;
        out.set(photos ? std::string_view("kept_photos") : field.name,
                typed_of_field(field, value));
    }
    return out;
}

Value facts_of_typed(ProgrammeKind kind, const Value& typed) {
    Value out = Value::map();
    for (const ProgrammeField& field : programme_fields())
        if (field.is_of(kind))
            if (Value value = field_of_typed(field, typed); !value.is_null())
                out.set(field.name, std::move(value));
    return out;
}

std::string programme_form_name(const Route& route) {
    if (!route.argument.empty()) return route.argument;
    return "new@" + filter_value(route.filter, "kind");
}

void take_programme_address(AppState& state) {
    if (!state.route.argument.empty() || !state.form.touched) return;
    for (const char* name : {"households", "people"})
        if (const std::string said = filter_value(state.route.filter, name); !said.empty())
            state.form.fields.set(name, said);
}

Value begin_programme_form(const AppState& state) {
    if (state.route.argument.empty()) return begin_new(state);
    const ProgrammeEntry* was = changed_entry(state);
    return was != nullptr ? typed_programme(*was) : Value();
}

CheckedForm check_programme_form(const AppState& state) {
    CheckedForm out;
    const ProgrammeEntry* was = changed_entry(state);
    const bool is_new = state.route.argument.empty();
    const ProgrammeKind kind = was != nullptr && !is_new ? was->kind : shown_kind(state);
    const Value facts = facts_of_typed(kind, state.form.fields);
    CheckedProgramme checked = programme_facts_of(kind, facts);
    out.errors = std::move(checked.errors);
    out.path = api::kProgramme;
    if (is_new) {
        out.body = Value::map({{"id", state.form.text("id")},
                               {"kind", programme_kind_name(kind)},
                               {"facts", checked.facts}});
        return out;
    }
    out.path.append("/entries/").append(state.route.argument).append(api::kRecordEvents);
    out.body = Value::map({{"do", programme_doing_name(ProgrammeDoing::Change)},
                           {"version", was != nullptr ? was->version : 0},
                           {"facts", checked.facts}});
    return out;
}

}  // namespace kongdi::shell::desk
