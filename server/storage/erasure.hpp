// SPDX-License-Identifier: Apache-2.0
// Taking records out for good, once for both databases: whoever sent them wished it, or their time
// is over. The event stays and its content goes; what had been made of it goes with it in the same
// transaction, and an event tells that it went. From those events the tables come out the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/value.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

inline constexpr std::string_view kErasureEvent = "erasure";
/// The rule of what somebody wished; all others are those of web/assets/planning/retention.json.
inline constexpr std::string_view kOwnWish = "own_wish";

/// The rule of photos that nothing names: they go without a record.
inline constexpr std::string_view kPhotoRule = "photo_unnamed";

/// The rule of answers in meetings, whose sums stand in the events that tell of it.
inline constexpr std::string_view kMeetingRule = "meeting_answers";

/// What is to go. Names of what is not there (any more) are remembered all the same, so that an
/// older copy of it is not taken in again.
struct Erasure {
    std::string rule = std::string(kOwnWish);
    std::string device_sha256 = {};           // of the pseudonym, of an own wish
    std::vector<std::string> records = {};    // ids
    std::vector<std::string> said = {};       // ids of reports of others that it corroborated
    std::vector<std::string> conflicts = {};  // SHA-256 of bytes it sent under known ids
    std::vector<std::string> photos = {};     // SHA-256 of those that nothing names
    bool keeps_sums = false;  // what a wave or a meeting counted of them stays counted
};

/// What went.
struct Erased {
    std::int64_t seq = 0;  // of the event; 0 when there was nothing
    std::int64_t at_ms = 0;
    std::vector<std::pair<std::string, std::int64_t>> counts = {};  // by kind, those above 0

    std::int64_t count(std::string_view kind) const;
};

/// Kinds of what went beside those of records.
inline constexpr std::string_view kErasedPhotos = "photo";
inline constexpr std::string_view kErasedWords = "corroboration";
inline constexpr std::string_view kErasedConflicts = "conflict";
inline constexpr std::string_view kErasedPushes = "push_subscription";

/// Inside a transaction that nobody else writes beside.
Erased erase(Sql& sql, const Erasure& erasure, std::int64_t at_ms);

/// As an event tells it; the same again comes to nothing.
Erasure erasure_of_facts(std::string_view rule, const Value& facts);

/// Of a record that is no more.
bool was_erased(Sql& sql, std::string_view id);

// What makes the tables anew.

bool is_erased(const Value& facts);
/// The same of the facts as an event keeps them.
inline bool is_erased_text(std::string_view facts) {
    return facts.starts_with(R"({"erased":true)");
}
/// An event whose content is gone.
void fold_erased(Sql& sql, std::string_view kind, const Value& facts);
void fold_erasure(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view rule,
                  const Value& facts);

}  // namespace kongdi::server
