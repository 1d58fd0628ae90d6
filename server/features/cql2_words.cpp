// SPDX-License-Identifier: Apache-2.0
#include "server/features/cql2_words.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "server/features/numbers.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::array<std::string_view, 3> kPairs{"<>", "<=", ">="};
constexpr std::string_view kSigns = "=<>+-*/(),";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
/// Bytes of other alphabets belong to names, too.
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}

class Cutter {
public:
    explicit Cutter(std::string_view text) : m_text(text) {}

    Result<std::vector<CqlWord>> cut() {
        std::vector<CqlWord> out;
        while (true) {
            while (m_at < m_text.size() && is_space(m_text[m_at])) ++m_at;
            out.push_back(KONGDI_TRY(next()));
            if (out.back().kind == CqlKind::End) return out;
        }
    }

private:
    char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }

    Result<CqlWord> next() {
        if (m_at >= m_text.size()) return CqlWord{CqlKind::End, {}, 0, m_at};
        const char c = m_text[m_at];
        if (c == '\'' || c == '"') return quoted(c);
        if (is_digit(c) || (c == '.' && is_digit(at(m_at + 1)))) return number();
        if (begins_name(c)) return name();
        return sign();
    }

    /// A quote inside is written twice, in a text also behind a backslash.
    Result<CqlWord> quoted(char quote) {
        CqlWord word{quote == '"' ? CqlKind::Quoted : CqlKind::Text, {}, 0, m_at};
        for (std::size_t i = m_at + 1; i < m_text.size(); ++i) {
            const bool escaped =
                at(i + 1) == quote && (m_text[i] == quote || (m_text[i] == '\\' && quote == '\''));
            if (escaped) {
                word.text += quote;
                ++i;
            } else if (m_text[i] == quote) {
                m_at = i + 1;
                return word;
            } else {
                word.text += m_text[i];
            }
        }
        return bad_filter(m_at, "a quote without its end");
    }

    Result<CqlWord> number() {
        const std::size_t begin = m_at;
        while (is_digit(at(m_at)) || at(m_at) == '.') ++m_at;
        const bool power = at(m_at) == 'e' || at(m_at) == 'E';
        const std::size_t sign = at(m_at + 1) == '-' || at(m_at + 1) == '+' ? 1 : 0;
        if (power && is_digit(at(m_at + 1 + sign))) {
            m_at += 1 + sign;
            while (is_digit(at(m_at))) ++m_at;
        }
        const std::string_view text = m_text.substr(begin, m_at - begin);
        const auto value = number_of(text);
        if (!value || begins_name(at(m_at))) return bad_filter(begin, "no number");
        return CqlWord{CqlKind::Number, std::string(text), *value, begin};
    }

    Result<CqlWord> name() {
        const std::size_t begin = m_at;
        while (begins_name(at(m_at)) || is_digit(at(m_at)) || at(m_at) == '.') ++m_at;
        return CqlWord{CqlKind::Name, std::string(m_text.substr(begin, m_at - begin)), 0, begin};
    }

    Result<CqlWord> sign() {
        const std::size_t begin = m_at;
        const std::string_view pair = m_text.substr(begin, 2);
        const bool is_pair = std::find(kPairs.begin(), kPairs.end(), pair) != kPairs.end();
        if (!is_pair && kSigns.find(m_text[begin]) == std::string_view::npos)
            return bad_filter(begin, "a sign that means nothing here");
        m_at += is_pair ? 2 : 1;
        return CqlWord{CqlKind::Sign, std::string(m_text.substr(begin, m_at - begin)), 0, begin};
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

}  // namespace

bool CqlWord::is(std::string_view upper) const {
    return kind == CqlKind::Name &&
           std::equal(text.begin(), text.end(), upper.begin(), upper.end(), [](char a, char b) {
               return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b;
           });
}

Error bad_filter(std::size_t at, std::string_view why) {
    return {ErrorCode::RequestFormat, "/filter",
            std::string(why) + " at byte " + std::to_string(at)};
}

Result<std::vector<CqlWord>> cql_words(std::string_view text) {
    if (!is_utf8(text)) return bad_filter(0, "no UTF-8");
    return Cutter(text).cut();
}

}  // namespace kongdi::server::features
