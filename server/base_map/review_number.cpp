// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/review_number.hpp"

#include <string>

#include "core/base/text.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMostDigits = 6;
constexpr int kFirstYear = 1990;  // the oldest rules for approving maps are from 1995
constexpr int kLastYear = 2099;

bool is_hanzi(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }
bool is_capital(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::u32string letters_of(std::string_view text) {
    std::u32string out;
    while (!text.empty()) {
        const char32_t c = take_code_point(text);
        if (c != U' ' && c != 0x3000) out += c;
    }
    return out;
}

class Reader {
public:
    explicit Reader(std::u32string_view rest) : m_rest(rest) {}

    bool take(std::u32string_view word) {
        if (!m_rest.starts_with(word)) return false;
        m_rest.remove_prefix(word.size());
        return true;
    }
    bool take_any(std::u32string_view letters) {
        if (m_rest.empty() || letters.find(m_rest.front()) == letters.npos) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    /// As many as there are, at most `most`.
    std::u32string_view take_while(bool (*fits)(char32_t), std::size_t most) {
        std::size_t count = 0;
        while (count < m_rest.size() && count < most && fits(m_rest[count])) ++count;
        const std::u32string_view taken = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return taken;
    }
    bool at_end() const { return m_rest.empty(); }

private:
    std::u32string_view m_rest;
};

/// GS (the ministry), GS京 (a province in its name), 浙S and 浙杭S (a province, a city), JS.
bool take_authority(Reader& reader) {
    const auto before = reader.take_while(is_hanzi, 3);
    const auto capitals = reader.take_while(is_capital, 3);
    const auto after = reader.take_while(is_hanzi, 3);
    return !capitals.empty() && capitals.back() == U'S' && (before.empty() || after.empty());
}

bool take_year(Reader& reader) {
    int year = 0;
    const auto digits = reader.take_while(is_digit, 4);
    for (const char32_t digit : digits) year = year * 10 + static_cast<int>(digit - U'0');
    return digits.size() == 4 && year >= kFirstYear && year <= kLastYear;
}

}  // namespace

bool is_review_number(std::string_view text) {
    if (!is_utf8(text)) return false;
    const std::u32string letters = letters_of(text);
    Reader reader(letters);
    if (reader.take(U"审图号")) reader.take_any(U"：:");
    if (!take_authority(reader)) return false;
    if (!reader.take_any(U"（(〔[﹝【") || !take_year(reader) || !reader.take_any(U"）)〕]﹞】"))
        return false;
    reader.take(U"第");
    if (reader.take_while(is_digit, kMostDigits).empty()) return false;
    if (reader.take_any(U"-－") && reader.take_while(is_digit, kMostDigits).empty()) return false;
    return reader.take(U"号") && reader.at_end();
}

}  // namespace kongdi::server
