// SPDX-License-Identifier: Apache-2.0
// Accounts, their log-ins and the settings.
#include "server/storage/postgres_storage.hpp"

namespace kongdi::server {

namespace {

std::optional<Account> account_of(const PostgresResult& result) {
    if (result.empty()) return std::nullopt;
    const PostgresRow row = result[0];
    return Account{row.string(0), role_from_name(row.text(1)).value_or(Role::Resident),
                   row.string(2), row.string(3)};
}

}  // namespace

Result<void> PostgresStorage::put_account(const Account& account) {
    return write([&](PostgresConnection& connection) {
        connection.run(
            "INSERT INTO accounts VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET "
            "role = excluded.role, password_hash = excluded.password_hash, "
            "device = excluded.device",
            PostgresValues::of(account.name, role_name(account.role), account.password_hash,
                               account.device));
    });
}

Result<std::optional<Account>> PostgresStorage::account(std::string_view name) {
    return read([&](PostgresConnection& connection) {
        return account_of(
            connection.run("SELECT name, role, password_hash, device FROM accounts WHERE name = $1",
                           PostgresValues::of(name)));
    });
}

Result<void> PostgresStorage::open_session(std::string_view token_hash, std::string_view account,
                                           std::int64_t expires_at_ms, std::int64_t now_ms) {
    return write([&](PostgresConnection& connection) {
        connection.run("DELETE FROM sessions WHERE expires_at_ms <= $1",
                       PostgresValues::of(now_ms));
        connection.run("INSERT INTO sessions VALUES ($1, $2, $3)",
                       PostgresValues::of(token_hash, account, expires_at_ms));
    });
}

Result<std::optional<Account>> PostgresStorage::session_account(std::string_view token_hash,
                                                                std::int64_t now_ms) {
    return read([&](PostgresConnection& connection) {
        return account_of(
            connection.run("SELECT a.name, a.role, a.password_hash, a.device FROM sessions s "
                           "JOIN accounts a ON a.name = s.account "
                           "WHERE s.token_hash = $1 AND s.expires_at_ms > $2",
                           PostgresValues::of(token_hash, now_ms)));
    });
}

Result<void> PostgresStorage::close_session(std::string_view token_hash) {
    return write([&](PostgresConnection& connection) {
        connection.run("DELETE FROM sessions WHERE token_hash = $1",
                       PostgresValues::of(token_hash));
    });
}

Result<std::string> PostgresStorage::setting(std::string_view name) {
    return read([&](PostgresConnection& connection) {
        const PostgresResult row =
            connection.run("SELECT value FROM settings WHERE name = $1", PostgresValues::of(name));
        return row.empty() ? std::string() : row[0].string(0);
    });
}

Result<void> PostgresStorage::put_setting(std::string_view name, std::string_view value) {
    return write([&](PostgresConnection& connection) {
        connection.run(
            "INSERT INTO settings VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET "
            "value = excluded.value",
            PostgresValues::of(name, value));
    });
}

}  // namespace kongdi::server
