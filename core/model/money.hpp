// SPDX-License-Identifier: Apache-2.0
// Money in whole yuan, written as 万元 and 亿元 without loss; shares in tenths of a percent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kongdi {

enum class MoneyUnit : std::uint8_t { Yuan, Wan, Yi, Count_ };

std::int64_t yuan_in(MoneyUnit unit);  // 1, 10^4, 10^8

/// The largest unit that the amount reaches: 9,999 yuan, 1 万, 1 亿.
MoneyUnit money_unit_for(std::int64_t yuan);

/// The amount in a unit, as many decimals as it takes and no more: 474,000,000 in Yi is "4.74",
/// 35,000 in Wan is "3.5".
std::string format_money(std::int64_t yuan, MoneyUnit unit);

/// The reverse: digits with at most one point, after which no more digits than make whole yuan.
/// None for anything else, and beyond 2^53 yuan, which a page could not hold.
std::optional<std::int64_t> parse_money(std::string_view text, MoneyUnit unit);

/// part of whole in tenths of a percent, half rounded up: 33 of 73 is 452. None without a whole,
/// for numbers below zero, and for a part beyond 10^15.
std::optional<std::int64_t> permille(std::int64_t part, std::int64_t whole);

/// 452 is "45.2".
std::string format_permille(std::int64_t permille);

}  // namespace kongdi
