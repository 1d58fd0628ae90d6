// SPDX-License-Identifier: Apache-2.0
// What a worker found on site, with a photo and the measured area. It is kept on the device, so it
// can be written down where there is no network.
#include "core/codec/report_codec.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/form_photos.hpp"
#include "shell/desk/report_parts.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

void draw_error(std::string_view id, std::string_view wrong) {
    if (!wrong.empty()) widgets::note(id, widgets::Tone::Error, wrong);
}

void draw_finding(const AppState& state, const text::Text& text, const FormErrors& errors,
                  Actions& out) {
    std::vector<std::string> labels, seconds;
    std::vector<widgets::Choice> choices;
    for (int i = 0; i < static_cast<int>(SiteFinding::Count_); ++i) {
        const std::string name(site_finding_name(static_cast<SiteFinding>(i)));
        labels.emplace_back(text("finding." + name));
        seconds.emplace_back(text("finding_hint." + name));
    }
    const std::string now = state.form.text("finding");
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string_view name = site_finding_name(static_cast<SiteFinding>(i));
        choices.push_back({name, labels[i], widgets::Icon::None, now == name, seconds[i]});
    }
    widgets::heading(text("site.finding"));
    if (const auto chosen = widgets::choice_list("finding", text("site.finding"), choices))
        out.push_back(SetFormField{"finding", std::string(choices[*chosen].id)});
    draw_error("finding-error", errors("/finding"));
}

void draw_type(const AppState& state, const text::Text& text, const FormErrors& errors,
               Actions& out) {
    const std::string now = state.form.text("type");
    std::vector<widgets::Choice> choices;
    for (const SpaceType& type : state.catalogue.space_types)
        choices.push_back({type.code, type.label.in(language_code(state.language)),
                           widgets::Icon::None, type.code == now});
    if (const auto chosen = widgets::select("type", text("site.type"), choices))
        out.push_back(SetFormField{"type", std::string(choices[*chosen].id)});
    draw_error("type-error", errors("/type"));
}

/// What matching must know of a space. What nobody looked at stays open, and is asked for again.
void draw_facts(const AppState& state, const text::Text& text, const FormErrors& errors,
                Actions& out) {
    widgets::heading(text("site.facts"));
    widgets::second(text("site.facts_hint"));
    for (const std::string_view fact : kSiteFacts) {
        const std::string name = site_fact_field(fact);
        const std::string now = state.form.text(name);
        const std::string_view label = text("site.fact." + std::string(fact));
        const widgets::Choice choices[] = {
            {"yes", text("site.fact_yes"), widgets::Icon::None, now == "yes"},
            {"no", text("site.fact_no"), widgets::Icon::None, now == "no"},
            {"open", text("site.fact_open"), widgets::Icon::None, now.empty()}};
        widgets::paragraph(label);
        if (const auto chosen = widgets::segmented(name, label, choices))
            out.push_back(SetFormField{
                name, *chosen == 2 ? std::string() : std::string(choices[*chosen].id)});
    }
    draw_error("has-error", errors("/has"));
    draw_error("lacks-error", errors("/lacks"));
}

void draw_photos(const AppState& state, const text::Text& text, const FormErrors& errors,
                 Actions& out) {
    widgets::heading(text("site.photos"));
    std::size_t count = 0;
    draw_form_photos(state, text, "photos", count, out);
    draw_error("photos-error", errors("/photos"));
    draw_photo_taker(state, text, count, kMaxSitePhotos, text("site.photo_hint"), out);
}

}  // namespace

void draw_site_check(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page({.id = "site-check",
                        .title = text("worker_report.page"),
                        .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const Desk& desk = state.desk;
    const std::string& id = state.route.argument;
    const bool is_here = desk.card && desk.card->space.id == id;
    if (desk.loading == Loading::Busy && !is_here &&
        widgets::progress("loading", text("worker_report.loading"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Desk});
    // What was written down here is there without the report, too.
    if (!is_here && !state.form.touched) {
        if (desk.loading == Loading::Busy) return;
        widgets::note(
            "failed", widgets::Tone::Error,
            desk.error ? text(error_row(desk.error->code).key) : text("error.no_network"));
        if (widgets::secondary_button("again", text("action.again"))) out.push_back(OpenDesk{id});
        return;
    }
    const FormErrors errors(state, text);
    if (is_here) {
        widgets::title(type_label(state, desk.card->space.type));
        widgets::second(unbroken(desk.card->space.receipt));
        if (desk.card->two_persons)
            widgets::note("two", widgets::Tone::Info, text("site.two_persons"));
    }
    if (state.form.touched) draw_draft_line(text, out);
    draw_finding(state, text, errors, out);
    draw_type(state, text, errors, out);
    draw_form_field(state, errors, "area_m2",
                    {.label = text("site.area"),
                     .kind = widgets::FieldKind::Number,
                     .hint = text("site.area_hint"),
                     .unit = "m²",
                     .max_code_points = 10},
                    out);
    draw_facts(state, text, errors, out);
    draw_photos(state, text, errors, out);
    draw_form_field(state, errors, "note",
                    {.label = text("site.note"),
                     .kind = widgets::FieldKind::Multiline,
                     .hint = text("site.note_hint"),
                     .max_code_points = static_cast<int>(kMaxSiteNote),
                     .lines = 2},
                    out);
    const widgets::Footer footer;
    draw_form_state(state, text, errors, out);
    if (widgets::primary_button("send", text("site.send"), !state.form.busy))
        out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
