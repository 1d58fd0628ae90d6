// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/programme_field_views.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "shell/desk/form_photos.hpp"
#include "shell/desk/programme.hpp"
#include "shell/desk/programme_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

using T = ProgrammeFieldType;

constexpr std::int64_t kLongWords = 200;  // from here on they take several lines
constexpr int kNumberSigns = 16;

std::string path_of_field(std::string_view field) { return "/" + std::string(field); }

void draw_wrong(const FieldSheet& sheet, std::string_view id, const std::string& path) {
    if (const std::string_view words = sheet.wrong(path); !words.empty())
        widgets::note(std::string(id) + "-error", widgets::Tone::Error, words);
}

/// A text field of what is typed under a name.
void draw_line(const FieldSheet& sheet, std::string_view name, widgets::FieldOptions options) {
    const std::string shown = sheet.typed.text(name);
    const std::string path = path_of_field(name);
    options.error = sheet.wrong(path);
    auto change = widgets::text_field(name, shown, options);
    if (!change || change->value == shown) return;
    // Several lines to read, one to keep.
    std::replace(change->value.begin(), change->value.end(), '\n', ' ');
    sheet.put(std::string(name), change->value);
}

void draw_words(const FieldSheet& sheet, const ProgrammeField& field, std::string_view label) {
    const bool is_day = field.type == T::Day;
    const bool is_long = field.most > kLongWords;
    draw_line(sheet, field.name,
              {.label = label,
               .kind = is_long ? widgets::FieldKind::Multiline : widgets::FieldKind::Line,
               .placeholder = is_day ? sheet.text("filter.day_hint") : std::string_view(),
               .max_code_points = is_day ? 10 : static_cast<int>(field.most),
               .required = field.is_needed(sheet.kind)});
}

std::string_view unit_of(const FieldSheet& sheet, std::string_view field, T type) {
    if (is_yuan(field)) return sheet.text("proposals.wan_unit");
    return type == T::Area ? sheet.text("unit.m2") : std::string_view();
}

void draw_number(const FieldSheet& sheet, const ProgrammeField& field, std::string_view label) {
    draw_line(sheet, field.name,
              {.label = label,
               .kind = widgets::FieldKind::Number,
               .unit = unit_of(sheet, field.name, field.type),
               .max_code_points = kNumberSigns,
               .required = field.is_needed(sheet.kind)});
}

/// A list of the browser; its first row says that none is chosen.
void draw_select(const FieldSheet& sheet, const ProgrammeField& field, std::string_view label,
                 std::string_view none, const std::vector<std::array<std::string, 2>>& rows) {
    const std::string now = sheet.typed.text(field.name);
    std::vector<widgets::Choice> choices{{"", none, widgets::Icon::None, now.empty()}};
    for (const auto& [id, words] : rows)
        choices.push_back({id, words, widgets::Icon::None, id == now});
    if (const auto chosen = widgets::select(field.name, label, choices))
        sheet.put(std::string(field.name), std::string(choices[*chosen].id));
    draw_wrong(sheet, field.name, path_of_field(field.name));
}

void draw_community(const FieldSheet& sheet, const ProgrammeField& field, std::string_view label) {
    std::vector<std::array<std::string, 2>> rows;
    if (sheet.state.city)
        for (const api::Community& one : sheet.state.city->communities)
            rows.push_back({one.code, one.name});
    draw_select(sheet, field, label, sheet.text("meeting_form.choose"), rows);
}

void draw_entry(const FieldSheet& sheet, const ProgrammeField& field, std::string_view label) {
    std::vector<std::array<std::string, 2>> rows;
    for (const ProgrammeEntry& one : sheet.state.programme.candidates)
        rows.push_back({one.id, programme_text(one, "title") + " · " + community_of(one)});
    draw_select(sheet, field, label, sheet.text("programme.choose_candidate"), rows);
}

/// Pressed once more, what need not be said is taken back.
void draw_choice(const FieldSheet& sheet, const ProgrammeField& field, std::string_view label) {
    const std::string now = sheet.typed.text(field.name);
    std::vector<std::string> labels;
    for (const std::string_view choice : field.choices)
        labels.push_back(programme_choice_label(sheet.text, field.name, choice));
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < labels.size(); ++i)
        choices.push_back(
            {field.choices[i], labels[i], widgets::Icon::None, field.choices[i] == now});
    widgets::heading(label);
    if (const auto pressed = widgets::choice_list(field.name, label, choices)) {
        const bool again = choices[*pressed].selected && !field.is_needed(sheet.kind);
        sheet.put(std::string(field.name),
                  again ? std::string() : std::string(choices[*pressed].id));
    }
    draw_wrong(sheet, field.name, path_of_field(field.name));
}

void draw_photos(const FieldSheet& sheet, const ProgrammeField& field, std::string_view label) {
    widgets::heading(label);
    std::size_t count = 0;
    for (const std::string_view list : {"kept_photos", "photos"})
        draw_form_photos(sheet.state, sheet.text, list, count, sheet.out);
    draw_wrong(sheet, field.name, path_of_field(field.name));
    draw_photo_taker(sheet.state, sheet.text, count, static_cast<std::size_t>(field.most),
                     sheet.text("photo.add_hint"), sheet.out);
}

/// The list without one of its rows.
Value without(const Value::List& rows, std::size_t index) {
    Value out = Value::list();
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (i != index) out.push(rows[i]);
    return out;
}

