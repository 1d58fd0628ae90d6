// SPDX-License-Identifier: Apache-2.0
// Log-ins: sessions, passwords, and the links by which a password is set.
#include <array>

#include "core/base/enum_names.hpp"
#include "core/codec/json.hpp"
#include "server/storage/account_rows.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr EnumNames<LoginStage> kStages{"whole", "second", "setup"};

void set_password_of(Sql& sql, std::string_view name, std::string_view password_hash,
                     std::string_view kept_session, const Actor& actor, std::int64_t at_ms) {
    sql.run("UPDATE accounts SET password_hash = ? WHERE name = ?", {password_hash, name});
    end_log_ins(sql, name, kept_session);
    note_account(sql, name, "password", actor, at_ms);
}

void end_invitation(Sql& sql, std::string_view hash, std::string_view what, std::string_view by,
                    std::int64_t at_ms) {
    const Value facts = Value::map({{"do", what}, {"by", by}});
    append_event(sql, at_ms, kInvitationEvent, hash, write_json(facts));
    fold_invitation(sql, hash, facts);
}

/// Of an account there is one open link at most.
void revoke_all(Sql& sql, std::string_view account, const Actor& actor, std::int64_t at_ms) {
    for (const SqlRow& row :
         sql.run("SELECT hash FROM invitations WHERE account = ? AND state = 'open' ORDER BY hash",
                 {account}))
        end_invitation(sql, row.text(0), "revoke", actor.name, at_ms);
}

std::optional<Invitation> open_invitation_of(Sql& sql, std::string_view column,
                                             std::string_view value, std::int64_t now_ms) {
    std::string statement =
        "SELECT i.account, i.expires_at_ms FROM invitations i JOIN account_facts f ON "
        "f.name = i.account WHERE i.state = 'open' AND f.locked = 0 AND i.expires_at_ms > ? AND i.";
    const SqlRows rows = sql.run(statement.append(column).append(" = ?"), {now_ms, value});
    if (rows.empty()) return std::nullopt;
    return Invitation{rows.front().text(0), rows.front().whole(1)};
}

}  // namespace

void fold_invitation(Sql& sql, std::string_view hash, const Value& facts) {
    const std::string what = facts.text("do");
    if (what == "invite")
        sql.insert("invitations",
                   {{hash, facts.text("account"), facts["expires_at_ms"].int_or(0), "open"}});
    else
        sql.run("UPDATE invitations SET state = ? WHERE hash = ?",
                {what == "use" ? "used" : "revoked", hash});
}

Result<void> Registers::open_session(std::string_view token_hash, std::string_view account,
                                     std::int64_t expires_at_ms, std::int64_t now_ms,
                                     LoginStage stage) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        sql.run("DELETE FROM sessions WHERE expires_at_ms <= ?", {now_ms});
        sql.run("INSERT INTO sessions (token_hash, account, expires_at_ms, stage) VALUES (?,?,?,?)",
                {token_hash, account, expires_at_ms, name_of<LoginStage>(kStages, stage)});
    });
}

Result<std::optional<OpenLogin>> Registers::login(std::string_view token_hash,
                                                  std::int64_t now_ms) {
    std::optional<OpenLogin> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.reset();
        const SqlRows rows = sql.run(
            "SELECT account, stage FROM sessions WHERE token_hash = ? AND "
            "expires_at_ms > ?",
            {token_hash, now_ms});
        if (rows.empty()) return;
        auto account = find_account(sql, rows.front().text(0));
        const auto stage = from_name<LoginStage>(kStages, rows.front().text(1));
        if (account && !account->locked && stage) out = OpenLogin{*std::move(account), *stage};
    }));
    return out;
}

Result<std::optional<Account>> Registers::session_account(std::string_view token_hash,
                                                          std::int64_t now_ms) {
    auto found = KONGDI_TRY(login(token_hash, now_ms));
    if (!found || found->stage != LoginStage::Whole) return std::optional<Account>();
    return std::optional(std::move(found->account));
}

Result<void> Registers::close_session(std::string_view token_hash) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        sql.run("DELETE FROM sessions WHERE token_hash = ?", {token_hash});
    });
}

Result<void> Registers::end_sessions(std::string_view name, const Actor& actor,
                                     std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        account_or_throw(sql, name);
        end_log_ins(sql, name);
        note_account(sql, name, "end_sessions", actor, at_ms);
    });
}

Result<std::int64_t> Registers::open_sessions(std::string_view name, std::int64_t now_ms) {
    std::int64_t out = 0;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out = sql.run(
                     "SELECT count(*) FROM sessions WHERE account = ? AND expires_at_ms > ? AND "
                     "stage = 'whole'",
                     {name, now_ms})
                  .front()
                  .whole(0);
    }));
    return out;
}

Result<void> Registers::set_password(std::string_view name, std::string_view password_hash,
                                     std::string_view kept_session, const Actor& actor,
                                     std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        account_or_throw(sql, name);
        set_password_of(sql, name, password_hash, kept_session, actor, at_ms);
    });
}

Result<void> Registers::invite(std::string_view hash, const Invitation& invitation,
                               const Actor& actor, std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        if (account_or_throw(sql, invitation.account).locked)
            throw StorageFailure(ErrorCode::MoveIllegal, "the account is locked");
        revoke_all(sql, invitation.account, actor, at_ms);
        const Value facts = Value::map({{"do", "invite"},
                                        {"account", invitation.account},
                                        {"expires_at_ms", invitation.expires_at_ms},
                                        {"by", actor.name}});
        append_event(sql, at_ms, kInvitationEvent, hash, write_json(facts));
        fold_invitation(sql, hash, facts);
        note_account(sql, invitation.account, "invite", actor, at_ms);
    });
}

Result<void> Registers::revoke_invitations(std::string_view name, const Actor& actor,
                                           std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        account_or_throw(sql, name);
        revoke_all(sql, name, actor, at_ms);
        note_account(sql, name, "revoke", actor, at_ms);
    });
}

Result<std::optional<Invitation>> Registers::invitation(std::string_view hash,
                                                        std::int64_t now_ms) {
    std::optional<Invitation> out;
    KONGDI_CHECK(
        read_register([&](Sql& sql) { out = open_invitation_of(sql, "hash", hash, now_ms); }));
    return out;
}

Result<std::optional<Invitation>> Registers::invitation_to(std::string_view name,
                                                           std::int64_t now_ms) {
    std::optional<Invitation> out;
    KONGDI_CHECK(
        read_register([&](Sql& sql) { out = open_invitation_of(sql, "account", name, now_ms); }));
    return out;
}

Result<Account> Registers::use_invitation(std::string_view hash, std::string_view password_hash,
                                          std::int64_t now_ms) {
    Account out;
    KONGDI_CHECK(write_register(Register::Accounts, [&](Sql& sql) {
        const auto open = open_invitation_of(sql, "hash", hash, now_ms);
        if (!open) throw StorageFailure(ErrorCode::NotFound, "no such invitation");
        const Actor self{Role::Resident, open->account};
        end_invitation(sql, hash, "use", open->account, now_ms);
        set_password_of(sql, open->account, password_hash, {}, self, now_ms);
        out = account_or_throw(sql, open->account);
    }));
    return out;
}

}  // namespace kongdi::server
