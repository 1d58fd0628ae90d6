// SPDX-License-Identifier: Apache-2.0
// One report on the worker's desk: what it says, what was found and decided, what can be done.
#include <array>

#include "core/api/endpoints.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/papers.hpp"
#include "shell/desk/reach_view.hpp"
#include "shell/desk/report_parts.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

void draw_facts(const AppState& state, const text::Text& text, const api::SpaceCard& of) {
    const Space& space = of.space;
    const widgets::Card card("facts", text("worker_report.facts"));
    widgets::fact(text("column.receipt"), space.receipt);
    widgets::fact(text("column.community"), space.community_name.empty()
                                                ? text("space.no_community")
                                                : std::string_view(space.community_name));
    const std::string area = area_text(state, text, space.floor_area);
    widgets::fact(text("column.floor_area"),
                  area.empty() ? text("check.no_answer") : std::string_view(area));
    const std::string facts = facts_text(state, text, space.facts);
    widgets::fact(text("space.facts"),
                  facts.empty() ? text("check.no_answer") : std::string_view(facts));
    if (of.corroborations > 0)
        widgets::fact(text("space.corroborations"),
                      text("space.corroborations_count", {{"count", of.corroborations}}));
    widgets::fact(text("column.received"), text.moment(space.received_at_ms, state.now_ms));
    if (of.plan) widgets::fact(text("plan.page"), text("plan.state." + of.plan->state));
    if (space.description.empty()) return;
    widgets::second(text("space.description"));
    widgets::paragraph(space.description);
}

void draw_place(const AppState& state, const text::Text& text, const Space& space, Actions& out) {
    const map::MapShape point{map::ShapeKind::Point, {{{space.point.lon, space.point.lat}}}, {}};
    std::vector<map::MapShape> shapes;
    if (!state.map_about) shapes = state.map_shapes;
    std::string subject(api::kSpaces);
    subject.append("/").append(space.id);
    const double zoom = add_reach(state, subject, 17, shapes);
    shapes.push_back(point);
    map::MapOptions options;
    options.label = text("place.map");
    options.height = 220;
    if (state.map_about) options.tiles = state.tiles;
    options.cross_hair = false;
    options.full_width = false;
    if (space.accuracy_m)
        options.fix = map::Fix{{space.point.lon, space.point.lat}, *space.accuracy_m};
    const map::Camera camera{{space.point.lon, space.point.lat}, zoom};
    map::map_view("map", camera, shapes, options);
    widgets::second(text("place.coordinates", {{"lon", text.number(space.point.lon, 5)},
                                               {"lat", text.number(space.point.lat, 5)}}));
    widgets::second(text(space.point_source == "fix" ? "place.by_fix" : "place.by_hand"));
    draw_reach(state, text, subject, out);
    draw_papers_pill(text, out);
    const std::array<Paper, 1> papers{
        {{PaperKind::Chart, "reach", paper_query("space", space.id)}}};
    draw_papers(state, text, papers, out);
}

}  // namespace

void draw_worker_report(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "worker-report", text("worker_report.page"),
                         StaffPlace::BelowWithMenu, out);
    const Desk& desk = state.desk;
    const std::string& id = state.route.argument;
    if (desk.loading == Loading::Busy &&
        widgets::progress("loading", text("worker_report.loading"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Desk});
    if (desk.loading == Loading::Stopped)
        widgets::note("stopped", widgets::Tone::Waiting, text("spaces.stopped"));
    if (desk.loading == Loading::Failed)
        widgets::note(
            "failed", widgets::Tone::Error,
            desk.error ? text(error_row(desk.error->code).key) : text("error.no_network"));
    if ((desk.loading == Loading::Failed || desk.loading == Loading::Stopped) &&
        widgets::secondary_button("again", text("action.again")))
        out.push_back(OpenDesk{id});
    if (!desk.card) return;
    const api::SpaceCard& card = *desk.card;
    const Space& space = card.space;
    widgets::title(type_label(state, space.type));
    const StateWords words = state_words(space.state);
    widgets::status_chip(words.tone, text(words.key));
    if (desk.from_list)
        widgets::note("from-list", widgets::Tone::Waiting, text("worker_report.from_list"));
    {
        widgets::Columns columns(2, 340);
        draw_standing(state, text, card, out);
        if (space.photos_missing > 0)
            widgets::note("missing", widgets::Tone::Waiting,
                          text("worker_report.photos_missing", {{"count", space.photos_missing}}));
        if (card.photos.empty() && !desk.from_list) widgets::second(text("worker_report.no_photo"));
        draw_photos(state, text, card, card.photos, {"1280", 200}, out);
        draw_others(state, text, card, out);
        columns.next();
        draw_facts(state, text, card);
        draw_space_way(state, text, card, out);
        draw_place(state, text, space, out);
        draw_report_history(state, text, card);
    }
    draw_decisions(state, text, card, out);
    draw_cover_dialog(state, text, card, out);
}

}  // namespace kongdi::shell::desk
