// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/reach_view.hpp"

#include <algorithm>
#include <array>

#include "shell/desk/register_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr double kWholeZoom = 14;  // a quarter of an hour around the middle of a phone's map

const api::ReachCard* card_of(const AppState& state, const std::string& subject) {
    return state.reach.subject == subject && state.reach.card ? &*state.reach.card : nullptr;
}

}  // namespace

double add_reach(const AppState& state, const std::string& subject, double zoom,
                 std::vector<map::MapShape>& shapes) {
    const api::ReachCard* card = card_of(state, subject);
    if (card == nullptr) return zoom;
    // The widest first, so that the nearer ones lie on it and are deeper.
    for (auto curve = card->curves.rbegin(); curve != card->curves.rend(); ++curve)
        for (const Polygon& part : curve->area) {
            map::MapShape shape{map::ShapeKind::Area, {}, {}};
            for (const Ring& ring : part.rings) {
                std::vector<map::LonLat> points;
                for (const Wgs84Point& point : ring) points.push_back({point.lon, point.lat});
                shape.parts.push_back(std::move(points));
            }
            shapes.push_back(std::move(shape));
        }
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
    widgets::second(
        text("reach.says",
             {{"speed", text.number(card->metres_per_minute)},
              {"metres", text.number(card->curves.empty() ? 0 : card->curves.back().metres)}}));
    if (!card->by_network)
        widgets::note("straight", widgets::Tone::Waiting, text("reach.straight"));
}

}  // namespace kongdi::shell::desk
