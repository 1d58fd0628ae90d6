// SPDX-License-Identifier: Apache-2.0
// Accounts: who they are, what is done to them, and by whom.
#include "core/codec/json.hpp"
#include "server/storage/account_rows.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

Value areas_tree(const Scope& scope) {
    Value out = Value::list();
    for (const std::string& area : scope.areas) out.push(area);
    return out;
}

Value put_facts(const Account& account, std::string_view by) {
    return Value::map({{"do", "put"},
                       {"role", role_name(account.role)},
                       {"areas", areas_tree(account.scope)},
                       {"shown_name", account.shown_name},
                       {"by", by}});
}

bool same_facts(const Account& a, const Account& b) {
    return a.role == b.role && a.scope == b.scope && a.shown_name == b.shown_name;
}

void put_credentials(Sql& sql, const Account& account) {
    sql.run(
        "INSERT INTO accounts (name, password_hash, device, second_secret, second_pending, "
        "second_step) VALUES (?,?,?,'','',0) ON CONFLICT (name) DO UPDATE SET "
        "password_hash = excluded.password_hash, device = excluded.device",
        {account.name, account.password_hash, account.device});
}

void put_facts_of(Sql& sql, const Account& account, std::string_view by, std::int64_t at_ms) {
    const Value facts = put_facts(account, by);
    append_event(sql, at_ms, kAccountEvent, account.name, write_json(facts));
    fold_account(sql, at_ms, account.name, facts);
}

/// Somebody must be left who can let others in.
void keep_an_administrator(Sql& sql, const Account& account) {
    if (account.role != Role::Administrator || account.locked) return;
    const SqlRows others = sql.run(
        "SELECT 1 FROM account_facts f JOIN accounts a ON a.name = f.name "
        "WHERE f.role = 'administrator' AND f.locked = 0 AND a.password_hash <> '' AND "
        "f.name <> ?",
        {account.name});
    if (others.empty())
        throw StorageFailure(ErrorCode::MoveIllegal, "the last administrator stays");
}

}  // namespace

void fold_account(Sql& sql, std::int64_t at_ms, std::string_view name, const Value& facts) {
    const std::string what = facts.text("do");
    if (what == "put") {
        Scope scope;
        for (const Value& area : facts.items("areas")) scope.areas.emplace_back(area.string_or(""));
        sql.run(
            "INSERT INTO account_facts VALUES (?,?,?,?,0,?) ON CONFLICT (name) DO UPDATE SET "
            "role = excluded.role, areas = excluded.areas, shown_name = excluded.shown_name, "
            "changed_at_ms = excluded.changed_at_ms",
            {name, facts.text("role"), scope_text(scope), facts.text("shown_name"), at_ms});
    } else if (what == "lock" || what == "unlock") {
        sql.run("UPDATE account_facts SET locked = ?, changed_at_ms = ? WHERE name = ?",
                {what == "lock" ? 1 : 0, at_ms, name});
    }
}

std::optional<Account> find_account(Sql& sql, std::string_view name) {
    const SqlRows rows = sql.run(std::string(kSelectAccount) + " WHERE f.name = ?", {name});
    if (rows.empty()) return std::nullopt;
    return account_of_row(rows.front());
}

Account account_or_throw(Sql& sql, std::string_view name) {
    auto found = find_account(sql, name);
    if (!found) throw StorageFailure(ErrorCode::NotFound, "no such account");
    return *std::move(found);
}

void note_account(Sql& sql, std::string_view name, std::string_view what, const Actor& actor,
                  std::int64_t at_ms) {
    const Value facts = Value::map({{"do", what}, {"by", actor.name}});
    append_event(sql, at_ms, kAccountEvent, name, write_json(facts));
    fold_account(sql, at_ms, name, facts);
}

Result<void> Registers::put_account(const Account& account, const Actor& actor,
                                    std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        const auto known = find_account(sql, account.name);
        put_credentials(sql, account);
        if (known && known->role != account.role) end_api_tokens(sql, account.name);
        if (!known || !same_facts(*known, account)) put_facts_of(sql, account, actor.name, at_ms);
    });
}

Result<void> Registers::add_account(const Account& account, const Actor& actor,
                                    std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        if (find_account(sql, account.name))
            throw StorageFailure(Error{ErrorCode::IdConflict, "/name"});
        put_credentials(sql, account);
        put_facts_of(sql, account, actor.name, at_ms);
    });
}

Result<void> Registers::change_account(std::string_view name, Role role, const Scope& scope,
                                       std::string_view shown_name, const Actor& actor,
                                       std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        Account account = account_or_throw(sql, name);
        const Account before = account;
        account.role = role;
        account.scope = scope;
        account.shown_name = shown_name;
        if (same_facts(before, account)) return;
        if (role != before.role) {
            keep_an_administrator(sql, before);
            end_api_tokens(sql, name);
        }
        put_facts_of(sql, account, actor.name, at_ms);
    });
}

Result<void> Registers::lock_account(std::string_view name, bool locked, const Actor& actor,
                                     std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        const Account account = account_or_throw(sql, name);
        if (account.locked == locked) return;
        if (locked) {
            keep_an_administrator(sql, account);
            end_log_ins(sql, name);
        }
        note_account(sql, name, locked ? "lock" : "unlock", actor, at_ms);
    });
}

Result<std::optional<Account>> Registers::account(std::string_view name) {
    std::optional<Account> out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = find_account(sql, name); }));
    return out;
}

Result<std::vector<Account>> Registers::accounts() {
    std::vector<Account> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row : sql.run(std::string(kSelectAccount) + " ORDER BY f.name"))
            out.push_back(account_of_row(row));
    }));
    return out;
}

Result<std::vector<StoredAccountEvent>> Registers::account_events(std::string_view name,
                                                                  std::int64_t limit) {
    std::vector<StoredAccountEvent> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT at_ms, facts FROM events WHERE subject = ? AND kind = ? "
                     "ORDER BY seq DESC LIMIT ?",
                     {name, kAccountEvent, limit})) {
            const Value facts = or_throw(parse_own_json(row.text(1)));
            out.push_back({row.whole(0), facts.text("do"), facts.text("by")});
        }
    }));
    return out;
}

Result<std::vector<Credentials>> Registers::credentials() {
    std::vector<Credentials> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT name, password_hash, device, second_secret, second_pending, "
                     "second_step FROM accounts ORDER BY name")) {
            out.push_back({row.text(0),
                           row.text(1),
                           row.text(2),
                           {row.text(3), row.text(4), row.whole(5)},
                           {}});
            for (const SqlRow& code :
                 sql.run("SELECT hash FROM recovery_codes WHERE account = ? ORDER BY hash",
                         {row.text(0)}))
                out.back().recovery_hashes.push_back(code.text(0));
        }
    }));
    return out;
}

Result<void> Registers::restore_credentials(const Credentials& one) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        sql.insert("accounts", {{one.name, one.password_hash, one.device, one.second.sealed,
                                 one.second.pending, one.second.last_step}});
        for (const std::string& hash : one.recovery_hashes)
            sql.insert("recovery_codes", {{hash, one.name}});
    });
}

}  // namespace kongdi::server
