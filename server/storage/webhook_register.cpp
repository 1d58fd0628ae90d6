// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/webhook_cursors.hpp"

namespace kongdi::server {

namespace {

std::optional<WebhookCursor> cursor_of(const SqlRows& rows) {
    if (rows.empty()) return std::nullopt;
    return WebhookCursor{rows.front().whole(0), rows.front().whole(1), rows.front().whole(2)};
}

}  // namespace

std::int64_t EventHorizon::look(const EventEdge& edge) {
    std::erase_if(m_writers, [&](const std::string& one) { return !edge.writers.contains(one); });
    if (!m_writers.empty()) return m_settled;
    m_settled = std::max(m_settled, m_next);
    m_next = edge.newest;
    m_writers = edge.writers;
    if (m_writers.empty()) m_settled = std::max(m_settled, m_next);
    return m_settled;
}

Result<std::optional<WebhookCursor>> Registers::webhook_cursor(std::string_view target) {
    std::optional<WebhookCursor> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out = cursor_of(sql.run(
            "SELECT seq, tries, next_at_ms FROM webhook_cursors WHERE target = ?", {target}));
    }));
    return out;
}

Result<void> Registers::begin_webhook(std::string_view target, std::int64_t seq) {
    return write_register(Register::Webhooks, [&](Sql& sql) {
        sql.run(
            "INSERT INTO webhook_cursors (target, seq, tries, next_at_ms, holder, held_until_ms) "
            "VALUES (?,?,0,0,'',0) ON CONFLICT (target) DO NOTHING",
            {target, seq});
    });
}

Result<std::optional<WebhookCursor>> Registers::hold_webhook(std::string_view target,
                                                             std::string_view holder,
                                                             std::int64_t now_ms,
                                                             std::int64_t until_ms) {
    std::optional<WebhookCursor> out;
    KONGDI_CHECK(write_register(Register::Webhooks, [&](Sql& sql) {
        // Who holds it for far longer than anybody may held it by a clock that was set back since;
        // one that took it while this waited, or whose clock is a little ahead, does not.
        const std::int64_t lease_ms = until_ms - now_ms;
        out = cursor_of(
            sql.run("UPDATE webhook_cursors SET holder = ?, held_until_ms = ? WHERE target = ? AND "
                    "(holder = ? OR held_until_ms <= ? OR held_until_ms > ?) "
                    "RETURNING seq, tries, next_at_ms",
                    {holder, until_ms, target, holder, now_ms, until_ms + lease_ms}));
    }));
    return out;
}

Result<bool> Registers::keep_webhook(std::string_view target, std::string_view holder,
                                     const WebhookCursor& cursor, std::int64_t until_ms) {
    bool held = false;
    KONGDI_CHECK(write_register(Register::Webhooks, [&](Sql& sql) {
        held = !sql.run(
                       "UPDATE webhook_cursors SET seq = ?, tries = ?, next_at_ms = ?, "
                       "held_until_ms = ? WHERE target = ? AND holder = ? RETURNING target",
                       {cursor.seq, cursor.tries, cursor.next_at_ms, until_ms, target, holder})
                    .empty();
    }));
    return held;
}

Result<std::int64_t> Registers::last_change() {
    std::int64_t out = 0;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        const SqlRows rows = sql.run(
            "SELECT seq FROM events WHERE kind <> ? ORDER BY seq DESC LIMIT 1", {kReadsEvent});
        out = rows.empty() ? 0 : rows.front().whole(0);
    }));
    return out;
}

Result<std::vector<EventHead>> Registers::event_heads(std::int64_t after, std::int64_t last,
                                                      std::int64_t limit) {
    std::vector<EventHead> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT seq, at_ms, kind, subject, facts FROM events WHERE seq > ? AND "
                     "seq <= ? ORDER BY seq LIMIT ?",
                     {after, last, limit}))
            out.push_back({row.whole(0), row.whole(1), row.text(2), row.text(3), row.text(4)});
    }));
    return out;
}

}  // namespace kongdi::server
