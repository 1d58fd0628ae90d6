// SPDX-License-Identifier: Apache-2.0
#include "server/storage/community_facts.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi::server {

namespace {

void add_to(std::optional<double>& sum, const std::optional<double>& more) {
    if (more) sum = sum.value_or(0) + *more;
}

std::optional<std::int64_t> whole(const std::optional<double>& number) {
    return number ? std::optional<std::int64_t>(std::llround(*number)) : std::nullopt;
}

}  // namespace

void MapFacts::add_community(CommunityFacts facts, const LayerCount& said) {
    const std::string code = facts.code;
    m_known[code] = {std::move(facts), said, {}};
}

void MapFacts::add_buildings(const std::string& community, const LayerCount& count) {
    m_buildings_say = m_buildings_say || count.people;
    const auto known = m_known.find(community);
    if (known == m_known.end()) return;
    add_to(known->second.buildings.people, count.people);
    add_to(known->second.buildings.elders, count.elders);
}

std::vector<CommunityFacts> MapFacts::communities() const {
    std::vector<CommunityFacts> out;
    for (const auto& [code, known] : m_known) {
        CommunityFacts facts = known.facts;
        // What a community says of itself goes before what its buildings add up to.
        const LayerCount& people = known.said.people ? known.said : known.buildings;
        facts.residents = whole(people.people);
        facts.elders = whole(people.elders);
        if (!facts.residents && m_buildings_say) facts.residents = 0;
        out.push_back(std::move(facts));
    }
    return out;
}

void add_facilities(std::vector<CommunityFacts>& facts,
                    const std::map<std::string, std::int64_t, std::less<>>& open) {
    if (open.empty()) return;
    for (CommunityFacts& one : facts) {
        const auto found = open.find(one.code);
        one.facilities = found == open.end() ? 0 : found->second;
    }
}

void add_counted(std::vector<CommunityFacts>& facts, std::string_view community,
                 std::string_view state, std::int64_t n, std::int64_t sized, std::int64_t low_cm2) {
    const auto at = std::lower_bound(
        facts.begin(), facts.end(), community,
        [](const CommunityFacts& one, std::string_view code) { return one.code < code; });
    const auto known = report_state_from_name(state);
    if (at != facts.end() && at->code == community && known)
        add_spaces(*at, *known, n, sized, low_cm2);
}

}  // namespace kongdi::server
