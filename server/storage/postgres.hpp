// SPDX-License-Identifier: Apache-2.0
// libpq as C++ has it: connections and results that close themselves, failures that are thrown as
// our own errors. Values travel beside the statement, never in it. With postgres.cpp the only user
// of the library.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/storage_failure.hpp"

struct pg_conn;
struct pg_result;

namespace kongdi::server {

/// Thrown for what goes away when the transaction is tried again from its beginning: a deadlock,
/// a row that another server changed or added meanwhile.
struct PostgresConflict : StorageFailure {
    using StorageFailure::StorageFailure;
};

/// Thrown for a value that the database will not take; only the work it belongs to has failed.
struct PostgresBadValue : StorageFailure {
    using StorageFailure::StorageFailure;
};

struct PostgresBytes {
    std::string_view bytes;
};

/// The text of an array parameter ("{…}"), to be cast in the statement: `$1::text[]`.
class PostgresArray {
public:
    void add(std::string_view text);
    void add(const std::string& text) { add(std::string_view(text)); }
    void add(const char* text) { add(std::string_view(text)); }
    void add(std::int64_t value);
    void add(double value);
    void add(PostgresBytes bytes);
    void add_null();
    template <class T>
    void add(const std::optional<T>& value) {
        if (value)
            add(*value);
        else
            add_null();
    }
    bool empty() const { return m_text.empty(); }
    std::string text() const { return "{" + m_text + "}"; }

private:
    void next();
    std::string m_text;
};

/// What stands for $1, $2, … in a statement.
class PostgresValues {
public:
    template <class... Values>
    static PostgresValues of(const Values&... values) {
        PostgresValues out;
        (out.add(values), ...);
        return out;
    }
    void add(std::string_view text);
    void add(const std::string& text) { add(std::string_view(text)); }
    void add(const char* text) { add(std::string_view(text)); }
    template <std::integral T>
    void add(T value) {
        add(std::string_view(std::to_string(value)));
    }
    void add(double value);
    void add(PostgresBytes bytes);
    void add(const PostgresArray& array) { add(std::string_view(array.text())); }
    void add(std::nullptr_t);
    template <class T>
    void add(const std::optional<T>& value) {
        if (value)
            add(*value);
        else
            add(nullptr);
    }
    std::size_t size() const { return m_values.size(); }

private:
    friend class PostgresConnection;
    struct One {
        std::optional<std::string> text;
        bool binary = false;
    };
    std::vector<One> m_values;
};

class PostgresRow;

class PostgresResult {
public:
    explicit PostgresResult(pg_result* result) : m_result(result) {}
    PostgresResult(PostgresResult&& other) noexcept;
    PostgresResult& operator=(PostgresResult&& other) noexcept;
    ~PostgresResult();

    int rows() const;
    int columns() const;
    bool empty() const { return rows() == 0; }
    PostgresRow operator[](int row) const;
    /// What was done, as the server names it: "COMMIT".
    std::string_view command() const;

private:
    friend class PostgresRow;
    friend class PostgresConnection;
    pg_result* m_result;
};

/// One row; valid as long as its result.
class PostgresRow {
public:
    PostgresRow(const PostgresResult& result, int row) : m_result(result.m_result), m_row(row) {}
    bool is_null(int column) const;
    /// Is it a number with a fraction?
    bool is_real(int column) const;
    std::int64_t whole(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::string string(int column) const { return std::string(text(column)); }
    std::optional<std::string> optional_string(int column) const {
        return is_null(column) ? std::nullopt : std::optional(string(column));
    }
    /// Of a bytea.
    std::string bytes(int column) const;

private:
    pg_result* m_result;
    int m_row;
};

/// One connection; used by one thread at a time.
class PostgresConnection {
public:
    /// Throws storage_busy when the server cannot be reached, internal when it would lose data.
    explicit PostgresConnection(const std::string& url);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    PostgresResult run(const char* sql, const PostgresValues& values = {});
    PostgresResult run(const std::string& sql, const PostgresValues& values = {}) {
        return run(sql.c_str(), values);
    }
    /// Several statements without values.
    void execute(const char* sql);

    struct Step {
        const char* sql;
        PostgresValues values = {};
    };
    /// Sends all before the first answer is read: one round trip. The first failure is thrown
    /// after the answers of all have been read; what follows it was not run.
    std::vector<PostgresResult> pipeline(std::span<const Step> steps);

    /// False once the server has gone or an answer was left unread: of no more use.
    bool alive() const;
    bool in_transaction() const;

private:
    pg_conn* m_connection;
};

/// The answer to COMMIT is "ROLLBACK", and no failure, when something had failed before: throws.
void check_committed(const PostgresResult& result);

/// ROLLBACK at the end unless committed. `begin` may be null: then BEGIN and COMMIT are steps of
/// the caller's pipelines.
class PostgresTransaction {
public:
    explicit PostgresTransaction(PostgresConnection& connection, const char* begin = "BEGIN")
        : m_connection(connection) {
        if (begin != nullptr) m_connection.execute(begin);
    }
    ~PostgresTransaction();
    PostgresTransaction(const PostgresTransaction&) = delete;
    PostgresTransaction& operator=(const PostgresTransaction&) = delete;
    void commit() { check_committed(m_connection.run("COMMIT")); }

private:
    PostgresConnection& m_connection;
};

}  // namespace kongdi::server
