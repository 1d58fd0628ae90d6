// SPDX-License-Identifier: Apache-2.0
// The server, and its database, are killed again and again while many clients send reports over a
// network that cuts requests, doubles them and loses answers. Afterwards each report is there once,
// under the receipt that was given for it. KONGDI_LOAD_CRASH is the number of reports.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "core/codec/json.hpp"
#include "server/storage/postgres.hpp"
#include "server/storage/sqlite.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "tests/load/fault_proxy.hpp"
#include "tests/load/http_client.hpp"
#include "tests/load/records.hpp"
#include "tests/load/server_process.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/server/storage/postgres_cluster.hpp"

namespace kongdi::load {

namespace {

constexpr int kClients = 64;
constexpr std::size_t kFull = 100'000;

std::size_t number_of_reports() {
    const char* text = std::getenv("KONGDI_LOAD_CRASH");
    return text == nullptr ? kFull : std::strtoul(text, nullptr, 10);
}

struct Shared {
    Records records;
    std::mutex mutex;
    std::map<std::string, std::string> receipts;  // by id
    std::atomic<std::size_t> begun = 0;
    std::atomic<std::size_t> done = 0;
    std::atomic<std::size_t> wrong = 0;  // answers that were neither a receipt nor "later"
};

/// Sends until there is a receipt, as a phone does.
std::string deliver(HttpClient& client, const Records::One& one, std::mt19937& random,
                    Shared& shared) {
    while (true) {
        const auto reply = client.post("/api/v1/records", one.bytes);
        if (reply && (reply->status == 200 || reply->status == 201)) {
            const auto tree = parse_json(reply->body);
            if (tree && tree->text("id") == one.id) return tree->text("receipt");
        }
        if (reply && reply->status != 503) ++shared.wrong;
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 40));
    }
}

void send_reports(int port, unsigned seed, std::size_t total, Shared& shared) {
    HttpClient client(port);
    std::mt19937 random(seed);
    while (shared.begun++ < total) {
        const Records::One one = shared.records.next();
        const std::string receipt = deliver(client, one, random, shared);
        // A phone whose memory was lost in between sends what it sent before.
        if (random() % 50 == 0 && deliver(client, one, random, shared) != receipt) ++shared.wrong;
        const std::lock_guard lock(shared.mutex);
        shared.receipts[one.id] = receipt;
        ++shared.done;
    }
}

/// What is tried: a store, and what is looked up in it when no server is left.
struct Store {
    std::string name = {};
    std::string url = {};
    std::function<std::map<std::string, std::string>()> receipts = {};  // by id
    std::function<void()> kill = {};  // of the database, and its start; empty when it has none
};

void crash(const Store& store) {
    const std::size_t total = number_of_reports();
    const std::size_t kills = total >= 20'000 ? 25 : 3;
    const server::tests::TemporaryFolder folder;
    ServerProcess server(folder.path() / "data", {"--store", store.url});
    ASSERT_TRUE(server.start());
    const FaultProxy network(server.port(), Faults{}, 11);
    Shared shared;
    std::vector<std::thread> clients;
    for (unsigned i = 0; i < kClients; ++i)
        clients.emplace_back(send_reports, network.port(), i, total, std::ref(shared));
    std::mt19937 random(7);
    const auto began = std::chrono::steady_clock::now();
    std::size_t databases = 0;
    for (std::size_t kill = 1; kill <= kills; ++kill) {
        // At any moment of the work between this kill and the next.
        const std::size_t at = total * kill / (kills + 2) + random() % (total / (kills + 2) / 2);
        while (shared.done < at) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 5000));
        if (store.kill && kill % 2 == 0) {
            store.kill();
            ++databases;
            continue;
        }
        server.kill();
        ASSERT_TRUE(server.start()) << "kill " << kill;
    }
    for (std::thread& client : clients) client.join();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    server.kill();

    EXPECT_EQ(shared.wrong, 0u);
    EXPECT_EQ(shared.receipts.size(), total);
    std::size_t lost = shared.receipts.size();
    std::size_t extra = 0;
    std::set<std::string> seen;
    for (const auto& [id, receipt] : store.receipts()) {
        const auto known = shared.receipts.find(id);
        const bool same = known != shared.receipts.end() && known->second == receipt;
        lost -= same ? 1 : 0;
        extra += same && seen.insert(receipt).second ? 0 : 1;
    }
    EXPECT_EQ(lost, 0u) << "reports whose receipt is not there";
    EXPECT_EQ(extra, 0u) << "reports nobody has a receipt for, or receipts given twice";
    add_figure("crash, " + store.name + ": " + std::to_string(total) + " reports, " +
                   std::to_string(kClients) + " clients, " + std::to_string(kills - databases) +
                   " kills" +
                   (databases > 0 ? " and " + std::to_string(databases) + " of the database" : "") +
                   ", " + std::to_string(network.answers_lost()) + " answers lost, " +
                   std::to_string(network.sent_twice()) + " sent twice, " +
                   std::to_string(network.cut()) + " cut",
               std::to_string(lost) + " lost, " + std::to_string(extra) + " doubled, " +
                   fixed(took.count()) + " s",
               "0 lost, 0 doubled");
}

}  // namespace

TEST(Load, crash) {
    const server::tests::TemporaryFolder folder;
    const auto file = (folder.path() / std::string(server::kSqliteFile)).string();
    crash({.name = "SQLite", .url = "sqlite:" + folder.path().string(), .receipts = [&] {
               server::Database database(file, server::Database::Use::Write, 5000);
               std::map<std::string, std::string> out;
               server::Statement rows = database.prepare("SELECT id, receipt FROM records");
               while (rows.step()) out.emplace(rows.string(0), rows.string(1));
               server::Statement check = database.prepare("PRAGMA integrity_check");
               EXPECT_TRUE(check.step());
               EXPECT_EQ(check.text(0), "ok");
               return out;
           }});
}

TEST(Load, crash_postgres) {
    server::tests::PostgresCluster& cluster = server::tests::PostgresCluster::shared();
    const std::string url = cluster.new_database();
    crash({.name = "PostgreSQL",
           .url = url,
           .receipts =
               [&] {
                   server::PostgresConnection database(url);
                   std::map<std::string, std::string> out;
                   const auto rows = database.run("SELECT id, receipt FROM records");
                   for (int i = 0; i < rows.rows(); ++i)
                       out.emplace(rows[i].string(0), rows[i].string(1));
                   const auto events =
                       database.run("SELECT count(*) FROM events WHERE kind = 'record'");
                   EXPECT_EQ(events[0].whole(0), rows.rows());
                   return out;
               },
           .kill =
               [&] {
                   cluster.stop(true);
                   cluster.start();
               }});
}

}  // namespace kongdi::load
