// SPDX-License-Identifier: Apache-2.0
// Accounts on the desk: those an administrator keeps, and one's own secrets while they are typed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/api/account_messages.hpp"
#include "shell/state/register_desk.hpp"

namespace kongdi::shell {

/// Where else one may log in: a provider of the city (OpenID Connect).
struct LoginProvider {
    bool asked = false;
    std::map<std::string, std::string, std::less<>> name = {};  // by language; empty: there is none
};

struct AccountDesk {
    LoginProvider provider = {};
    std::string subject = {};  // whom the provider knows, as it is typed
    api::AccountList list = {};
    Asked listing = {};
    std::optional<api::AccountCard> card = {};
    std::string link = {};  // to set a password by; the server tells it this once
    Asked opening = {};
    Asked moving = {};
};

/// What is sent of secrets.
enum class Secret : std::uint8_t { Invited, Code, Password, BeginSecond, ConfirmSecond };

/// Passwords and codes being typed. Unlike a form of the desk it is kept nowhere, and forgotten
/// when another screen is opened.
struct SecretForm {
    std::map<std::string, std::string> typed = {};  // by field: "password", "again", "old", "code"
    Asked asked = {};
    Secret sent = Secret::Invited;  // that is on its way, or was sent last
    Errors wrong = {};              // what is said of its fields
    bool done = false;              // it was taken

    // Of an invitation.
    std::string name = {};
    std::string shown_name = {};
    Asked inviting = {};

    // Of a second factor.
    bool has_second = false;
    std::optional<api::SecondSetup> setup = {};
    std::vector<std::string> recovery = {};  // shown until the person goes on

    std::string text(const std::string& field) const {
        const auto found = typed.find(field);
        return found != typed.end() ? found->second : std::string();
    }
};

}  // namespace kongdi::shell
