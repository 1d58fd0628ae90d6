// SPDX-License-Identifier: Apache-2.0
// What others are told of an event: that it happened, to what, and where to read it. Nothing that
// anybody wrote, and nobody's name.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/storage/webhook_cursors.hpp"

namespace kongdi::server::webhooks {

struct Notice {
    std::int64_t id = 0;  // the event's number: the same again is the same
    std::int64_t at_ms = 0;
    std::string event = {};    // "report.changed"
    std::string subject = {};  // the id of what it happened to
    std::string move = {};     // what was done to it
    std::string path = {};     // where it can be read, by who may
};

/// Names of events that can be asked for.
std::span<const std::string_view> event_names();

/// None for what nobody is told of: answers to a wave or a meeting, which are counted and not
/// looked at one by one, what was erased, and all that has no name above.
std::optional<Notice> notice_of(const EventHead& event);

/// {"id", "event", "subject", "move", "at", "address"}: the bytes that are signed. `address` is
/// where people reach this server.
std::string body_of(const Notice& notice, std::string_view address);

}  // namespace kongdi::server::webhooks
