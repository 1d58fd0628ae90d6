// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/reach_view.hpp"

#include <algorithm>
#include <array>

#include "shell/desk/register_words.hpp"
#include "shell/widgets/charts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr double kWholeZoom = 14.4;  // a quarter of an hour around the middle of a phone's map
constexpr float kMapPx = 300;

const api::ReachCard* card_of(const AppState& state, const std::string& subject) {
    return state.reach.subject == subject && state.reach.card ? &*state.reach.card : nullptr;
}

std::vector<std::vector<map::LonLat>> rings_of(const Polygon& part) {
    std::vector<std::vector<map::LonLat>> out;
    for (const Ring& ring : part.rings) {
        std::vector<map::LonLat> points;
        for (const Wgs84Point& point : ring) points.push_back({point.lon, point.lat});
        out.push_back(std::move(points));
    }
    return out;
}

/// "Elders, 48 m a minute: 120 in 5 minutes, 300 in 10, 640 in 15"
std::string curve_words(const text::Text& text, const api::PeopleCurve& curve) {
    std::string counts;
    for (const std::int64_t minutes : api::kReachMinutes) {
        const auto at = static_cast<std::size_t>(minutes);
        if (at >= curve.reached.size()) continue;
        counts.append(counts.empty() ? "" : text("index.comma"))
            .append(text("reach.in_minutes",
                         {{"minutes", minutes}, {"count", text.number(curve.reached[at])}}));
    }
    return text("reach.curve", {{"pace", text("reach.pace." + curve.pace)},
                                {"speed", text.number(curve.metres_per_minute)},
                                {"counts", counts}});
}

/// How many live within so many minutes, at each pace.
void draw_people(const text::Text& text, const api::ReachCard& card) {
    double most = 0;
    for (const api::PeopleCurve& curve : card.people)
        for (const double reached : curve.reached) most = std::max(most, reached);
    if (card.people.empty()) return;
    widgets::heading(text("reach.people"));
    if (most <= 0) {
        widgets::second(text("reach.nobody"));
        return;
    }
    std::vector<std::string> words;
    std::vector<widgets::CurveLine> lines;
    words.reserve(card.people.size());
    for (const api::PeopleCurve& curve : card.people) {
        words.push_back(curve_words(text, curve));
        lines.push_back({words.back(), curve.reached});
    }
    const std::string high = text.number(most);
    widgets::curves({.id = "people",
                     .name = text("reach.people"),
                     .x_label = text("reach.minutes"),
                     .y_label = text(card.counts_people ? "reach.count" : "reach.buildings"),
                     .y_high = high,
                     .most = most},
                    lines);
    if (card.counts_people) widgets::second(text("reach.rounded"));
}

/// The path that the curves of a community are asked by.
std::string community_subject(const std::string& code, std::string_view kind) {
    std::string out(api::kCommunities);
    return out.append("/").append(code).append("/kinds/").append(kind);
}

/// The smallest box around all that is drawn.
Box box_of_card(const api::ReachCard& card) {
    Box out = box_of(card.boundary);
    const auto widen = [&](const Box& box) {
        if (box.empty()) return;
        out = out.empty() ? box
                          : Box{std::min(out.west, box.west), std::min(out.south, box.south),
                                std::max(out.east, box.east), std::max(out.north, box.north)};
    };
    for (const api::ReachCurve& curve : card.curves) widen(box_of(curve.area));
    return out;
}

void draw_community_map(const AppState& state, const text::Text& text, const std::string& subject,
                        const api::ReachCard& card) {
    const Box box = box_of_card(card);
    if (box.empty()) return;
    std::vector<map::MapShape> shapes;
    if (!state.map_about) shapes = state.map_shapes;
    add_reach(state, subject, kWholeZoom, shapes);
    for (const Polygon& part : card.boundary)
        shapes.push_back({map::ShapeKind::Boundary, rings_of(part), {}});
    for (const Wgs84Point& place : card.places)
        shapes.push_back({map::ShapeKind::PointDone, {{{place.lon, place.lat}}}, {}});
    map::MapOptions options;
    options.label = text("place.map");
    options.height = kMapPx;
    if (state.map_about) options.tiles = state.tiles;
    options.cross_hair = false;
    options.full_width = false;
    map::map_view("map", map::fitted({box.west, box.south}, {box.east, box.north}, kMapPx, kMapPx),
                  shapes, options);
}

}  // namespace

