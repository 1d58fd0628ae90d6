// SPDX-License-Identifier: Apache-2.0
// Accounts, their log-ins and the settings.
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

Account account_of(const Statement& row) {
    return {row.string(0), role_from_name(row.text(1)).value_or(Role::Resident), row.string(2),
            row.string(3)};
}

}  // namespace

Result<void> SqliteStorage::put_account(const Account& account) {
    return m_writer.run([&](Database& database) {
        database
            .prepare(
                "INSERT INTO accounts VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET "
                "role = excluded.role, password_hash = excluded.password_hash, "
                "device = excluded.device")
            .bind(account.name, role_name(account.role), account.password_hash, account.device)
            .run();
    });
}

Result<std::optional<Account>> SqliteStorage::account(std::string_view name) {
    return guarded([&]() -> std::optional<Account> {
        auto database = m_readers.lend();
        Statement row = database->prepare(
            "SELECT name, role, password_hash, device FROM accounts WHERE name = ?");
        row.bind(name);
        if (!row.step()) return std::nullopt;
        return account_of(row);
    });
}

Result<void> SqliteStorage::open_session(std::string_view token_hash, std::string_view account,
                                         std::int64_t expires_at_ms, std::int64_t now_ms) {
    return m_writer.run([&](Database& database) {
        database.prepare("DELETE FROM sessions WHERE expires_at_ms <= ?").bind(now_ms).run();
        database.prepare("INSERT INTO sessions VALUES (?,?,?)")
            .bind(token_hash, account, expires_at_ms)
            .run();
    });
}

Result<std::optional<Account>> SqliteStorage::session_account(std::string_view token_hash,
                                                              std::int64_t now_ms) {
    return guarded([&]() -> std::optional<Account> {
        auto database = m_readers.lend();
        Statement row = database->prepare(
            "SELECT a.name, a.role, a.password_hash, a.device FROM sessions s "
            "JOIN accounts a ON a.name = s.account WHERE s.token_hash = ? AND s.expires_at_ms > ?");
        row.bind(token_hash, now_ms);
        if (!row.step()) return std::nullopt;
        return account_of(row);
    });
}

Result<void> SqliteStorage::close_session(std::string_view token_hash) {
    return m_writer.run([&](Database& database) {
        database.prepare("DELETE FROM sessions WHERE token_hash = ?").bind(token_hash).run();
    });
}

Result<std::string> SqliteStorage::setting(std::string_view name) {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement row = database->prepare("SELECT value FROM settings WHERE name = ?");
        row.bind(name);
        return row.step() ? row.string(0) : std::string();
    });
}

Result<void> SqliteStorage::put_setting(std::string_view name, std::string_view value) {
    return m_writer.run([&](Database& database) {
        database
            .prepare(
                "INSERT INTO settings VALUES (?,?) ON CONFLICT DO UPDATE SET "
                "value = excluded.value")
            .bind(name, value)
            .run();
    });
}

}  // namespace kongdi::server
