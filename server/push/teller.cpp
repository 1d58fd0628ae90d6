// SPDX-License-Identifier: Apache-2.0
#include "server/push/teller.hpp"

#include <algorithm>

#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "server/oidc/base64url.hpp"
#include "server/push/encryption.hpp"
#include "server/push/message.hpp"
#include "server/push/vapid.hpp"

namespace kongdi::server::push {

namespace {

constexpr std::int64_t kAtOnce = 500;  // events that are looked at together
/// What nobody is told of is passed over in memory; so many later the place is kept all the same.
constexpr std::int64_t kPassedOver = 20'000;
constexpr std::size_t kTopicLetters = 32;
/// So many messages a service may fail before it is the service and not the messages.
constexpr std::int64_t kFailuresOfService = 3;

constexpr int kGoneForNow = 404;
constexpr int kGone = 410;
constexpr int kTooLate = 408;
constexpr int kTooMany = 429;

/// Nothing that a push service could tell one report's browsers from another's by.
std::string topic_of(const PushMessage& message) {
    return oidc::base64url(oidc::sha256_bytes(message.endpoint + "\n" + message.subject))
        .substr(0, kTopicLetters);
}

bool is_tried_again(int status) {
    return status < 400 || status == kTooLate || status == kTooMany || status >= 500;
}

}  // namespace

Result<std::vector<std::string>> headers_of(const PushMessage& message, const PrivateKey& key,
                                            std::string_view origin, std::string_view contact,
                                            std::int64_t now_ms) {
    return std::vector<std::string>{
        "Content-Type: application/octet-stream",
        "Content-Encoding: aes128gcm",
        "TTL: " + std::to_string(kKeptForMs / 1000),
        "Urgency: normal",
        "Topic: " + topic_of(message),
        "Authorization: " + KONGDI_TRY(vapid_of(key, origin, contact, now_ms)),
    };
}

Teller::Teller(Storage& storage, Offer& offer, std::string holder, Clock clock, Log log, Pace pace)
    : m_storage(storage),
      m_offer(offer),
      m_holder(std::move(holder)),
      m_clock(std::move(clock)),
      m_log(std::move(log)),
      m_pace(pace),
      m_poster(offer.settings().ca_file, pace.longest, m_stop),
      m_thread([this] { run(); }) {}

Teller::~Teller() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Teller::run() {
    while (!m_stop) {
        const std::int64_t wait_ms = work();
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, std::chrono::milliseconds(wait_ms), [this] { return m_stop.load(); });
    }
}

/// Gives how long to wait before the next look. What the store refuses is tried again.
std::int64_t Teller::work() {
    const auto edge = m_storage.event_edge();
    if (!edge) return m_pace.poll_ms;
    const std::int64_t settled = m_horizon.look(*edge);
    const auto kept = m_storage.webhook_cursor(kPushTarget);
    if (!kept) return m_pace.poll_ms;
    if (!*kept)  // for the first time: of what happens from now on
        return m_storage.begin_webhook(kPushTarget, edge->newest) ? 0 : m_pace.poll_ms;
    const WebhookCursor cursor = **kept;
    m_passed = std::max(m_passed, cursor.seq);
    const auto heads = m_storage.event_heads(m_passed, settled, kAtOnce);
    if (!heads) return m_pace.poll_ms;
    std::vector<PushMessage> messages;
    for (const EventHead& head : *heads) {
        auto told = messages_of(m_storage, head);
        if (!told) return m_pace.poll_ms;
        std::move(told->begin(), told->end(), std::back_inserter(messages));
    }
    const bool is_full = std::ssize(*heads) == kAtOnce;
    const std::int64_t last = heads->empty() ? m_passed : heads->back().seq;
    const auto due = m_storage.due_pushes(m_clock(), 1);
    if (!due) return m_pace.poll_ms;
    if (messages.empty() && due->empty()) {
        m_passed = last;
        if (last - cursor.seq < kPassedOver) return is_full ? 0 : m_pace.poll_ms;
    }
    const auto key = m_offer.key();
    if (!key) {
        const bool is_lasting = key.error().code == ErrorCode::Internal;
        if (is_lasting) say("", key.error().detail);
        return is_lasting ? m_pace.most_rest_ms : m_pace.poll_ms;
    }
    const std::int64_t until_ms = m_clock() + m_pace.lease_ms;
    const auto held = m_storage.hold_webhook(kPushTarget, m_holder, m_clock(), until_ms);
    if (!held || !*held) return m_pace.poll_ms;
    // Another server moved on since it was read.
    const bool is_stale = **held != cursor;
    const auto queued = is_stale ? m_storage.queue_pushes(m_holder, (*held)->seq, {}, 0)
                                 : m_storage.queue_pushes(m_holder, last, messages, until_ms);
    if (is_stale) return 0;
    if (!queued || !*queued) return m_pace.poll_ms;
    m_passed = last;
    bool more = is_full;
    if (!tell(*key, more)) return m_pace.poll_ms;
    return more ? 0 : m_pace.poll_ms;
}

