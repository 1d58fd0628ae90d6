// SPDX-License-Identifier: Apache-2.0
// Who and what reads: the tokens by which programs read for somebody, and the log of who was shown
// raw reports.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/api/access_messages.hpp"
#include "shell/state/register_desk.hpp"

namespace kongdi::shell {

struct TokenDesk {
    api::TokenList list = {};
    Asked listing = {};
    Asked changing = {};
    std::string name = {};       // of a new one, as it is typed
    std::int64_t days = 0;       // that it shall last; 0: as long as is usual
    std::string secret = {};     // of the one just made; the server tells it this once
    std::string asked_end = {};  // the id of the one that the dialog asks about
};

inline constexpr std::int64_t kFirstReads = 200;  // lines that are shown at first
inline constexpr std::int64_t kMostReads = 10'000;

struct ReadDesk {
    std::vector<api::ReadLine> lines = {};  // the newest first
    Asked listing = {};
    std::string account = {};  // whose, as it is typed; empty: everybody's
    std::string subject = {};  // of what
    std::int64_t limit = kFirstReads;
};

/// Of a new token.
struct TypeToken {
    std::string name;
    std::int64_t days;
};
struct AddToken {};
struct AskEndToken {
    std::string id;
};
/// The one that was asked about.
struct EndToken {};

struct TypeReads {
    std::string account;
    std::string subject;
};
/// As many of them, the newest first.
struct ListReads {
    std::int64_t limit = kFirstReads;
};

}  // namespace kongdi::shell
