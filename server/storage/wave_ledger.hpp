// SPDX-License-Identifier: Apache-2.0
// How answers come to be counted in a wave: once for each household, the last answer of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/value.hpp"
#include "core/model/checkup.hpp"
#include "core/model/record.hpp"
#include "core/model/wave.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/wave_sums.hpp"

namespace kongdi::server {

/// Which wave or meeting an answer belongs to; decided when it arrives and written down with it.
struct AnswerPlace {
    std::int64_t wave = 0;     // number; 0 for none
    bool seated = false;       // it names a code that was given to a household
    std::int64_t meeting = 0;  // number; 0 for none
    std::string voice = {};    // in the meeting; empty when it has no seat there
    bool late = false;         // its question was not open in the meeting
    friend bool operator==(const AnswerPlace&, const AnswerPlace&) = default;
};

/// What a wave counts of an answer.
struct CountedAnswer {
    std::int64_t wave = 0;
    bool seated = false;
    std::string voice = {};  // whoever has the same speaks for the same household
    std::string community = {};
    Mode mode = Mode::Self;
    Checkup checkup = {};
};

/// A household's code speaks for it, whoever sends; without one a device does. Whoever helps others
/// sends for many, so that each such answer is a voice of its own.
std::string voice_of(const Record& record, bool seated);

CountedAnswer counted_answer(const Record& record, const Checkup& checkup,
                             std::string_view community, const AnswerPlace& place);
/// From an event's bytes and facts; none when it was counted in no wave.
std::optional<CountedAnswer> counted_answer(std::string_view bytes, const Value& facts);

/// `times` is 1, or -1 to take it away again.
void add_to(SumsChanges& changes, const CountedAnswer& answer, std::int64_t times);

/// The wave an answer of this community that was made and came at these times belongs to.
AnswerPlace place_of(Sql& sql, const Record& record, std::string_view community,
                     std::int64_t received_ms);
/// What decides whether an open wave takes an answer, of what its row holds.
Wave open_wave(std::int64_t number, std::string_view plan, std::int64_t changed_at_ms);
/// Counts an answer, in place of the one that its household gave before.
void count_answer(Sql& sql, std::int64_t seq, const CountedAnswer& answer);
/// Takes an answer back, if it is the one that counts.
void uncount_answer(Sql& sql, std::int64_t seq);

}  // namespace kongdi::server
