// SPDX-License-Identifier: Apache-2.0
// What happened, one event after the other as it was written down, for those who look into how
// something came about. What people said is not in it, and nobody who has no account.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kongdi::server {

/// The kinds of events that are told. Reads of raw reports are not: they have a log of their own.
inline constexpr std::array<std::string_view, 18> kEventKinds{
    "record",    "conflict",  "move",    "photo",      "photo_cover",   "import",
    "threshold", "facility",  "wave",    "meeting",    "index_run",     "plan_item",
    "space",     "programme", "account", "invitation", "questionnaire", "erasure"};

struct EventQuery {
    std::optional<std::int64_t> from_ms = {};
    std::optional<std::int64_t> before_ms = {};
};

struct LoggedEvent {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    std::string kind = {};
    std::string what = {};     // "verify"; empty of kinds that know one thing only
    std::string subject = {};  // id of the record, name of the account; empty of invitations
    std::string by = {};       // the account; empty of residents and of the server itself
    std::string role = {};
};

/// Events are only ever added: up to `last_seq` it is the same list whenever it is read.
struct EventSpan {
    std::int64_t last_seq = 0;
    std::int64_t total = 0;
};

}  // namespace kongdi::server
