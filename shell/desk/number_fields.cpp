// SPDX-License-Identifier: Apache-2.0
// What a number question offers beside its field: values to tap, and how the number was come by.
#include <array>

#include "shell/desk/questionnaire_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kPresets = "presets";
constexpr std::string_view kSources = "sources";

std::optional<RowStep> draw_preset(const Editing& editing, const Value& preset, std::size_t row,
                                   const std::string& path) {
    const widgets::Scope scope("preset" + std::to_string(row));
    static constexpr std::array<float, 2> kShares{1, 3};
    {
        widgets::Columns columns(kShares, 130);
        if (const auto value =
                edit_number(editing, "value", editing.text("questionnaire.preset_value"),
                            preset["value"], path + "/value")) {
            Change change(editing);
            // Left out it would count as 0, and nobody would be told.
            row_of(change, kPresets, row).set("value", value->is_null() ? Value("") : *value);
            change.done();
        }
        columns.next();
        edit_row_words(editing, kPresets, row, editing.text("questionnaire.preset"),
                       preset["label"], path);
    }
    return draw_row_steps(editing, row, editing.text("questionnaire.remove_preset"));
}

std::optional<RowStep> draw_source(const Editing& editing, const Value& source, std::size_t row,
                                   const std::string& path) {
    const widgets::Scope scope("source" + std::to_string(row));
    {
        widgets::Columns columns(3, 130);
        edit_row_code(editing, kSources, row, source.text("code"), path);
        for (const std::string_view factor : {"low_factor", "high_factor"}) {
            columns.next();
            // Without one the truth is what was said: 1.
            const auto value =
                edit_number(editing, factor, editing.text("questionnaire." + std::string(factor)),
                            source[factor], path + "/" + std::string(factor), "1");
            if (!value) continue;
            Change change(editing);
            set_member(row_of(change, kSources, row), factor, *value);
            change.done();
        }
    }
    edit_row_words(editing, kSources, row, editing.text("questionnaire.source"), source["label"],
                   path);
    return draw_row_steps(editing, row, editing.text("questionnaire.remove_source"));
}

}  // namespace

void draw_presets(const Editing& editing, const Value& question, const std::string& path) {
    widgets::bold(editing.text("questionnaire.presets"));
    draw_rows(editing, question, kPresets, path, draw_preset);
    if (widgets::secondary_button("add_preset", editing.text("questionnaire.add_preset"),
                                  widgets::Icon::Plus))
        add_row(editing, kPresets, Value::map({{"value", 0}, {"label", Value::map()}}));
}

void draw_sources(const Editing& editing, const Value& question, const std::string& path) {
    widgets::bold(editing.text("questionnaire.sources"));
    widgets::second(editing.text("questionnaire.sources_hint"));
    draw_rows(editing, question, kSources, path, draw_source);
    if (widgets::secondary_button("add_source", editing.text("questionnaire.add_source"),
                                  widgets::Icon::Plus))
        add_row(
            editing, kSources,
            Value::map(
                {{"code", ""}, {"label", Value::map()}, {"low_factor", 1}, {"high_factor", 1}}));
}

}  // namespace kongdi::shell::desk
