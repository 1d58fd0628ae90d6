// SPDX-License-Identifier: Apache-2.0
// Many records in one transaction. What other servers may change meanwhile is locked first: the
// counters of the receipts in the order of their stems. The same record sent to two servers has the
// same stem, so one waits for the other and finds it known. Where the stems differ (other bytes
// under one id at the same moment), the unique id refuses the second, and it is tried again.
#include <algorithm>
#include <map>
#include <set>

#include "core/codec/json.hpp"
#include "server/storage/postgres_answers.hpp"
#include "server/storage/postgres_events.hpp"
#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_rows.hpp"
#include "server/storage/postgres_votes.hpp"

namespace kongdi::server {

namespace {

using Step = PostgresConnection::Step;
using Submissions = std::span<const Submission* const>;

struct Known {
    std::string sha256 = {};
    std::string receipt = {};
    std::int64_t received_at_ms = 0;
};

/// What the database says of a batch while its locks are held.
struct Ground {
    std::map<std::string, std::int64_t> last_of_stem = {};
    std::map<std::string, Known> records = {};
    std::set<std::pair<std::string, std::string>> conflicts = {};  // record id, SHA-256
    std::set<std::string> photos_here = {};
    std::set<std::string> erased = {};  // ids of records that are no more
};

PostgresArray ids_of(Submissions submissions) {
    PostgresArray out;
    for (const Submission* one : submissions) out.add(one->record.id);
    return out;
}

/// Begins the transaction; the stem of each submission.
std::vector<std::string> begin(PostgresConnection& connection, Submissions submissions) {
    PostgresArray codes;
    for (const Submission* one : submissions)
        if (one->community) codes.add(*one->community);
    const std::array<Step, 3> steps{{
        {"BEGIN"},
        {kLockShared, PostgresValues::of(kLockEvents)},
        {"SELECT code, name FROM communities WHERE code = ANY ($1::text[])",
         PostgresValues::of(codes)},
    }};
    const auto answers = connection.pipeline(steps);
    std::map<std::string, std::string, std::less<>> names;
    for (int i = 0; i < answers[2].rows(); ++i)
        names.emplace(answers[2][i].string(0), answers[2][i].string(1));
    std::vector<std::string> out;
    for (const Submission* one : submissions) {
        const auto name = names.find(one->community.value_or(""));
        out.push_back(receipt_stem(name != names.end() ? name->second : ""));
    }
    return out;
}

Ground lock_ground(PostgresConnection& connection, Submissions submissions,
                   const std::set<std::string>& stems) {
    PostgresArray stem, photo, photo_key;
    for (const std::string& one : stems) stem.add(one);
    std::set<std::string> photos;
    std::set<std::int64_t> keys;
    for (const Submission* one : submissions)
        for (const PhotoEntry& entry : one->record.photos) {
            photos.insert(entry.sha256);
            keys.insert(lock_of(kLockPhotos, entry.sha256));
        }
    for (const std::string& one : photos) photo.add(one);
    for (const std::int64_t one : keys) photo_key.add(one);
    const PostgresArray ids = ids_of(submissions);
    const std::array<Step, 7> steps{{
        {"INSERT INTO receipt_counters SELECT stem, $2::bigint FROM unnest($1::text[]) AS s (stem) "
         "ON CONFLICT (stem) DO NOTHING",
         PostgresValues::of(stem, kFirstReceipt - 1)},
        {"SELECT stem, last FROM receipt_counters WHERE stem = ANY ($1::text[]) ORDER BY stem "
         "FOR UPDATE",
         PostgresValues::of(stem)},
        {"SELECT id, sha256, receipt, received_at_ms FROM records WHERE id = ANY ($1::text[])",
         PostgresValues::of(ids)},
        {"SELECT record_id, sha256 FROM conflicts WHERE record_id = ANY ($1::text[])",
         PostgresValues::of(ids)},
        {"SELECT pg_advisory_xact_lock_shared(key) FROM unnest($1::bigint[]) AS k (key)",
         PostgresValues::of(photo_key)},
        {"SELECT sha256 FROM photos WHERE sha256 = ANY ($1::text[])", PostgresValues::of(photo)},
        {"SELECT id FROM erased_records WHERE id = ANY ($1::text[])", PostgresValues::of(ids)},
    }};
    const auto answers = connection.pipeline(steps);
    Ground out;
    for (int i = 0; i < answers[1].rows(); ++i)
        out.last_of_stem.emplace(answers[1][i].string(0), answers[1][i].whole(1));
    for (int i = 0; i < answers[2].rows(); ++i) {
        const PostgresRow row = answers[2][i];
        out.records.emplace(row.string(0), Known{row.string(1), row.string(2), row.whole(3)});
    }
    for (int i = 0; i < answers[3].rows(); ++i)
        out.conflicts.emplace(answers[3][i].string(0), answers[3][i].string(1));
    for (int i = 0; i < answers[5].rows(); ++i) out.photos_here.insert(answers[5][i].string(0));
    for (int i = 0; i < answers[6].rows(); ++i) out.erased.insert(answers[6][i].string(0));
    // Another server took back a counter that it had begun and not needed.
    if (out.last_of_stem.size() != stems.size())
        throw PostgresConflict(ErrorCode::StorageBusy, "a receipt counter went away");
    return out;
}

Step events_of(std::span<const NewRecord> records) {
    PostgresArray at, subject, bytes, facts;
    for (const NewRecord& one : records) {
        at.add(one.submission.received_at_ms);
        subject.add(one.submission.record.id);
        bytes.add(PostgresBytes{one.submission.bytes});
        facts.add(write_json(
            record_facts(one.receipt, one.submission.community, one.place, one.submission.helper)));
    }
    return {
        "INSERT INTO events SELECT nextval('events_seq'), e.at_ms, 'record', e.subject, "
        "e.bytes, e.facts FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::text[]) "
        "AS e (at_ms, subject, bytes, facts)",
        PostgresValues::of(at, subject, bytes, facts)};
}

Step conflict_step(const Submission& one) {
    return {
        "WITH added AS (INSERT INTO events VALUES (nextval('events_seq'), $1, 'conflict', $2, "
        "$3, $4) RETURNING seq) INSERT INTO conflicts SELECT $2, $5, $1, seq FROM added",
        PostgresValues::of(one.received_at_ms, one.record.id, PostgresBytes{one.bytes},
                           write_json(conflict_facts(one.sha256)), one.sha256)};
}

Step drop_unused_counters(const std::set<std::string>& unused) {
    PostgresArray stems;
    for (const std::string& stem : unused) stems.add(stem);
    return {"DELETE FROM receipt_counters WHERE stem = ANY ($1::text[]) AND last = $2",
            PostgresValues::of(stems, kFirstReceipt - 1)};
}

std::vector<Result<Accepted>> add_once(PostgresConnection& connection, Submissions submissions) {
    const PostgresTransaction transaction(connection, nullptr);
    const std::vector<std::string> stems = begin(connection, submissions);
    Ground ground = lock_ground(connection, submissions, {stems.begin(), stems.end()});
    std::vector<AnswerPlace> places = places_of(connection, submissions);
    place_votes(connection, submissions, places);

    std::vector<Result<Accepted>> answers;
    std::vector<NewRecord> added;
    std::vector<const Submission*> conflicts;
    std::set<std::string> unused(stems.begin(), stems.end());
    for (std::size_t i = 0; i < submissions.size(); ++i) {
        const Submission& one = *submissions[i];
        const std::string& id = one.record.id;
        if (const auto known = ground.records.find(id); known != ground.records.end()) {
            const Known& first = known->second;
            if (first.sha256 == one.sha256) {
                answers.emplace_back(
                    Accepted{{first.receipt, id, one.sha256, first.received_at_ms}, false});
                continue;
            }
            answers.emplace_back(Error{ErrorCode::IdConflict, "/id"});
            if (ground.conflicts.emplace(id, one.sha256).second) conflicts.push_back(&one);
            continue;
        }
        if (ground.erased.contains(id)) {
            answers.emplace_back(Error{ErrorCode::IdConflict, "/id"});
            continue;
        }
        const ReceiptNumber receipt{stems[i], ++ground.last_of_stem[stems[i]]};
        unused.erase(stems[i]);
        ground.records.emplace(id, Known{one.sha256, receipt.text(), one.received_at_ms});
        answers.emplace_back(Accepted{{receipt.text(), id, one.sha256, one.received_at_ms}, true});
        added.push_back({one, receipt, places[i]});
    }
    if (added.empty() && conflicts.empty()) return answers;

    std::vector<Step> steps;
    AnswerBatch batch;
    VoteBatch votes;
    if (!added.empty()) {
        steps.push_back(events_of(added));
        for (const NewRecord& one : added) batch.add(one);
        for (const NewRecord& one : added) votes.add(one);
        batch.look_up(connection);
        // Unique ids are added in one order, so that servers wait for each other in one direction.
        std::sort(added.begin(), added.end(), [](const NewRecord& a, const NewRecord& b) {
            return a.submission.record.id < b.submission.record.id;
        });
        for (Step& step : record_rows(added, ground.photos_here)) steps.push_back(std::move(step));
        for (Step& step : batch.rows()) steps.push_back(std::move(step));
        for (Step& step : votes.rows()) steps.push_back(std::move(step));
    }
    for (const Submission* one : conflicts) steps.push_back(conflict_step(*one));
    if (!unused.empty()) steps.push_back(drop_unused_counters(unused));
    steps.push_back({"COMMIT"});
    check_committed(connection.pipeline(steps).back());
    return answers;
}

}  // namespace

std::vector<Result<Accepted>> add_records(PostgresConnection& connection, Submissions submissions) {
    constexpr int kTries = 8;
    for (int tried = 1;; ++tried) {
        try {
            return add_once(connection, submissions);
        } catch (const PostgresConflict&) {
            if (tried == kTries) throw;
        } catch (const PostgresBadValue& failure) {
            if (submissions.size() == 1) return {failure.error};
            break;
        }
    }
    // One of them is not to be had: each for itself, so that the others are.
    std::vector<Result<Accepted>> out;
    for (const Submission* const& one : submissions)
        out.push_back(std::move(add_records(connection, {&one, 1})[0]));
    return out;
}

}  // namespace kongdi::server
