// SPDX-License-Identifier: Apache-2.0
// How far the targets of webhooks were told of the events. What they are told is read from the
// events themselves, so whoever writes these writes nothing more and waits for nobody.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace kongdi::server {

/// A target's place.
struct WebhookCursor {
    std::int64_t seq = 0;         // the last event it was told of, or does not ask for
    std::int64_t tries = 0;       // that failed of the next one
    std::int64_t next_at_ms = 0;  // not before

    bool operator==(const WebhookCursor&) const = default;
};

/// An event without its bytes.
struct EventHead {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    std::string kind = {};
    std::string subject = {};
    std::string facts = {};
};

/// Where the events end just now.
struct EventEdge {
    std::int64_t newest = 0;
    // Transactions that may still bring an event of a lower number: PostgreSQL gives numbers out
    // before it knows which transaction ends first. Looked for after `newest` was.
    std::set<std::string> writers = {};
};

/// Up to which number nothing is still to come, from one look at the edge after another. Waits for
/// nobody, and goes on however many write.
class EventHorizon {
public:
    std::int64_t look(const EventEdge& edge);

private:
    std::int64_t m_settled = 0;
    std::int64_t m_next = 0;  // settled once all of m_writers are through
    std::set<std::string> m_writers;
};

}  // namespace kongdi::server
