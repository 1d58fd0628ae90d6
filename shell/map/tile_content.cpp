// SPDX-License-Identifier: Apache-2.0
#include "shell/map/tile_content.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/map/painter.hpp"

namespace kongdi::map {

namespace {

/// Widths of roads that do not say theirs, metres. The names are OpenStreetMap's and our demo's.
struct RoadKind {
    std::string_view name;
    Paint paint;
    float width_m;
};
constexpr std::array<RoadKind, 21> kRoadKinds{{
    {"motorway", Paint::MainRoad, 28},   {"trunk", Paint::MainRoad, 26},
    {"primary", Paint::MainRoad, 22},    {"secondary", Paint::MainRoad, 18},
    {"main", Paint::MainRoad, 18},       {"motorway_link", Paint::MainRoad, 9},
    {"trunk_link", Paint::MainRoad, 9},  {"primary_link", Paint::MainRoad, 9},
    {"tertiary", Paint::Road, 12},       {"unclassified", Paint::Road, 8},
    {"residential", Paint::Road, 8},     {"living_street", Paint::Road, 6},
    {"service", Paint::Road, 4},         {"track", Paint::Footpath, 3},
    {"pedestrian", Paint::Footpath, 5},  {"footway", Paint::Footpath, 2},
    {"footpath", Paint::Footpath, 2.5f}, {"path", Paint::Footpath, 2},
    {"steps", Paint::Footpath, 2},       {"cycleway", Paint::Footpath, 2.5f},
    {"bridleway", Paint::Footpath, 2},
}};
constexpr RoadKind kOtherRoad{"", Paint::Road, 8};
/// Pieces of a road count as straight up to this bend.
constexpr double kStraightCos = 0.94;  // 20 degrees
constexpr float kWaterWidthM = 4;
constexpr float kBoundaryWidthM = 22;  // wider than the roads it runs along

const RoadKind& road_kind(std::string_view name) {
    for (const RoadKind& row : kRoadKinds)
        if (row.name == name) return row;
    return kOtherRoad;
}

/// To units of kExtent, so that all layers share one scale.
void scale(tile::Layer& layer) {
    if (layer.extent == kExtent) return;
    const double by = double{kExtent} / layer.extent;
    for (tile::Feature& feature : layer.features)
        for (tile::Part& part : feature.parts)
            for (tile::TilePoint& point : part)
                point = {static_cast<std::int32_t>(std::lround(point.x * by)),
                         static_cast<std::int32_t>(std::lround(point.y * by))};
}

float width_of(const tile::Part& ring) {
    const auto [low, high] = std::minmax_element(
        ring.begin(), ring.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    return static_cast<float>(high->x - low->x);
}

/// The longest nearly straight piece of a line.
void longest_piece(const tile::Part& line, TileLabel& label) {
    std::size_t begin = 0;
    for (std::size_t end = 1; end < line.size(); ++end) {
        const auto direction = [&](std::size_t from, std::size_t to) {
            const double x = line[to].x - line[from].x;
            const double y = line[to].y - line[from].y;
            const double length = std::max(std::hypot(x, y), 1e-9);
            return std::array{x / length, y / length};
        };
        const auto whole = direction(begin, end);
        const auto last = direction(end - 1, end);
        if (whole[0] * last[0] + whole[1] * last[1] < kStraightCos) begin = end - 1;
        const auto length = static_cast<float>(
            std::hypot(line[end].x - line[begin].x, line[end].y - line[begin].y));
        if (length <= label.room) continue;
        label.room = length;
        label.at = line[begin];
        label.to = line[end];
    }
}

}  // namespace

std::size_t TileContent::bytes() const {
    std::size_t sum = sizeof(TileContent) + mesh.bytes();
    for (const TileLabel& label : labels) sum += sizeof label + label.text.size();
    for (const TileSpot& spot : spots) sum += sizeof spot + spot.name.size();
    for (const TileCommunity& community : communities)
        for (const auto& area : community.areas)
            for (const tile::Part& ring : area) sum += 64 + ring.size() * sizeof(tile::TilePoint);
    return sum;
}

bool is_inside(const std::vector<tile::Part>& area, double x, double y) {
    bool inside = false;
    for (const tile::Part& ring : area)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            tile::TilePoint a = ring[j];
            tile::TilePoint b = ring[i];
            if ((a.y > y) == (b.y > y)) continue;
            if (a.y > b.y) std::swap(a, b);
            if (x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
        }
    return inside;
}

tile::TilePoint middle_of(const std::vector<tile::Part>& area) {
    const tile::Part& outer = area.front();
    const auto [low, high] = std::minmax_element(
        outer.begin(), outer.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    // Half a unit off, so that no corner lies on the row.
    constexpr std::array kRows{0.5, 0.4, 0.6, 0.3, 0.7};
    tile::TilePoint best = outer.front();
    double widest = 0;
    for (const double share : kRows) {
        const double y = std::floor(low->y + (high->y - low->y) * share) + 0.5;
        std::vector<double> cuts;
        for (const tile::Part& ring : area)
            for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
                if ((ring[j].y > y) != (ring[i].y > y))
                    cuts.push_back(ring[j].x + (y - ring[j].y) / (ring[i].y - ring[j].y) *
                                                   (ring[i].x - ring[j].x));
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t i = 0; i + 1 < cuts.size(); i += 2) {
            // The middle row wins unless another is clearly wider.
            if (cuts[i + 1] - cuts[i] <= widest * 1.2) continue;
            widest = cuts[i + 1] - cuts[i];
            best = {static_cast<std::int32_t>((cuts[i] + cuts[i + 1]) / 2),
                    static_cast<std::int32_t>(y)};
        }
    }
    return best;
}

TileWork::TileWork(std::string bytes) : m_bytes(std::move(bytes)), m_reader(m_bytes) {}

bool TileWork::next_layer() {
    const Result<bool> more = m_reader.next(m_layer);
    if (!more) m_error = more.error();
    if (!more || !*more) {
        m_done = true;
        if (m_error) m_builder = {};
        m_content.mesh = m_builder.finish();
        m_bytes = {};
        return false;
    }
    scale(m_layer);
    m_role = map_role_from_name(m_layer.name);
    m_next = m_role ? 0 : m_layer.features.size();  // layers of a newer server
    return true;
}

bool TileWork::step(double until_ms) {
    constexpr std::size_t kBetweenLooks = 16;  // features: the clock costs more than a feature
    while (!m_done) {
        if (m_next >= m_layer.features.size()) {
            if (next_layer() && work_clock_ms() >= until_ms) return false;
            continue;
        }
        add(m_layer.features[m_next++]);
        if (m_next % kBetweenLooks == 0 && work_clock_ms() >= until_ms) return false;
    }
    return true;
}

void TileWork::add(const tile::Feature& feature) {
    switch (feature.shape) {
        case tile::Shape::Polygon: add_areas(feature); return;
        case tile::Shape::Line: add_line(feature); return;
        case tile::Shape::Point:
            if (*m_role != MapRole::Facility && *m_role != MapRole::Space) return;
            for (const tile::TilePoint at : feature.parts.front())
                m_content.spots.push_back({std::string(m_layer.text(feature, "name")),
                                           std::string(m_layer.text(feature, "kind")), *m_role,
                                           at});
            return;
        case tile::Shape::Unknown: return;
    }
}

void TileWork::add_areas(const tile::Feature& feature) {
    const std::vector<std::vector<tile::Part>> areas = areas_of(feature);
    if (areas.empty()) return;
    const auto fill = [&](MeshLayer layer, Paint paint) {
        for (const auto& area : areas) m_builder.add_area(layer, paint, area);
    };
    const auto edge = [&](MeshLayer layer, Paint paint, float width_m) {
        for (const auto& area : areas)
            for (const tile::Part& ring : area)
                m_builder.add_line(layer, paint, ring, width_m, true);
    };
    switch (*m_role) {
        case MapRole::Background: fill(MeshLayer::Ground, Paint::Background); break;
        case MapRole::Green: fill(MeshLayer::Ground, Paint::Green); break;
        case MapRole::Water: fill(MeshLayer::Ground, Paint::Water); break;
        case MapRole::Road: fill(MeshLayer::Roads, Paint::Road); break;
        case MapRole::Building:
        case MapRole::Facility:
            fill(MeshLayer::Buildings, Paint::Building);
            edge(MeshLayer::Buildings, Paint::BuildingEdge, 0.5f);
            break;
        case MapRole::Space:
            fill(MeshLayer::Marks, Paint::Space);
            edge(MeshLayer::Marks, Paint::SpaceEdge, 0.5f);
            break;
        case MapRole::Community:
            edge(MeshLayer::Bounds, Paint::Community, kBoundaryWidthM);
            m_content.communities.push_back({std::string(m_layer.text(feature, "code")),
                                             std::string(m_layer.text(feature, "name")), areas});
            break;
        case MapRole::Street:
        case MapRole::Count_: return;
    }
    const std::string_view name = m_layer.text(feature, "name");
    if (name.empty()) return;
    const auto widest =
        std::max_element(areas.begin(), areas.end(), [](const auto& a, const auto& b) {
            return tile::doubled_area(a.front()) < tile::doubled_area(b.front());
        });
    TileLabel label{std::string(name), *m_role};
    label.at = middle_of(*widest);
    label.room = width_of(widest->front());
    // A name belongs to the tile that its place lies in: the neighbour has it, too.
    if (label.at.x < 0 || label.at.y < 0 || label.at.x >= kExtent || label.at.y >= kExtent) return;
    m_content.labels.push_back(std::move(label));
}

void TileWork::add_line(const tile::Feature& feature) {
    const std::string_view name = m_layer.text(feature, "name");
    TileLabel label{std::string(name), *m_role, true};
    const auto width_m = static_cast<float>(m_layer.number_or(feature, "width", 0));
    switch (*m_role) {
        case MapRole::Road: {
            const RoadKind& kind = road_kind(m_layer.text(feature, "kind"));
            label.main = kind.paint == Paint::MainRoad;
            for (const tile::Part& line : feature.parts)
                m_builder.add_line(MeshLayer::Roads, kind.paint, line,
                                   width_m > 0 ? width_m : kind.width_m);
            break;
        }
        case MapRole::Water:
            for (const tile::Part& line : feature.parts)
                m_builder.add_line(MeshLayer::Ground, Paint::WaterLine, line,
                                   width_m > 0 ? width_m : kWaterWidthM);
            break;
        case MapRole::Background:
            for (const tile::Part& line : feature.parts)
                m_builder.add_line(MeshLayer::Ground, Paint::Footpath, line, 1);
            return;
        default: return;
    }
    if (name.empty()) return;
    for (const tile::Part& line : feature.parts) longest_piece(line, label);
    m_content.labels.push_back(std::move(label));
}

}  // namespace kongdi::map
