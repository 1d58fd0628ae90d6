// SPDX-License-Identifier: Apache-2.0
// A facility is filed, or what was filed of it is changed.
#include <algorithm>

#include "core/rules/facility_check.hpp"
#include "core/rules/thresholds.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/form_photos.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/map/map_view.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr float kMapHeight = 260;
void draw_field(const AppState& state, const text::Text& text, const FormErrors& errors,
                std::string_view name, widgets::FieldOptions options, Actions& out) {
    const std::string label(text("facility.field." + std::string(name)));
    options.label = label;
    draw_form_field(state, errors, name, options, out);
}

void draw_kind(const AppState& state, const text::Text& text, const FormErrors& errors,
               Actions& out) {
    const std::string kind = state.form.text("kind");
    std::vector<widgets::Choice> kinds{
        {"", text("facility.choose_kind"), widgets::Icon::None, kind.empty()}};
    for (const FacilityKind& one : state.catalogue.facilities)
        kinds.push_back({one.code, one.label.in(language_code(state.language)), widgets::Icon::None,
                         one.code == kind});
    if (const auto chosen = widgets::select("kind", text("facility.kind"), kinds)) {
        const std::string code(kinds[*chosen].id);
        out.push_back(SetFormField{"kind", code});
        // The tier follows the kind until the person says otherwise.
        if (const FacilityKind* one = state.catalogue.facility(code))
            out.push_back(SetFormField{"tier", tier_name(one->tier)});
    }
    if (const std::string_view wrong = errors("/kind"); !wrong.empty())
        widgets::note("kind-error", widgets::Tone::Error, wrong);
    std::vector<std::string> labels;
    for (int i = 0; i < static_cast<int>(Tier::Count_); ++i)
        labels.emplace_back(text("facility.tier." + std::string(tier_name(static_cast<Tier>(i)))));
    std::vector<widgets::Choice> tiers;
    for (int i = 0; i < static_cast<int>(Tier::Count_); ++i) {
        const std::string_view name = tier_name(static_cast<Tier>(i));
        tiers.push_back({name, labels[static_cast<std::size_t>(i)], widgets::Icon::None,
                         state.form.text("tier") == name});
    }
    widgets::bold(text("facility.tier"));
    if (const auto chosen = widgets::segmented("tier", text("facility.tier"), tiers))
        out.push_back(SetFormField{"tier", tiers[*chosen].id});
}

void draw_place(const AppState& state, const text::Text& text, const FormErrors& errors,
                Actions& out) {
    const Value& fields = state.form.fields;
    const map::Camera camera{{fields["lon"].number_or(0), fields["lat"].number_or(0)},
                             fields["zoom"].number_or(16)};
    widgets::heading(text("facility.field.point"));
    widgets::second(text("facility.place_hint"));
    map::MapOptions options;
    options.label = text("place.map");
    options.height = kMapHeight;
    options.full_width = false;
    options.zoom_in_label = text("map.zoom_in");
    options.zoom_out_label = text("map.zoom_out");
    if (state.map_about) options.tiles = state.tiles;
    const std::vector<map::MapShape> none;
    const map::MapResult moved =
        map::map_view("map", camera, state.map_about ? none : state.map_shapes, options);
    if (moved.moved || moved.settled) {
        out.push_back(SetFormField{"lon", moved.camera.centre.lon});
        out.push_back(SetFormField{"lat", moved.camera.centre.lat});
        out.push_back(SetFormField{"zoom", moved.camera.zoom});
        out.push_back(SetFormField{"placed", true});
    }
    if (moved.here.known)
        widgets::second(moved.here.community.name.empty()
                            ? text("space.no_community")
                            : std::string_view(moved.here.community.name));
    if (const std::string_view wrong = errors("/point"); !wrong.empty())
        widgets::note("point-error", widgets::Tone::Error, wrong);
}

void draw_accessibility(const AppState& state, const text::Text& text, Actions& out) {
    const Value::List& chosen = state.form.fields.items("accessibility");
    widgets::bold(text("facility.field.accessibility"));
    for (int i = 0; i < static_cast<int>(Accessibility::Count_); ++i) {
        const std::string name(accessibility_name(static_cast<Accessibility>(i)));
        const bool has = std::find(chosen.begin(), chosen.end(), Value(name)) != chosen.end();
        if (!widgets::checkbox(name, text("facility.access." + name), has)) continue;
        Value left = Value::list();
        for (const Value& one : chosen)
            if (one != Value(name)) left.push(one);
        if (!has) left.push(name);
        out.push_back(SetFormField{"accessibility", std::move(left)});
    }
}

void draw_photos(const AppState& state, const text::Text& text, const FormErrors& errors,
                 Actions& out) {
    widgets::heading(text("facility.field.photos"));
    std::size_t count = 0;
    for (const std::string_view list : {"kept_photos", "photos"})
        draw_form_photos(state, text, list, count, out);
    if (const std::string_view wrong = errors("/photos"); !wrong.empty())
        widgets::note("photos-error", widgets::Tone::Error, wrong);
    draw_photo_taker(state, text, count, kMaxFacilityPhotos, text("facility.photo_hint"), out);
}

void draw_measures(const AppState& state, const text::Text& text, const FormErrors& errors,
                   Actions& out) {
    widgets::heading(text("facility.measures"));
    widgets::second(text("facility.measures_hint"));
    widgets::Columns columns(2, 240);
    const widgets::FieldOptions area{
        .label = {}, .kind = widgets::FieldKind::Number, .unit = "m²", .max_code_points = 12};
    draw_field(state, text, errors, "floor_area_m2", area, out);
    columns.next();
    draw_field(state, text, errors, "site_area_m2", area, out);
    columns.next();
    draw_field(state, text, errors, "seats",
               {.label = {}, .kind = widgets::FieldKind::Number, .max_code_points = 8}, out);
    columns.next();
    draw_field(state, text, errors, "opening_hours",
               {.label = {},
                .placeholder = "07:30-18:00",
                .max_code_points = static_cast<int>(kMaxOpeningHours)},
               out);
}

}  // namespace

void draw_facility_form(const AppState& state, const text::Text& text, Actions& out) {
    const bool is_new = state.route.argument.empty();
    widgets::Page page({.id = "facility-form",
                        .title = text(is_new ? "facility_form.new" : "facility_form.change"),
                        .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const bool is_here = is_new || state.facilities.card;
    if (!is_new && draw_asked(text, state.facilities.opening, !is_here))
        out.push_back(OpenFacility{state.route.argument});
    if (!is_here) return;
    const FormErrors errors(state, text);
    if (state.form.touched) draw_draft_line(text, out);
    draw_field(state, text, errors, "name",
               {.label = {},
                .placeholder = text("facility.name_hint"),
                .max_code_points = static_cast<int>(kMaxFacilityName),
                .required = true},
               out);
    draw_kind(state, text, errors, out);
    draw_place(state, text, errors, out);
    draw_measures(state, text, errors, out);
    draw_accessibility(state, text, out);
    draw_photos(state, text, errors, out);
    if (!is_new)
        draw_field(state, text, errors, "reason",
                   {.label = {},
                    .kind = widgets::FieldKind::Multiline,
                    .max_code_points = static_cast<int>(kMaxReason),
                    .lines = 3},
                   out);
    const widgets::Footer footer;
    draw_form_state(state, text, errors, out);
    if (widgets::primary_button("send", text(is_new ? "facility_form.file" : "facility_form.save"),
                                state.form.touched && !state.form.busy))
        out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
