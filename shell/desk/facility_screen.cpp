// SPDX-License-Identifier: Apache-2.0
// One facility of the register: what was stated, who verified it, what changed, and what may be
// done next.
#include <array>
#include <cmath>

#include "core/api/endpoints.hpp"
#include "core/codec/json.hpp"
#include "core/lifecycle/facility_lifecycle.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/papers.hpp"
#include "shell/desk/reach_view.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

void draw_facts(const AppState& state, const text::Text& text, const Facility& one) {
    const widgets::Card card("facts", text("facility.facts"));
    const Value tree = facility_facts_tree(one.facts);
    widgets::fact(text("facility.kind"), kind_label(state, one.facts.kind));
    widgets::fact(text("facility.tier"),
                  text("facility.tier." + std::string(tier_name(one.facts.tier))));
    widgets::fact(text("column.community"), one.community_name.empty()
                                                ? text("space.no_community")
                                                : std::string_view(one.community_name));
    for (const std::string_view field :
         {"floor_area_m2", "site_area_m2", "seats", "opening_hours", "accessibility"})
        widgets::fact(text("facility.field." + std::string(field)),
                      field_text(state, text, std::string(field), tree[field]));
    widgets::fact(text("facility.filed_by"),
                  (one.filed_by.empty() ? std::string("–") : one.filed_by) + " · " +
                      text.moment(one.filed_at_ms, state.now_ms));
    if (one.verified_at_ms)
        widgets::fact(text("facility.verified_by"),
                      one.verified_by + " · " + text.moment(*one.verified_at_ms, state.now_ms));
    if (one.state == FacilityState::Changed && one.verified_version)
        widgets::second(text("facility.verified_stands", {{"version", *one.verified_version}}));
}

void draw_photos(const text::Text& text, const Facility& one) {
    std::int64_t number = 0;
    for (const std::string& hash : one.facts.photos)
        widgets::picture(hash, "/api/v1/photos/" + hash + "?size=1280",
                         text("photo.alt", {{"number", ++number}}));
}

void draw_place(const AppState& state, const text::Text& text, const Facility& one, Actions& out) {
    const map::MapShape point{
        map::ShapeKind::Point, {{{one.facts.point.lon, one.facts.point.lat}}}, {}};
    std::vector<map::MapShape> shapes;
    if (!state.map_about) shapes = state.map_shapes;
    std::string subject(api::kFacilities);
    subject.append("/").append(one.id);
    const double zoom = add_reach(state, subject, 17, shapes);
    shapes.push_back(point);
    map::MapOptions options;
    options.label = text("place.map");
    options.height = 220;
    if (state.map_about) options.tiles = state.tiles;
    options.cross_hair = false;
    options.full_width = false;
    map::map_view("map", {{one.facts.point.lon, one.facts.point.lat}, zoom}, shapes, options);
    draw_reach(state, text, subject, out);
    draw_papers_pill(text, out);
    const std::array<Paper, 1> papers{
        {{PaperKind::Chart, "reach", paper_query("facility", one.id)}}};
    draw_papers(state, text, papers, out);
}

void draw_history(const AppState& state, const text::Text& text, const api::FacilityCard& card) {
    const widgets::Card group("history", text("facility.history"));
    widgets::heading(text("facility.history"));
    for (auto at = card.versions.rbegin(); at != card.versions.rend(); ++at) {
        const FacilityVersion& version = at->version;
        const widgets::Scope scope(std::to_string(version.version));
        widgets::bold(
            std::to_string(version.version) + " · " +
            std::string(text("facility.move." + std::string(facility_move_name(version.move)))));
        widgets::second((version.by.empty() ? std::string("–") : version.by) + " · " +
                        text.moment(version.at_ms, state.now_ms));
        if (!version.reason.empty()) widgets::paragraph(version.reason);
        for (const FieldChange& change : at->diff)
            widgets::fact(text("facility.field." + change.field),
                          field_text(state, text, change.field, change.before) + " → " +
                              field_text(state, text, change.field, change.after));
        widgets::divider();
    }
}

/// The question why, before it is closed or opened again.
void draw_why(const AppState& state, const text::Text& text, FacilityMove move, Actions& out) {
    const FacilityDesk& desk = state.facilities;
    const std::string name(facility_move_name(move));
    const widgets::Dialog dialog("why", text("facility.ask." + name), text("action.close"));
    const auto reason = widgets::text_field("reason", desk.reason,
                                            {.label = text("facility.reason"),
                                             .kind = widgets::FieldKind::Multiline,
                                             .max_code_points = 200,
                                             .lines = 3,
                                             .required = true});
    if (reason) out.push_back(SetFacilityReason{reason->value});
    if (widgets::primary_button("do", text("facility.move." + name),
                                !desk.reason.empty() && !desk.moving.busy)) {
        out.push_back(MoveFacility{move});
        out.push_back(CloseDialog{});
    }
    if (dialog.closed()) out.push_back(CloseDialog{});
}

/// The other things that whoever is logged in may do.
void draw_changes(const AppState& state, const text::Text& text, const Facility& one,
                  Actions& out) {
    const auto may = [&](FacilityMove move) {
        return after_move(one.state, move, state.login->role).has_value();
    };
    const FacilityMove other =
        may(FacilityMove::Close) ? FacilityMove::Close : FacilityMove::Reopen;
    const std::string name(facility_move_name(other));
    {
        widgets::Columns columns(2, 150);
        if (may(FacilityMove::Change)) {
            if (widgets::secondary_button("change", text("facility.edit")))
                out.push_back(Go{{ScreenId::FacilityForm, one.id}});
            columns.next();
        }
        if (may(other) && widgets::secondary_button(name, text("facility.ask." + name)))
            out.push_back(OpenDialog{name});
    }
    if (may(other) && state.route.dialog == name) draw_why(state, text, other, out);
}

/// Verifying stands at the thumb, unless it is for somebody else to do.
void draw_verify(const AppState& state, const text::Text& text, const Facility& one, Actions& out) {
    const FacilityDesk& desk = state.facilities;
    const widgets::Footer footer;
    if (desk.moving.failed)
        widgets::note("not_moved", widgets::Tone::Error,
                      desk.moving.error ? text(error_row(desk.moving.error->code).key)
                                        : text("error.no_network"));
    if (!after_move(one.state, FacilityMove::Verify, state.login->role)) return;
    if (!may_verify(one.stated_by, state.login->name))
        widgets::note("own", widgets::Tone::Waiting, text("facility.own"));
    else if (widgets::primary_button("verify", text("facility.verify"), !desk.moving.busy))
        out.push_back(MoveFacility{FacilityMove::Verify});
}

}  // namespace

void draw_facility(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "facility", text("facility.page"), StaffPlace::Below, out);
    const FacilityDesk& desk = state.facilities;
    if (draw_asked(text, desk.opening, !desk.card))
        out.push_back(OpenFacility{state.route.argument});
    if (!desk.card) return;
    const Facility& one = desk.card->facility;
    widgets::title(one.facts.name);
    const Said said = facility_state_said(one.state);
    widgets::status_chip(said.tone, text(said.key));
    if (state.login) draw_changes(state, text, one, out);
    {
        widgets::Columns columns(2, 340);
        draw_facts(state, text, one);
        draw_photos(text, one);
        columns.next();
        draw_place(state, text, one, out);
        draw_history(state, text, *desk.card);
    }
    if (state.login) draw_verify(state, text, one, out);
}

}  // namespace kongdi::shell::desk
