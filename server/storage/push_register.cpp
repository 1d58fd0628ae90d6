// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "core/model/record.hpp"
#include "server/storage/push_subscriptions.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/webhook_cursors.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSelectSubscription =
    "SELECT endpoint, device_sha256, p256dh, auth, lang, made_at_ms FROM push_subscriptions";

PushSubscription subscription_of_row(const SqlRow& row, std::size_t first = 0) {
    return {row.text(first),     row.text(first + 1), row.text(first + 2),
            row.text(first + 3), row.text(first + 4), row.whole(first + 5)};
}

void drop(Sql& sql, std::string_view endpoint) {
    sql.run("DELETE FROM push_messages WHERE endpoint = ?", {endpoint});
    sql.run("DELETE FROM push_subscriptions WHERE endpoint = ?", {endpoint});
}

void keep(Sql& sql, const PushSubscription& one) {
    sql.run(
        "INSERT INTO push_subscriptions VALUES (?,?,?,?,?,?) ON CONFLICT (endpoint) DO UPDATE SET "
        "device_sha256 = excluded.device_sha256, p256dh = excluded.p256dh, auth = excluded.auth, "
        "lang = excluded.lang, made_at_ms = excluded.made_at_ms",
        {one.endpoint, one.device_sha256, one.p256dh, one.auth, one.lang, one.made_at_ms});
}

/// Digits at the end: what is before them names a place.
std::string number_of_receipt(const std::string& receipt) {
    const auto before = receipt.find_last_not_of("0123456789");
    return before == std::string::npos ? receipt : receipt.substr(before + 1);
}

/// Whoever helped another to report is not told: the answers are the other's.
bool is_helped(std::string_view bytes) {
    const auto tree = parse_own_json(bytes);
    return tree && mode_from_name((*tree)["mode"].string_or("")) == Mode::Assisted;
}

std::vector<std::string> endpoints_of(Sql& sql, const SqlRow& record) {
    std::vector<std::string> out;
    for (const SqlRow& row : sql.run(
             "SELECT endpoint FROM push_subscriptions WHERE device_sha256 = ? ORDER BY endpoint",
             {sha256(record.text(5))}))
        out.push_back(row.text(0));
    if (!out.empty() && is_helped(sql.event_bytes(record.whole(0)))) out.clear();
    return out;
}

/// False when another holds it by now.
bool hold_on(Sql& sql, std::string_view holder, std::int64_t until_ms) {
    return !sql.run(
                   "UPDATE webhook_cursors SET held_until_ms = ? WHERE target = ? AND holder = ? "
                   "RETURNING target",
                   {until_ms, kPushTarget, holder})
                .empty();
}

void take_outcome(Sql& sql, const PushOutcome& one) {
    const PushMessage& message = one.message;
    switch (one.kind) {
        case PushOutcome::Kind::Gone: drop(sql, message.endpoint); break;
        // A newer one may stand in its place meanwhile.
        case PushOutcome::Kind::Over:
            sql.run("DELETE FROM push_messages WHERE endpoint = ? AND subject = ? AND at_ms = ?",
                    {message.endpoint, message.subject, message.at_ms});
            break;
        case PushOutcome::Kind::Later:
            sql.run(
                "UPDATE push_messages SET tries = tries + 1, next_at_ms = ? "
                "WHERE endpoint = ? AND subject = ? AND at_ms = ?",
                {one.next_at_ms, message.endpoint, message.subject, message.at_ms});
            break;
    }
}

}  // namespace

Result<void> Registers::put_push(const PushSubscription& one, std::int64_t most) {
    return write_register(Register::Webhooks, [&](Sql& sql) {
        keep(sql, one);
        std::int64_t kept = 1;
        for (const SqlRow& row :
             sql.run("SELECT endpoint FROM push_subscriptions WHERE device_sha256 = ? "
                     "AND endpoint <> ? ORDER BY made_at_ms DESC, endpoint",
                     {one.device_sha256, one.endpoint}))
            if (++kept > most) drop(sql, row.text(0));
    });
}

Result<void> Registers::stop_push(std::string_view endpoint, std::string_view device_sha256) {
    return write_register(Register::Webhooks, [&](Sql& sql) {
        if (!sql.run("SELECT 1 FROM push_subscriptions WHERE endpoint = ? AND device_sha256 = ?",
                     {endpoint, device_sha256})
                 .empty())
            drop(sql, endpoint);
    });
}

Result<std::vector<PushSubscription>> Registers::push_subscriptions() {
    std::vector<PushSubscription> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row : sql.run(std::string(kSelectSubscription) + " ORDER BY endpoint"))
            out.push_back(subscription_of_row(row));
    }));
    return out;
}

Result<void> Registers::restore_pushes(std::span<const PushSubscription> all) {
    return write_register(Register::Webhooks, [&](Sql& sql) {
        for (const PushSubscription& one : all) keep(sql, one);
    });
}

