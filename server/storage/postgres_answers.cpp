// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_answers.hpp"

#include <set>

#include "core/codec/json.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/postgres_locks.hpp"

namespace kongdi::server {

namespace {

using Step = PostgresConnection::Step;

struct OpenWave {
    std::int64_t number = 0;
    std::int64_t starts_at_ms = 0;
};

constexpr const char* kOpenWaves =
    "SELECT w.questionnaire, t.community, w.number, w.starts_at_ms FROM waves w "
    "JOIN wave_targets t ON t.wave = w.number WHERE w.state = 'open' AND "
    "t.community = ANY ($1::text[])";
constexpr const char* kSeats =
    "SELECT hash, wave, community FROM wave_seats WHERE hash = ANY ($1::text[]) AND is_void = 0";

constexpr const char* kAddProgress =
    "INSERT INTO wave_progress SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], "
    "$4::text[], $5::bigint[], $6::bigint[]) ON CONFLICT (wave, community, mode, age_band) "
    "DO UPDATE SET answered = wave_progress.answered + excluded.answered, "
    "seated = wave_progress.seated + excluded.seated";
constexpr const char* kDropProgress =
    "DELETE FROM wave_progress p USING unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) "
    "AS k (wave, community, mode, age_band) WHERE p.wave = k.wave AND p.community = k.community "
    "AND p.mode = k.mode AND p.age_band = k.age_band AND p.answered = 0";

/// Statements over the 13 numbers of a tally, written once.
const std::string& add_tallies() {
    static const std::string s_statement = [] {
        std::string arrays, sets;
        for (int i = 0; i < 13; ++i) arrays += ", $" + std::to_string(6 + i) + "::bigint[]";
        std::string_view rest = kTallyColumns;
        while (!rest.empty()) {
            const std::size_t end = rest.find(", ");
            const std::string name(rest.substr(0, end));
            sets += (sets.empty() ? "" : ", ") + name + " = wave_tallies." + name + " + excluded." +
                    name;
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
        }
        return "INSERT INTO wave_tallies SELECT * FROM unnest($1::bigint[], $2::text[], "
               "$3::text[], $4::text[], $5::text[]" +
               arrays + ") ON CONFLICT (wave, community, mode, age_band, facility) DO UPDATE SET " +
               sets;
    }();
    return s_statement;
}

constexpr const char* kDropTallies =
    "DELETE FROM wave_tallies p USING unnest($1::bigint[], $2::text[], $3::text[], $4::text[], "
    "$5::text[]) AS k (wave, community, mode, age_band, facility) WHERE p.wave = k.wave AND "
    "p.community = k.community AND p.mode = k.mode AND p.age_band = k.age_band AND "
    "p.facility = k.facility AND p.satisfaction_n = 0 AND p.importance_n = 0 AND "
    "p.minutes_n = 0 AND p.use_n = 0 AND p.none_here = 0";

struct GroupColumns {
    PostgresArray wave, community, mode, age_band;
    void add(const ProgressKey& key) {
        wave.add(key.wave);
        community.add(key.community);
        mode.add(mode_name(key.mode));
        age_band.add(key.age_band);
    }
    PostgresValues values() const { return PostgresValues::of(wave, community, mode, age_band); }
};

void add_progress(const TallyChanges& changes, std::vector<Step>& out) {
    GroupColumns keys;
    PostgresArray answered, seated;
    for (const auto& [key, change] : changes.progress) {
        keys.add(key);
        answered.add(change.answered);
        seated.add(change.seated);
    }
    PostgresValues values = keys.values();
    values.add(answered);
    values.add(seated);
    out.push_back({kAddProgress, std::move(values)});
    out.push_back({kDropProgress, keys.values()});
}

void add_tallies(const TallyChanges& changes, std::vector<Step>& out) {
    GroupColumns keys;
    PostgresArray facility;
    std::array<PostgresArray, 13> numbers;
    bool any = false;
    for (const auto& [key, change] : changes.tallies) {
        if (change.is_zero()) continue;
        any = true;
        keys.add(key.group);
        facility.add(key.facility);
        const auto row = numbers_of(change);
        for (std::size_t i = 0; i < row.size(); ++i) numbers[i].add(row[i]);
    }
    if (!any) return;
    PostgresValues values = keys.values();
    values.add(facility);
    PostgresValues dropped = values;
    for (const PostgresArray& one : numbers) values.add(one);
    out.push_back({add_tallies().c_str(), std::move(values)});
    out.push_back({kDropTallies, std::move(dropped)});
}

}  // namespace

std::vector<AnswerPlace> places_of(PostgresConnection& connection,
                                   std::span<const Submission* const> submissions) {
    std::vector<AnswerPlace> out(submissions.size());
    std::set<std::string> communities, hashes;
    for (const Submission* one : submissions)
        if (one->checkup && one->community) {
            communities.insert(*one->community);
            if (one->record.seat) hashes.insert(*one->record.seat);
        }
    if (communities.empty()) return out;
    PostgresArray community, hash;
    for (const std::string& one : communities) community.add(one);
    for (const std::string& one : hashes) hash.add(one);
    const std::array<Step, 3> steps{{{kLockShared, PostgresValues::of(kLockWaves)},
                                     {kOpenWaves, PostgresValues::of(community)},
                                     {kSeats, PostgresValues::of(hash)}}};
    const auto answers = connection.pipeline(steps);
    std::map<std::pair<std::string, std::string>, OpenWave> waves;
    for (int i = 0; i < answers[1].rows(); ++i) {
        const PostgresRow row = answers[1][i];
        waves[{row.string(0), row.string(1)}] = {row.whole(2), row.whole(3)};
    }
    std::set<std::pair<std::string, std::pair<std::int64_t, std::string>>> seats;
    for (int i = 0; i < answers[2].rows(); ++i) {
        const PostgresRow row = answers[2][i];
        seats.insert({row.string(0), {row.whole(1), row.string(2)}});
    }
    for (std::size_t i = 0; i < submissions.size(); ++i) {
        const Submission& one = *submissions[i];
        if (!one.checkup || !one.community) continue;
        const auto wave = waves.find({one.record.questionnaire, *one.community});
        if (wave == waves.end() || wave->second.starts_at_ms > one.record.created_at_ms) continue;
        out[i].wave = wave->second.number;
        out[i].seated =
            one.record.seat && seats.contains({*one.record.seat, {out[i].wave, *one.community}});
    }
    return out;
}

void AnswerBatch::add(const NewRecord& record) {
    const Submission& submission = record.submission;
    if (record.place.wave == 0 || !submission.checkup) return;
    CountedAnswer answer = counted_answer(submission.record, *submission.checkup,
                                          submission.community.value_or(""), record.place);
    auto key = std::pair(answer.wave, answer.voice);
    m_voices[std::move(key)] = {submission.record.id, std::move(answer)};
}

void AnswerBatch::look_up(PostgresConnection& connection) {
    if (m_voices.empty()) return;
    PostgresArray wave, voice;
    for (const auto& [key, last] : m_voices) {
        wave.add(key.first);
        voice.add(key.second);
        m_changes.add(last.answer, 1);
    }
    const PostgresResult before = connection.run(
        "SELECT e.bytes, e.facts, a.wave, a.voice FROM wave_answers a JOIN unnest($1::bigint[], "
        "$2::text[]) "
        "AS k (wave, voice) ON a.wave = k.wave AND a.voice = k.voice "
        "JOIN events e ON e.seq = a.record_seq ORDER BY a.wave, a.voice FOR UPDATE OF a",
        PostgresValues::of(wave, voice));
    for (int i = 0; i < before.rows(); ++i) {
        const auto facts = parse_own_json(before[i].text(1));
        const auto answer =
            facts ? counted_answer(before[i].bytes(0), *facts) : std::optional<CountedAnswer>();
        if (!answer) throw StorageFailure(ErrorCode::Internal, "an answer that cannot be read");
        m_changes.add(*answer, -1);
        m_known.emplace(before[i].whole(2), before[i].string(3));
    }
}

std::vector<Step> AnswerBatch::rows() {
    std::vector<Step> out;
    if (m_voices.empty()) return out;
    // A voice that another server hears first at this moment is refused as a second row of its
    // kind, and the whole batch looks again.
    constexpr std::array<const char*, 2> kStatements{
        "INSERT INTO wave_answers SELECT k.wave, k.voice, r.seq FROM unnest($1::bigint[], "
        "$2::text[], $3::text[]) AS k (wave, voice, id) JOIN records r ON r.id = k.id "
        "ORDER BY k.wave, k.voice",
        "UPDATE wave_answers a SET record_seq = r.seq FROM unnest($1::bigint[], $2::text[], "
        "$3::text[]) AS k (wave, voice, id) JOIN records r ON r.id = k.id "
        "WHERE a.wave = k.wave AND a.voice = k.voice"};
    for (const bool known : {false, true}) {
        PostgresArray wave, voice, id;
        for (const auto& [key, last] : m_voices) {
            if (m_known.contains(key) != known) continue;
            wave.add(key.first);
            voice.add(key.second);
            id.add(last.record_id);
        }
        if (!id.empty())
            out.push_back({kStatements[known ? 1 : 0], PostgresValues::of(wave, voice, id)});
    }
    add_progress(m_changes, out);
    add_tallies(m_changes, out);
    return out;
}

}  // namespace kongdi::server
