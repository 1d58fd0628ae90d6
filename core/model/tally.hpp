// SPDX-License-Identifier: Apache-2.0
// What many answers come to: sums of whole numbers, so that adding and taking away is exact.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/model/checkup.hpp"

namespace kongdi {

/// n, Σx and Σx² of whole numbers.
struct Moments {
    std::int64_t n = 0;
    std::int64_t sum = 0;
    std::int64_t squares = 0;

    void add(std::int64_t x, std::int64_t times) {
        n += times;
        sum += times * x;
        squares += times * x * x;
    }
    Moments& operator+=(const Moments& other) {
        n += other.n;
        sum += other.sum;
        squares += other.squares;
        return *this;
    }
    /// None without numbers.
    std::optional<double> mean() const;
    /// Of a sample (divided by n - 1); none for fewer than two numbers.
    std::optional<double> variance() const;

    friend bool operator==(const Moments&, const Moments&) = default;
};

/// What was said of one kind of facility.
struct Tally {
    Moments satisfaction = {};
    Moments importance = {};
    Moments minutes = {};        // on foot: the end of the band, 20 for more than 15
    Moments use = {};            // 1 used in the last six months, 0 not
    std::int64_t none_here = 0;  // said that there is none

    /// `times` is 1, or -1 to take an answer away again.
    void add(const ServiceRating& rating, std::int64_t times);
    Tally& operator+=(const Tally& other);
    bool is_zero() const { return *this == Tally(); }

    friend bool operator==(const Tally&, const Tally&) = default;
};

}  // namespace kongdi
