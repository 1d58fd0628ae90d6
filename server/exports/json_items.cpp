// SPDX-License-Identifier: Apache-2.0
#include "server/exports/json_items.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace kongdi::server {

namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kSafeDigits = 18;  // of a whole number that surely fits

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What ends the plain part of a text: a quote, an escape, a sign that must be escaped.
constexpr std::array<bool, 256> kEndsPlain = [] {
    std::array<bool, 256> out{};
    for (std::size_t c = 0; c < 0x20; ++c) out[c] = true;
    out['"'] = out['\\'] = true;
    return out;
}();

void append_utf8(std::string& out, std::uint32_t point) {
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (point < 0x80) return byte(point);
    if (point < 0x800) {
        byte(0xC0 | point >> 6U);
    } else {
        if (point < 0x10000) {
            byte(0xE0 | point >> 12U);
        } else {
            byte(0xF0 | point >> 18U);
            byte(0x80 | (point >> 12U & 0x3F));
        }
        byte(0x80 | (point >> 6U & 0x3F));
    }
    byte(0x80 | (point & 0x3F));
}

}  // namespace

class JsonReader {
public:
    JsonReader(std::string_view text, std::vector<JsonItem>& items, std::string& unescaped)
        : m_at(text.data()),
          m_end(text.data() + text.size()),
          m_items(items),
          m_unescaped(unescaped) {}

    Result<void> read() {
        std::string_view name;
        while (true) {
            skip_space();
            if (m_at == m_end) return wrong();
            if (*m_at == '{' || *m_at == '[') {
                if (m_depth == kMaxDepth) return Error{ErrorCode::BodyTooDeep};
                const bool is_map = *m_at++ == '{';
                m_open[m_depth++] = add(name, is_map ? Kind::Map : Kind::List);
                skip_space();
                if (m_at == m_end) return wrong();
                if (*m_at != (is_map ? '}' : ']')) {
                    if (is_map && !take_name(name)) return wrong();
                    continue;
                }
            } else if (!take_scalar(name)) {
                return wrong();
            }
            // Behind a value: ends of what is open, then the next one.
            while (true) {
                skip_space();
                if (m_depth == 0) {
                    if (m_at == m_end) return {};
                    return wrong();
                }
                if (m_at == m_end) return wrong();
                JsonItem& open = m_items[m_open[m_depth - 1]];
                const bool is_map = open.m_kind == Kind::Map;
                if (*m_at == ',') {
                    ++m_at;
                    skip_space();
                    if (is_map && !take_name(name)) return wrong();
                    break;
                }
                if (*m_at != (is_map ? '}' : ']')) return wrong();
                ++m_at;
                open.m_span = static_cast<std::uint32_t>(m_items.size() - m_open[--m_depth]);
            }
        }
    }

private:
    using Kind = JsonItem::Kind;

    static Error wrong() { return Error{ErrorCode::BodyNotJson}; }

    void skip_space() {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }
    std::size_t add(std::string_view& name, Kind kind) {
        JsonItem& item = m_items.emplace_back();
        item.m_kind = kind;
        item.m_name = name;
        name = {};
        return m_items.size() - 1;
    }
    bool take(std::string_view word) {
        if (!std::string_view(m_at, static_cast<std::size_t>(m_end - m_at)).starts_with(word))
            return false;
        m_at += word.size();
        return true;
    }
    bool take_name(std::string_view& name) {
        if (m_at == m_end || *m_at != '"' || !take_string(name)) return false;
        skip_space();
        return take(":");
    }
    bool take_scalar(std::string_view& name) {
        JsonItem& item = m_items[add(name, Kind::Null)];
        switch (*m_at) {
            case '"': item.m_kind = Kind::Text; return take_string(item.m_text);
            case 't':
            case 'f':
                item.m_kind = Kind::Bool;
                item.m_whole = *m_at == 't' ? 1 : 0;
                return take(item.m_whole != 0 ? "true" : "false");
            case 'n': return take("null");
            default: return take_number(item);
        }
    }

