// SPDX-License-Identifier: Apache-2.0
// What people do to log in, and administrators to accounts.
#pragma once

#include <string>

#include "shell/state/account_desk.hpp"

namespace kongdi::shell {

struct SetLoginName {
    std::string name;
};
struct SetLoginPassword {
    std::string password;
};
struct SubmitLogin {};
/// To the city's own log-in (OpenID Connect).
struct GoToProvider {};
struct Logout {};

struct ListAccounts {};
/// The one of the address.
struct OpenAccount {};
/// Of the account whose card is open: "lock", "invite", …
struct MoveAccount {
    std::string move;
};
/// Whom the provider of log-ins knows, as it is typed.
struct TypeSubject {
    std::string subject;
};
/// Administrators must have a second factor, or need not.
struct WantSecond {
    bool wanted;
};
/// A password or a code as it is typed.
struct TypeSecret {
    std::string field;
    std::string value;
};
struct SendSecret {
    Secret secret;
};
/// The codes for a lost phone were written down.
struct LeaveRecovery {};

}  // namespace kongdi::shell
