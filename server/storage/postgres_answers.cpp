// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_answers.hpp"

#include <algorithm>
#include <set>

#include "core/codec/json.hpp"
#include "core/rules/wave_rules.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/postgres_locks.hpp"

namespace kongdi::server {

namespace {

using Step = PostgresConnection::Step;

// One that has ended may still be open beside the next.
constexpr const char* kOpenWaves =
    "SELECT number, plan, changed_at_ms FROM waves WHERE state = 'open' ORDER BY number";
constexpr const char* kAskedIn =
    "SELECT t.wave, t.community FROM waves w JOIN wave_targets t ON t.wave = w.number "
    "WHERE w.state = 'open' AND t.community = ANY ($1::text[])";
constexpr const char* kSeats =
    "SELECT hash, wave, community FROM wave_seats WHERE hash = ANY ($1::text[]) AND is_void = 0 "
    "AND place > 0";

// Rows that are new are begun empty, so that every row of the batch can be held in one order.
constexpr const char* kBeginSums =
    "INSERT INTO wave_sums SELECT k.*, 0, 0, '' FROM unnest($1::bigint[], $2::text[], $3::text[], "
    "$4::text[]) AS k (wave, community, mode, age_band) ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING";
constexpr const char* kHoldSums =
    "SELECT s.wave, s.community, s.mode, s.age_band, s.answered, s.seated, s.tallies "
    "FROM wave_sums s JOIN unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) "
    "AS k (wave, community, mode, age_band) ON s.wave = k.wave AND s.community = k.community "
    "AND s.mode = k.mode AND s.age_band = k.age_band "
    "ORDER BY s.wave, s.community, s.mode, s.age_band FOR UPDATE OF s";
constexpr const char* kWriteSums =
    "UPDATE wave_sums s SET answered = k.answered, seated = k.seated, tallies = k.tallies FROM "
    "unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], "
    "$7::text[]) AS k (wave, community, mode, age_band, answered, seated, tallies) "
    "WHERE s.wave = k.wave AND s.community = k.community AND s.mode = k.mode "
    "AND s.age_band = k.age_band";
constexpr const char* kDropSums =
    "DELETE FROM wave_sums s USING unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) "
    "AS k (wave, community, mode, age_band) WHERE s.wave = k.wave AND s.community = k.community "
    "AND s.mode = k.mode AND s.age_band = k.age_band";

struct SumsColumns {
    PostgresArray wave, community, mode, age_band;
    void add(const SumsKey& key) {
        wave.add(key.wave);
        community.add(key.community);
        mode.add(mode_name(key.mode));
        age_band.add(key.age_band);
    }
    bool empty() const { return wave.empty(); }
    PostgresValues values() const { return PostgresValues::of(wave, community, mode, age_band); }
};

void write_sums(const SumsChanges& sums, std::vector<Step>& out) {
    SumsColumns kept, gone;
    PostgresArray answered, seated, tallies;
    for (const auto& [key, one] : sums) {
        if (one.is_zero()) {
            gone.add(key);
            continue;
        }
        kept.add(key);
        answered.add(one.answered);
        seated.add(one.seated);
        tallies.add(packed(one.tallies));
    }
    if (!kept.empty()) {
        PostgresValues values = kept.values();
        values.add(answered);
        values.add(seated);
        values.add(tallies);
        out.push_back({kWriteSums, std::move(values)});
    }
    if (!gone.empty()) out.push_back({kDropSums, gone.values()});
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
    const std::array<Step, 4> steps{{{kLockShared, PostgresValues::of(kLockWaves)},
                                     {kAskedIn, PostgresValues::of(community)},
                                     {kSeats, PostgresValues::of(hash)},
                                     {kOpenWaves, {}}}};
    const auto answers = connection.pipeline(steps);
    std::set<std::pair<std::int64_t, std::string>> asked;
    for (int i = 0; i < answers[1].rows(); ++i)
        asked.emplace(answers[1][i].whole(0), answers[1][i].string(1));
    std::vector<Wave> waves;
    for (int i = 0; i < answers[3].rows(); ++i) {
        const PostgresRow row = answers[3][i];
        waves.push_back(open_wave(row.whole(0), row.text(1), row.whole(2)));
    }
    std::set<std::pair<std::string, std::pair<std::int64_t, std::string>>> seats;
    for (int i = 0; i < answers[2].rows(); ++i) {
        const PostgresRow row = answers[2][i];
        seats.insert({row.string(0), {row.whole(1), row.string(2)}});
    }
    for (std::size_t i = 0; i < submissions.size(); ++i) {
        const Submission& one = *submissions[i];
        if (!one.checkup || !one.community) continue;
        const auto wave = std::find_if(waves.begin(), waves.end(), [&](const Wave& open) {
            return open.plan.questionnaire == one.record.questionnaire &&
                   asked.contains({open.number, *one.community}) &&
                   takes_answer(open, one.record.created_at_ms, one.received_at_ms);
        });
        if (wave == waves.end()) continue;
        out[i].wave = wave->number;
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
        add_to(m_changes, last.answer, 1);
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
        add_to(m_changes, *answer, -1);
        m_known.emplace(before[i].whole(2), before[i].string(3));
    }
    look_up_sums(connection);
}

void AnswerBatch::look_up_sums(PostgresConnection& connection) {
    SumsColumns keys;
    std::erase_if(m_changes, [](const auto& one) { return one.second.is_zero(); });
    if (m_changes.empty()) return;
    for (const auto& [key, change] : m_changes) keys.add(key);
    const std::array<Step, 2> steps{{{kBeginSums, keys.values()}, {kHoldSums, keys.values()}}};
    const auto answers = connection.pipeline(steps);
    for (int i = 0; i < answers[1].rows(); ++i) {
        const PostgresRow row = answers[1][i];
        const SumsKey key{row.whole(0), row.string(1),
                          mode_from_name(row.text(2)).value_or(Mode::Self), row.string(3)};
        Sums& sums = m_sums[key] = {row.whole(4), row.whole(5), unpacked(row.text(6))};
        sums += m_changes.at(key);
    }
    // Another server took a row away that came to nothing.
    if (m_sums.size() != m_changes.size())
        throw PostgresConflict(ErrorCode::StorageBusy, "a row of sums went away");
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
    write_sums(m_sums, out);
    return out;
}

}  // namespace kongdi::server
