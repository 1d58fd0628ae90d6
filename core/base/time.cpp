// SPDX-License-Identifier: Apache-2.0
#include "core/base/time.hpp"

#include <array>
#include <chrono>

namespace kongdi {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

/// Reads exactly `count` digits at `at` and moves on; -1 when they are not there.
int take_digits(std::string_view text, std::size_t& at, std::size_t count) {
    if (text.size() - at < count) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i, ++at) {
        if (text[at] < '0' || text[at] > '9') return -1;
        value = value * 10 + (text[at] - '0');
    }
    return value;
}

bool take(std::string_view text, std::size_t& at, char wanted) {
    if (at >= text.size() || text[at] != wanted) return false;
    ++at;
    return true;
}

/// In place, as a table of a hundred thousand rows has several times in each.
void append_padded(std::string& out, int value, std::size_t width) {
    constexpr std::array<int, 5> kAbove{1, 10, 100, 1000, 10000};
    if (value < 0 || value >= kAbove[width]) {
        out += std::to_string(value);
        return;
    }
    const std::size_t at = out.size();
    out.append(width, '0');
    for (std::size_t i = width; i > 0; --i, value /= 10)
        out[at + i - 1] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::optional<std::int64_t> parse_time(std::string_view text) {
    std::size_t at = 0;
    if (text.size() < 20 || text.size() > 24) return std::nullopt;
    const int year = take_digits(text, at, 4);
    if (!take(text, at, '-')) return std::nullopt;
    const int month = take_digits(text, at, 2);
    if (!take(text, at, '-')) return std::nullopt;
    const int day = take_digits(text, at, 2);
    if (!take(text, at, 'T')) return std::nullopt;
    const int hour = take_digits(text, at, 2);
    if (!take(text, at, ':')) return std::nullopt;
    const int minute = take_digits(text, at, 2);
    if (!take(text, at, ':')) return std::nullopt;
    const int second = take_digits(text, at, 2);
    int millisecond = 0;
    if (take(text, at, '.')) {
        const std::size_t digits = text.size() - at - 1;
        if (digits < 1 || digits > 3) return std::nullopt;
        millisecond = take_digits(text, at, digits);
        for (std::size_t i = digits; i < 3; ++i) millisecond *= 10;
    }
    if (!take(text, at, 'Z') || at != text.size()) return std::nullopt;
    if (year < 1970 || month < 1 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59 || millisecond < 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return days * kDayMs + ((hour * 60LL + minute) * 60 + second) * 1000 + millisecond;
}

CivilTime civil_time(std::int64_t unix_ms, int offset_minutes) {
    const std::int64_t local = unix_ms + offset_minutes * 60'000LL;
    std::int64_t days = local / kDayMs;
    if (local % kDayMs < 0) --days;
    const std::int64_t in_day = local - days * kDayMs;
    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(static_cast<int>(days)))};
    CivilTime out;
    out.year = static_cast<int>(date.year());
    out.month = static_cast<int>(static_cast<unsigned>(date.month()));
    out.day = static_cast<int>(static_cast<unsigned>(date.day()));
    out.hour = static_cast<int>(in_day / 3'600'000);
    out.minute = static_cast<int>(in_day / 60'000 % 60);
    out.second = static_cast<int>(in_day / 1000 % 60);
    out.millisecond = static_cast<int>(in_day % 1000);
    return out;
}

std::optional<int> parse_date(std::string_view text) {
    std::size_t at = 0;
    if (text.size() != 10) return std::nullopt;
    const int year = take_digits(text, at, 4);
    if (!take(text, at, '-')) return std::nullopt;
    const int month = take_digits(text, at, 2);
    if (!take(text, at, '-')) return std::nullopt;
    const int day = take_digits(text, at, 2);
    if (year < 1 || month < 1 || day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count());
}

std::string format_date(int days) {
    constexpr int kFirst = -719'162;  // 0001-01-01
    constexpr int kLast = 2'932'896;  // 9999-12-31
    if (days < kFirst || days > kLast) return {};
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
    std::string out;
    append_padded(out, static_cast<int>(date.year()), 4);
    out += '-';
    append_padded(out, static_cast<int>(static_cast<unsigned>(date.month())), 2);
    out += '-';
    append_padded(out, static_cast<int>(static_cast<unsigned>(date.day())), 2);
    return out;
}

std::string format_time(std::int64_t unix_ms) {
    const CivilTime time = civil_time(unix_ms);
    std::string out;
    out.reserve(24);
    append_padded(out, time.year, 4);
    out += '-';
    append_padded(out, time.month, 2);
    out += '-';
    append_padded(out, time.day, 2);
    out += 'T';
    append_padded(out, time.hour, 2);
    out += ':';
    append_padded(out, time.minute, 2);
    out += ':';
    append_padded(out, time.second, 2);
    out += '.';
    append_padded(out, time.millisecond, 3);
    out += 'Z';
    return out;
}

}  // namespace kongdi
