// SPDX-License-Identifier: Apache-2.0
#include "core/codec/json_member.hpp"

#include <nlohmann/json.hpp>

namespace kongdi {

namespace {

/// Stops the library at what it was looking for.
class MemberFinder {
public:
    MemberFinder(std::string_view name, Value& out) : m_name(name), m_out(out) {}

    // The names and the shape of these functions are the library's.
    bool null() { return put(Value()); }
    bool boolean(bool value) { return put(Value(value)); }
    bool number_integer(std::int64_t value) { return put(Value(value)); }
    bool number_unsigned(std::uint64_t value) {
        return put(Value(static_cast<std::int64_t>(value)));
    }
    bool number_float(double value, const std::string&) { return put(Value(value)); }
    bool string(std::string& value) { return m_is_next ? put(Value(std::move(value))) : true; }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool start_object(std::size_t) { return open(); }
    bool start_array(std::size_t) { return open(); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        m_is_next = m_depth == 1 && name == m_name;
        return true;
    }
    template <class Anything>
    bool parse_error(std::size_t, const std::string&, const Anything&) {
        return false;
    }

private:
    bool put(Value value) {
        if (!m_is_next) return true;
        m_out = std::move(value);
        return false;
    }
    bool open() {
        ++m_depth;
        return !m_is_next;  // it is a list or a map
    }
    bool close() {
        --m_depth;
        return true;
    }

    std::string_view m_name;
    Value& m_out;
    int m_depth = 0;
    bool m_is_next = false;
};

}  // namespace

Value member_of_own_json(std::string_view text, std::string_view name) {
    Value out;
    MemberFinder finder(name, out);
    nlohmann::json::sax_parse(text.begin(), text.end(), &finder);
    return out;
}

}  // namespace kongdi
