// SPDX-License-Identifier: Apache-2.0
// Instants as milliseconds since 1970 in UTC, written as RFC 3339. Nobody here asks a clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kongdi {

struct CivilTime {
    int year = 1970;
    int month = 1;  // 1-12
    int day = 1;    // 1-31
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millisecond = 0;
};

/// "2026-11-24T07:30:00.125Z" or without the fraction (1-3 digits); only UTC ("Z"), years 1970 to
/// 9999, real dates. None for anything else.
std::optional<std::int64_t> parse_time(std::string_view text);

/// Always with three digits of fraction, so that text order is time order.
std::string format_time(std::int64_t unix_ms);

/// The calendar of an instant, shifted by an offset from UTC in minutes.
CivilTime civil_time(std::int64_t unix_ms, int offset_minutes = 0);

/// Days since 1970 of "2026-11-24"; only real dates of the years 1 to 9999. None for anything else.
std::optional<int> parse_date(std::string_view text);
/// The other direction; empty for a day of no such year.
std::string format_date(int days);

}  // namespace kongdi
