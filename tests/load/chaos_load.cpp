// SPDX-License-Identifier: Apache-2.0
// Everything goes wrong, again and again, while reports come in: the server is killed, its disk is
// full or slow, its clock jumps, the network cuts, doubles and forgets. When the weather is calm
// again each report is there once under the receipt that was given for it, and `kongdi check` finds
// nothing. KONGDI_LOAD_CHAOS is how many seconds it lasts.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "core/codec/json.hpp"
#include "server/storage/sqlite.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "tests/load/fault_proxy.hpp"
#include "tests/load/http_client.hpp"
#include "tests/load/records.hpp"
#include "tests/load/server_process.hpp"
#include "tests/load/table.hpp"
#include "tests/load/weather.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::load {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr unsigned kClients = 6;
constexpr Faults kBadNetwork{.answer_lost = 80, .sent_twice = 60, .cut = 60};

std::chrono::seconds duration() {
    const char* text = std::getenv("KONGDI_LOAD_CHAOS");
    return std::chrono::seconds(text == nullptr ? 60 : std::strtol(text, nullptr, 10));
}

/// A file of our own in the store's file system that can take all the room that is left.
class SmallDisk {
public:
    /// A file system of its own where we may mount one, as root.
    explicit SmallDisk(std::filesystem::path folder) : m_folder(std::move(folder)) {
        std::filesystem::create_directories(m_folder);
        m_mounted = ::mount("tmpfs", m_folder.c_str(), "tmpfs", 0, "size=512m") == 0;
    }
    ~SmallDisk() {
        if (m_mounted) ::umount2(m_folder.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool is_real() const { return m_mounted; }
    void fill() const {
        const int file = ::open(ballast().c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        const std::string block(64 << 10, 'x');
        while (::write(file, block.data(), block.size()) > 0) {
        }
        ::close(file);
    }
    void free() const {
        std::error_code ignored;
        std::filesystem::remove(ballast(), ignored);
    }

private:
    std::string ballast() const { return (m_folder / "ballast").string(); }

    const std::filesystem::path m_folder;
    bool m_mounted = false;
};

class SharedWeather {
public:
    explicit SharedWeather(const std::string& name) {
        const int file = ::open(name.c_str(), O_RDWR | O_CREAT, 0600);
        if (file < 0 || ::ftruncate(file, sizeof(Weather)) != 0) std::abort();
        void* at = ::mmap(nullptr, sizeof(Weather), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        ::close(file);
        if (at == MAP_FAILED) std::abort();
        m_weather = new (at) Weather;
    }
    ~SharedWeather() { ::munmap(m_weather, sizeof(Weather)); }
    SharedWeather(const SharedWeather&) = delete;
    SharedWeather& operator=(const SharedWeather&) = delete;
    Weather* operator->() const { return m_weather; }

private:
    Weather* m_weather = nullptr;
};

struct Shared {
    Records records;
    std::mutex mutex;
    std::map<std::string, std::string> receipts;  // by id
    std::map<std::string, std::size_t> wrong;     // answers that no phone expects, how often
    std::atomic<bool> over = false;
};

void send_reports(int port, unsigned seed, Shared& shared) {
    HttpClient client(port);
    std::mt19937 random(seed);
    while (!shared.over) {
        const Records::One one = shared.records.next();
        // As a phone does: until there is a receipt, and now and then again.
        while (true) {
            const auto reply = client.post("/api/v1/records", one.bytes);
            std::this_thread::sleep_for(milliseconds(10 + random() % 40));
            const bool done = reply && (reply->status == 200 || reply->status == 201);
            const auto tree = done ? parse_json(reply->body) : Result<Value>(Value());
            if (done && tree && tree->text("id") == one.id) {
                const std::lock_guard lock(shared.mutex);
                const auto [at, is_new] = shared.receipts.emplace(one.id, tree->text("receipt"));
                if (!is_new && at->second != tree->text("receipt")) ++shared.wrong["receipts"];
                if (random() % 20 != 0) break;
            } else if (reply && reply->status != 503) {
                const std::lock_guard lock(shared.mutex);
                const auto said = parse_json(reply->body);
                ++shared.wrong[std::to_string(reply->status) + " " +
                               (said ? said->text("code") : reply->body)];
            }
        }
    }
}

struct Counts {
    std::size_t kills = 0, full = 0, slow = 0, jumps = 0, failed_starts = 0;
};

/// One spell of bad weather, of a few seconds.
void spell(ServerProcess& server, SharedWeather& weather, const SmallDisk& disk, Counts& counts,
           std::mt19937& random) {
    const auto pause = [&](unsigned most) {
        std::this_thread::sleep_for(milliseconds(200 + random() % most));
    };
    if (random() % 3 == 0) {
        ++counts.slow;
        weather->sync_ms = 20 + static_cast<std::int64_t>(random() % 400);
    }
    if (random() % 3 == 0) {
        // Phones may be ahead of us by ten minutes, so it never goes back by more.
        constexpr std::array<std::int64_t, 5> kShifts{-8 * 60'000, -1500, 90'000, 3 * 3'600'000,
                                                      40LL * 86'400'000};
        ++counts.jumps;
        weather->clock_shift_ms = kShifts[random() % kShifts.size()];
    }
    const bool full = random() % 3 == 0;
    if (full) {
        ++counts.full;
        if (disk.is_real())
            disk.fill();
        else
            weather->disk_full = 1;
        pause(3000);
    }
    if (random() % 2 == 0) {
        ++counts.kills;
        server.kill();
        // On a full disk it may refuse to begin.
        if (!full && !server.start()) ++counts.failed_starts;
    }
    pause(2000);
    weather->disk_full = 0;
    disk.free();
    weather->sync_ms = 0;
    if (!server.answers()) {
        server.kill();
        if (!server.start()) ++counts.failed_starts;
    }
    pause(500);
}

int exit_status(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += "'" + word + "' ";
    const int status = std::system((line + ">&2").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::map<std::string, std::string> kept_receipts(const std::filesystem::path& store) {
    server::Database database((store / std::string(server::kSqliteFile)).string(),
                              server::Database::Use::Write, 5000);
    std::map<std::string, std::string> out;
    server::Statement rows = database.prepare("SELECT id, receipt FROM records");
    while (rows.step()) out.emplace(rows.string(0), rows.string(1));
    return out;
}

}  // namespace

TEST(Load, chaos) {
    const server::tests::TemporaryFolder folder;
    const SmallDisk disk(folder.path() / "disk");
    const auto store = folder.path() / "disk" / "store";
    SharedWeather weather((folder.path() / "weather").string());
    const std::string build = kongdi::tests::build_dir();
    ServerProcess server(
        store, {},
        {"LD_PRELOAD=" + build + "/tests/libweather.so",
         std::string(kWeatherVariable) + "=" + (folder.path() / "weather").string()});
    ASSERT_TRUE(server.start());
    const FaultProxy network(server.port(), kBadNetwork, 13);
    Shared shared;
    std::vector<std::thread> clients;
    for (unsigned i = 0; i < kClients; ++i)
        clients.emplace_back(send_reports, network.port(), i, std::ref(shared));
    std::mt19937 random(7);
    Counts counts;
    const auto until = steady_clock::now() + duration();
    while (steady_clock::now() < until) spell(server, weather, disk, counts, random);
    weather->clock_shift_ms = 0;
    shared.over = true;
    for (std::thread& client : clients) client.join();
    server.kill();

    EXPECT_EQ(counts.failed_starts, 0u);
    for (const auto& [what, often] : shared.wrong) ADD_FAILURE() << often << " times " << what;
    const auto kept = kept_receipts(store);
    std::size_t lost = 0;
    for (const auto& [id, receipt] : shared.receipts) {
        const auto found = kept.find(id);
        lost += found == kept.end() || found->second != receipt ? 1 : 0;
    }
    EXPECT_GT(shared.receipts.size(), 0u);
    EXPECT_EQ(lost, 0u) << "receipts that are not honoured";
    EXPECT_EQ(kept.size(), shared.receipts.size()) << "reports nobody has a receipt for";
    EXPECT_EQ(exit_status({build + "/kongdi", "check", "--data", store.string()}), 0);
    add_figure(
        "chaos, " + std::to_string(duration().count()) + " s: " + std::to_string(counts.kills) +
            " kills, " + std::to_string(counts.full) +
            (disk.is_real() ? " full disks, " : " disks said to be full, ") +
            std::to_string(counts.slow) + " slow disks, " + std::to_string(counts.jumps) +
            " clock jumps, " + std::to_string(network.answers_lost()) + " answers lost, " +
            std::to_string(network.cut()) + " cut",
        std::to_string(shared.receipts.size()) + " reports, " + std::to_string(lost) + " lost",
        "0 lost, check clean");
}

}  // namespace kongdi::load
