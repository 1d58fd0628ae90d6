// SPDX-License-Identifier: Apache-2.0
// A hall: a thousand phones join a meeting, look each one or two seconds, and answer while the host
// watches; a few change their mind, a few come after the host has closed the question.
// KONGDI_LOAD_PHONES is their number.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/handlers/sessions.hpp"
#include "tests/load/http_client.hpp"
#include "tests/load/server_process.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/meeting_plans.hpp"
#include "tests/support/random.hpp"

namespace kongdi::load {

namespace {

using Clock = std::chrono::steady_clock;
using kongdi::tests::Random;
using kongdi::tests::RecordBuilder;

constexpr std::string_view kCode = "ABC29Z";
const std::string kToken(64, '5');
constexpr int kThreads = 40;
constexpr double kVotingS = 12, kClosedAtS = 11;
constexpr double kHostLooksS = 0.25;

std::int64_t unix_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::size_t number_of_phones() {
    const char* text = std::getenv("KONGDI_LOAD_PHONES");
    return text == nullptr ? 1'000 : std::strtoul(text, nullptr, 10);
}

std::string meeting_id() { return RecordBuilder().number(900).build().text("id"); }

std::string look_request(const std::string& path, const std::string& headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: load\r\n" + headers + "\r\n";
}

/// A store with an open meeting whose first question is asked, and the host's log-in.
void prepare(const std::filesystem::path& folder) {
    const auto storage = server::tests::open_or_die({.folder = folder});
    const server::Actor host{Role::Worker, "worker"};
    ASSERT_TRUE(storage->put_account({.name = "worker",
                                      .role = Role::Worker,
                                      .password_hash = "no password",
                                      .scope = whole_city()}));
    ASSERT_TRUE(storage->open_session(sha256(kToken), "worker", unix_ms() + 3'600'000, unix_ms()));
    ASSERT_TRUE(storage->plan_meeting(meeting_id(), kongdi::tests::meeting_plan(), host, 1));
    ASSERT_TRUE(storage->step_meeting(meeting_id(), MoveMeeting{}, kCode, host, 2));
    ASSERT_TRUE(
        storage->step_meeting(meeting_id(), SetQuestion{"room", AskMove::Open}, {}, host, 3));
}

struct Vote {
    std::string id = {};
    std::string seat = {};
    double sent_s = 0;
    double answered_s = 0;
};

/// What a phone does, and when.
struct Errand {
    double at_s = 0;
    std::size_t phone = 0;
    bool votes = false;
};

class Hall {
public:
    Hall(int port, std::size_t phones) : m_seats(phones), m_tags(phones) {
        for (std::size_t i = 0; i < phones; ++i)
            m_clients.push_back(std::make_unique<HttpClient>(port));
        Random random(5);
        for (std::size_t i = 0; i < phones; ++i) {
            // One in ten changes their mind.
            for (int times = random.once_in(10) ? 2 : 1; times > 0; --times)
                m_errands.push_back({at_random(random, kVotingS), i, true});
            for (double at = at_random(random, 1.5); at < kVotingS; at += 1.5)
                m_errands.push_back({at, i, false});
        }
        std::sort(m_errands.begin(), m_errands.end(),
                  [](const Errand& a, const Errand& b) { return a.at_s < b.at_s; });
    }

    /// All at once, as after the code has been shown.
    std::vector<double> join() {
        std::vector<double> took_ms;
        std::mutex mutex;
        in_threads([&](std::size_t phone) {
            const auto began = Clock::now();
            const auto reply = m_clients[phone]->post("/api/v1/join/" + std::string(kCode),
                                                      R"({"device":")" + device_of(phone) + "\"}");
            const double ms = std::chrono::duration<double>(Clock::now() - began).count() * 1000;
            const std::lock_guard lock(mutex);
            if (reply && reply->status == 201) {
                m_seats[phone] = sha256(parse_json(reply->body)->text("seat"));
                took_ms.push_back(ms);
            }
        });
        return took_ms;
    }

    void begin(Clock::time_point began) { m_began = began; }
    double now_s() const { return std::chrono::duration<double>(Clock::now() - m_began).count(); }

    /// Phones look and answer at their times; returns when all have.
    void answer() {
        std::atomic<std::size_t> next = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&] {
                for (std::size_t i = next++; i < m_errands.size(); i = next++) {
                    const Errand& errand = m_errands[i];
                    std::this_thread::sleep_until(m_began +
                                                  std::chrono::duration_cast<Clock::duration>(
                                                      std::chrono::duration<double>(errand.at_s)));
                    const std::lock_guard lock(m_mutexes[errand.phone % m_mutexes.size()]);
                    errand.votes ? vote(errand.phone, i) : look(errand.phone);
                }
            });
        for (std::thread& thread : threads) thread.join();
    }

    std::vector<Vote> votes = {};
    std::vector<double> looks_ms = {};
    std::atomic<std::size_t> unchanged = 0, failed = 0;