Value with(const Value::List& rows, std::size_t index, Value row) {
    Value out = Value::list();
    for (std::size_t i = 0; i < rows.size(); ++i) out.push(i == index ? std::move(row) : rows[i]);
    return out;
}

/// What is typed of a paper that is not on the list becomes a row of it.
void draw_new_paper(const FieldSheet& sheet, const ProgrammeField& field,
                    const Value::List& papers) {
    if (std::ssize(papers) >= field.most) return;
    draw_line(sheet, "paper_new",
              {.label = sheet.text("programme.paper_new"), .max_code_points = 80});
    if (!widgets::secondary_button("add-paper", sheet.text("programme.paper_add"),
                                   widgets::Icon::Plus))
        return;
    const std::string name(trimmed(sheet.typed.text("paper_new")));
    if (name.empty()) return;
    Value all = Value(papers);
    all.push(Value::map({{"paper", name}, {"there", false}}));
    sheet.put(std::string(field.name), std::move(all));
    sheet.put("paper_new", "");
}

void draw_papers(const FieldSheet& sheet, const ProgrammeField& field, std::string_view label) {
    const Value::List& papers = sheet.typed.items(field.name);
    widgets::heading(label);
    widgets::second(sheet.text("programme.papers_hint"));
    for (std::size_t i = 0; i < papers.size(); ++i) {
        const widgets::Scope scope("paper-" + std::to_string(i));
        const bool there = papers[i]["there"].bool_or(false);
        const std::string paper = papers[i].text("paper");
        if (widgets::checkbox("there", paper_label(sheet.text, paper), there))
            sheet.put(std::string(field.name),
                      with(papers, i, Value::map({{"paper", paper}, {"there", !there}})));
        draw_wrong(sheet, "paper", path_of_field(field.name) + "/" + std::to_string(i) + "/paper");
        if (widgets::text_button("remove", sheet.text("programme.paper_remove"),
                                 widgets::Icon::Trash))
            sheet.put(std::string(field.name), without(papers, i));
    }
    if (papers.empty() && widgets::secondary_button("usual", sheet.text("programme.papers_usual")))
        sheet.put(std::string(field.name), usual_paper_list());
    draw_wrong(sheet, field.name, path_of_field(field.name));
    draw_new_paper(sheet, field, papers);
}

void draw_income(const FieldSheet& sheet, const ProgrammeField& field, const Value::List& rows,
                 std::size_t index) {
    const widgets::Scope scope("income-" + std::to_string(index));
    const widgets::Card card("income");
    const std::string path = path_of_field(field.name) + "/" + std::to_string(index);
    {
        widgets::Columns columns(4, 150);
        bool first = true;
        for (const char* name : {"year", "income_yuan", "cost_yuan", "subsidy_yuan"}) {
            if (!first) columns.next();
            first = false;
            const std::string shown = rows[index].text(name);
            const auto change =
                widgets::text_field(name, shown,
                                    {.label = programme_field_label(sheet.text, name),
                                     .kind = widgets::FieldKind::Number,
                                     .error = sheet.wrong(path + path_of_field(name)),
                                     .unit = unit_of(sheet, name, T::Incomes),
                                     .max_code_points = kNumberSigns,
                                     .required = name == std::string_view("year")});
            if (!change || change->value == shown) continue;
            Value row = rows[index];
            row.set(name, change->value);
            sheet.put(std::string(field.name), with(rows, index, std::move(row)));
        }
    }
    if (widgets::text_button("remove", sheet.text("programme.income_remove"), widgets::Icon::Trash))
        sheet.put(std::string(field.name), without(rows, index));
}

void draw_incomes(const FieldSheet& sheet, const ProgrammeField& field, std::string_view label) {
    const Value::List& rows = sheet.typed.items(field.name);
    widgets::heading(label);
    for (std::size_t i = 0; i < rows.size(); ++i) draw_income(sheet, field, rows, i);
    draw_wrong(sheet, field.name, path_of_field(field.name));
    if (std::ssize(rows) >= field.most ||
        !widgets::secondary_button("add-income", sheet.text("programme.income_add"),
                                   widgets::Icon::Plus))
        return;
    Value all = Value(rows);
    all.push(Value::map({{"year", ""}}));
    sheet.put(std::string(field.name), std::move(all));
}

}  // namespace

bool is_short(const ProgrammeField& field) {
    switch (field.type) {
        case T::OneLine: return field.most <= kLongWords;
        case T::Choice:
        case T::Photos:
        case T::Papers:
        case T::Incomes: return false;
        default: return true;
    }
}

void draw_programme_field(const FieldSheet& sheet, const ProgrammeField& field) {
    const std::string label = programme_field_label(sheet.text, field.name);
    switch (field.type) {
        case T::OneLine:
        case T::Day: draw_words(sheet, field, label); break;
        case T::Year:
        case T::Whole:
        case T::Area: draw_number(sheet, field, label); break;
        case T::Community: draw_community(sheet, field, label); break;
        case T::Entry: draw_entry(sheet, field, label); break;
        case T::Choice: draw_choice(sheet, field, label); break;
        case T::Photos: draw_photos(sheet, field, label); break;
        case T::Papers: draw_papers(sheet, field, label); break;
        case T::Incomes: draw_incomes(sheet, field, label); break;
        case T::Count_: break;
    }
}

}  // namespace kongdi::shell::desk
