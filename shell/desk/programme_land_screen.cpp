// SPDX-License-Identifier: Apache-2.0
// Land-sale conditions: so many households and people, so which facilities a plot must carry.
#include "shell/desk/plan_words.hpp"
#include "shell/desk/programme.hpp"
#include "shell/desk/programme_parts.hpp"
#include "shell/desk/programme_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

/// Why it could not be reckoned, unless that stands at a field.
bool is_at_field(const Asked& asked) {
    return asked.error && (asked.error->path == "/households" || asked.error->path == "/people");
}

void draw_plot(const AppState& state, const text::Text& text, Actions& out) {
    const ProgrammeDesk& desk = state.programme;
    widgets::Columns columns(2, 200);
    bool first = true;
    for (const char* name : {"households", "people"}) {
        if (!first) columns.next();
        first = false;
        widgets::FieldOptions options{.label = text("programme.field." + std::string(name)),
                                      .kind = widgets::FieldKind::Number,
                                      .max_code_points = 8,
                                      .required = true};
        if (desk.reckoning.error && desk.reckoning.error->path == "/" + std::string(name))
            options.error = text(error_row(desk.reckoning.error->code).key);
        const std::string shown = desk.typed.text(name);
        if (const auto change = widgets::text_field(name, shown, options);
            change && change->value != shown)
            out.push_back(TypeProgramme{name, change->value});
    }
}

std::string form_filter(const api::LandTerms& terms) {
    std::string out = with_filter("kind=land", "households", std::to_string(terms.households));
    return with_filter(out, "people", std::to_string(terms.people));
}

}  // namespace

void draw_programme_land(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "programme-land", text("programme.land_page"),
                         StaffPlace::Below, out);
    const ProgrammeDesk& desk = state.programme;
    widgets::second(text("programme.land_hint"));
    draw_plot(state, text, out);
    if (desk.reckoning.failed && !is_at_field(desk.reckoning))
        widgets::note("failed", widgets::Tone::Error,
                      desk.reckoning.error ? text(error_row(desk.reckoning.error->code).key)
                                           : text("error.no_network"));
    if (widgets::secondary_button("reckon", text("programme.reckon")) && !desk.reckoning.busy)
        out.push_back(ReckonLand{});
    if (!desk.terms) return;
    widgets::title(text("programme.land_of",
                        {{"households", text.number(static_cast<double>(desk.terms->households))},
                         {"people", text.number(static_cast<double>(desk.terms->people))}}));
    widgets::second(text("programme.land_in_force"));
    draw_land_facilities(state, text, desk.terms->facilities);
    if (!is_programme_planner(state)) return;
    const widgets::Footer footer;
    if (widgets::primary_button("file", text("programme.land_file")))
        out.push_back(Go{{ScreenId::ProgrammeForm, {}, {}, form_filter(*desk.terms)}});
}

}  // namespace kongdi::shell::desk
