// SPDX-License-Identifier: Apache-2.0
// Reports that come at a steady pace while two planners download one large file after the other:
// how long a report waits for its receipt, beside how long it waits without them, and beside how
// long it waits while the processors are kept busy by loops that give way to everything
// (SCHED_IDLE): what is lost then is the machine's. The three take turns, since a single moment in
// which a shared machine stands still makes a hundred reports late: of each the middle turn counts.
// KONGDI_LOAD_BESIDE is the number of spaces in the files.
#include <gtest/gtest.h>
#include <sched.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "core/base/sha256.hpp"
#include "server/handlers/intake.hpp"
#include "server/handlers/sessions.hpp"
#include "tests/load/http_client.hpp"
#include "tests/load/program.hpp"
#include "tests/load/records.hpp"
#include "tests/load/server_process.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::load {

namespace {

using Clock = std::chrono::steady_clock;

const std::string kToken(64, '5');
constexpr int kThreads = 8;
constexpr int kTurns = 8;
constexpr double kSeconds = 5;  // of a turn
/// Of all threads together: the whole of a city's day within a few minutes.
constexpr double kPerSecond = 400;

std::size_t number_of_spaces() {
    const char* text = std::getenv("KONGDI_LOAD_BESIDE");
    return text == nullptr ? 100'000 : std::strtoul(text, nullptr, 10);
}

void prepare(const std::filesystem::path& folder, Records& records) {
    constexpr std::size_t kBatch = 1000;
    const auto storage = server::tests::open_or_die({.folder = folder});
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    for (std::size_t held = 0; held < number_of_spaces(); held += kBatch) {
        std::vector<server::Submission> batch;
        for (std::size_t i = 0; i < kBatch; ++i) {
            auto intake =
                server::take_in(records.next().bytes, server::tests::catalogue(), *storage, now_ms);
            ASSERT_TRUE(intake.ok());
            batch.push_back(std::move(intake.submission));
        }
        for (const auto& accepted : storage->submit_all(std::move(batch))) ASSERT_TRUE(accepted);
    }
    ASSERT_TRUE(storage->put_account({.name = "planner",
                                      .role = Role::Planner,
                                      .password_hash = "no password",
                                      .scope = whole_city()}));
    ASSERT_TRUE(storage->open_session(sha256(kToken), "planner", now_ms + 3'600'000, now_ms));
}

struct Waits {
    std::vector<double> ms = {};
    std::size_t failed = 0;
};

/// Each report has its moment; one that is late because those before it waited counts as late.
Waits send_reports(int port, Records& records) {
    Waits out;
    std::mutex mutex;
    std::vector<std::thread> threads;
    const auto began = Clock::now();
    for (int thread = 0; thread < kThreads; ++thread)
        threads.emplace_back([&, thread] {
            HttpClient client(port);
            Waits mine;
            for (int i = 0;; ++i) {
                const double at_s =
                    (i + static_cast<double>(thread) / kThreads) * kThreads / kPerSecond;
                if (at_s > kSeconds) break;
                const auto at = began + std::chrono::duration_cast<Clock::duration>(
                                            std::chrono::duration<double>(at_s));
                std::this_thread::sleep_until(at);
                const auto reply = client.post("/api/v1/records", records.next().bytes);
                if (!reply || reply->status != 201) ++mine.failed;
                mine.ms.push_back(
                    std::chrono::duration<double, std::milli>(Clock::now() - at).count());
            }
            const std::lock_guard lock(mutex);
            out.ms.insert(out.ms.end(), mine.ms.begin(), mine.ms.end());
            out.failed += mine.failed;
        });
    for (std::thread& thread : threads) thread.join();
    return out;
}

/// As many loops as processors, each of which stops as soon as anybody else wants one.
class BusyProcessors {
public:
    BusyProcessors() {
        for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
            m_loops.emplace_back([this] {
                const sched_param none = {};
                sched_setscheduler(0, SCHED_IDLE, &none);
                while (!m_over) {
                }
            });
    }
    ~BusyProcessors() {
        m_over = true;
        for (std::thread& loop : m_loops) loop.join();
    }
    BusyProcessors(const BusyProcessors&) = delete;
    BusyProcessors& operator=(const BusyProcessors&) = delete;

private:
    std::atomic<bool> m_over = false;
    std::vector<std::thread> m_loops;
};

/// Of each turn its own percentiles.
struct Turns {
    std::vector<double> p50_ms = {};
    std::vector<double> p99_ms = {};

