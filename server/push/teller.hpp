// SPDX-License-Identifier: Apache-2.0
// Tells browsers of what happens to a report: at least once, unless it is too old by then, or
// something newer of the same report is told in its place. What waits is kept in the store beside
// the place in the events, so that a restart loses nothing; of several servers one at a time tells.
// Whoever writes events neither knows nor waits.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/codec/words.hpp"
#include "server/metrics/push_meter.hpp"
#include "server/push/offer.hpp"
#include "server/push/post.hpp"
#include "server/storage/push_subscriptions.hpp"
#include "server/storage/webhook_cursors.hpp"

namespace kongdi::server::push {

/// All messages are so long before they are sealed.
inline constexpr std::size_t kMessageBytes = 1024;
inline constexpr std::int64_t kKeptForMs = 7 * 86'400'000;

struct Pace {
    std::int64_t poll_ms = 1000;          // between looks at the store
    std::int64_t first_wait_ms = 30'000;  // after the first failure; doubles with each further one
    std::int64_t most_wait_ms = 6 * 3'600'000;
    std::int64_t most_rest_ms = 3'600'000;  // of a service, whatever it asks for
    std::int64_t lease_ms = 60'000;  // for which telling is one server's; of a killed one, too
    std::chrono::milliseconds longest{10'000};  // of one request
    std::size_t at_once = 32;                   // requests
};

/// The headers of a message beside its body: until when a service keeps it, in whose place it
/// comes, and who sends it. Errors of vapid_of().
Result<std::vector<std::string>> headers_of(const PushMessage& message, const PrivateKey& key,
                                            std::string_view origin, std::string_view contact,
                                            std::int64_t now_ms);

class Teller {
public:
    using Clock = std::function<std::int64_t()>;  // milliseconds since 1970
    using Log = std::function<void(std::string_view line)>;

    /// `holder` is a name of this server that no other has. Begins at once.
    Teller(Storage& storage, Offer& offer, std::string holder, Clock clock, Log log,
           Pace pace = {});
    /// Ends requests under way; what they told may be told again.
    ~Teller();
    Teller(const Teller&) = delete;
    Teller& operator=(const Teller&) = delete;

    const PushMeter& meter() const { return m_meter; }

private:
    /// How a service answers, by its origin.
    struct Health {
        std::int64_t failures = 0;  // batches in a row
        std::int64_t rests_until_ms = 0;
    };
    /// What a batch heard of a service.
    struct Heard {
        std::int64_t well = 0;
        std::int64_t badly = 0;
        bool is_silent = false;
        bool is_too_much = false;
        std::int64_t asked_wait_ms = 0;
        std::string why = {};
    };
    struct Batch {
        std::vector<PushMessage> messages = {};
        std::vector<std::string> origins = {};  // of each
        std::vector<PushRequest> requests = {};
        std::vector<PushOutcome> outcomes = {};
        std::vector<PushRest> rests = {};
    };

    void run();
    std::int64_t work();
    bool tell(const PrivateKey& key, bool& more);
    void add(Batch& batch, const DuePush& due, const PrivateKey& key);
    void take(Batch& batch, const std::vector<PushAnswer>& answers);
    PushOutcome outcome_of(const PushMessage& message, const PushAnswer& answer, Heard& heard);
    void judge(Batch& batch, const std::string& origin, const Heard& heard);
    std::int64_t wait_after(std::int64_t tries) const;
    void say(std::string_view origin, std::string_view detail);

    Storage& m_storage;
    Offer& m_offer;
    const std::string m_holder;
    const Clock m_clock;
    const Log m_log;
    const Pace m_pace;
    const Words m_zh{Language::Zh};
    const Words m_en{Language::En};
    PushMeter m_meter;
    EventHorizon m_horizon;
    std::int64_t m_passed = 0;  // nothing is to be told up to here
    std::map<std::string, Health> m_health;
    std::atomic<bool> m_stop = false;
    Poster m_poster;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::thread m_thread;
};

}  // namespace kongdi::server::push
