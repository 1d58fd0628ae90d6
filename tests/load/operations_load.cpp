// SPDX-License-Identifier: Apache-2.0
// What is done to a store while reports come in: it is backed up, checked, copied to PostgreSQL,
// lost, and restored; then the phones offer again what they delivered. Each report that somebody
// has a receipt for is there. KONGDI_LOAD_OPERATIONS is how many reports there are at least.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "core/codec/json.hpp"
#include "server/storage/postgres.hpp"
#include "server/storage/sqlite.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "tests/load/http_client.hpp"
#include "tests/load/records.hpp"
#include "tests/load/server_process.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/server/storage/postgres_cluster.hpp"
#include "tests/support/places.hpp"

namespace kongdi::load {

namespace {

using std::chrono::milliseconds;

constexpr unsigned kPhones = 8;
constexpr std::chrono::seconds kSilent{60};

std::size_t number_of_reports() {
    const char* text = std::getenv("KONGDI_LOAD_OPERATIONS");
    return text == nullptr ? 20'000 : std::strtoul(text, nullptr, 10);
}

/// By id.
using Receipts = std::map<std::string, std::string>;

/// What a phone delivered and keeps for the day of a restoration.
struct Delivered {
    Records::One record = {};
    std::string receipt = {};
};

/// The id's receipt; none for any other answer.
std::optional<std::string> offer(HttpClient& client, const Records::One& one) {
    const auto reply = client.post("/api/v1/records", one.bytes);
    if (!reply || (reply->status != 200 && reply->status != 201)) return std::nullopt;
    const auto tree = parse_json(reply->body);
    if (!tree || tree->text("id") != one.id) return std::nullopt;
    return tree->text("receipt");
}

/// Phones that send all the while.
class Phones {
public:
    explicit Phones(int port) {
        for (unsigned i = 0; i < kPhones; ++i)
            m_threads.emplace_back([this, port, i] { send(port, i); });
    }
    ~Phones() { stop(); }
    Phones(const Phones&) = delete;
    Phones& operator=(const Phones&) = delete;

    void stop() {
        m_over = true;
        for (std::thread& one : m_threads) one.join();
        m_threads.clear();
    }
    /// Fails the test when the server takes no more.
    void wait_for(std::size_t reports) const {
        std::size_t seen = m_count;
        auto since = std::chrono::steady_clock::now();
        while (m_count < reports) {
            std::this_thread::sleep_for(milliseconds(5));
            const auto now = std::chrono::steady_clock::now();
            if (m_count != seen) since = now;
            seen = m_count;
            ASSERT_LT(now - since, kSilent) << seen << " of " << reports << " were taken";
        }
    }
    std::size_t count() const { return m_count; }
    Receipts receipts() {
        const std::lock_guard lock(m_mutex);
        Receipts out;
        for (const auto& kept : m_kept)
            for (const Delivered& one : kept) out[one.record.id] = one.receipt;
        return out;
    }
    /// Each what it delivered, to another server; how many of them that did not have. A report that
    /// is not taken fails the test.
    std::size_t offer_again(int port) {
        const std::size_t before = m_new;
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < kPhones; ++i)
            threads.emplace_back([this, port, i] {
                HttpClient client(port);
                for (const Delivered& one : m_kept[i]) {
                    const auto reply = client.post("/api/v1/records", one.record.bytes);
                    if (!reply || (reply->status != 200 && reply->status != 201)) ++m_refused;
                    if (reply && reply->status == 201) ++m_new;
                }
            });
        for (std::thread& one : threads) one.join();
        return m_new - before;
    }
    std::size_t refused() const { return m_refused; }

private:
    void send(int port, unsigned phone) {
        HttpClient client(port);
        while (!m_over) {
            const Records::One one = m_records.next();
            std::optional<std::string> receipt;
            while (!receipt && !m_over) {
                receipt = offer(client, one);
                std::this_thread::sleep_for(milliseconds(receipt ? 2 : 20));
            }
            if (!receipt) return;
            const std::lock_guard lock(m_mutex);
            m_kept[phone].push_back({one, *receipt});
            ++m_count;
        }
    }