    void add(Waits waits) {
        EXPECT_EQ(waits.failed, 0u);
        p50_ms.push_back(percentile(waits.ms, 0.5));
        p99_ms.push_back(percentile(waits.ms, 0.99));
    }
    double p99() { return percentile(p99_ms, 0.5); }
    std::string words() {
        return "p50 " + fixed(percentile(p50_ms, 0.5), 1) + " ms, p99 " + fixed(p99(), 1) +
               " ms (" + fixed(percentile(p99_ms, 0), 1) + " to " +
               fixed(percentile(p99_ms, 1), 1) + ")";
    }
};

/// Two people who download one file after the other, each of another kind than the other.
class Planners {
public:
    Planners(int port, int first) {
        for (int planner = 0; planner < 2; ++planner)
            m_threads.emplace_back([this, port, next = first + planner]() mutable {
                for (; !m_over; ++next) download(port, next);
            });
    }
    ~Planners() {
        m_over = true;
        for (std::thread& thread : m_threads) thread.join();
        EXPECT_EQ(m_failed, 0);
    }
    Planners(const Planners&) = delete;
    Planners& operator=(const Planners&) = delete;
    int files() const { return m_files; }

private:
    void download(int port, int which) {
        constexpr std::array<const char*, 4> kFiles{"spaces.csv", "spaces.xlsx", "spaces.geojson",
                                                    "spaces.gpkg"};
        const std::string url = "http://127.0.0.1:" + std::to_string(port) + "/export/" +
                                kFiles[static_cast<std::size_t>(which) % kFiles.size()];
        const Cost cost = run_program(
            // Planners have processors of their own; here they take what nobody else wants.
            {"/usr/bin/chrt", "--idle", "0", "/usr/bin/curl", "-s", "-f", "-o", "/dev/null", "-H",
             "Cookie: " + std::string(server::kSessionCookie) + "=" + kToken, url});
        if (cost.status != 0) ++m_failed;
        ++m_files;
    }

    std::atomic<bool> m_over = false;
    std::atomic<int> m_files = 0;
    std::atomic<int> m_failed = 0;
    std::vector<std::thread> m_threads;
};

}  // namespace

TEST(Load, submissions_beside_exports) {
    const server::tests::TemporaryFolder folder;
    Records records;
    prepare(folder.path() / "data", records);
    ServerProcess server(folder.path() / "data");
    ASSERT_TRUE(server.start());
    Turns alone, busy, beside;
    int files = 0;
    for (int turn = 0; turn < kTurns; ++turn) {
        alone.add(send_reports(server.port(), records));
        {
            const BusyProcessors loops;
            busy.add(send_reports(server.port(), records));
        }
        const Planners planners(server.port(), turn);
        beside.add(send_reports(server.port(), records));
        files += planners.files();
    }
    EXPECT_GE(files, kTurns);
    const std::string name = std::to_string(number_of_spaces()) + " spaces";
    add_figure(fixed(kPerSecond) + " reports a second, no downloads", alone.words());
    add_figure("  while loops that give way keep the processors busy", busy.words());
    add_figure("  while two planners download " + name + " (" + std::to_string(files) + " files)",
               beside.words());
    add_figure("    p99 beside that without, and beside that of the loops",
               fixed(beside.p99() / alone.p99(), 1) + " and " +
                   fixed(beside.p99() / busy.p99(), 1) + " times",
               "2");
    add_figure("  server's memory at the most",
               fixed(static_cast<double>(server.peak_kb()) / 1000) + " MB");
}

}  // namespace kongdi::load
