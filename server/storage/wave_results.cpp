// SPDX-License-Identifier: Apache-2.0
// What a wave has come to, and whether that is what its answers say.
#include <functional>
#include <map>
#include <set>

#include "core/codec/json.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"
#include "server/storage/wave_ledger.hpp"

namespace kongdi::server {

namespace {

SumsKey key_of(const SqlRow& row) {
    return {row.whole(0), row.text(1), mode_from_name(row.text(2)).value_or(Mode::Self),
            row.text(3)};
}

/// Each row of a wave, of one community only when it is named; a page at a time, as the sums of a
/// whole city are tens of megabytes.
void for_each_row(Sql& sql, std::int64_t wave, std::string_view community,
                  const std::function<void(const SqlRow&)>& use) {
    constexpr std::int64_t kPage = 2'000;
    SqlValues after{wave, community, "", ""};
    std::string where = "WHERE wave = ? AND (community, mode, age_band) > (?, ?, ?)";
    if (!community.empty()) {
        where += " AND community = ?";
        after.emplace_back(community);
    }
    const std::string statement =
        "SELECT wave, community, mode, age_band, answered, seated, tallies FROM wave_sums " +
        where + " ORDER BY community, mode, age_band LIMIT " + std::to_string(kPage);
    while (true) {
        const SqlRows page = sql.run(statement, after);
        for (const SqlRow& row : page) use(row);
        if (static_cast<std::int64_t>(page.size()) < kPage) return;
        for (std::size_t i = 1; i <= 3; ++i) after[i] = page.back().text(i);
    }
}

/// The table as it stands.
SumsChanges stored(Sql& sql) {
    SumsChanges out;
    for (const SqlRow& wave : sql.run("SELECT DISTINCT wave FROM wave_sums ORDER BY wave"))
        for_each_row(sql, wave.whole(0), {}, [&](const SqlRow& row) {
            out[key_of(row)] = {row.whole(4), row.whole(5), unpacked(row.text(6))};
        });
    return out;
}

/// The table as the answers that count make it, and those whose time was over.
SumsChanges recounted(Sql& sql) {
    constexpr std::int64_t kPage = 1'000;
    SumsChanges out;
    for (const SqlRow& row : sql.run(
             "SELECT wave, community, mode, age_band, answered, seated, tallies FROM retired_sums"))
        out[key_of(row)] += {row.whole(4), row.whole(5), unpacked(row.text(6))};
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
            if (answer && answer->voice == voice) add_to(out, *answer, 1);
        }
        if (static_cast<std::int64_t>(page.size()) < kPage) return out;
    }
}

/// Says where two differ: the row, and the kind of facility.
void compare(const SumsKey& key, const Sums& table, const Sums& answers,
             std::vector<std::string>& out) {
    const std::string line = "wave " + std::to_string(key.wave) + ", community " + key.community +
                             ", " + std::string(mode_name(key.mode)) + ", age " + key.age_band;
    if (table.answered != answers.answered || table.seated != answers.seated) out.push_back(line);
    std::set<std::string> facilities;
    for (const Tallies* one : {&table.tallies, &answers.tallies})
        for (const auto& [facility, tally] : *one) facilities.insert(facility);
    const auto of = [](const Tallies& tallies, const std::string& facility) {
        const auto found = tallies.find(facility);
        return found == tallies.end() ? Tally() : found->second;
    };
    for (const std::string& facility : facilities)
        if (of(table.tallies, facility) != of(answers.tallies, facility))
            out.push_back(line + ", " + facility);
}

}  // namespace

Result<std::vector<WaveCount>> Registers::wave_counts(std::int64_t number) {
    std::vector<WaveCount> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT wave, community, mode, age_band, answered, seated FROM wave_sums "
                     "WHERE wave = ? ORDER BY community, mode, age_band",
                     {number}))
            out.push_back({row.text(1), mode_from_name(row.text(2)).value_or(Mode::Self),
                           row.text(3), row.whole(4), row.whole(5)});
    }));
    return out;
}

Result<std::vector<WaveTally>> Registers::wave_tallies(std::int64_t number, WaveGroup group,
                                                       std::string_view community) {
    std::map<std::string, Tallies> groups;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        groups.clear();
        for_each_row(sql, number, community, [&](const SqlRow& row) {
            Tallies& sum =
                groups[group == WaveGroup::None ? std::string()
                                                : row.text(static_cast<std::size_t>(group))];
            for (const auto& [facility, tally] : unpacked(row.text(6))) sum[facility] += tally;
        });
    }));
    std::vector<WaveTally> out;
    for (const auto& [name, tallies] : groups)
        for (const auto& [facility, tally] : tallies) out.push_back({name, facility, tally});
    return out;
}

Result<std::vector<std::string>> Registers::wrong_tallies() {
    std::vector<std::string> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        const SumsChanges table = stored(sql);
        SumsChanges answers = recounted(sql);
        for (const auto& [key, sums] : table) answers.try_emplace(key);
        for (const auto& [key, sums] : answers) {
            const auto found = table.find(key);
            compare(key, found == table.end() ? Sums() : found->second, sums, out);
        }
    }));
    return out;
}

}  // namespace kongdi::server
