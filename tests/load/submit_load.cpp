// SPDX-License-Identifier: Apache-2.0
// How many reports a second are safe on the disk, beside what the disk and the server's front could
// do at best; and that idle and slow connections do not slow the others.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <functional>
#include <mutex>
#include <thread>

#include "tests/load/http_client.hpp"
#include "tests/load/records.hpp"
#include "tests/load/server_process.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/server/storage/postgres_cluster.hpp"

namespace kongdi::load {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point then) {
    return std::chrono::duration<double>(Clock::now() - then).count();
}

double own_cpu_s() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return of(used.ru_utime) + of(used.ru_stime);
}

struct Rate {
    double per_s = 0;
    double p50_ms = 0;
    double p99_ms = 0;
    double own_cpu = 0;      // processors that the generator kept busy
    std::size_t failed = 0;  // requests without the answer that was wanted
};

/// `connections` clients, each sending its next request when the last one was answered.
Rate run(int port, int connections, double seconds,
         const std::function<bool(HttpClient&)>& request) {
    std::vector<std::thread> threads;
    std::vector<double> all;
    std::mutex mutex;
    Rate rate;
    const double cpu = own_cpu_s();
    const auto began = Clock::now();
    for (int i = 0; i < connections; ++i)
        threads.emplace_back([&] {
            HttpClient client(port);
            std::vector<double> mine;
            std::size_t failed = 0;
            while (seconds_since(began) < seconds) {
                const auto sent = Clock::now();
                if (request(client))
                    mine.push_back(seconds_since(sent) * 1000);
                else
                    ++failed;
            }
            const std::lock_guard lock(mutex);
            all.insert(all.end(), mine.begin(), mine.end());
            rate.failed += failed;
        });
    for (std::thread& thread : threads) thread.join();
    const double took = seconds_since(began);
    rate.per_s = static_cast<double>(all.size()) / took;
    rate.own_cpu = (own_cpu_s() - cpu) / took;
    rate.p50_ms = percentile(all, 0.5);
    rate.p99_ms = percentile(all, 0.99);
    return rate;
}

std::string words_of(const Rate& rate) {
    return fixed(rate.per_s) + "/s, p50 " + fixed(rate.p50_ms, 1) + " ms, p99 " +
           fixed(rate.p99_ms, 1) + " ms, generator " + fixed(rate.own_cpu, 2) + " cores";
}

bool health(HttpClient& client) {
    const auto reply = client.get("/healthz");
    return reply && reply->status == 200;
}

double fsyncs_per_s(const std::filesystem::path& folder) {
    const int file = ::open((folder / "floor").c_str(), O_WRONLY | O_CREAT, 0600);
    const std::string page(4096, 'x');
    int count = 0;
    const auto began = Clock::now();
    while (seconds_since(began) < 1) {
        if (::pwrite(file, page.data(), page.size(), 4096 * (count % 64)) < 0) break;
        if (::fdatasync(file) != 0) break;
        ++count;
    }
    ::close(file);
    return count / seconds_since(began);
}

constexpr double kSeconds = 4;

void submit_to(ServerProcess& server, const std::string& store) {
    ASSERT_TRUE(server.start());
    Records records;
    const auto submit = [&records](HttpClient& client) {
        const auto reply = client.post("/api/v1/records", records.next().bytes);
        return reply && reply->status == 201;
    };
    add_figure(store + ", reports of", std::to_string(records.next().bytes.size()) + " bytes");
    for (const int connections : {8, 32, 256}) {
        const std::string at = std::to_string(connections) + " connections";
        const Rate floor = run(server.port(), connections, kSeconds, health);
        const Rate rate = run(server.port(), connections, kSeconds, submit);
        EXPECT_EQ(floor.failed, 0u) << at;
        EXPECT_EQ(rate.failed, 0u) << at;
        add_figure("  floor: a fixed body, " + at, words_of(floor));
        add_figure("  durable, " + at, words_of(rate), connections == 32 ? "p99 < 10 ms" : "");
        add_figure("    part of the floor", fixed(rate.per_s / floor.per_s, 2), "0.30");
    }
    add_figure("  server's memory at the most",
               fixed(static_cast<double>(server.peak_kb()) / 1000) + " MB", "100 MB");
    add_figure("  server's processor time in all", fixed(server.cpu_s(), 1) + " s");
}

}  // namespace

TEST(Load, submit) {
    const server::tests::TemporaryFolder folder;
    add_figure("floor: fsyncs of the disk", fixed(fsyncs_per_s(folder.path())) + "/s");
    ServerProcess server(folder.path() / "data");
    submit_to(server, "SQLite");
}

TEST(Load, submit_postgres) {
    const server::tests::TemporaryFolder folder;
    const std::string url = server::tests::PostgresCluster::shared().new_database();
    ServerProcess server(folder.path() / "data", {"--store", url});
    submit_to(server, "PostgreSQL");
}

TEST(Load, idle_and_slow_connections_leave_the_others_alone) {
    const server::tests::TemporaryFolder folder;
    ServerProcess server(folder.path() / "data", {"--connections-per-address", "4000"});
    ASSERT_TRUE(server.start());
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    const Rate alone = run(server.port(), 8, kSeconds, health);
    std::vector<std::unique_ptr<HttpClient>> others;
    for (int i = 0; i < 2500; ++i) {
        others.push_back(std::make_unique<HttpClient>(server.port()));
        // 2,000 that say nothing more, 500 in the middle of a header.
        const bool idle = i < 2000;
        const bool sent = idle ? health(*others.back())
                               : others.back()->send_raw("POST /api/v1/records HTTP/1.1\r\nHo");
        ASSERT_TRUE(sent) << i;
    }
    std::atomic<bool> over = false;
    std::thread drip([&] {  // a byte a second each, as a slow-loris does
        while (!over) {
            for (std::size_t i = 2000; i < others.size() && !over; ++i) others[i]->send_raw("x");
            std::this_thread::sleep_for(std::chrono::seconds(1));
        }
    });
    const Rate among = run(server.port(), 8, kSeconds, health);
    over = true;
    drip.join();
    EXPECT_EQ(alone.failed + among.failed, 0u);
    add_figure("8 clients alone", words_of(alone));
    add_figure("8 clients among 2,000 idle connections and 500 slow ones", words_of(among),
               "p99 at most twice");
}

}  // namespace kongdi::load