    bool skip_digits() {
        const char* const from = m_at;
        while (m_at != m_end && is_digit(*m_at)) ++m_at;
        return m_at != from;
    }
    bool take_number(JsonItem& item) {
        const char* const from = m_at;
        const bool negative = take("-");
        const char* const digits = m_at;
        if (!skip_digits()) return false;
        const auto count = static_cast<std::size_t>(m_at - digits);
        if (count > 1 && *digits == '0') return false;
        bool whole = true;
        if (take(".")) {
            whole = false;
            if (!skip_digits()) return false;
        }
        if (m_at != m_end && (*m_at == 'e' || *m_at == 'E')) {
            whole = false;
            ++m_at;
            if (!take("-")) take("+");
            if (!skip_digits()) return false;
        }
        item.m_kind = Kind::Whole;
        if (whole && count <= kSafeDigits) {
            for (const char* at = digits; at != m_at; ++at)
                item.m_whole = item.m_whole * 10 + (*at - '0');
            if (negative) item.m_whole = -item.m_whole;
            return true;
        }
        if (whole && std::from_chars(from, m_at, item.m_whole).ec == std::errc()) return true;
        return take_real(item, from);
    }
    /// What is exactly a whole number is one, however it is written.
    bool take_real(JsonItem& item, const char* from) {
        constexpr double kExact = 9007199254740992.0;
        if (std::from_chars(from, m_at, item.m_number).ec != std::errc())
            item.m_number = std::strtod(std::string(from, m_at).c_str(), nullptr);  // 0 for 1e-400
        if (!std::isfinite(item.m_number)) return false;
        if (std::trunc(item.m_number) == item.m_number && std::fabs(item.m_number) < kExact)
            item.m_whole = static_cast<std::int64_t>(item.m_number);
        else
            item.m_kind = Kind::Number;
        return true;
    }

    bool take_string(std::string_view& out) {
        const char* const from = ++m_at;
        while (m_at != m_end && !kEndsPlain[static_cast<unsigned char>(*m_at)]) ++m_at;
        if (m_at == m_end) return false;
        if (*m_at == '"') {
            out = {from, static_cast<std::size_t>(m_at++ - from)};
            return true;
        }
        return unescape(from, out);
    }
    /// There is room for it, as it is never longer than what was read: nothing moves.
    bool unescape(const char* from, std::string_view& out) {
        const std::size_t start = m_unescaped.size();
        m_unescaped.append(from, m_at);
        while (m_at != m_end && *m_at != '"') {
            if (static_cast<unsigned char>(*m_at) < 0x20) return false;
            if (*m_at != '\\')
                m_unescaped += *m_at++;
            else if (!take_escape())
                return false;
        }
        if (m_at == m_end) return false;
        ++m_at;
        out = std::string_view(m_unescaped).substr(start);
        return true;
    }
    bool take_escape() {
        constexpr std::string_view kSigns = "\"\\/bfnrt";
        constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
        if (++m_at == m_end) return false;
        const char sign = *m_at++;
        if (const auto at = kSigns.find(sign); at != std::string_view::npos) {
            m_unescaped += kMeant[at];
            return true;
        }
        std::uint32_t point = 0;
        if (sign != 'u' || !take_hex(point)) return false;
        if (point >= 0xDC00 && point <= 0xDFFF) return false;
        if (point >= 0xD800 && point <= 0xDBFF) {
            std::uint32_t low = 0;
            if (!take("\\u") || !take_hex(low) || low < 0xDC00 || low > 0xDFFF) return false;
            point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
        }
        append_utf8(m_unescaped, point);
        return true;
    }
    bool take_hex(std::uint32_t& point) {
        if (m_end - m_at < 4) return false;
        const auto read = std::from_chars(m_at, m_at + 4, point, 16);
        if (read.ec != std::errc() || read.ptr != m_at + 4) return false;
        m_at += 4;
        return true;
    }

    const char* m_at;
    const char* m_end;
    std::vector<JsonItem>& m_items;
    std::string& m_unescaped;
    std::array<std::size_t, kMaxDepth> m_open = {};
    std::size_t m_depth = 0;
};

Result<void> JsonItems::read(std::string_view text) {
    m_items.clear();
    m_unescaped.clear();
    m_unescaped.reserve(text.size());
    const auto read = JsonReader(text, m_items, m_unescaped).read();
    if (!read) m_items.assign(1, {});
    return read;
}

const JsonItem& JsonItem::operator[](std::string_view name) const {
    static const JsonItem kNone;
    if (is_map())
        for (const JsonItem& member : children())
            if (member.m_name == name) return member;
    return kNone;
}

Value JsonItem::value() const {
    switch (m_kind) {
        case Kind::Null: break;
        case Kind::Bool: return Value(m_whole != 0);
        case Kind::Whole: return Value(m_whole);
        case Kind::Number: return Value(m_number);
        case Kind::Text: return Value(m_text);
        case Kind::List: {
            Value::List list;
            for (const JsonItem& one : children()) list.push_back(one.value());
            return Value(std::move(list));
        }
        case Kind::Map: {
            Value::Map members;
            for (const JsonItem& one : children())
                members.emplace_back(std::string(one.m_name), one.value());
            return Value(std::move(members));
        }
    }
    return {};
}

}  // namespace kongdi::server
