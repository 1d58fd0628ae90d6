// SPDX-License-Identifier: Apache-2.0
// Tells targets of what happened: at least once, in the order of the events. How far it came is
// kept in the store, so that a restart loses nothing; of several servers one at a time tells a
// target. Whoever writes events neither knows nor waits.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "server/metrics/webhook_meter.hpp"
#include "server/storage/storage.hpp"
#include "server/webhooks/notice.hpp"
#include "server/webhooks/settings.hpp"

namespace kongdi::server::webhooks {

struct Pace {
    std::int64_t poll_ms = 1000;        // between looks at the store
    std::int64_t first_wait_ms = 5000;  // after the first failure; doubles with each further one
    std::int64_t most_wait_ms = 86'400'000;
    std::int64_t lease_ms = 30'000;  // for which a target is one server's; of a killed one, too
    std::chrono::milliseconds longest{10'000};  // of one request
};

/// After so many failures in a row, 1 or more.
std::int64_t wait_after(std::int64_t tries, const Pace& pace);

/// What a target gets beside the body: the event's number, the time in seconds since 1970, and
/// "v1=" with the HMAC-SHA256 of "TIME.BODY" in hex.
std::vector<std::string> signed_headers(const Notice& notice, const std::string& body,
                                        std::string_view secret, std::int64_t now_ms);

class Messenger {
public:
    using Clock = std::function<std::int64_t()>;  // milliseconds since 1970
    using Log = std::function<void(std::string_view line)>;

    /// `holder` is a name of this server that no other has. Begins at once.
    Messenger(Storage& storage, Settings settings, std::string holder, Clock clock, Log log,
              Pace pace = {});
    /// Ends requests under way; what they told may be told again.
    ~Messenger();
    Messenger(const Messenger&) = delete;
    Messenger& operator=(const Messenger&) = delete;

    /// One for each target, for as long as this lives.
    std::vector<const WebhookMeter*> meters() const;

private:
    struct Line;  // to one target
    void run(Line& line);
    std::int64_t work(Line& line);
    std::int64_t tell(Line& line, const std::vector<Notice>& notices, std::int64_t last);
    bool deliver(Line& line, const Notice& notice);

    Storage& m_storage;
    const Settings m_settings;
    const std::string m_holder;
    const Clock m_clock;
    const Log m_log;
    const Pace m_pace;
    std::atomic<bool> m_stop = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<std::unique_ptr<Line>> m_lines;
    std::vector<std::thread> m_threads;
};

}  // namespace kongdi::server::webhooks
