// SPDX-License-Identifier: Apache-2.0
// Whoever logs in. What an account may do and what was done to it are events with derived tables;
// its secrets (hashes, sealed keys, sessions) stand in tables of their own, where they can go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/report_state.hpp"
#include "core/model/scope.hpp"

namespace kongdi::server {

struct Account {
    std::string name = {};
    Role role = Role::Resident;
    std::string password_hash = {};  // of server/auth/password.hpp; empty: cannot log in yet
    std::string device = {};         // of a demo resident, else empty
    std::string shown_name = {};
    Scope scope = {};
    bool locked = false;
    bool has_second = false;  // a second factor; put_account() leaves it and `locked` as they are
    std::int64_t changed_at_ms = 0;
};

/// How far a log-in has come.
enum class LoginStage : std::uint8_t {
    Whole,
    Second,  // the password was right, the code is owed
    Setup,   // the password was right, and this role must set up a second factor before all else
    Count_,
};
struct OpenLogin {
    Account account = {};
    LoginStage stage = LoginStage::Whole;
};

struct StoredAccountEvent {
    std::int64_t at_ms = 0;
    std::string what = {};
    std::string by = {};
};

/// A link to set a password by; the store knows only the hash of its secret.
struct Invitation {
    std::string account = {};
    std::int64_t expires_at_ms = 0;
};

/// A person as a provider of log-ins knows them.
struct Outsider {
    std::string issuer = {};
    std::string subject = {};
};

/// Sealed by server/auth/server_key.hpp; empty where there is none.
struct SecondFactor {
    std::string sealed = {};     // in use
    std::string pending = {};    // shown, and not confirmed yet
    std::int64_t last_step = 0;  // the last code that was taken
};

struct SealedSecret {
    std::string account = {};
    std::string secret = {};
};

/// The secrets of an account, for moving to another store.
struct Credentials {
    std::string name = {};
    std::string password_hash = {};
    std::string device = {};
    SecondFactor second = {};
    std::vector<std::string> recovery_hashes = {};
};

}  // namespace kongdi::server
