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

/// People of a building, or of several together.
struct LayerCount {
    std::optional<double> people = {};
    std::optional<double> elders = {};
};

/// What the layers say; it stays true until the map changes.
class MapFacts {
public:
    /// `said` is what the community's own feature says of its people.
    void add_community(CommunityFacts facts, const LayerCount& said);
    void add_buildings(const std::string& community, const LayerCount& count);

    /// For each community in the order of their codes.
    std::vector<CommunityFacts> communities() const;

private:
    struct Known {
        CommunityFacts facts = {};
        LayerCount said = {};
        LayerCount buildings = {};
    };
    std::map<std::string, Known, std::less<>> m_known;
    bool m_buildings_say = false;
};

struct KeptMapFacts {
    std::int64_t version = -1;  // of the map
    std::vector<CommunityFacts> communities = {};
};

/// How many facilities of the register are not closed, by community; nothing is said when there is
/// no register.
void add_facilities(std::vector<CommunityFacts>& facts,
                    const std::map<std::string, std::int64_t, std::less<>>& open);
/// A row of space_counts added up, into the community it belongs to.
void add_counted(std::vector<CommunityFacts>& facts, std::string_view community,
                 std::string_view state, std::int64_t n, std::int64_t sized, std::int64_t low_cm2);

}  // namespace kongdi::server
