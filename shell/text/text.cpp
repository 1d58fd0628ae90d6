// SPDX-License-Identifier: Apache-2.0
#include "shell/text/text.hpp"

#include <cmath>

#include "core/base/time.hpp"

namespace kongdi::text {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::string two_digits(int value) {
    std::string out;
    if (value < 10) out += '0';
    return out += std::to_string(value);
}

constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::string Text::number(double value, int decimals) const {
    if (!std::isfinite(value)) return "–";
    double unit = 1;
    for (int i = 0; i < decimals; ++i) unit *= 10;
    const bool negative = value < 0;
    const auto scaled = static_cast<std::uint64_t>(std::llround(std::fabs(value) * unit));
    const auto whole = scaled / static_cast<std::uint64_t>(unit);
    auto rest = scaled % static_cast<std::uint64_t>(unit);
    std::string digits = std::to_string(whole);
    // Four digits stay together: years and house numbers read better so.
    if (digits.size() > 4)
        for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
            digits.insert(static_cast<std::size_t>(at), ",");
    if (decimals > 0) {
        std::string tail = std::to_string(rest);
        digits += '.';
        digits.append(static_cast<std::size_t>(decimals) - tail.size(), '0');
        digits += tail;
    }
    return negative && scaled != 0 ? "−" + digits : digits;
}

std::string Text::percent(double fraction, int decimals) const {
    return number(fraction * 100, decimals) + (language() == Language::Zh ? "%" : " %");
}

std::string Text::distance_m(double metres) const {
    const bool zh = language() == Language::Zh;
    if (metres < 999.5) return number(metres) + (zh ? " 米" : " m");
    return number(metres / 1000, metres < 9950 ? 1 : 0) + (zh ? " 公里" : " km");
}

std::string Text::area_m2(double square_metres) const {
    return number(square_metres, square_metres < 10 && square_metres != std::floor(square_metres)) +
           (language() == Language::Zh ? " 平方米" : " m²");
}

std::string Text::date(std::int64_t at_ms) const {
    const CivilTime t = civil_time(at_ms, m_utc_offset_min);
    if (language() == Language::Zh)
        return std::to_string(t.year) + "年" + std::to_string(t.month) + "月" +
               std::to_string(t.day) + "日";
    return std::to_string(t.day) + " " + std::string(kMonths[t.month - 1]) + " " +
           std::to_string(t.year);
}

std::string Text::moment(std::int64_t at_ms, std::int64_t now_ms) const {
    const bool zh = language() == Language::Zh;
    const CivilTime t = civil_time(at_ms, m_utc_offset_min);
    const CivilTime n = civil_time(now_ms, m_utc_offset_min);
    const std::int64_t offset_ms = static_cast<std::int64_t>(m_utc_offset_min) * 60'000;
    const std::int64_t days = (now_ms + offset_ms) / kDayMs - (at_ms + offset_ms) / kDayMs;
    const std::string clock = two_digits(t.hour) + ":" + two_digits(t.minute);
    if (days == 0) return (zh ? "今天 " : "today ") + clock;
    if (days == 1) return (zh ? "昨天 " : "yesterday ") + clock;
    if (t.year != n.year) return date(at_ms);
    if (zh) return std::to_string(t.month) + "月" + std::to_string(t.day) + "日 " + clock;
    return std::to_string(t.day) + " " + std::string(kMonths[t.month - 1]) + " " + clock;
}

const Text& text_of(Language language) {
    if (language == Language::Zh) {
        static const Text chinese(Language::Zh);
        return chinese;
    }
    static const Text english(Language::En);
    return english;
}

}  // namespace kongdi::text
