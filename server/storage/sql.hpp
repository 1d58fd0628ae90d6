// SPDX-License-Identifier: Apache-2.0
// One statement at a time on either database, for what is written rarely: registers kept by staff.
// Their statements are those that both understand, with `?` for each value, so that they are
// written once. What is written often has statements of its own for each database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kongdi::server {

class SqlValue {
public:
    SqlValue(std::nullptr_t) {}
    SqlValue(std::int64_t value) : m_state(value) {}
    SqlValue(int value) : m_state(std::int64_t{value}) {}
    SqlValue(double value) : m_state(value) {}
    SqlValue(std::string value) : m_state(std::move(value)) {}
    SqlValue(std::string_view value) : m_state(std::string(value)) {}
    SqlValue(const char* value) : m_state(std::string(value)) {}
    template <class T>
    SqlValue(const std::optional<T>& value) {
        if (value) *this = SqlValue(*value);
    }
    using State = std::variant<std::monostate, std::int64_t, double, std::string>;
    const State& state() const { return m_state; }

private:
    State m_state;
};
using SqlValues = std::vector<SqlValue>;

/// A row that was read; numbers with a fraction are exact.
class SqlRow {
public:
    void add_null() { m_cells.emplace_back(); }
    void add_real(double value) { m_cells.push_back({Kind::Real, value, {}}); }
    /// Whole numbers, too.
    void add_text(std::string text) { m_cells.push_back({Kind::Text, 0, std::move(text)}); }

    bool is_null(std::size_t column) const { return m_cells[column].kind == Kind::Null; }
    std::int64_t whole(std::size_t column) const;
    double real(std::size_t column) const;
    const std::string& text(std::size_t column) const { return m_cells[column].text; }
    std::optional<std::string> optional_text(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional(text(column));
    }
    std::optional<double> optional_real(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional(real(column));
    }
    std::optional<std::int64_t> optional_whole(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional(whole(column));
    }

private:
    enum class Kind : std::uint8_t { Null, Real, Text };
    struct Cell {
        Kind kind = Kind::Null;
        double real = 0;
        std::string text = {};
    };
    std::vector<Cell> m_cells;
};
using SqlRows = std::vector<SqlRow>;

/// A connection in a transaction. Throws StorageFailure.
class Sql {
public:
    virtual ~Sql() = default;
    virtual SqlRows run(std::string_view statement, const SqlValues& values = {}) = 0;
    /// Adds rows in the quickest way there is, a value for each column.
    virtual void insert(std::string_view table, const std::vector<SqlValues>& rows) = 0;
    /// What makes bytes of the text of a `?`.
    virtual std::string_view bytes_of_text() const = 0;
    /// The bytes of an event; empty when it has none.
    virtual std::string event_bytes(std::int64_t seq) = 0;
};

/// Adds an event and gives its number.
std::int64_t append_event(Sql& sql, std::int64_t at_ms, std::string_view kind,
                          std::string_view subject, std::string_view facts);
/// The same with bytes, which are UTF-8 without noughts.
std::int64_t append_event(Sql& sql, std::int64_t at_ms, std::string_view kind,
                          std::string_view subject, std::string_view facts, std::string_view bytes);

}  // namespace kongdi::server
