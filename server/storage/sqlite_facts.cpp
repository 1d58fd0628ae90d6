// SPDX-License-Identifier: Apache-2.0
// What is known of each community. The layers of the map are gone through once after they changed.
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

std::optional<double> number_at(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.real(column));
}

constexpr std::string_view kLiveFeatures =
    " FROM features f JOIN imports i ON i.id = f.import AND i.state = 'live' ";
constexpr std::string_view kCounted =
    "WHERE f.role = 'building' "
    "AND coalesce(json_extract(f.properties, '$.state'), '') <> 'closed' ";

std::vector<CommunityFacts> load_map_facts(Database& database, const CommunityAreas& areas) {
    MapFacts facts;
    Statement communities = database.prepare(
        "SELECT c.code, c.name, c.street, json_extract(f.properties, '$.people'), "
        "json_extract(f.properties, '$.people_60_up') "
        "FROM communities c JOIN features f ON f.id = c.feature");
    while (communities.step())
        facts.add_community({communities.string(0), communities.string(1), communities.string(2)},
                            {number_at(communities, 3), number_at(communities, 4)});
    Statement sums = database.prepare(
        "SELECT json_extract(f.properties, '$.community') AS community, "
        "sum(json_extract(f.properties, '$.people')), "
        "sum(json_extract(f.properties, '$.people_60_up'))" +
        std::string(kLiveFeatures) + std::string(kCounted) +
        "AND length(community) = 12 GROUP BY 1");
    while (sums.step())
        facts.add_buildings(sums.string(0), {number_at(sums, 1), number_at(sums, 2)});
    Statement others = database.prepare(
        "SELECT (b.west + b.east) / 2, (b.south + b.north) / 2, "
        "json_extract(f.properties, '$.people') AS people, "
        "json_extract(f.properties, '$.people_60_up')" +
        std::string(kLiveFeatures) + "JOIN features_box b ON b.id = f.id " + std::string(kCounted) +
        "AND coalesce(length(json_extract(f.properties, '$.community')), 0) <> 12 "
        "AND people IS NOT NULL");
    while (others.step())
        if (const auto community = areas.at({others.real(0), others.real(1)}))
            facts.add_buildings(*community, {number_at(others, 2), number_at(others, 3)});
    return facts.communities();
}

}  // namespace

Result<std::vector<CommunityFacts>> SqliteStorage::community_facts() {
    return guarded([&] {
        const auto boundaries = areas();
        auto database = m_readers.lend();
        Statement row = database->prepare("SELECT version FROM map_version");
        const std::int64_t version = row.step() ? row.whole(0) : 0;
        std::vector<CommunityFacts> out;
        {
            const std::lock_guard lock(m_map_facts_mutex);
            if (m_map_facts.version < version)
                m_map_facts = {version, load_map_facts(*database, *boundaries)};
            out = m_map_facts.communities;
        }
        std::map<std::string, std::int64_t, std::less<>> open;
        Statement filed = database->prepare(
            "SELECT community, count(*) FROM facilities WHERE state <> 'closed' GROUP BY 1");
        while (filed.step()) open[filed.string(0)] = filed.whole(1);
        add_facilities(out, open);
        Statement counts = database->prepare(
            "SELECT community, state, sum(n), sum(sized), sum(low_cm2) FROM space_counts "
            "GROUP BY 1, 2");
        while (counts.step())
            add_counted(out, counts.text(0), counts.text(1), counts.whole(2), counts.whole(3),
                        counts.whole(4));
        return out;
    });
}

}  // namespace kongdi::server