    Records m_records;
    std::mutex m_mutex;
    std::array<std::vector<Delivered>, kPhones> m_kept;
    std::atomic<std::size_t> m_count = 0;
    std::atomic<std::size_t> m_new = 0;
    std::atomic<std::size_t> m_refused = 0;
    std::atomic<bool> m_over = false;
    std::vector<std::thread> m_threads;
};

/// What `kongdi` ends with.
int run_kongdi(const std::vector<std::string>& words) {
    std::string line = "'" + kongdi::tests::build_dir() + "/kongdi' ";
    for (const std::string& word : words) line += "'" + word + "' ";
    const int status = std::system((line + ">&2").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Receipts kept_in_folder(const std::filesystem::path& store) {
    server::Database database((store / std::string(server::kSqliteFile)).string(),
                              server::Database::Use::Write, 5000);
    Receipts out;
    server::Statement rows = database.prepare("SELECT id, receipt FROM records");
    while (rows.step()) out.emplace(rows.string(0), rows.string(1));
    return out;
}

Receipts kept_in_database(const std::string& url) {
    server::PostgresConnection database(url);
    Receipts out;
    const auto rows = database.run("SELECT id, receipt FROM records");
    for (int i = 0; i < rows.rows(); ++i) out.emplace(rows[i].string(0), rows[i].string(1));
    return out;
}

/// Those of `known` that are not in `kept` under their receipt, or under any.
std::size_t missing(const Receipts& known, const Receipts& kept, bool same_receipt) {
    std::size_t out = 0;
    for (const auto& [id, receipt] : known) {
        const auto found = kept.find(id);
        out += found == kept.end() || (same_receipt && found->second != receipt) ? 1 : 0;
    }
    return out;
}

/// No number is given to two.
std::size_t doubled(const Receipts& kept) {
    std::map<std::string, std::size_t> often;
    for (const auto& [id, receipt] : kept) ++often[receipt];
    std::size_t out = 0;
    for (const auto& [receipt, n] : often) out += n - 1;
    return out;
}

}  // namespace

TEST(Load, operations) {
    const std::size_t total = number_of_reports();
    const server::tests::TemporaryFolder folder;
    const std::string data = (folder.path() / "data").string();
    const std::string again = (folder.path() / "again").string();
    const std::string backup = (folder.path() / "night").string();
    ServerProcess server(data);
    ASSERT_TRUE(server.start());
    Phones phones(server.port());

    phones.wait_for(total / 4);
    const Receipts before_backup = phones.receipts();
    EXPECT_EQ(run_kongdi({"backup", "--to", backup, "--data", data}), 0);
    EXPECT_EQ(run_kongdi({"check", "--backup", backup}), 0);
    const std::size_t during = phones.count();
    EXPECT_GT(during, before_backup.size()) << "phones went on meanwhile";

    phones.wait_for(total / 2);
    EXPECT_EQ(run_kongdi({"check", "--data", data}), 0);

    // To another kind of store: all that was there when it began. What comes meanwhile stays where
    // it came, and phones bring it.
    const std::string url = server::tests::PostgresCluster::shared().new_database();
    const Receipts before_move = phones.receipts();
    EXPECT_EQ(run_kongdi({"migrate", "--data", data, "--to", url}), 0);
    EXPECT_GT(phones.count(), before_move.size());
    EXPECT_EQ(missing(before_move, kept_in_database(url), true), 0u);
    EXPECT_NE(run_kongdi({"migrate", "--data", data, "--to", url}), 0)
        << "it is not empty any more";

    phones.wait_for(total);
    server.kill();
    phones.stop();
    const Receipts known = phones.receipts();
    EXPECT_EQ(missing(known, kept_in_folder(data), true), 0u);
    std::filesystem::remove_all(data);  // the disk is gone

    EXPECT_EQ(run_kongdi({"restore", "--from", backup, "--data", again}), 0);
    EXPECT_EQ(missing(before_backup, kept_in_folder(again), true), 0u);
    ServerProcess restored(again);
    ASSERT_TRUE(restored.start());
    const std::size_t brought = phones.offer_again(restored.port());
    restored.kill();
    EXPECT_GT(brought, 0u) << "what came after the backup";
    const Receipts kept = kept_in_folder(again);
    const std::size_t lost = missing(known, kept, false);
    EXPECT_EQ(lost, 0u);
    EXPECT_EQ(missing(before_backup, kept, true), 0u) << "old receipts are good for ever";
    EXPECT_EQ(doubled(kept), 0u);
    EXPECT_EQ(run_kongdi({"check", "--data", again}), 0);

    ServerProcess moved(folder.path() / "moved", {"--store", url});
    ASSERT_TRUE(moved.start());
    EXPECT_GT(phones.offer_again(moved.port()), 0u);
    moved.kill();
    const Receipts in_database = kept_in_database(url);
    EXPECT_EQ(missing(known, in_database, false), 0u);
    EXPECT_EQ(missing(before_move, in_database, true), 0u);
    EXPECT_EQ(doubled(in_database), 0u);
    EXPECT_EQ(phones.refused(), 0u);
    add_figure("backup, check, migrate, loss and restore under " + std::to_string(kPhones) +
                   " phones that send all the while: " + std::to_string(known.size()) +
                   " reports, " + std::to_string(brought) + " brought again",
               std::to_string(lost) + " lost", "0 lost");
}

}  // namespace kongdi::load
