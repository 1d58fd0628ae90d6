// SPDX-License-Identifier: Apache-2.0
// Reading accounts, and writing down what is done to them, inside a transaction.
#pragma once

#include <optional>
#include <string_view>

#include "server/storage/accounts.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

inline constexpr std::string_view kSelectAccount =
    "SELECT f.name, f.role, a.password_hash, a.device, f.shown_name, f.areas, f.locked, "
    "CASE WHEN a.second_secret = '' THEN 0 ELSE 1 END, f.changed_at_ms "
    "FROM account_facts f JOIN accounts a ON a.name = f.name";
inline constexpr std::size_t kAccountColumns = 9;

inline Account account_of_row(const SqlRow& row) {
    return {row.text(0),       role_from_name(row.text(1)).value_or(Role::Resident),
            row.text(2),       row.text(3),
            row.text(4),       scope_from_text(row.text(5)),
            row.whole(6) != 0, row.whole(7) != 0,
            row.whole(8)};
}

std::optional<Account> find_account(Sql& sql, std::string_view name);
/// not_found.
Account account_or_throw(Sql& sql, std::string_view name);
/// Whatever ends an account's sessions, all but `kept_session` (a hash, or empty), ends its tokens.
void end_log_ins(Sql& sql, std::string_view account, std::string_view kept_session = {});
void end_api_tokens(Sql& sql, std::string_view account);
/// Something was done to it, without more to say.
void note_account(Sql& sql, std::string_view name, std::string_view what, const Actor& actor,
                  std::int64_t at_ms);

}  // namespace kongdi::server
