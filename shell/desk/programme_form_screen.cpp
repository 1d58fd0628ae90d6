// SPDX-License-Identifier: Apache-2.0
// An entry of the programme is filed, or what it says is changed: THE table of fields as a form.
#include <optional>

#include "core/lifecycle/programme_lifecycle.hpp"
#include "shell/desk/programme.hpp"
#include "shell/desk/programme_field_views.hpp"
#include "shell/desk/programme_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

/// What was decided on stays, and is shown.
void draw_fixed(const AppState& state, const text::Text& text, const ProgrammeField& field,
                const ProgrammeEntry& entry) {
    const std::string words = programme_value_text(state, text, field, entry.facts[field.name]);
    if (!words.empty()) widgets::fact(programme_field_label(text, field.name), words);
}

/// Short fields side by side, as many as fit.
void draw_fields(const FieldSheet& sheet, const ProgrammeEntry* was) {
    std::optional<widgets::Columns> beside;
    for (const ProgrammeField& field : programme_fields()) {
        if (!field.is_of(sheet.kind)) continue;
        const bool fixed = was != nullptr && is_fixed(field.fixed, was->kind, was->state);
        if (fixed || !is_short(field)) {
            beside.reset();
        } else if (beside) {
            beside->next();
        } else {
            beside.emplace(2, 280.0f);
        }
        if (fixed)
            draw_fixed(sheet.state, sheet.text, field, *was);
        else
            draw_programme_field(sheet, field);
    }
}

}  // namespace

void draw_programme_form(const AppState& state, const text::Text& text, Actions& out) {
    const bool is_new = state.route.argument.empty();
    const auto& card = state.programme.card;
    const bool is_here = is_new || (card && card->entry.id == state.route.argument);
    const ProgrammeKind kind = is_new || !is_here ? shown_kind(state) : card->entry.kind;
    const std::string label = programme_kind_label(text, kind);
    widgets::Page page({.id = "programme-form",
                        .title = is_here ? std::string_view(label) : text("programme.page"),
                        .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    if (!is_new && draw_asked(text, state.programme.opening, !is_here))
        out.push_back(AskProgramme{});
    if (!is_here) return;
    const FormErrors errors(state, text);
    widgets::title(text(is_new ? "programme.new" : "programme.change"));
    if (state.form.touched) draw_draft_line(text, out);
    const FieldSheet sheet{state,
                           text,
                           kind,
                           state.form.fields,
                           [&errors](const std::string& path) { return errors(path); },
                           [&out](std::string name, Value value) {
                               out.push_back(SetFormField{std::move(name), std::move(value)});
                           },
                           out};
    draw_fields(sheet, is_new ? nullptr : &card->entry);
    const widgets::Footer footer;
    draw_form_state(state, text, errors, out);
    if (widgets::primary_button("send", text(is_new ? "programme.file" : "facility_form.save"),
                                !state.form.busy))
        out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
