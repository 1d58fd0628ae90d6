// SPDX-License-Identifier: Apache-2.0
#include "shell/map/point_layer.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/geometry/distance.hpp"
#include "core/model/catalogue.hpp"
#include "shell/map/painter.hpp"
#include "shell/widgets/brush.hpp"
#include "shell/widgets/context.hpp"

namespace kongdi::map {

namespace {

using namespace widgets;

constexpr std::size_t kStep = 2000;  // values between two looks at the clock
constexpr float kReachPx = 24;
/// Squares are 64 to 128 px wide; so near to the ground they are a quarter of it.
constexpr int kLevelAbove = 2;
constexpr double kNearZoom = 18;
constexpr double kTypesZoom = 16;
constexpr int kTypesRank = 3;   // after roads, as spaces of the ground
constexpr double kReach = 0.7;  // of a square: nearer circles would touch

constexpr float kFreeAround = 2;  // of a circle: no name touches it

float radius_of(std::uint32_t count) {
    if (count == 1) return px(9);
    return px(15 + 3 * static_cast<float>(std::log10(static_cast<double>(count))));
}

std::string count_text(std::uint32_t count) {
    if (count < 10'000) return std::to_string(count);
    return std::to_string(count / 1000) + "k";
}

void draw_ring(ImDrawList* list, ImVec2 at, float radius, float share, Colour first, Colour rest) {
    constexpr float kTurn = 6.2831853f;
    constexpr float kTop = -1.5707963f;
    const float width = px(4);
    const auto arc = [&](float from, float to, Colour colour) {
        if (to - from < 0.01f) return;
        list->PathArcTo(at, radius, kTop + from * kTurn, kTop + to * kTurn, 0);
        list->PathStroke(colour, 0, width);
    };
    arc(0, share, first);
    arc(share, 1, rest);
}

Projection projection_of(const Camera& camera, Rect area) {
    return {camera, area.x + area.w / 2, area.y + area.h / 2};
}

ImVec2 place_of(const Projection& projection, const PointGroup& group) {
    const ScreenPoint at = projection(group.at);
    return {at.x, at.y};
}

bool is_near(ImVec2 at, Rect area, float r) {
    return at.x >= area.x - r && at.x <= area.right() + r && at.y >= area.y - r &&
           at.y <= area.bottom() + r;
}

/// Its middle at (0, 0).
void draw_circle(ImDrawList* list, const PointGroup& group, float r) {
    const Palette& p = palette();
    const ImVec2 at(0, 0);
    list->AddCircleFilled(at, r + px(2), p.card);
    if (group.count == 1) {
        list->AddCircleFilled(at, r, group.verified > 0 ? p.jade : p.gold);
        list->AddCircleFilled(at, r * 0.35f, p.card);
        return;
    }
    const float share = static_cast<float>(group.verified) / static_cast<float>(group.count);
    draw_ring(list, at, r - px(2), share, p.jade, p.gold);
}

/// A circle as it was drawn once.
struct Stamp {
    std::vector<ImDrawVert> corners = {};
    std::vector<ImDrawIdx> triangles = {};
};

/// Circles of one look are drawn once and then copied: their corners cost more than all else.
struct Stamps {
    Theme theme;
    float density = 0;
    std::unordered_map<std::uint64_t, Stamp> all;
};

const Stamp& stamp_of(const PointGroup& group, float r) {
    constexpr std::size_t kMostStamps = 2000;
    constexpr float kShades = 60;  // more parts of a ring cannot be told apart
    static Stamps s_stamps;
    const Context& c = context();
    if (s_stamps.theme != c.theme || s_stamps.density != c.viewport.density ||
        s_stamps.all.size() > kMostStamps)
        s_stamps = {c.theme, c.viewport.density, {}};
    const auto part = static_cast<std::uint64_t>(std::lround(
        kShades * static_cast<float>(group.verified) / static_cast<float>(group.count)));
    const auto size = static_cast<std::uint64_t>(std::lround(r * 4));
    const auto [found, is_new] =
        s_stamps.all.try_emplace(size << 16 | part << 1 | (group.count == 1 ? 1 : 0));
    Stamp& stamp = found->second;
    if (!is_new) return stamp;
    static ImDrawList* const s_sheet = IM_NEW(ImDrawList)(c.list->_Data);
    s_sheet->_ResetForNewFrame();
    s_sheet->_FringeScale = c.list->_FringeScale;
    s_sheet->PushTexture(c.list->_CmdHeader.TexRef);
    s_sheet->PushClipRectFullScreen();
    draw_circle(s_sheet, group, r);
    stamp.corners.assign(s_sheet->VtxBuffer.begin(), s_sheet->VtxBuffer.end());
    stamp.triangles.assign(s_sheet->IdxBuffer.begin(), s_sheet->IdxBuffer.end());
    return stamp;
}

void stamp(ImVec2 at, const PointGroup& group, float r) {
    const Stamp& stamp = stamp_of(group, r);
    ImDrawList* list = context().list;
    list->PrimReserve(static_cast<int>(stamp.triangles.size()),
                      static_cast<int>(stamp.corners.size()));
    const unsigned base = list->_VtxCurrentIdx;
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    for (const ImDrawVert& corner : stamp.corners) {
        // Where the atlas has its white spot changes as letters are added.
        *list->_VtxWritePtr++ = {{corner.pos.x + at.x, corner.pos.y + at.y}, white, corner.col};
    }
    for (const ImDrawIdx index : stamp.triangles)
        *list->_IdxWritePtr++ = static_cast<ImDrawIdx>(base + index);
    list->_VtxCurrentIdx += static_cast<unsigned>(stamp.corners.size());
}

}  // namespace

void PointLayer::take(std::string body) {
    m_reader.emplace(std::move(body));
    m_next.reset();
    m_next_points.reset();
    m_failed = false;
}

void PointLayer::clear() { *this = {}; }

bool PointLayer::work(double until_ms) {
    if (m_wish) count(Counted(*m_wish));
    while (busy()) {
        if (m_reader) {
            if (m_reader->step(kStep)) {
                m_failed = m_reader->error().has_value();
                if (!m_failed) m_next_points = m_reader->take();
                m_reader.reset();
                if (m_failed) return false;
                m_worlds.clear();
                m_worlds.reserve(m_next_points->size());
            }
        } else if (m_worlds.size() < m_next_points->size() && !m_next) {
            const std::size_t until = std::min(m_next_points->size(), m_worlds.size() + kStep);
            while (m_worlds.size() < until)
                m_worlds.push_back(to_world(m_next_points->points[m_worlds.size()]));
        } else if (!m_next) {
            m_next.emplace(std::move(m_worlds));
            m_worlds = {};
        } else if (!m_next->ready()) {
            if (m_next->step(kStep * 4)) begin_sums();
        } else if (!add_sums(kStep * 4)) {
            m_points = *std::move(m_next_points);
            m_index = *std::move(m_next);
            m_states = std::move(m_next_states);
            m_verified = std::move(m_next_verified);
            m_next.reset();
            m_next_points.reset();
            m_counted.level = -1;
            m_nearest_to.reset();
        }
        if (work_clock_ms() >= until_ms) return busy();
    }
    return false;
}

void PointLayer::begin_sums() {
    m_next_states.clear();
    for (const std::string& name : m_next_points->states)
        m_next_states.push_back(report_state_from_name(name).value_or(ReportState::Submitted));
    m_next_verified.assign(1, 0);
    m_next_verified.reserve(m_next_points->size() + 1);
}

/// For so many points more; false when all are summed.
bool PointLayer::add_sums(std::size_t points) {
    const std::size_t count = m_next_points->size();
    const std::size_t until = std::min(count + 1, m_next_verified.size() + points);
    if (m_next_verified.size() == until) return false;
    while (m_next_verified.size() < until) {
        const auto place = static_cast<std::uint32_t>(m_next_verified.size() - 1);
        const std::uint16_t state = m_next_points->state[m_next->point_at(place)];
        const bool verified = m_next_states[state] == ReportState::Verified;
        m_next_verified.push_back(m_next_verified.back() + (verified ? 1 : 0));
    }
    return true;
}

void PointLayer::count(const Counted& wanted) {
    m_counted = wanted;
    m_wish.reset();
    m_groups.clear();
    for (const tile::Cluster& cluster : m_index.clusters(wanted.box, wanted.level, kReach)) {
        PointGroup group{cluster.at, cluster.count};
        group.first = m_index.point_at(cluster.ranges.front().first);
        for (const auto& [first, last] : cluster.ranges)
            group.verified += m_verified[last] - m_verified[first];
        m_groups.push_back(group);
    }
}

std::optional<PointLayer::Counted> PointLayer::missing(const Camera& camera, double width,
                                                       double height) const {
    const tile::WorldBox view = world_view(camera, width, height);
    const int more = camera.zoom >= kNearZoom ? 2 : 0;
    const int level = static_cast<int>(std::floor(camera.zoom)) + kLevelAbove + more;
    const tile::WorldBox& have = m_counted.box;
    const bool inside = view.low.x >= have.low.x && view.low.y >= have.low.y &&
                        view.high.x <= have.high.x && view.high.y <= have.high.y;
    if (level == m_counted.level && inside) return std::nullopt;
    const double x = (view.high.x - view.low.x) / 2;
    const double y = (view.high.y - view.low.y) / 2;
    return Counted{{{view.low.x - x, view.low.y - y}, {view.high.x + x, view.high.y + y}}, level};
}

const std::vector<PointGroup>& PointLayer::groups(const Camera& camera, double width,
                                                  double height) {
    if (const auto wanted = missing(camera, width, height)) count(*wanted);
    return m_groups;
}

const std::vector<PointGroup>& PointLayer::shown(const Camera& camera, double width,
                                                 double height) {
    m_wish = missing(camera, width, height);
    // Nothing to go on with.
    if (m_wish && m_counted.level < 0) count(*m_wish);
    return m_groups;
}

const std::vector<NearPoint>& PointLayer::nearest(Wgs84Point place, std::size_t most,
                                                  double reach_m) {
    const Asked asked{place, most, reach_m};
    if (m_nearest_to == asked) return m_nearest;
    m_nearest_to = asked;
    m_nearest.clear();
    const World at = to_world(place);
    // Wider and wider squares, until enough of them is full or all is in reach.
    for (double half_m = std::min(reach_m, 100.0);; half_m *= 4) {
        const double half = std::min(half_m, reach_m) / world_width_m(place.lat);
        const tile::WorldBox box{{at.x - half, at.y - half}, {at.x + half, at.y + half}};
        m_nearest.clear();
        for (const tile::Cluster& cluster :
             m_index.clusters(box,
                              std::clamp(static_cast<int>(-std::log2(half)) + 3, 0,
                                         tile::ClusterIndex::kMostLevel),
                              0))
            for (const std::uint32_t point : m_index.members_of(cluster, most * 4)) {
                const double away_m = distance_m(place, m_points.points[point]);
                if (away_m <= reach_m) m_nearest.push_back({point, away_m});
            }
        if (m_nearest.size() >= most || half_m >= reach_m) break;
    }
    std::sort(m_nearest.begin(), m_nearest.end(), [](const NearPoint& a, const NearPoint& b) {
        return a.away_m != b.away_m ? a.away_m < b.away_m : a.point < b.point;
    });
    if (m_nearest.size() > most) m_nearest.resize(most);
    return m_nearest;
}

std::size_t PointLayer::bytes() const {
    // Codes, order, sums, places and verified ones of the index; id, place, type, state and age of
    // the points.
    return m_points.size() * (8 + 4 + 16 + 16 + 4 + api::MapPoints::kIdLength + 16 + 2 + 2 + 4);
}

void keep_free(const Camera& camera, Rect area, const std::vector<PointGroup>& groups,
               LabelLayer& labels) {
    const Projection projection = projection_of(camera, area);
    for (const PointGroup& group : groups) {
        const ImVec2 at = place_of(projection, group);
        const float r = radius_of(group.count) + kFreeAround;
        if (is_near(at, area, r)) labels.keep_free({at.x, at.y, r, r, 0});
    }
}

void wish_types(const Camera& camera, Rect area, const PointLayer& layer,
                const std::vector<PointGroup>& groups, const TypeNames& names, LabelLayer& labels) {
    if (names.types == nullptr || camera.zoom < kTypesZoom) return;
    const Projection projection = projection_of(camera, area);
    for (const PointGroup& group : groups) {
        if (group.count > 1) continue;
        const std::string_view code = layer.type_of(group.first);
        for (const SpaceType& type : *names.types) {
            if (type.code != code) continue;
            const ImVec2 at = place_of(projection, group);
            LabelWish wish{type.label.in(names.language)};
            wish.colour = palette().ink;
            wish.x = at.x;
            // A hair above what is kept free of names around the circle.
            wish.y = at.y - radius_of(1) - kFreeAround - 0.5f - line_px(wish.style) / 2;
            wish.rank = kTypesRank;
            labels.wish(wish);
        }
    }
}

void draw_groups(const Camera& camera, Rect area, const std::vector<PointGroup>& groups) {
    const Projection projection = projection_of(camera, area);
    for (const PointGroup& group : groups) {
        const ImVec2 at = place_of(projection, group);
        const float r = radius_of(group.count);
        if (!is_near(at, area, r)) continue;
        stamp(at, group, r);
        if (group.count == 1) continue;
        const std::string text = count_text(group.count);
        draw_line(text, TextStyle::SecondBold, at.x - text_width(text, TextStyle::SecondBold) / 2,
                  at.y - line_px(TextStyle::SecondBold) / 2, palette().ink);
    }
}

const PointGroup* group_at(const Camera& camera, const std::vector<PointGroup>& groups, float x,
                           float y) {
    const PointGroup* best = nullptr;
    double nearest = static_cast<double>(px(kReachPx));
    for (const PointGroup& group : groups) {
        double dx = 0;
        double dy = 0;
        to_screen(camera, to_lon_lat(group.at), dx, dy);
        const double away = std::hypot(dx - static_cast<double>(x), dy - static_cast<double>(y));
        if (away >= nearest) continue;
        nearest = away;
        best = &group;
    }
    return best;
}

}  // namespace kongdi::map
