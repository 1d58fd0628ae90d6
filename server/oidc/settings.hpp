// SPDX-License-Identifier: Apache-2.0
// The file by which an operator lets staff log in through a provider of the city (OpenID Connect);
// server/deploy/oidc.json is an example.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/model/local_text.hpp"

namespace kongdi::server::oidc {

/// Who may come in by the provider's word.
enum class Admission : std::uint8_t {
    Linked,  // only accounts that an administrator has linked to a person of the provider
    Named,   // also whoever a claim names by the name of an account; linked at the first time
    Count_,
};

struct Settings {
    std::string issuer = {};  // as it stands in the tokens, to the letter
    std::string client_id = {};
    std::string client_secret = {};  // empty: a public client, held by PKCE alone
    LocalText name = {};             // "Log in with …", in zh and en
    std::string address = {};        // where people reach this server, without a stroke at the end
    Admission admission = Admission::Linked;
    std::string account_claim = {};  // of Named
    std::string scope = {};          // "openid …"
    std::string prompt = {};         // empty, "login" or "select_account"
    std::string ca_file = {};        // trusted in place of the system's; empty: the system's
    bool loopback = false;           // the provider is on this machine, and may speak plain HTTP

    /// Where the provider sends people back to; registered there.
    std::string callback() const { return address + "/oidc/callback"; }
};

/// "https://host…" without blanks, user, fragment; of this machine itself "http://" will do.
bool is_web_address(std::string_view address);
bool is_loopback(std::string_view address);

/// Reads the secret, too: from the file or the variable that is named. Errors name the member
/// ("/issuer") and say in their detail what is wrong with it.
Result<Settings> settings_of(std::string_view json);
Result<Settings> load_settings(const std::string& file);

}  // namespace kongdi::server::oidc
