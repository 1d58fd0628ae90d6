// SPDX-License-Identifier: Apache-2.0
// Chance that comes out the same everywhere: nothing here depends on a library's logarithm, which
// browsers and servers round differently.
#pragma once

#include <cstdint>

namespace kongdi {

/// A number above 0 and below 1 for a place of a table: the same for the same seed and place,
/// whatever was asked for before. SplitMix64 (Steele, Lea, Flood 2014).
double chance(std::uint64_t seed, std::uint64_t row, std::uint64_t column);

/// The standard normal deviate that so much lies below of; `share` above 0 and below 1. Wichura's
/// AS 241 (Applied Statistics 37, 1988), to about 1 part in 10^15.
double normal_deviate(double share);

/// The natural logarithm of a number above 0, from + - * / alone.
double own_log(double x);

}  // namespace kongdi
