// SPDX-License-Identifier: Apache-2.0
// Accounts as administrators see them, and one's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/rules/account_check.hpp"

namespace kongdi::api {

inline constexpr std::string_view kAccounts = "/api/v1/accounts";        // GET, POST; /{name}, …
inline constexpr std::string_view kSecondFor = "/api/v1/second_for";     // POST
inline constexpr std::string_view kInvite = "/api/v1/invite";            // GET, POST /{secret}
inline constexpr std::string_view kLoginCode = "/api/v1/login/code";     // POST
inline constexpr std::string_view kOwnPassword = "/api/v1/me/password";  // POST
inline constexpr std::string_view kOwnSecond = "/api/v1/me/second";      // POST; /confirm
inline constexpr std::string_view kProvider = "/api/v1/oidc";            // GET
inline constexpr std::string_view kProviderStart = "/oidc/start";        // GET; the page goes there

struct AccountRow {
    std::string name = {};
    AccountFacts facts = {};
    bool locked = false;
    bool has_password = false;  // not while the first invitation waits
    bool has_second = false;    // a second factor
    std::int64_t changed_at_ms = 0;
};

/// Something that was done to an account: "put", "lock", "password", "second_on", …
struct AccountEvent {
    std::int64_t at_ms = 0;
    std::string what = {};
    std::string by = {};
};

struct AccountCard {
    AccountRow row = {};
    std::vector<AccountEvent> history = {};             // newest first
    std::optional<std::int64_t> invited_until_ms = {};  // an invitation is open
    std::int64_t logins = 0;                            // sessions that are open now
    bool linked = false;                                // to a person at the provider of log-ins
};

struct AccountList {
    std::vector<AccountRow> rows = {};
    std::vector<Role> second_for = {};  // roles that must have a second factor
};

Value to_value(const AccountRow& row);
Value to_value(const AccountCard& card);
Value to_value(const AccountList& list);
Result<AccountCard> account_card_of(const Value& tree);
Result<AccountList> account_list_of(const Value& tree);

/// What a page needs to set up a second factor.
struct SecondSetup {
    std::string secret = {};             // base32, in groups of four
    std::string url = {};                // otpauth://totp/…
    std::vector<std::string> rows = {};  // of its QR code, a text of 0 and 1 each
};
Value to_value(const SecondSetup& setup);
Result<SecondSetup> second_setup_of(const Value& tree);

}  // namespace kongdi::api
