// SPDX-License-Identifier: Apache-2.0
// Codes for the households of some buildings: one PDF to print and hand out.
#include "core/rules/wave_rules.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

void draw_community(const AppState& state, const text::Text& text, const FormErrors& errors,
                    Actions& out) {
    const std::string code = state.form.text("community");
    std::vector<widgets::Choice> choices{
        {"", text("sheets.choose"), widgets::Icon::None, code.empty()}};
    for (const api::CommunityProgress& one : state.waves.progress->communities)
        choices.push_back({one.community, one.name.empty() ? one.community : one.name,
                           widgets::Icon::None, one.community == code});
    if (const auto chosen = widgets::select("community", text("column.community"), choices))
        out.push_back(SetFormField{"community", choices[*chosen].id});
    if (const std::string_view wrong = errors("/community"); !wrong.empty())
        widgets::note("community-error", widgets::Tone::Error, wrong);
}

void draw_building(const AppState& state, const text::Text& text, const FormErrors& errors,
                   std::size_t at, Actions& out) {
    const Value::List& rows = state.form.fields.items("buildings");
    const std::string number = std::to_string(at);
    const std::string path = "/buildings/" + number;
    const std::string label = text("sheets.building", {{"number", number}});
    const widgets::Card card("building-" + number, label);
    std::optional<Value> changed;
    const auto field = [&](const char* name, widgets::FieldOptions options) {
        const std::string shown = rows[at].text(name);
        options.error = errors(path + "/" + name);
        const auto change = widgets::text_field(name, shown, options);
        if (!change || change->value == shown) return;
        if (!changed) changed = rows[at];
        changed->set(name, change->value);
    };
    {
        widgets::Columns columns(2, 130);
        field("name", {.label = text("sheets.name"),
                       .placeholder = text("sheets.name_hint"),
                       .max_code_points = static_cast<int>(kMaxBuildingName),
                       .required = true});
        columns.next();
        field("households", {.label = text("sheets.households"),
                             .kind = widgets::FieldKind::Number,
                             .max_code_points = 5});
    }
    const bool removed = rows.size() > 1 && widgets::text_button("remove", text("sheets.remove"),
                                                                 widgets::Icon::Trash);
    if (!changed && !removed) return;
    Value list = Value::list();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i != at)
            list.push(rows[i]);
        else if (!removed)
            list.push(*changed);
    }
    out.push_back(SetFormField{"buildings", std::move(list)});
}

}  // namespace

void draw_sheets(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "sheets", .title = text("sheets.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const auto& progress = state.waves.progress;
    const bool is_here = progress && progress->wave.id == state.route.argument;
    if (draw_asked(text, state.waves.opening, !is_here))
        out.push_back(OpenWave{state.route.argument});
    if (!is_here) return;
    widgets::title(progress->wave.plan.title);
    widgets::paragraph(text("sheets.hint"));
    const FormErrors errors(state, text);
    if (state.form.touched) draw_draft_line(text, out);
    draw_community(state, text, errors, out);
    const Value::List& rows = state.form.fields.items("buildings");
    for (std::size_t i = 0; i < rows.size(); ++i) draw_building(state, text, errors, i, out);
    if (rows.size() < kMaxSheetBuildings &&
        widgets::secondary_button("more", text("sheets.more"), widgets::Icon::Plus)) {
        Value list = state.form.fields["buildings"];
        list.push(Value::map({{"name", ""}, {"households", ""}}));
        out.push_back(SetFormField{"buildings", std::move(list)});
    }
    widgets::second(text("sheets.voids"));
    const widgets::Footer footer;
    draw_form_state(state, text, errors, out);
    if (widgets::primary_button("send", text("sheets.print"),
                                state.form.touched && !state.form.busy))
        out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