Result<std::string> Registers::keep_push_key(std::string_view sealed) {
    std::string out;
    KONGDI_CHECK(write_register(Register::Webhooks, [&](Sql& sql) {
        sql.run("INSERT INTO settings (name, value) VALUES (?,?) ON CONFLICT (name) DO NOTHING",
                {kSettingPushKey, sealed});
        out = sql.run("SELECT value FROM settings WHERE name = ?", {kSettingPushKey})[0].text(0);
    }));
    return out;
}

Result<std::vector<PushReport>> Registers::push_reports(std::string_view id, bool with_merged) {
    std::vector<PushReport> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        std::set<std::string> known{std::string(id)};
        std::vector<std::string> next{std::string(id)};
        for (std::size_t i = 0; i < next.size(); ++i) {
            const SqlRows rows =
                sql.run("SELECT seq, id, kind, receipt, state, device FROM records WHERE id = ?",
                        {next[i]});
            if (rows.empty()) continue;
            const auto state = report_state_from_name(rows[0].text(4));
            auto endpoints = endpoints_of(sql, rows[0]);
            if (rows[0].text(2) == record_kind_name(RecordKind::IdleSpace) && state &&
                !endpoints.empty())
                out.push_back(
                    {next[i], number_of_receipt(rows[0].text(3)), *state, std::move(endpoints)});
            if (!with_merged) break;
            const SqlRows merged = sql.run(
                "SELECT r.id FROM report_standings t JOIN records r ON r.seq = t.seq "
                "WHERE t.into_id = ? AND r.state = ? ORDER BY r.seq",
                {next[i], report_state_name(ReportState::Merged)});
            for (const SqlRow& row : merged)
                if (known.insert(row.text(0)).second) next.push_back(row.text(0));
        }
    }));
    return out;
}

Result<bool> Registers::queue_pushes(std::string_view holder, std::int64_t seq,
                                     std::span<const PushMessage> messages, std::int64_t until_ms) {
    bool held = false;
    KONGDI_CHECK(write_register(Register::Webhooks, [&](Sql& sql) {
        held = hold_on(sql, holder, until_ms);
        if (!held) return;
        sql.run("UPDATE webhook_cursors SET seq = ? WHERE target = ?", {seq, kPushTarget});
        for (const PushMessage& one : messages)
            // Of one whose subscription went meanwhile nothing is kept.
            sql.run(
                "INSERT INTO push_messages SELECT endpoint, ?, ?, ?, ?, 0, ? "
                "FROM push_subscriptions WHERE endpoint = ? "
                "ON CONFLICT (endpoint, subject) DO UPDATE SET step = excluded.step, "
                "number = excluded.number, at_ms = excluded.at_ms, tries = 0, "
                "next_at_ms = excluded.next_at_ms",
                {one.subject, one.step, one.number, one.at_ms, one.next_at_ms, one.endpoint});
    }));
    return held;
}

Result<std::vector<DuePush>> Registers::due_pushes(std::int64_t now_ms, std::int64_t limit) {
    std::vector<DuePush> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT m.endpoint, m.subject, m.step, m.number, m.at_ms, m.tries, "
                     "m.next_at_ms, s.endpoint, s.device_sha256, s.p256dh, s.auth, s.lang, "
                     "s.made_at_ms FROM push_messages m JOIN push_subscriptions s "
                     "ON s.endpoint = m.endpoint WHERE m.next_at_ms <= ? "
                     "ORDER BY m.next_at_ms, m.endpoint, m.subject LIMIT ?",
                     {now_ms, limit}))
            out.push_back({{row.text(0), row.text(1), row.text(2), row.text(3), row.whole(4),
                            row.whole(5), row.whole(6)},
                           subscription_of_row(row, 7)});
    }));
    return out;
}

Result<std::int64_t> Registers::waiting_pushes() {
    std::int64_t out = 0;
    KONGDI_CHECK(read_register(
        [&](Sql& sql) { out = sql.run("SELECT count(*) FROM push_messages")[0].whole(0); }));
    return out;
}

Result<bool> Registers::end_pushes(std::string_view holder, std::span<const PushOutcome> outcomes,
                                   std::span<const PushRest> rests, std::int64_t until_ms) {
    bool held = false;
    KONGDI_CHECK(write_register(Register::Webhooks, [&](Sql& sql) {
        held = hold_on(sql, holder, until_ms);
        // What was told is told, whoever holds it by now.
        for (const PushOutcome& one : outcomes) take_outcome(sql, one);
        // One may have been queued while its subscription went.
        sql.run(
            "DELETE FROM push_messages WHERE NOT EXISTS (SELECT 1 FROM push_subscriptions s "
            "WHERE s.endpoint = push_messages.endpoint)");
        for (const PushRest& one : rests)
            // All that begins with the origin and a stroke; '0' is the sign behind it.
            sql.run(
                "UPDATE push_messages SET next_at_ms = ? WHERE endpoint > ? AND endpoint < ? "
                "AND next_at_ms < ?",
                {one.until_ms, one.origin + "/", one.origin + "0", one.until_ms});
    }));
    return held;
}

}  // namespace kongdi::server