double add_reach(const AppState& state, const std::string& subject, double zoom,
                 std::vector<map::MapShape>& shapes) {
    const api::ReachCard* card = card_of(state, subject);
    if (card == nullptr) return zoom;
    // The widest first, so that the nearer ones lie on it and are deeper.
    for (auto curve = card->curves.rbegin(); curve != card->curves.rend(); ++curve)
        for (const Polygon& part : curve->area)
            shapes.push_back({map::ShapeKind::Area, rings_of(part), {}});
    return std::min(zoom, kWholeZoom);
}

void draw_reach(const AppState& state, const text::Text& text, const std::string& subject,
                Actions& out) {
    const std::string pace = state.reach.subject == subject ? state.reach.pace : std::string();
    std::vector<std::string> labels{std::string(text("reach.none"))};
    std::vector<widgets::Choice> choices{
        {"none", labels.front(), widgets::Icon::None, pace.empty()}};
    for (const std::string_view one : api::kPaces)
        labels.emplace_back(text("reach.pace." + std::string(one)));
    choices[0].label = labels[0];
    for (std::size_t i = 0; i < api::kPaces.size(); ++i)
        choices.push_back(
            {api::kPaces[i], labels[i + 1], widgets::Icon::None, pace == api::kPaces[i]});
    if (const auto chosen = widgets::segmented("reach", text("reach.label"), choices))
        out.push_back(ShowReach{
            subject, *chosen == 0 ? std::string() : std::string(api::kPaces[*chosen - 1])});
    if (pace.empty()) return;
    if (draw_asked(text, state.reach.asking, card_of(state, subject) == nullptr))
        out.push_back(ShowReach{subject, pace});
    const api::ReachCard* card = card_of(state, subject);
    if (card == nullptr) return;
    if (card->curves.empty()) {
        widgets::note("no-facility", widgets::Tone::Info, text("reach.no_facility"));
        return;
    }
    widgets::second(
        text("reach.says",
             {{"speed", text.number(card->metres_per_minute)},
              {"metres", text.number(card->curves.empty() ? 0 : card->curves.back().metres)}}));
    if (!card->by_network)
        widgets::note("straight", widgets::Tone::Waiting, text("reach.straight"));
    draw_people(text, *card);
}

std::string kind_of_reach(const AppState& state, const std::string& code,
                          const std::vector<std::string>& kinds) {
    for (const std::string& kind : kinds)
        if (state.reach.subject == community_subject(code, kind)) return kind;
    return kinds.empty() ? std::string() : kinds.front();
}

void draw_community_reach(const AppState& state, const text::Text& text, const std::string& code,
                          const std::vector<std::string>& kinds, Actions& out) {
    if (kinds.empty()) return;
    const std::string kind = kind_of_reach(state, code, kinds);
    const std::string subject = community_subject(code, kind);
    const widgets::Card group("community-reach", text("reach.community"));
    widgets::heading(text("reach.community"));
    widgets::second(text("reach.community_hint"));
    std::vector<std::string> labels;
    for (const std::string& one : kinds) labels.push_back(kind_label(state, one));
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        choices.push_back({kinds[i], labels[i], widgets::Icon::None, kinds[i] == kind});
    if (const auto chosen = widgets::select("kind", text("facility.kind"), choices))
        out.push_back(ShowReach{community_subject(code, kinds[*chosen]),
                                state.reach.subject != subject || state.reach.pace.empty()
                                    ? std::string(api::kPaces[0])
                                    : state.reach.pace});
    if (const api::ReachCard* card = card_of(state, subject))
        draw_community_map(state, text, subject, *card);
    draw_reach(state, text, subject, out);
}

}  // namespace kongdi::shell::desk
