// SPDX-License-Identifier: Apache-2.0
// Takes from the features of a map, one after the other, what reach is reckoned from.
#pragma once

#include <map>

#include "server/reach/reach.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct CityMap {
    std::vector<RoadLine> roads = {};
    std::vector<ReachCommunity> communities = {};  // by code
    std::vector<DemandPoint> demand = {};
};

/// The middle of the ground an area covers; of what has no ground, that of its rectangle.
Wgs84Point middle_of(const Geometry& geometry);

/// What a feature says of the people in it; the community of the point is none yet.
DemandPoint people_of(const Value& properties);

class MapReader {
public:
    /// Names of a list go before those of the layer.
    void name(const CommunityName& one) { m_names[one.code] = one.name; }
    void read(std::string_view role, const Feature& feature);

    /// Communities are those with an area, and those of a list that a building names. People and
    /// households are what the buildings add up to; of a community whose buildings say nothing,
    /// what it says itself, and its people are spread over its buildings evenly.
    CityMap finish() &&;

private:
    struct Community {
        std::string name = {};
        MultiPolygon area = {};
        DemandPoint said = {};
        double households = 0;
        bool is_on_map = false;
    };
    struct Building {
        DemandPoint people = {};
        double households = 0;
        const std::string* community = nullptr;  // a key of m_communities
    };

    const std::string* key_of(const std::string& code);
    void read_community(const Feature& feature);
    void place_buildings();
    void spread_people(const std::string& code, std::span<Building*> buildings, CityMap& out) const;

    std::map<std::string, std::string, std::less<>> m_names = {};
    std::map<std::string, Community, std::less<>> m_communities = {};
    std::vector<Building> m_buildings = {};
    std::vector<RoadLine> m_roads = {};
};

}  // namespace kongdi::server
