// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>

#include "server/handlers/chart_values.hpp"

namespace kongdi::server {

namespace {

using Layer = MapShape::Layer;

constexpr double kMetresOfDegree = 111'320;  // of latitude
constexpr double kMargin = 0.06;             // of the box, on each side

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

}  // namespace

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