private:
    static std::string device_of(std::size_t phone) {
        const std::string number = std::to_string(phone);
        return std::string(32 - number.size(), '0') + number;
    }
    static double at_random(Random& random, double most) {
        return static_cast<double>(random.below(100'000)) / 100'000 * most;
    }
    template <class Work>
    void in_threads(Work work) {
        std::atomic<std::size_t> next = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&] {
                for (std::size_t i = next++; i < m_clients.size(); i = next++) work(i);
            });
        for (std::thread& thread : threads) thread.join();
    }
    void vote(std::size_t phone, std::size_t errand) {
        const RecordBuilder record =
            RecordBuilder::meeting(1)
                .number(static_cast<std::uint32_t>(errand + 1))
                .with("/device", device_of(phone))
                .with("/created_at", format_time(unix_ms()))
                .with("/seat", m_seats[phone])
                .with("/body", Value::map({{"room", errand % 3 == 0 ? "no" : "yes"}}));
        const Value tree = record.build();
        Vote one{tree.text("id"), m_seats[phone], now_s(), 0};
        const auto reply = m_clients[phone]->post("/api/v1/records", write_json(tree));
        one.answered_s = now_s();
        const std::lock_guard lock(m_mutex);
        if (reply && reply->status == 201)
            votes.push_back(one);
        else
            ++failed;
    }
    void look(std::size_t phone) {
        const auto began = Clock::now();
        const auto reply = m_clients[phone]->exchange(
            look_request("/api/v1/join/" + std::string(kCode),
                         m_tags[phone].empty() ? "" : "If-None-Match: " + m_tags[phone] + "\r\n"));
        const double ms = std::chrono::duration<double>(Clock::now() - began).count() * 1000;
        if (!reply || (reply->status != 200 && reply->status != 304)) {
            ++failed;
            return;
        }
        m_tags[phone] = reply->header("ETag");
        if (reply->status == 304) ++unchanged;
        const std::lock_guard lock(m_mutex);
        looks_ms.push_back(ms);
    }

    std::vector<std::unique_ptr<HttpClient>> m_clients;
    std::vector<std::string> m_seats, m_tags;
    std::vector<Errand> m_errands;
    std::array<std::mutex, 1024> m_mutexes;  // a phone does one thing at a time
    std::mutex m_mutex;
    Clock::time_point m_began = {};
};

/// How many had answered, each time the host saw another number.
struct Seen {
    double at_s = 0;
    std::int64_t answered = 0;
};

class Host {
public:
    explicit Host(int port) : m_client(port) {}

    /// Looks until told to stop, and closes the question at its time.
    void watch(const Hall& hall, const std::atomic<bool>& over) {
        bool closed = false;
        std::string tag;
        for (;;) {
            const bool last = over;
            if (!closed && hall.now_s() >= kClosedAtS) {
                close();
                closed = true;
                closed_s = hall.now_s();
            }
            const auto reply = m_client.exchange(look_request(
                path(), m_cookie + (tag.empty() ? "" : "If-None-Match: " + tag + "\r\n")));
            if (reply && reply->status == 200) {
                tag = reply->header("ETag");
                const auto tree = parse_json(reply->body);
                seen.push_back({hall.now_s(), tree->items("questions")[0]["answered"].int_or(-1)});
            } else if (!reply || reply->status != 304) {
                ++failed;
            }
            if (last) return;
            std::this_thread::sleep_for(std::chrono::duration<double>(kHostLooksS));
        }
    }

    std::vector<Seen> seen = {};
    double closed_s = 0;
    int failed = 0;

private:
    static std::string path() { return "/api/v1/meetings/" + meeting_id(); }
    void close() {
        const std::string body = R"({"question":"room","set":"closed"})";
        const auto reply = m_client.exchange(
            "POST " + path() + "/events HTTP/1.1\r\nHost: load\r\nX-Kongdi-Page: 1\r\n" +
            "Content-Type: application/json\r\n" + m_cookie +
            "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        if (!reply || reply->status != 200) ++failed;
    }

    HttpClient m_client;
    const std::string m_cookie =
        "Cookie: " + std::string(server::kSessionCookie) + "=" + kToken + "\r\n";
};

/// The first answer that is sent is taken for the first that is seen, and so on: how long the host
/// waited for each. Answers in place of earlier ones change no number and are left out.
std::vector<double> waits_ms(std::vector<double> sent_s, const std::vector<Seen>& seen) {
    std::sort(sent_s.begin(), sent_s.end());
    std::vector<double> out;
    std::size_t at = 0;
    for (const Seen& one : seen)
        for (; at < sent_s.size() && static_cast<std::int64_t>(at) < one.answered; ++at)
            out.push_back((one.at_s - sent_s[at]) * 1000);
    return out;
}

}  // namespace

