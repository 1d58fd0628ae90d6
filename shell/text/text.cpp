// SPDX-License-Identifier: Apache-2.0
#include "shell/text/text.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/embedded.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"

namespace kongdi::text {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::string two_digits(int value) {
    std::string out;
    if (value < 10) out += '0';
    return out += std::to_string(value);
}

std::string_view file_of(Language language) {
    return language == Language::Zh ? "lang/zh.json" : "lang/en.json";
}

constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::string_view language_tag(Language language) {
    return language == Language::Zh ? "zh-CN" : "en";
}

Language language_of(std::string_view tags) {
    while (!tags.empty()) {
        const std::size_t comma = tags.find(',');
        std::string_view tag = tags.substr(0, comma);
        while (!tag.empty() && tag.front() == ' ') tag.remove_prefix(1);
        if (tag.starts_with("zh")) return Language::Zh;
        if (tag.starts_with("en")) return Language::En;
        if (comma == std::string_view::npos) break;
        tags.remove_prefix(comma + 1);
    }
    return Language::Zh;
}

Text::Text(Language language) : Text(language, embedded_file(file_of(language))) {}

Text::Text(Language language, std::string_view json) : m_language(language) {
    const Result<Value> file = parse_own_json(json);
    if (!file) return;
    const Value::Map* members = file->if_map();
    if (members == nullptr) return;
    m_entries.reserve(members->size());
    for (const auto& [key, value] : *members)
        if (const std::string* words = value.if_string()) m_entries.emplace_back(key, *words);
    std::sort(m_entries.begin(), m_entries.end());
}

bool Text::has(std::string_view key) const {
    const auto found = std::lower_bound(
        m_entries.begin(), m_entries.end(), key,
        [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    return found != m_entries.end() && found->first == key;
}

std::string_view Text::operator()(std::string_view key) const {
    const auto found = std::lower_bound(
        m_entries.begin(), m_entries.end(), key,
        [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    return found != m_entries.end() && found->first == key ? std::string_view(found->second) : key;
}

std::string Text::operator()(std::string_view key,
                             std::initializer_list<Argument> arguments) const {
    const std::string_view pattern = (*this)(key);
    std::string out;
    out.reserve(pattern.size() + 16);
    for (std::size_t at = 0; at < pattern.size();) {
        const char c = pattern[at];
        if (c != '{') {
            out += c;
            ++at;
            continue;
        }
        if (at + 1 < pattern.size() && pattern[at + 1] == '{') {
            out += '{';
            at += 2;
            continue;
        }
        const std::size_t end = pattern.find('}', at);
        if (end == std::string_view::npos) {
            out += pattern.substr(at);
            break;
        }
        const std::string_view name = pattern.substr(at + 1, end - at - 1);
        const auto argument = std::find_if(arguments.begin(), arguments.end(),
                                           [&](const Argument& a) { return a.name == name; });
        if (argument != arguments.end())
            out += argument->value;
        else
            out += pattern.substr(at, end - at + 1);
        at = end + 1;
    }
    return out;
}

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
    return number(fraction * 100, decimals) + (m_language == Language::Zh ? "%" : " %");
}

std::string Text::distance_m(double metres) const {
    const bool zh = m_language == Language::Zh;
    if (metres < 999.5) return number(metres) + (zh ? " 米" : " m");
    return number(metres / 1000, metres < 9950 ? 1 : 0) + (zh ? " 公里" : " km");
}

std::string Text::area_m2(double square_metres) const {
    return number(square_metres, square_metres < 10 && square_metres != std::floor(square_metres)) +
           (m_language == Language::Zh ? " 平方米" : " m²");
}

std::string Text::date(std::int64_t at_ms) const {
    const CivilTime t = civil_time(at_ms, m_utc_offset_min);
    if (m_language == Language::Zh)
        return std::to_string(t.year) + "年" + std::to_string(t.month) + "月" +
               std::to_string(t.day) + "日";
    return std::to_string(t.day) + " " + std::string(kMonths[t.month - 1]) + " " +
           std::to_string(t.year);
}

std::string Text::moment(std::int64_t at_ms, std::int64_t now_ms) const {
    const bool zh = m_language == Language::Zh;
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

}  // namespace kongdi::text
