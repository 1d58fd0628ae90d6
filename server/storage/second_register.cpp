// SPDX-License-Identifier: Apache-2.0
// Second factors: the sealed secret, the last code that was taken, the codes for a lost phone.
#include <algorithm>

#include "core/codec/json.hpp"
#include "server/storage/account_rows.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSecondFor = "second_factor_for";

std::vector<Role> roles_of(std::string_view text) {
    std::vector<Role> out;
    while (!text.empty()) {
        const auto end = text.find(',');
        if (const auto role = role_from_name(text.substr(0, end))) out.push_back(*role);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

std::string text_of(const std::vector<Role>& roles) {
    std::string out;
    for (const Role role : roles) out.append(out.empty() ? "" : ",").append(role_name(role));
    return out;
}

}  // namespace

Result<SecondFactor> Registers::second_factor(std::string_view name) {
    SecondFactor out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out = {};
        const SqlRows rows = sql.run(
            "SELECT second_secret, second_pending, second_step FROM accounts WHERE name = ?",
            {name});
        if (!rows.empty())
            out = {rows.front().text(0), rows.front().text(1), rows.front().whole(2)};
    }));
    return out;
}

Result<void> Registers::begin_second(std::string_view name, std::string_view sealed) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        sql.run("UPDATE accounts SET second_pending = ? WHERE name = ?", {sealed, name});
    });
}

Result<void> Registers::confirm_second(std::string_view name, std::string_view sealed,
                                       std::int64_t step,
                                       const std::vector<std::string>& recovery_hashes,
                                       std::string_view kept_session, std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        // What was shown meanwhile on another page is another secret.
        const SqlRows rows = sql.run(
            "UPDATE accounts SET second_secret = ?, second_pending = '', second_step = ? "
            "WHERE name = ? AND second_pending = ? RETURNING name",
            {sealed, step, name, sealed});
        if (rows.empty()) throw StorageFailure(ErrorCode::StaleVersion, "another was begun");
        sql.run("DELETE FROM recovery_codes WHERE account = ?", {name});
        for (const std::string& hash : recovery_hashes)
            sql.insert("recovery_codes", {{hash, name}});
        end_log_ins(sql, name, kept_session);
        note_account(sql, name, "second_on", {Role::Resident, std::string(name)}, at_ms);
    });
}

Result<bool> Registers::take_code(std::string_view name, std::int64_t step) {
    bool taken = false;
    KONGDI_CHECK(write_register(Register::Accounts, [&](Sql& sql) {
        taken = !sql.run(
                        "UPDATE accounts SET second_step = ? WHERE name = ? AND second_step < ? "
                        "RETURNING name",
                        {step, name, step})
                     .empty();
    }));
    return taken;
}

Result<bool> Registers::take_recovery_code(std::string_view name, std::string_view hash,
                                           std::int64_t at_ms) {
    bool taken = false;
    KONGDI_CHECK(write_register(Register::Accounts, [&](Sql& sql) {
        taken = !sql.run("DELETE FROM recovery_codes WHERE account = ? AND hash = ? RETURNING hash",
                         {name, hash})
                     .empty();
        if (taken) note_account(sql, name, "recovery", {Role::Resident, std::string(name)}, at_ms);
    }));
    return taken;
}

Result<void> Registers::reset_second(std::string_view name, const Actor& actor,
                                     std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        account_or_throw(sql, name);
        sql.run("UPDATE accounts SET second_secret = '', second_pending = '' WHERE name = ?",
                {name});
        sql.run("DELETE FROM recovery_codes WHERE account = ?", {name});
        end_log_ins(sql, name);
        note_account(sql, name, "second_off", actor, at_ms);
    });
}

Result<std::vector<Role>> Registers::second_for() {
    std::vector<Role> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        const SqlRows rows = sql.run("SELECT value FROM settings WHERE name = ?", {kSecondFor});
        if (!rows.empty()) out = roles_of(rows.front().text(0));
    }));
    return out;
}

Result<void> Registers::set_second_for(const std::vector<Role>& roles, const Actor& actor,
                                       std::int64_t at_ms) {
    return write_register(Register::Accounts, [&](Sql& sql) {
        const std::string text = text_of(roles);
        sql.run(
            "INSERT INTO settings VALUES (?,?) ON CONFLICT (name) DO UPDATE SET "
            "value = excluded.value",
            {kSecondFor, text});
        append_event(
            sql, at_ms, kAccountEvent, {},
            write_json(Value::map({{"do", "second_for"}, {"roles", text}, {"by", actor.name}})));
    });
}

Result<std::optional<SealedSecret>> Registers::any_sealed() {
    std::optional<SealedSecret> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.reset();
        const SqlRows rows = sql.run(
            "SELECT name, second_secret FROM accounts WHERE second_secret <> '' "
            "ORDER BY name LIMIT 1");
        if (!rows.empty()) out = SealedSecret{rows.front().text(0), rows.front().text(1)};
    }));
    return out;
}

}  // namespace kongdi::server