TEST(Load, meeting) {
    const std::size_t phones = number_of_phones();
    const server::tests::TemporaryFolder folder;
    const std::filesystem::path data = folder.path() / "data";
    prepare(data);
    ServerProcess server(data, {"--connections-per-address", "100000", "--rate-limits", "100"});
    ASSERT_TRUE(server.start());

    Hall hall(server.port(), phones);
    const auto began = Clock::now();
    std::vector<double> joins_ms = hall.join();
    const double joined_s = std::chrono::duration<double>(Clock::now() - began).count();
    ASSERT_EQ(joins_ms.size(), phones);

    Host host(server.port());
    std::atomic<bool> over = false;
    const double cpu_before = server.cpu_s();
    hall.begin(Clock::now());
    std::thread watching([&] { host.watch(hall, over); });
    hall.answer();
    const double took_s = hall.now_s();
    over = true;
    watching.join();
    const double cpu_s = server.cpu_s() - cpu_before;
    EXPECT_EQ(hall.failed, 0u);
    EXPECT_EQ(host.failed, 0);
    const auto peak_kb = server.peak_kb();
    server.kill();

    // What was written down of each: those in time are to count, once for each seat.
    const auto storage = server::tests::open_or_die({.folder = data});
    std::set<std::string> late;
    for (std::int64_t seq = 0;;) {
        const auto events = storage->events_after(seq, 1'000);
        ASSERT_TRUE(events);
        for (const server::StoredEvent& event : *events) {
            seq = event.seq;
            if (event.facts.find("\"late\":true") != std::string::npos) late.insert(event.subject);
        }
        if (events->empty()) break;
    }
    std::set<std::string> counted;
    std::vector<double> first_s;
    std::sort(hall.votes.begin(), hall.votes.end(),
              [](const Vote& a, const Vote& b) { return a.sent_s < b.sent_s; });
    for (const Vote& vote : hall.votes) {
        if (late.contains(vote.id)) {
            EXPECT_GT(vote.answered_s, kClosedAtS) << "answered before the question was closed";
            continue;
        }
        EXPECT_LT(vote.sent_s, host.closed_s) << "sent after the question was closed";
        if (counted.insert(vote.seat).second) first_s.push_back(vote.sent_s);
    }
    std::int64_t answered = 0;
    const auto counts = storage->meeting_counts(**storage->meeting(meeting_id()));
    for (const server::MeetingVotes& one : counts->votes) answered += one.count;
    EXPECT_EQ(answered, static_cast<std::int64_t>(counted.size()));
    ASSERT_FALSE(host.seen.empty());
    EXPECT_EQ(host.seen.back().answered, answered);
    std::vector<double> waits = waits_ms(first_s, host.seen);
    EXPECT_EQ(waits.size(), counted.size());
    const double p95 = percentile(waits, 0.95);

    add_figure("a meeting of " + std::to_string(phones) + " phones: all have joined",
               fixed(joined_s, 1) + " s, p95 " + fixed(percentile(joins_ms, 0.95)) + " ms", "5 s");
    add_figure(
        "  from an answer to the host's view, looked at each " + fixed(kHostLooksS * 1000) + " ms",
        "p50 " + fixed(percentile(waits, 0.5)) + " ms, p95 " + fixed(p95) + " ms", "p95 < 500 ms");
    add_figure("  answers in time, and counted, once for each seat",
               std::to_string(hall.votes.size() - late.size()) + ", " + std::to_string(answered),
               "every one; late: " + std::to_string(late.size()));
    add_figure("  what phones look at", fixed(static_cast<double>(hall.looks_ms.size()) / took_s) +
                                            "/s, p95 " + fixed(percentile(hall.looks_ms, 0.95), 1) +
                                            " ms, unchanged " +
                                            fixed(100.0 * static_cast<double>(hall.unchanged) /
                                                  static_cast<double>(hall.looks_ms.size())) +
                                            " %");
    add_figure("  the server, 16 threads", fixed(cpu_s / took_s, 2) + " cores, " +
                                               fixed(static_cast<double>(peak_kb) / 1000) + " MB");
}

}  // namespace kongdi::load