/// One batch of what is due; then another server may take its turn. `more`: there may be.
bool Teller::tell(const PrivateKey& key, bool& more) {
    const auto due = m_storage.due_pushes(m_clock(), static_cast<std::int64_t>(m_pace.at_once));
    if (!due) return false;
    Batch batch;
    for (const DuePush& one : *due) add(batch, one, key);
    const std::vector<PushAnswer> answers = m_poster.post(batch.requests);
    take(batch, answers);
    const auto noted = m_storage.end_pushes(m_holder, batch.outcomes, batch.rests, 0);
    if (const auto waiting = m_storage.waiting_pushes()) m_meter.waiting = *waiting;
    more = more || due->size() == m_pace.at_once;
    return noted && *noted;
}

void Teller::add(Batch& batch, const DuePush& due, const PrivateKey& key) {
    const PushMessage& message = due.message;
    const std::int64_t now_ms = m_clock();
    const auto origin = origin_of(m_offer.settings(), message.endpoint);
    if (!origin || now_ms - message.at_ms > kKeptForMs) {
        ++m_meter.late;
        batch.outcomes.push_back({message});
        return;
    }
    const auto known = m_health.find(*origin);
    if (known != m_health.end() && known->second.rests_until_ms > now_ms) {
        batch.rests.push_back({*origin, known->second.rests_until_ms});
        return;
    }
    const Words& text = language_of(due.to.lang) == Language::En ? m_en : m_zh;
    const auto point = oidc::bytes_of_base64url(due.to.p256dh);
    const auto auth = oidc::bytes_of_base64url(due.to.auth);
    const auto once = OneTime::make();
    auto headers = headers_of(message, key, *origin, m_offer.settings().contact, now_ms);
    if (!once || !headers) return;  // stays due
    auto body = sealed(body_of(message, text), {point.value_or(""), auth.value_or("")}, *once,
                       kMessageBytes);
    if (!body) {
        ++m_meter.refused;
        say(*origin, body.error().detail);
        batch.outcomes.push_back({message});
        return;
    }
    batch.messages.push_back(message);
    batch.origins.push_back(*origin);
    batch.requests.push_back({message.endpoint, *std::move(headers), *std::move(body)});
}

void Teller::take(Batch& batch, const std::vector<PushAnswer>& answers) {
    std::map<std::string, Heard> heard;
    for (std::size_t i = 0; i < batch.messages.size(); ++i) {
        // What was under way when this was stopped is not known; it is told again.
        if (m_stop && answers[i].status == 0) continue;
        batch.outcomes.push_back(
            outcome_of(batch.messages[i], answers[i], heard[batch.origins[i]]));
    }
    for (const auto& [origin, one] : heard) judge(batch, origin, one);
}

PushOutcome Teller::outcome_of(const PushMessage& message, const PushAnswer& answer, Heard& heard) {
    const int status = answer.status;
    if (status >= 200 && status < 300) {
        ++heard.well;
        ++m_meter.delivered;
        return {message};
    }
    if (status == kGone || status == kGoneForNow) {
        ++heard.well;
        ++m_meter.gone;
        return {message, PushOutcome::Kind::Gone};
    }
    heard.why = status == 0 ? answer.why : "answered " + std::to_string(status);
    if (!is_tried_again(status)) {
        // Nothing will be otherwise the next time: wrongly signed, or too long.
        ++heard.well;
        ++m_meter.refused;
        return {message};
    }
    ++heard.badly;
    ++m_meter.failed;
    heard.is_silent = heard.is_silent || status == 0;
    heard.is_too_much = heard.is_too_much || status == kTooMany;
    const std::int64_t asked_ms =
        std::clamp<std::int64_t>(answer.retry_after_s.value_or(0), 0, kKeptForMs / 1000) * 1000;
    heard.asked_wait_ms = std::max(heard.asked_wait_ms, asked_ms);
    return {message, PushOutcome::Kind::Later,
            m_clock() + std::max(wait_after(message.tries + 1), asked_ms)};
}

/// Whether a service is left alone for a while: one that is silent would hold up the others, one
/// that asks to be left alone is. A browser whose messages alone fail holds up nobody.
void Teller::judge(Batch& batch, const std::string& origin, const Heard& heard) {
    Health& health = m_health[origin];
    if (!heard.why.empty() && health.failures == 0) say(origin, heard.why);
    const bool is_down = heard.well == 0 && (heard.is_silent || heard.badly >= kFailuresOfService);
    if (!is_down && !heard.is_too_much) {
        if (heard.well > 0) m_health.erase(origin);
        return;
    }
    ++health.failures;
    const std::int64_t wait_ms = std::max(wait_after(health.failures), heard.asked_wait_ms);
    health.rests_until_ms = m_clock() + std::min(wait_ms, m_pace.most_rest_ms);
    batch.rests.push_back({origin, health.rests_until_ms});
}

std::int64_t Teller::wait_after(std::int64_t tries) const {
    std::int64_t out = m_pace.first_wait_ms;
    for (std::int64_t i = 1; i < tries && out < m_pace.most_wait_ms; ++i) out *= 2;
    return std::min(out, m_pace.most_wait_ms);
}

void Teller::say(std::string_view origin, std::string_view detail) {
    m_log(write_json(
        Value::map({{"at", format_time(m_clock())}, {"push", origin}, {"detail", detail}})));
}

}  // namespace kongdi::server::push
