// SPDX-License-Identifier: Apache-2.0
// All that is kept under a pseudonym, and lists of what was taken out. Answers that somebody gave
// for another person are that person's: they are neither shown nor erased by who helped.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/api/messages.hpp"
#include "server/storage/erasure.hpp"

namespace kongdi::server {

struct OwnPhoto {
    std::string sha256 = {};
    std::int64_t bytes = 0;
    bool is_here = false;  // else it was announced and never came
};

struct OwnRecord {
    std::string id = {};
    std::string kind = {};
    std::string receipt = {};
    std::string state = {};
    std::string community = {};  // its code; empty for none
    std::int64_t received_at_ms = 0;
    std::string sha256 = {};
    std::string bytes = {};                     // as sent
    std::vector<std::string> other_bytes = {};  // sent under the same id
    std::vector<OwnPhoto> photos = {};
    std::vector<api::TakenStep> steps = {};  // oldest first
};

/// "I know this space, too", of a report of somebody else.
struct OwnWord {
    std::string receipt = {};
    std::int64_t at_ms = 0;
};

/// A browser that is told of what happens to these reports.
struct OwnPush {
    std::string endpoint = {};
    std::string p256dh = {};
    std::string lang = {};
    std::int64_t made_at_ms = 0;
};

struct OwnData {
    std::vector<OwnRecord> records = {};  // oldest first
    std::vector<OwnWord> said = {};
    std::int64_t helped = 0;           // answers given for others, which are not among the records
    std::vector<OwnPush> pushes = {};  // oldest first

    bool is_empty() const { return records.empty() && said.empty() && pushes.empty(); }
};

/// What an older copy of the store must not bring back.
struct Tombstone {
    std::int64_t at_ms = 0;
    Erasure erasure = {};
};

struct DeletionRow {
    std::int64_t at_ms = 0;
    std::string rule = {};
    std::string kind = {};
    std::int64_t n = 0;
};

}  // namespace kongdi::server
