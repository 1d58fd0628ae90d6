// SPDX-License-Identifier: Apache-2.0
#include "server/reach/map_reader.hpp"

#include <cmath>

#include "core/base/id.hpp"
#include "core/model/map_role.hpp"
#include "server/reach/road_rules.hpp"
#include "server/storage/community_areas.hpp"

namespace kongdi::server {

namespace {

/// Twice the area and, weighted by it, the middle of a ring; in degrees from its first point.
struct RingSum {
    double area = 0;
    double lon = 0;
    double lat = 0;
};

RingSum sum_of(const Ring& ring) {
    RingSum out;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Wgs84Point a = ring[i];
        const Wgs84Point b = ring[(i + 1) % ring.size()];
        const double ax = a.lon - ring[0].lon, ay = a.lat - ring[0].lat;
        const double bx = b.lon - ring[0].lon, by = b.lat - ring[0].lat;
        const double area = ax * by - bx * ay;
        out.area += area;
        out.lon += area * (ax + bx) / 3;
        out.lat += area * (ay + by) / 3;
    }
    return out;
}

/// A count of people or households: not negative, finite.
double count_of(const Value& properties, std::string_view name) {
    const double count = properties[name].number_or(0);
    return std::isfinite(count) && count > 0 ? count : 0;
}

bool says_people(const DemandPoint& one) {
    return one.people > 0 || one.children + one.adults + one.elders > 0;
}

void add_people(DemandPoint& sum, const DemandPoint& more) {
    sum.people += more.people;
    sum.children += more.children;
    sum.adults += more.adults;
    sum.elders += more.elders;
}

}  // namespace

Wgs84Point middle_of(const Geometry& geometry) {
    if (const auto* point = std::get_if<Wgs84Point>(&geometry)) return *point;
    const auto* area = std::get_if<MultiPolygon>(&geometry);
    double weight = 0, lon = 0, lat = 0;
    if (area != nullptr)
        for (const Polygon& polygon : *area) {
            if (polygon.rings.empty() || polygon.rings[0].empty()) continue;
            const Ring& ring = polygon.rings[0];
            const RingSum sum = sum_of(ring);
            const double sign = sum.area < 0 ? -1 : 1;
            weight += sign * sum.area;
            lon += sign * (sum.lon + sum.area * ring[0].lon);
            lat += sign * (sum.lat + sum.area * ring[0].lat);
        }
    return weight > 0 ? Wgs84Point{lon / weight, lat / weight} : box_of(geometry).centre();
}

DemandPoint people_of(const Value& properties) {
    DemandPoint out;
    out.children = count_of(properties, "people_0_3") + count_of(properties, "people_3_6") +
                   count_of(properties, "people_6_12");
    out.adults = count_of(properties, "people_12_60");
    out.elders = count_of(properties, "people_60_up");
    out.people = count_of(properties, "people");
    if (out.people <= 0) out.people = out.children + out.adults + out.elders;
    return out;
}

void MapReader::read(std::string_view role, const Feature& feature) {
    const auto known = map_role_from_name(role);
    if (!known) return;
    if (*known == MapRole::Community) read_community(feature);
    if (*known == MapRole::Road) {
        const auto* line = std::get_if<Line>(&feature.geometry);
        if (line != nullptr && is_walked(feature.properties))
            m_roads.push_back({*line, road_level(feature.properties)});
    }
    if (*known == MapRole::Building) {
        Building one{people_of(feature.properties), count_of(feature.properties, "households"),
                     key_of(feature.properties.text("community"))};
        one.people.point = middle_of(feature.geometry);
        m_buildings.push_back(one);
    }
}

const std::string* MapReader::key_of(const std::string& code) {
    if (!is_community_code(code)) return nullptr;
    return &m_communities.try_emplace(code).first->first;
}

void MapReader::read_community(const Feature& feature) {
    const std::string* code = key_of(feature.properties.text("code"));
    const auto* area = std::get_if<MultiPolygon>(&feature.geometry);
    if (code == nullptr || area == nullptr) return;
    Community& one = m_communities.find(*code)->second;
    one.is_on_map = true;
    one.name = feature.properties.text("name");
    one.area.insert(one.area.end(), area->begin(), area->end());
    const DemandPoint said = people_of(feature.properties);
    if (says_people(said)) one.said = said;
    const double households = count_of(feature.properties, "households");
    if (households > 0) one.households = households;
}

/// A building whose community nobody knows belongs to the one around it.
void MapReader::place_buildings() {
    std::vector<CommunityArea> areas;
    for (const auto& [code, one] : m_communities)
        if (one.is_on_map) areas.push_back({code, {}, one.area});
    const CommunityAreas around(std::move(areas));
    for (Building& building : m_buildings) {
        if (building.community != nullptr &&
            (m_communities.find(*building.community)->second.is_on_map ||
             m_names.contains(*building.community)))
            continue;
        const auto code = around.at(building.people.point);
        building.community = code ? key_of(*code) : nullptr;
    }
}

void MapReader::spread_people(const std::string& code, std::span<Building*> buildings,
                              CityMap& out) const {
    const Community& community = m_communities.find(code)->second;
    DemandPoint sum;
    double households = 0;
    for (const Building* one : buildings) {
        add_people(sum, one->people);
        households += one->households;
    }
    const auto number = static_cast<std::uint32_t>(out.communities.size());
    const bool is_spread = !says_people(sum) && says_people(community.said);
    const double part = is_spread ? 1.0 / static_cast<double>(buildings.size()) : 0;
    for (const Building* one : buildings) {
        DemandPoint point = one->people;
        point.community = number;
        if (is_spread) {
            point.people = part * community.said.people;
            point.children = part * community.said.children;
            point.adults = part * community.said.adults;
            point.elders = part * community.said.elders;
        }
        out.demand.push_back(point);
    }
    const auto listed = m_names.find(code);
    out.communities.push_back({code, listed != m_names.end() ? listed->second : community.name,
                               says_people(sum) ? sum.people : community.said.people,
                               households > 0 ? households : community.households});
}

CityMap MapReader::finish() && {
    place_buildings();
    std::map<std::string_view, std::vector<Building*>> by_community;
    for (const auto& [code, one] : m_communities)
        if (one.is_on_map) by_community[code];
    for (Building& one : m_buildings)
        if (one.community != nullptr) by_community[*one.community].push_back(&one);
    CityMap out;
    out.roads = std::move(m_roads);
    for (auto& [code, buildings] : by_community) spread_people(std::string(code), buildings, out);
    return out;
}

}  // namespace kongdi::server
