// SPDX-License-Identifier: Apache-2.0
// SQLite as C++ has it: connections and statements that close themselves, failures that are thrown
// as our own errors. With the sqlite_*.cpp files the only user of the library.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/storage/storage_failure.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace kongdi::server {

struct Blob {
    std::string_view bytes;
};

/// A prepared statement in use; back in its connection's cache at the end.
class Statement {
public:
    Statement(sqlite3* db, sqlite3_stmt* statement, bool* in_use);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;

    /// Values for all the question marks in their order.
    template <class... Values>
    Statement& bind(const Values&... values) {
        int place = 0;
        (bind_one(++place, values), ...);
        return *this;
    }
    void bind_one(int place, std::int64_t value);
    void bind_one(int place, int value) { bind_one(place, static_cast<std::int64_t>(value)); }
    void bind_one(int place, double value);
    void bind_one(int place, std::string_view text);
    void bind_one(int place, const std::string& text) { bind_one(place, std::string_view(text)); }
    void bind_one(int place, const char* text) { bind_one(place, std::string_view(text)); }
    void bind_one(int place, Blob blob);
    void bind_one(int place, std::nullptr_t);
    template <class T>
    void bind_one(int place, const std::optional<T>& value) {
        if (value)
            bind_one(place, *value);
        else
            bind_one(place, nullptr);
    }

    /// The next row; false after the last.
    bool step();
    /// Runs a statement that gives no rows.
    void run() {
        while (step()) {
        }
    }
    /// Ready to be bound and run once more.
    void reset();

    int columns() const;
    bool is_null(int column) const;
    /// Is it a number with a fraction?
    bool is_real(int column) const;
    std::int64_t whole(int column) const;
    double real(int column) const;
    /// Text or bytes; valid until the next step.
    std::string_view text(int column) const;
    std::string string(int column) const { return std::string(text(column)); }
    std::optional<std::string> optional_string(int column) const {
        return is_null(column) ? std::nullopt : std::optional(string(column));
    }

private:
    sqlite3* m_db;
    sqlite3_stmt* m_statement;
    bool* m_in_use;  // null: ours to finalize
};

/// One connection; used by one thread at a time.
class Database {
public:
    enum class Use { Write, Read };

    Database(const std::string& file, Use use, int busy_timeout_ms);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// For statements whose text is one of a few.
    Statement prepare(std::string_view sql);
    /// For statements that are put together: not kept.
    Statement prepare_once(std::string_view sql);
    /// Several statements without values.
    void execute(const char* sql);
    std::int64_t last_row_id() const;
    std::int64_t changes() const;
    bool in_transaction() const;
    /// Called after each commit with the pages in the log; empty: SQLite's own way again.
    void on_commit(std::function<void(int pages)> call);
    /// Brings over what it can without waiting for anyone. What it cannot, the next one does. False
    /// while another connection is at it.
    bool checkpoint();

private:
    struct Cached {
        sqlite3_stmt* statement = nullptr;
        bool in_use = false;
    };
    sqlite3* m_db = nullptr;
    std::function<void(int pages)> m_on_commit;
    /// Looked up by a text that is not copied for it.
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, std::unique_ptr<Cached>, Hash, std::equal_to<>> m_cache;
};

}  // namespace kongdi::server
