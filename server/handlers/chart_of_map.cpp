// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "server/handlers/chart_values.hpp"

namespace kongdi::server {

namespace {

using Layer = MapShape::Layer;

constexpr double kMetresOfDegree = 111'320;  // of latitude
constexpr double kMargin = 0.06;             // of the box, on each side
constexpr double kFinestOfCity = 1500;       // steps across the map that still show
constexpr std::size_t kMostNumbers = 60;     // beyond that they only hide each other

/// Metres on a plane that touches the earth in the middle of the map.
class Plane {
public:
    explicit Plane(Wgs84Point middle)
        : m_middle(middle),
          m_along(kMetresOfDegree * std::cos(middle.lat * std::numbers::pi / 180)) {}
    Spot operator()(Wgs84Point point) const {
        return {(point.lon - m_middle.lon) * m_along, (point.lat - m_middle.lat) * kMetresOfDegree};
    }

private:
    Wgs84Point m_middle;
    double m_along;
};

std::optional<Layer> layer_of(const api::MapFeature& feature, std::string_view community) {
    if (feature.role == "green") return Layer::Green;
    if (feature.role == "water") return Layer::Water;
    if (feature.role == "road") return Layer::Road;
    if (feature.role == "building") return Layer::Building;
    if (feature.role != "community") return std::nullopt;
    return feature.code == community ? Layer::Community : Layer::Around;
}

MapShape shape_of(const Geometry& geometry, Layer layer, const Plane& plane) {
    MapShape out{.layer = layer, .is_area = false};
    const auto add = [&](const std::vector<Wgs84Point>& points) {
        std::vector<Spot>& ring = out.rings.emplace_back();
        for (const Wgs84Point point : points) ring.push_back(plane(point));
    };
    if (const Line* line = std::get_if<Line>(&geometry)) add(*line);
    if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
        out.is_area = true;
        for (const Polygon& polygon : *area)
            for (const Ring& ring : polygon.rings) add(ring);
    }
    return out;
}

/// Without corners nearer to each other than `step`.
void thin(MapShape& shape, double step) {
    for (std::vector<Spot>& ring : shape.rings) {
        std::vector<Spot> kept;
        for (const Spot& one : ring)
            if (kept.empty() || std::hypot(one.x - kept.back().x, one.y - kept.back().y) >= step)
                kept.push_back(one);
        if (kept.size() >= 3) ring = std::move(kept);
    }
}

Layer standing_of(const CommunityIndex* one) {
    if (one == nullptr || !one->has_index) return Layer::Unranked;
    if (one->bottom) return Layer::Listed;
    return one->survey_first ? Layer::Unsure : Layer::Ranked;
}

}  // namespace

MapChart city_map(const PaperFor& paper, const CityIndex& index, std::span<const MapRow> rows) {
    MapChart out;
    out.none = paper.text("chart.no_communities");
    out.keys = {{Layer::Listed, std::string(paper.text("index.on_plan"))},
                {Layer::Unsure, std::string(paper.text("index.unsure"))},
                {Layer::Ranked, std::string(paper.text("chart.others"))},
                {Layer::Unranked, std::string(paper.text("chart.unranked"))}};
    Box box;
    for (const MapRow& row : rows) box.add(box_of(row.geometry));
    if (box.empty()) return out;
    const Box shown = around_community(box);
    const Plane plane(shown.centre());
    const Spot low = plane({shown.west, shown.south});
    const Spot high = plane({shown.east, shown.north});
    out.extent = {low.x, low.y, high.x - low.x, high.y - low.y};
    std::map<std::string_view, const CommunityIndex*> by_code;
    for (const CommunityIndex& one : index.communities) by_code[one.code] = &one;
    std::vector<std::pair<std::int64_t, Spot>> numbers;
    for (const MapRow& row : rows) {
        const auto found = by_code.find(row.code);
        const CommunityIndex* one = found == by_code.end() ? nullptr : found->second;
        MapShape shape = shape_of(row.geometry, standing_of(one), plane);
        if (!shape.is_area) continue;
        thin(shape, std::max(out.extent.width, out.extent.height) / kFinestOfCity);
        if (shape.layer == Layer::Listed || shape.layer == Layer::Unsure)
            numbers.emplace_back(one->rank, plane(box_of(row.geometry).centre()));
        out.shapes.push_back(std::move(shape));
    }
    std::stable_sort(out.shapes.begin(), out.shapes.end(),
                     [](const MapShape& a, const MapShape& b) { return a.layer < b.layer; });
    if (numbers.size() <= kMostNumbers)
        for (const auto& [rank, at] : numbers)
            out.marks.push_back({MapMark::Sign::Number, at, std::to_string(rank)});
    return out;
}

std::string letter_number(std::size_t place) {
    std::string out(1, static_cast<char>('A' + place % 26));
    return place < 26 ? out : letter_number(place / 26 - 1) + out;
}

Box around_community(const Box& box) {
    const double along = (box.east - box.west) * kMargin;
    const double up = (box.north - box.south) * kMargin;
    return {box.west - along, box.south - up, box.east + along, box.north + up};
}

MapChart community_map(const PaperFor& paper, std::string_view community,
                       const std::optional<Box>& box, const api::MapPart& part,
                       const MappedPlaces& places) {
    MapChart out;
    out.legend = {std::string(paper.text("chart.map_facility")),
                  std::string(paper.text("chart.map_doubtful")),
                  std::string(paper.text("chart.map_space"))};
    out.none = paper.text("chart.no_map");
    if (!box || box->empty()) return out;
    const Box shown = around_community(*box);
    const Plane plane(shown.centre());
    const Spot low = plane({shown.west, shown.south});
    const Spot high = plane({shown.east, shown.north});
    out.extent = {low.x, low.y, high.x - low.x, high.y - low.y};
    for (const api::MapFeature& feature : part.features)
        if (const auto layer = layer_of(feature, community))
            out.shapes.push_back(shape_of(feature.geometry, *layer, plane));
    std::stable_sort(out.shapes.begin(), out.shapes.end(),
                     [](const MapShape& a, const MapShape& b) { return a.layer < b.layer; });
    for (std::size_t i = 0; i < places.facilities.size(); ++i)
        out.marks.push_back({places.facilities[i].verified_version ? MapMark::Sign::Facility
                                                                   : MapMark::Sign::Doubtful,
                             plane(places.facilities[i].facts.point), std::to_string(i + 1)});
    for (std::size_t i = 0; i < places.spaces.size(); ++i)
        out.marks.push_back(
            {MapMark::Sign::Space, plane(places.spaces[i].point), letter_number(i)});
    return out;
}

}  // namespace kongdi::server
