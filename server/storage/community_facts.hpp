// SPDX-License-Identifier: Apache-2.0
// What the layers of the map and the reports say of each community, put together from rows that
// both databases give alike.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/indicator.hpp"
#include "server/storage/community_areas.hpp"

namespace kongdi::server {

/// People of a building, or one facility; of several together `n` says how many.
struct LayerCount {
    std::optional<double> people = {};
    std::optional<double> elders = {};
    std::int64_t n = 0;
};

/// What the layers say; it stays true until the map changes.
class MapFacts {
public:
    /// `said` is what the community's own feature says of its people.
    void add_community(CommunityFacts facts, const LayerCount& said);
    /// Of role "building" or "facility".
    void add(std::string_view role, const std::string& community, const LayerCount& count);

    /// For each community in the order of their codes.
    std::vector<CommunityFacts> communities() const;

private:
    struct Known {
        CommunityFacts facts = {};
        LayerCount said = {};
        LayerCount buildings = {};
        std::int64_t facilities = 0;
    };
    std::map<std::string, Known, std::less<>> m_known;
    bool m_buildings_say = false;
    bool m_has_facilities = false;
};

struct KeptMapFacts {
    std::int64_t version = -1;  // of the map
    std::vector<CommunityFacts> communities = {};
};

/// A row of space_counts added up, into the community it belongs to.
void add_counted(std::vector<CommunityFacts>& facts, std::string_view community,
                 std::string_view state, std::int64_t n, std::int64_t sized, std::int64_t low_cm2);

}  // namespace kongdi::server
