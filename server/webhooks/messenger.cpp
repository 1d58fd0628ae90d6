// SPDX-License-Identifier: Apache-2.0
#include "server/webhooks/messenger.hpp"

#include <algorithm>
#include <limits>

#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "server/auth/signature.hpp"
#include "server/webhooks/post.hpp"

namespace kongdi::server::webhooks {

namespace {

constexpr std::int64_t kAtOnce = 500;        // events that are looked at together
constexpr std::int64_t kSaveEveryMs = 1000;  // what is told between may be told again
/// What nobody asks for is passed over in memory; so many later the place is kept all the same.
constexpr std::int64_t kPassedOver = 20'000;

std::string log_line(std::string_view target, const Notice& notice, const WebhookCursor& cursor,
                     std::int64_t now_ms, std::string_view detail) {
    return write_json(Value::map({{"at", format_time(now_ms)},
                                  {"webhook", target},
                                  {"event", notice.id},
                                  {"tries", cursor.tries},
                                  {"detail", detail}}));
}

}  // namespace

struct Messenger::Line {
    Line(const Target& to, std::string name) : target(to), meter(std::move(name)) {}

    const Target& target;
    WebhookMeter meter;
    EventHorizon horizon = {};
    WebhookCursor cursor = {};  // as it was read last
    std::int64_t passed = 0;    // nothing is to be told up to here
    std::string failure = {};   // of the last try
};

std::int64_t wait_after(std::int64_t tries, const Pace& pace) {
    std::int64_t out = pace.first_wait_ms;
    for (std::int64_t i = 1; i < tries && out < pace.most_wait_ms; ++i) out *= 2;
    return std::min(out, pace.most_wait_ms);
}

std::vector<std::string> signed_headers(const Notice& notice, const std::string& body,
                                        std::string_view secret, std::int64_t now_ms) {
    const std::string time = std::to_string(now_ms / 1000);
    return {"Kongdi-Event-Id: " + std::to_string(notice.id), "Kongdi-Timestamp: " + time,
            "Kongdi-Signature: v1=" + hmac_sha256(secret, time + "." + body)};
}

Messenger::Messenger(Storage& storage, Settings settings, std::string holder, Clock clock, Log log,
                     Pace pace)
    : m_storage(storage),
      m_settings(std::move(settings)),
      m_holder(std::move(holder)),
      m_clock(std::move(clock)),
      m_log(std::move(log)),
      m_pace(pace) {
    for (const Target& target : m_settings.targets)
        m_lines.push_back(std::make_unique<Line>(target, target.name));
    for (const auto& line : m_lines)
        m_threads.emplace_back([this, one = line.get()] { run(*one); });
}

Messenger::~Messenger() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads) thread.join();
}

std::vector<const WebhookMeter*> Messenger::meters() const {
    std::vector<const WebhookMeter*> out;
    for (const auto& line : m_lines) out.push_back(&line->meter);
    return out;
}

void Messenger::run(Line& line) {
    while (!m_stop) {
        const std::int64_t wait_ms = work(line);
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, std::chrono::milliseconds(wait_ms), [this] { return m_stop.load(); });
    }
}

/// Gives how long to wait before the next look. What the store refuses is tried again.
std::int64_t Messenger::work(Line& line) {
    const auto edge = m_storage.event_edge();
    if (!edge) return m_pace.poll_ms;
    const std::int64_t settled = line.horizon.look(*edge);
    auto kept = m_storage.webhook_cursor(line.target.name);
    if (!kept) return m_pace.poll_ms;
    if (!*kept) {
        // Seen for the first time: it is told of what happens from now on.
        const auto begun = m_storage.begin_webhook(line.target.name, edge->newest);
        static_cast<void>(begun);
        return begun ? 0 : m_pace.poll_ms;
    }
    line.cursor = **kept;
    line.passed = std::max(line.passed, line.cursor.seq);
    const auto heads = m_storage.event_heads(line.passed, settled, kAtOnce);
    if (!heads) return m_pace.poll_ms;
    std::vector<Notice> notices;
    for (const EventHead& head : *heads) {
        auto notice = notice_of(head);
        const auto& wanted = line.target.events;
        if (notice && std::find(wanted.begin(), wanted.end(), notice->event) != wanted.end())
            notices.push_back(*std::move(notice));
    }
    const bool more = std::ssize(*heads) == kAtOnce;
    const std::int64_t last = heads->empty() ? line.passed : heads->back().seq;
    line.meter.waiting = std::ssize(notices);
    line.meter.oldest_at_ms = notices.empty() ? 0 : notices.front().at_ms;
    if (notices.empty()) {
        line.passed = last;
        if (last - line.cursor.seq < kPassedOver) return more ? 0 : m_pace.poll_ms;
    }
    // A clock that was set back since keeps nobody waiting for longer than a failure does.
    const std::int64_t left_ms = line.cursor.next_at_ms - m_clock();
    if (left_ms > 0 && left_ms <= m_pace.most_wait_ms) return std::min(left_ms, m_pace.poll_ms);
    const std::int64_t wait_ms = tell(line, notices, last);
    return wait_ms == 0 && !more ? m_pace.poll_ms : wait_ms;
}

std::int64_t Messenger::tell(Line& line, const std::vector<Notice>& notices, std::int64_t last) {
    const std::string& name = line.target.name;
    const auto held =
        m_storage.hold_webhook(name, m_holder, m_clock(), m_clock() + m_pace.lease_ms);
    if (!held || !*held) return m_pace.poll_ms;
    // Another server told it something since it was read.
    if (**held != line.cursor) {
        static_cast<void>(m_storage.keep_webhook(name, m_holder, **held, 0));
        return 0;
    }
    WebhookCursor cursor = line.cursor;
    std::int64_t saved_at_ms = m_clock();
    for (const Notice& notice : notices) {
        if (!deliver(line, notice)) {
            const bool failed = !m_stop;
            if (failed) {
                cursor.next_at_ms = m_clock() + wait_after(++cursor.tries, m_pace);
                m_log(log_line(name, notice, cursor, m_clock(), line.failure));
            }
            static_cast<void>(m_storage.keep_webhook(name, m_holder, cursor, 0));
            if (failed) ++line.meter.failed;
            return m_pace.poll_ms;
        }
        if (cursor.tries > 0) m_log(log_line(name, notice, cursor, m_clock(), "taken"));
        cursor = {notice.id, 0, 0};
        ++line.meter.delivered;
        --line.meter.waiting;
        const std::int64_t now_ms = m_clock();
        if (now_ms - saved_at_ms < kSaveEveryMs && now_ms >= saved_at_ms) continue;
        const auto still = m_storage.keep_webhook(name, m_holder, cursor, now_ms + m_pace.lease_ms);
        if (!still || !*still) return m_pace.poll_ms;
        saved_at_ms = now_ms;
    }
    cursor.seq = last;
    const auto kept = m_storage.keep_webhook(name, m_holder, cursor, 0);
    if (kept && *kept) line.meter.oldest_at_ms = 0;
    return kept ? 0 : m_pace.poll_ms;
}

bool Messenger::deliver(Line& line, const Notice& notice) {
    if (m_stop) return false;
    const std::string body = body_of(notice, m_settings.address);
    const auto status =
        post_json(line.target.url, signed_headers(notice, body, line.target.secret, m_clock()),
                  body, {line.target.ca_file, m_pace.longest}, m_stop);
    if (status && *status >= 200 && *status < 300) return true;
    line.failure = status ? "answered " + std::to_string(*status) : status.error().detail;
    return false;
}

}  // namespace kongdi::server::webhooks
