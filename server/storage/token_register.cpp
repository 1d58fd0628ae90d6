// SPDX-License-Identifier: Apache-2.0
// Tokens of programs: made and revoked as told by events of their account, ended by whatever ends
// the account's log-ins.
#include "server/storage/account_rows.hpp"
#include "server/storage/api_tokens.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::string_view kSelectToken =
    "SELECT id, account, name, made_at_ms, expires_at_ms, used_day_ms FROM api_tokens";

ApiToken token_of_row(const SqlRow& row) {
    return {row.text(0),  row.text(1),  row.text(2),
            row.whole(3), row.whole(4), row.optional_whole(5)};
}

}  // namespace

void end_log_ins(Sql& sql, std::string_view account, std::string_view kept_session) {
    sql.run("DELETE FROM sessions WHERE account = ? AND token_hash <> ?", {account, kept_session});
    end_api_tokens(sql, account);
}

void end_api_tokens(Sql& sql, std::string_view account) {
    sql.run("DELETE FROM api_tokens WHERE account = ?", {account});
}

Result<void> Registers::add_api_token(std::string_view hash, const ApiToken& token,
                                      std::int64_t most, const Actor& actor) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        const std::int64_t at_ms = token.made_at_ms;
        if (account_or_throw(sql, token.account).locked)
            throw StorageFailure(ErrorCode::MoveIllegal, "the account is locked");
        sql.run("DELETE FROM api_tokens WHERE expires_at_ms <= ?", {at_ms});
        const SqlRows rows =
            sql.run("SELECT name FROM api_tokens WHERE account = ?", {token.account});
        for (const SqlRow& row : rows)
            if (row.text(0) == token.name)
                throw StorageFailure(Error{ErrorCode::IdConflict, "/name"});
        if (std::ssize(rows) >= most)
            throw StorageFailure(ErrorCode::MoveIllegal,
                                 "an account has at most " + std::to_string(most) + " tokens");
        sql.insert("api_tokens", {{hash, token.id, token.account, token.name, at_ms,
                                   token.expires_at_ms, nullptr}});
        note_account(sql, token.account, "token", actor, at_ms);
    });
}

Result<std::vector<ApiToken>> Registers::api_tokens(std::string_view account, std::int64_t now_ms) {
    std::vector<ApiToken> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run(std::string(kSelectToken) + " WHERE account = ? AND expires_at_ms > ? "
                                                 "ORDER BY made_at_ms, name",
                     {account, now_ms}))
            out.push_back(token_of_row(row));
    }));
    return out;
}

Result<void> Registers::revoke_api_token(std::string_view account, std::string_view id,
                                         const Actor& actor, std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        if (sql.run("DELETE FROM api_tokens WHERE account = ? AND id = ? RETURNING id",
                    {account, id})
                .empty())
            throw StorageFailure(ErrorCode::NotFound, "no such token");
        note_account(sql, account, "revoke_token", actor, at_ms);
    });
}

Result<void> Registers::revoke_api_tokens(std::string_view account, const Actor& actor,
                                          std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        account_or_throw(sql, account);
        end_api_tokens(sql, account);
        note_account(sql, account, "revoke_tokens", actor, at_ms);
    });
}

Result<std::optional<Account>> Registers::account_of_token(std::string_view hash,
                                                           std::int64_t now_ms) {
    std::optional<Account> out;
    const std::int64_t today_ms = now_ms - now_ms % kDayMs;
    bool is_noted = false;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.reset();
        const SqlRows rows = sql.run(
            std::string(kSelectToken) + " WHERE hash = ? AND expires_at_ms > ?", {hash, now_ms});
        if (rows.empty()) return;
        const ApiToken token = token_of_row(rows.front());
        auto account = find_account(sql, token.account);
        if (!account || account->locked) return;
        out = std::move(account);
        is_noted = token.used_day_ms && *token.used_day_ms >= today_ms;
    }));
    if (!out || is_noted) return out;
    // Once a day; a store that cannot be written to just now can be read all the same.
    const auto noted = write_register(Register::Accounts, [&](Sql& sql) {
        sql.run("UPDATE api_tokens SET used_day_ms = ? WHERE hash = ?", {today_ms, hash});
    });
    static_cast<void>(noted);
    return out;
}

}  // namespace kongdi::server
