// SPDX-License-Identifier: Apache-2.0
// What is known of each community. The layers of the map are gone through once after they changed.
#include "server/storage/postgres_storage.hpp"

namespace kongdi::server {

namespace {

std::optional<double> number_at(const PostgresRow& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.real(column));
}

/// Each feature's properties read once; a text that is no number counts as nothing.
constexpr std::string_view kCounted =
    "FROM (SELECT (f.west + f.east) / 2 AS lon, (f.south + f.north) / 2 AS lat, "
    "p.community, CASE WHEN p.people ~ '^[0-9.]+$' THEN p.people::float8 END AS people, "
    "CASE WHEN p.people_60_up ~ '^[0-9.]+$' THEN p.people_60_up::float8 END AS elders "
    "FROM features f JOIN imports i ON i.id = f.import AND i.state = 'live' "
    "CROSS JOIN LATERAL json_to_record(f.properties::json) AS "
    "p (community text, people text, people_60_up text, state text) "
    "WHERE f.role = 'building' AND coalesce(p.state, '') <> 'closed') AS f ";

std::vector<CommunityFacts> load_map_facts(PostgresConnection& connection,
                                           const CommunityAreas& areas) {
    MapFacts facts;
    const PostgresResult communities = connection.run(
        "SELECT c.code, c.name, c.street, (f.properties::json ->> 'people')::float8, "
        "(f.properties::json ->> 'people_60_up')::float8 "
        "FROM communities c JOIN features f ON f.id = c.feature");
    for (int i = 0; i < communities.rows(); ++i)
        facts.add_community(
            {communities[i].string(0), communities[i].string(1), communities[i].string(2)},
            {number_at(communities[i], 3), number_at(communities[i], 4)});
    const PostgresResult sums =
        connection.run("SELECT community, sum(people), sum(elders) " + std::string(kCounted) +
                       "WHERE length(community) = 12 GROUP BY 1");
    for (int i = 0; i < sums.rows(); ++i)
        facts.add_buildings(sums[i].string(0), {number_at(sums[i], 1), number_at(sums[i], 2)});
    const PostgresResult others =
        connection.run("SELECT lon, lat, people, elders " + std::string(kCounted) +
                       "WHERE coalesce(length(community), 0) <> 12 AND people IS NOT NULL");
    for (int i = 0; i < others.rows(); ++i)
        if (const auto community = areas.at({others[i].real(0), others[i].real(1)}))
            facts.add_buildings(*community, {number_at(others[i], 2), number_at(others[i], 3)});
    return facts.communities();
}

}  // namespace

Result<std::vector<CommunityFacts>> PostgresStorage::community_facts() {
    return read([&](PostgresConnection& connection) {
        const auto boundaries = areas(connection);
        const std::int64_t version = connection.run("SELECT version FROM map_version")[0].whole(0);
        std::vector<CommunityFacts> out;
        {
            const std::lock_guard lock(m_map_facts_mutex);
            if (m_map_facts.version < version)
                m_map_facts = {version, load_map_facts(connection, *boundaries)};
            out = m_map_facts.communities;
        }
        std::map<std::string, std::int64_t, std::less<>> open;
        const PostgresResult filed = connection.run(
            "SELECT community, count(*) FROM facilities WHERE state <> 'closed' GROUP BY 1");
        for (int i = 0; i < filed.rows(); ++i) open[filed[i].string(0)] = filed[i].whole(1);
        add_facilities(out, open);
        const PostgresResult counts = connection.run(
            "SELECT community, state, sum(n)::bigint, sum(sized)::bigint, sum(low_cm2)::bigint "
            "FROM space_counts GROUP BY 1, 2");
        for (int i = 0; i < counts.rows(); ++i)
            add_counted(out, counts[i].text(0), counts[i].text(1), counts[i].whole(2),
                        counts[i].whole(3), counts[i].whole(4));
        return out;
    });
}

}  // namespace kongdi::server
