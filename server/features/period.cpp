// SPDX-License-Identifier: Apache-2.0
#include "server/features/period.hpp"

#include <string>

#include "core/base/time.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 1440 * kMinuteMs;
constexpr std::int64_t kChinaMs = 480 * kMinuteMs;
constexpr std::size_t kLongest = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "Z", "z", "+08:00" as minutes.
std::optional<int> offset_of(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return std::nullopt;
    for (const std::size_t i : {1, 2, 4, 5})
        if (!is_digit(text[i])) return std::nullopt;
    const int hours = (text[1] - '0') * 10 + text[2] - '0';
    const int minutes = (text[4] - '0') * 10 + text[5] - '0';
    if (hours > 23 || minutes > 59) return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

std::optional<Period> moment_of(std::string_view text) {
    if (const auto day = parse_date(text)) return period_of_day(*day);
    if (const auto instant = instant_of(text)) return Period{*instant, *instant};
    return std::nullopt;
}

bool is_open(std::string_view text) { return text.empty() || text == ".."; }

}  // namespace

std::optional<std::int64_t> instant_of(std::string_view text) {
    constexpr std::size_t kSeconds = 19;  // of "2026-11-24T08:00:00"
    if (text.size() <= kSeconds || text.size() > kLongest) return std::nullopt;
    std::string utc(text.substr(0, kSeconds));
    if (utc[10] == 't' || utc[10] == ' ') utc[10] = 'T';
    std::size_t end = kSeconds;
    if (text[end] == '.') {
        const std::size_t begin = ++end;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end == begin) return std::nullopt;
        utc += '.';
        utc += text.substr(begin, std::min<std::size_t>(3, end - begin));
    }
    const auto offset = offset_of(text.substr(end));
    const auto local = parse_time(utc + 'Z');
    if (!offset || !local) return std::nullopt;
    return *local - *offset * kMinuteMs;
}

Period period_of_day(int day) {
    const std::int64_t from = day * kDayMs - kChinaMs;
    return {from, from + kDayMs - 1};
}

int day_of(std::int64_t at_ms) {
    const std::int64_t local = at_ms + kChinaMs;
    return static_cast<int>((local >= 0 ? local : local - kDayMs + 1) / kDayMs);
}

Result<Period> period_of(std::string_view text) {
    const Error bad{ErrorCode::RequestFormat, "/datetime"};
    if (text.size() > 2 * kLongest) return bad;
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) {
        const auto moment = moment_of(text);
        if (!moment) return bad;
        return *moment;
    }
    const std::string_view first = text.substr(0, slash);
    const std::string_view last = text.substr(slash + 1);
    if (is_open(first) && is_open(last)) return bad;
    Period out;
    if (!is_open(first)) {
        const auto moment = moment_of(first);
        if (!moment) return bad;
        out.from_ms = moment->from_ms;
    }
    if (!is_open(last)) {
        const auto moment = moment_of(last);
        if (!moment) return bad;
        out.to_ms = moment->to_ms;
    }
    if (out.from_ms > out.to_ms) return bad;
    return out;
}

}  // namespace kongdi::server::features
