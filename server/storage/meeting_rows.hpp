// SPDX-License-Identifier: Apache-2.0
// What a store keeps of a meeting beside its agenda: who may answer, and what was said.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/model/record.hpp"

namespace kongdi::server {

/// What a meeting takes answers by: the hash of a secret, and whose voice it is. Whoever has the
/// same voice answers once; that of a device begins with d.
struct MeetingSeat {
    std::string hash = {};
    std::string voice = {};
};

/// How often an answer was given, of those that count.
struct MeetingVotes {
    std::string question = {};
    Mode mode = Mode::Session;
    std::string answer = {};  // JSON; empty for free words
    std::int64_t count = 0;
};

struct MeetingWords {
    std::string record = {};
    std::string text = {};
    bool shown = false;
};
inline constexpr std::int64_t kMostWords = 400;  // of a question

struct MeetingCounts {
    std::int64_t joined = 0;
    std::vector<MeetingVotes> votes = {};
    /// By question: those that all see first, each newest first.
    std::vector<std::pair<std::string, std::vector<MeetingWords>>> words = {};
};

}  // namespace kongdi::server
