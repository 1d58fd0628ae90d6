// SPDX-License-Identifier: Apache-2.0
// What a wave has come to, and whether that is what its answers say.
#include <array>

#include "core/codec/json.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"
#include "server/storage/wave_ledger.hpp"

namespace kongdi::server {

namespace {

ProgressKey key_of(const SqlRow& row) {
    return {row.whole(0), row.text(1), mode_from_name(row.text(2)).value_or(Mode::Self),
            row.text(3)};
}

std::string line_of(const ProgressKey& key) {
    return "wave " + std::to_string(key.wave) + ", community " + key.community + ", " +
           std::string(mode_name(key.mode)) + ", age " + key.age_band;
}

/// The tables as they stand.
TallyChanges stored(Sql& sql) {
    TallyChanges out;
    for (const SqlRow& row :
         sql.run("SELECT wave, community, mode, age_band, answered, seated FROM wave_progress"))
        out.progress[key_of(row)] = {row.whole(4), row.whole(5)};
    for (const SqlRow& row : sql.run("SELECT wave, community, mode, age_band, facility, " +
                                     std::string(kTallyColumns) + " FROM wave_tallies"))
        out.tallies[{key_of(row), row.text(4)}] = tally_of(row, 5);
    return out;
}

/// The tables as the answers that count make them.
TallyChanges recounted(Sql& sql) {
    constexpr std::int64_t kPage = 1'000;
    TallyChanges out;
    std::int64_t wave = 0;
    std::string voice;
    while (true) {
        const SqlRows page = sql.run(
            "SELECT a.wave, a.voice, a.record_seq, e.facts FROM wave_answers a "
            "JOIN events e ON e.seq = a.record_seq WHERE (a.wave, a.voice) > (?, ?) "
            "ORDER BY a.wave, a.voice LIMIT ?",
            {wave, voice, kPage});
        for (const SqlRow& row : page) {
            wave = row.whole(0);
            voice = row.text(1);
            const auto answer = counted_answer(sql.event_bytes(row.whole(2)),
                                               or_throw(parse_own_json(row.text(3))));
            if (answer && answer->voice == voice) out.add(*answer, 1);
        }
        if (static_cast<std::int64_t>(page.size()) < kPage) return out;
    }
}

/// The columns of a tally, each summed to a whole number in either database.
std::string summed_columns() {
    std::string out;
    std::string_view rest = kTallyColumns;
    while (!rest.empty()) {
        const std::size_t end = rest.find(", ");
        if (!out.empty()) out += ", ";
        out += "CAST(sum(" + std::string(rest.substr(0, end)) + ") AS bigint)";
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
    }
    return out;
}

template <class Map, class Line>
void compare(const Map& tables, const Map& answers, Line line, std::vector<std::string>& out) {
    for (const auto& [key, value] : answers)
        if (const auto found = tables.find(key); found == tables.end() || found->second != value)
            out.push_back(line(key));
    for (const auto& [key, value] : tables)
        if (!answers.contains(key) && value != typename Map::mapped_type())
            out.push_back(line(key));
}

}  // namespace

Result<std::vector<WaveCount>> Registers::wave_counts(std::int64_t number) {
    std::vector<WaveCount> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT wave, community, mode, age_band, answered, seated FROM wave_progress "
                     "WHERE wave = ? ORDER BY community, mode, age_band",
                     {number}))
            out.push_back({row.text(1), mode_from_name(row.text(2)).value_or(Mode::Self),
                           row.text(3), row.whole(4), row.whole(5)});
    }));
    return out;
}

Result<std::vector<WaveTally>> Registers::wave_tallies(std::int64_t number, WaveGroup group,
                                                       std::string_view community) {
    constexpr std::array<const char*, 4> kColumns{"''", "community", "mode", "age_band"};
    const std::string by = kColumns[static_cast<std::size_t>(group)];
    std::string where = " WHERE wave = ?";
    SqlValues values{number};
    if (!community.empty()) {
        where += " AND community = ?";
        values.emplace_back(community);
    }
    const std::string groups = group == WaveGroup::None ? "" : by + ", ";
    std::vector<WaveTally> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT " + by + ", facility, " + summed_columns() + " FROM wave_tallies" +
                         where + " GROUP BY " + groups + "facility ORDER BY " + groups + "facility",
                     values))
            out.push_back({row.text(0), row.text(1), tally_of(row, 2)});
    }));
    return out;
}

Result<std::vector<std::string>> Registers::wrong_tallies() {
    std::vector<std::string> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        const TallyChanges tables = stored(sql);
        const TallyChanges answers = recounted(sql);
        compare(tables.progress, answers.progress, line_of, out);
        compare(
            tables.tallies, answers.tallies,
            [](const TallyKey& key) { return line_of(key.group) + ", " + key.facility; }, out);
    }));
    return out;
}

}  // namespace kongdi::server
