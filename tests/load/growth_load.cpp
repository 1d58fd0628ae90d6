// SPDX-License-Identifier: Apache-2.0
// A store that grows: ten times the reports cost about ten times the time, and no more memory.
// KONGDI_LOAD_GROWTH is the number of reports.
#include <gtest/gtest.h>

#include <cstdlib>
#include <thread>

#include "tests/load/http_client.hpp"
#include "tests/load/records.hpp"
#include "tests/load/server_process.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::load {

namespace {

constexpr int kClients = 64;

std::size_t number_of_reports() {
    const char* text = std::getenv("KONGDI_LOAD_GROWTH");
    return text == nullptr ? 1'000'000 : std::strtoul(text, nullptr, 10);
}

}  // namespace

TEST(Load, growth) {
    const std::size_t total = number_of_reports();
    const server::tests::TemporaryFolder folder;
    ServerProcess server(folder.path() / "data");
    ASSERT_TRUE(server.start());
    Records records;
    std::atomic<std::size_t> begun = 0;
    std::atomic<std::size_t> refused = 0;
    const auto send_until = [&](std::size_t end) {
        std::vector<std::thread> threads;
        for (int i = 0; i < kClients; ++i)
            threads.emplace_back([&] {
                HttpClient client(server.port());
                while (begun++ < end) {
                    const auto reply = client.post("/api/v1/records", records.next().bytes);
                    if (!reply || reply->status != 201) ++refused;
                }
            });
        for (std::thread& thread : threads) thread.join();
        begun = end;
    };
    const auto began = std::chrono::steady_clock::now();
    const auto so_far = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    };
    send_until(total / 10);
    const double tenth_s = so_far();
    const long tenth_kb = server.peak_kb();
    send_until(total);
    const double all_s = so_far();
    const long all_kb = server.peak_kb();
    EXPECT_EQ(refused, 0u);
    EXPECT_GT(tenth_kb, 0);
    add_figure(std::to_string(total) + " reports after " + std::to_string(total / 10),
               fixed(all_s / tenth_s, 1) + " times the time (" + fixed(tenth_s) + " s, " +
                   fixed(all_s) + " s)",
               "at most 11 times");
    add_figure("  server's memory at the most",
               fixed(static_cast<double>(tenth_kb) / 1000) + " MB, then " +
                   fixed(static_cast<double>(all_kb) / 1000) + " MB",
               "flat");
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
        if (entry.is_regular_file()) bytes += entry.file_size();
    add_figure("  on the disk, a report",
               fixed(static_cast<double>(bytes) / static_cast<double>(total)) + " bytes");
}

}  // namespace kongdi::load
