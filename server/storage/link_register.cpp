// SPDX-License-Identifier: Apache-2.0
// Accounts of people whom a provider of the city knows. Which account is whose is a secret of the
// log-in like a password's hash, and no fact to be derived from events: it stands among the
// settings, by a hash of the person, and goes along to another store with them.
#include "core/base/sha256.hpp"
#include "server/storage/account_rows.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kLink = "login_link:";
/// The first name that is behind all that begin with kLink.
constexpr std::string_view kBehindLinks = "login_link;";
/// Of a row of `sessions` that opens nothing: no stage of a log-in has this name.
constexpr std::string_view kSpent = "spent";

/// No address has a line's end, so that two pairs never make one text.
std::string link_of(const Outsider& who) {
    return std::string(kLink) + sha256(who.issuer + "\n" + who.subject);
}

std::optional<std::string> linked_name(Sql& sql, const Outsider& who) {
    const SqlRows rows = sql.run("SELECT value FROM settings WHERE name = ?", {link_of(who)});
    if (rows.empty()) return std::nullopt;
    return rows.front().text(0);
}

}  // namespace

Result<std::optional<Account>> Registers::linked_account(const Outsider& who) {
    std::optional<Account> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.reset();
        if (const auto name = linked_name(sql, who)) out = find_account(sql, *name);
    }));
    return out;
}

Result<void> Registers::link_account(std::string_view name, const Outsider& who, const Actor& actor,
                                     std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        account_or_throw(sql, name);
        if (const auto known = linked_name(sql, who)) {
            if (*known == name) return;
            throw StorageFailure(Error{ErrorCode::IdConflict, "/subject"});
        }
        sql.run("INSERT INTO settings (name, value) VALUES (?,?)", {link_of(who), name});
        note_account(sql, name, "link", actor, at_ms);
    });
}

Result<void> Registers::unlink_account(std::string_view name, const Actor& actor,
                                       std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        account_or_throw(sql, name);
        sql.run("DELETE FROM settings WHERE name > ? AND name < ? AND value = ?",
                {kLink, kBehindLinks, name});
        end_log_ins(sql, name);
        note_account(sql, name, "unlink", actor, at_ms);
    });
}

Result<bool> Registers::is_linked(std::string_view name) {
    bool out = false;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out = !sql.run("SELECT 1 FROM settings WHERE name > ? AND name < ? AND value = ?",
                       {kLink, kBehindLinks, name})
                   .empty();
    }));
    return out;
}

Result<bool> Registers::spend_login(std::string_view hash, std::string_view account,
                                    std::int64_t forget_at_ms) {
    bool first = false;
    KONGDI_CHECK(write_register(Register::Accounts, [&](Sql& sql) {
        first = !sql.run(
                        "INSERT INTO sessions (token_hash, account, expires_at_ms, stage) "
                        "VALUES (?,?,?,?) ON CONFLICT (token_hash) DO NOTHING RETURNING token_hash",
                        {hash, account, forget_at_ms, kSpent})
                     .empty();
    }));
    return first;
}

}  // namespace kongdi::server
