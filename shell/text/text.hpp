// SPDX-License-Identifier: Apache-2.0
// Words of the person's language: text keys, numbers, dates.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kongdi::text {

enum class Language : std::uint8_t { Zh, En };

/// "zh-CN", as <html lang> wants it.
std::string_view language_tag(Language language);
/// The first known one of a list like "en-GB,zh-CN"; Chinese when there is none.
Language language_of(std::string_view tags);

/// A name in braces and what stands for it.
struct Argument {
    std::string_view name;
    std::string value;

    Argument(std::string_view n, std::string_view v) : name(n), value(v) {}
    Argument(std::string_view n, const char* v) : name(n), value(v) {}
    Argument(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
    Argument(std::string_view n, std::int64_t v) : name(n), value(std::to_string(v)) {}
    Argument(std::string_view n, int v) : name(n), value(std::to_string(v)) {}
    Argument(std::string_view n, std::size_t v) : name(n), value(std::to_string(v)) {}
};

/// Looks up keys of web/assets/lang.
///   text("home.title")   text("home.queue", {{"count", 2}})
class Text {
public:
    /// Loads the embedded language file.
    explicit Text(Language language);
    /// From the text of a language file: one flat object of strings. For tests.
    Text(Language language, std::string_view json);

    Language language() const { return m_language; }

    /// Valid as long as this object. A key nobody translated is its own text.
    std::string_view operator()(std::string_view key) const;
    /// With {name} replaced; "{{" is a brace.
    std::string operator()(std::string_view key, std::initializer_list<Argument> arguments) const;
    bool has(std::string_view key) const;

    /// Minutes east of UTC used for dates; 480 (China) until told otherwise.
    void set_utc_offset_min(int minutes) { m_utc_offset_min = minutes; }

    /// 1234.5 → "1,234.5"
    std::string number(double value, int decimals = 0) const;
    /// 0.47 → "47 %"
    std::string percent(double fraction, int decimals = 0) const;
    /// "23 米", "1.2 公里"
    std::string distance_m(double metres) const;
    /// "60 m²"
    std::string area_m2(double square_metres) const;
    /// "今天 14:06", "昨天 09:12", "3月5日 14:06", "2025年3月5日"
    std::string moment(std::int64_t at_ms, std::int64_t now_ms) const;
    /// "2026年3月5日"
    std::string date(std::int64_t at_ms) const;

private:
    std::vector<std::pair<std::string, std::string>> m_entries;  // sorted by key
    Language m_language;
    int m_utc_offset_min = 480;
};

}  // namespace kongdi::text
