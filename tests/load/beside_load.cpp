// SPDX-License-Identifier: Apache-2.0
// Reports that come at a steady pace while two planners download one large file after the other:
// how long a report waits for its receipt, beside how long it waits without them.
// KONGDI_LOAD_BESIDE is the number of spaces in the files.
#include <gtest/gtest.h>

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
constexpr double kSeconds = 20;
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

std::string words_of(Waits& waits) {
    return "p50 " + fixed(percentile(waits.ms, 0.5), 1) + " ms, p99 " +
           fixed(percentile(waits.ms, 0.99), 1) + " ms";
}

}  // namespace

TEST(Load, submissions_beside_exports) {
    const server::tests::TemporaryFolder folder;
    Records records;
    prepare(folder.path() / "data", records);
    ServerProcess server(folder.path() / "data");
    ASSERT_TRUE(server.start());
    Waits alone = send_reports(server.port(), records);
    ASSERT_EQ(alone.failed, 0u);
    const std::string name = std::to_string(number_of_spaces()) + " spaces";
    add_figure(fixed(kPerSecond) + " reports a second, no downloads", words_of(alone));

    constexpr std::array<const char*, 4> kFiles{"spaces.csv", "spaces.xlsx", "spaces.geojson",
                                                "spaces.gpkg"};
    std::atomic<bool> over = false;
    std::atomic<int> files = 0;
    std::atomic<int> failed = 0;
    std::vector<std::thread> planners;
    for (std::size_t planner = 0; planner < 2; ++planner)
        planners.emplace_back([&, planner] {
            for (std::size_t i = planner; !over; ++i) {
                const std::string url = "http://127.0.0.1:" + std::to_string(server.port()) +
                                        "/export/" + kFiles[i % kFiles.size()];
                const Cost cost = run_program(
                    {"/usr/bin/curl", "-s", "-f", "-o", "/dev/null", "-H",
                     "Cookie: " + std::string(server::kSessionCookie) + "=" + kToken, url});
                if (cost.status != 0) ++failed;
                ++files;
            }
        });
    Waits beside = send_reports(server.port(), records);
    over = true;
    for (std::thread& planner : planners) planner.join();
    EXPECT_EQ(beside.failed, 0u);
    EXPECT_EQ(failed, 0);
    EXPECT_GE(files, 2);
    const double times = percentile(beside.ms, 0.99) / percentile(alone.ms, 0.99);
    add_figure(
        "  while two planners download " + name + " (" + std::to_string(files.load()) + " files)",
        words_of(beside));
    add_figure("    p99 beside that without", fixed(times, 1) + " times", "2");
    add_figure("  server's memory at the most",
               fixed(static_cast<double>(server.peak_kb()) / 1000) + " MB");
}

}  // namespace kongdi::load
