// SPDX-License-Identifier: Apache-2.0
// How answers come to be counted in a wave: once for each household, the last answer of it.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/value.hpp"
#include "core/model/checkup.hpp"
#include "core/model/record.hpp"
#include "core/model/tally.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

/// Which wave an answer belongs to; decided when it arrives and written down with it.
struct AnswerPlace {
    std::int64_t wave = 0;  // number; 0 for none
    bool seated = false;    // it names a code that was given to a household
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

struct ProgressKey {
    std::int64_t wave = 0;
    std::string community = {};
    Mode mode = Mode::Self;
    std::string age_band = {};
    auto operator<=>(const ProgressKey&) const = default;
};
struct TallyKey {
    ProgressKey group = {};
    std::string facility = {};
    auto operator<=>(const TallyKey&) const = default;
};
struct Progress {
    std::int64_t answered = 0;
    std::int64_t seated = 0;
    friend bool operator==(const Progress&, const Progress&) = default;
};

/// What some answers change, in the order in which rows are to be locked.
struct TallyChanges {
    std::map<ProgressKey, Progress> progress = {};
    std::map<TallyKey, Tally> tallies = {};

    /// `times` is 1, or -1 to take it away again.
    void add(const CountedAnswer& answer, std::int64_t times);
};

/// The numbers of a tally in the order of its columns.
std::array<std::int64_t, 13> numbers_of(const Tally& tally);
Tally tally_of(const SqlRow& row, std::size_t first_column);
/// The 13 columns of a tally, with commas between them.
inline constexpr std::string_view kTallyColumns =
    "satisfaction_n, satisfaction_sum, satisfaction_squares, importance_n, importance_sum, "
    "importance_squares, minutes_n, minutes_sum, minutes_squares, use_n, use_sum, use_squares, "
    "none_here";

/// Adds to the tables; rows that come to nothing go.
void apply_changes(Sql& sql, const TallyChanges& changes);

/// The wave an answer of this community that was made at this time belongs to.
AnswerPlace place_of(Sql& sql, const Record& record, std::string_view community);
/// Counts an answer, in place of the one that its household gave before.
void count_answer(Sql& sql, std::int64_t seq, const CountedAnswer& answer);
/// Takes an answer back, if it is the one that counts.
void uncount_answer(Sql& sql, std::int64_t seq);

}  // namespace kongdi::server
