// SPDX-License-Identifier: Apache-2.0
// What the answers of a wave come to, by community, mode and age band: a row each, with the tallies
// of all kinds of facilities packed into one text. An answer speaks of twenty kinds, and twenty
// rows each cost more than everything else that is written for it.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/model/checkup.hpp"
#include "core/model/record.hpp"
#include "core/model/tally.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

struct SumsKey {
    std::int64_t wave = 0;
    std::string community = {};
    Mode mode = Mode::Self;
    std::string age_band = {};
    auto operator<=>(const SumsKey&) const = default;
};

/// By kind of facility; none that is zero.
using Tallies = std::map<std::string, Tally, std::less<>>;

struct Sums {
    std::int64_t answered = 0;
    std::int64_t seated = 0;
    Tallies tallies = {};

    /// `times` is 1, or -1 to take an answer away again.
    void add(const Checkup& checkup, bool seated, std::int64_t times);
    Sums& operator+=(const Sums& other);
    bool is_zero() const { return *this == Sums(); }
    friend bool operator==(const Sums&, const Sums&) = default;
};

/// What some answers change, in the order in which rows are to be locked.
using SumsChanges = std::map<SumsKey, Sums>;

/// "COM01:3,12,50,…;ELD02:…": the 13 numbers of each kind, in the order of Tally.
std::string packed(const Tallies& tallies);
/// Throws StorageFailure for a text that packed() did not write.
Tallies unpacked(std::string_view text);

/// Adds to the rows; those that come to nothing go.
void apply_changes(Sql& sql, const SumsChanges& changes);

}  // namespace kongdi::server
