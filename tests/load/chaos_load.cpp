// SPDX-License-Identifier: Apache-2.0
// Everything goes wrong, again and again, while people send, check and erase (chaos_people.hpp):
// the server is killed, its disk is full or slow, its clock jumps, the network cuts, doubles and
// forgets. When the weather is calm again each record is there once under the receipt that was
// given for it, photos, words and checks that were taken are there, what was erased is not, and
// `kongdi check` finds nothing. KONGDI_LOAD_CHAOS is how many seconds it lasts.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vips/vips.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <random>
#include <thread>

#include "server/auth/password.hpp"
#include "server/storage/sqlite.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "tests/load/chaos_people.hpp"
#include "tests/load/fault_proxy.hpp"
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

constexpr unsigned kReporters = 3;
constexpr unsigned kPhotographers = 2;
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

/// Whoever goes there in this weather.
void add_worker(const std::filesystem::path& store) {
    const auto storage = server::tests::open_or_die({.folder = store});
    ASSERT_TRUE(storage->put_account({.name = kChaosWorker,
                                      .role = Role::Worker,
                                      .password_hash = server::hash_password(kChaosPassword),
                                      .scope = whole_city()}));
}

/// All of them at once, until it is over.
std::vector<std::thread> start_people(int port, int straight, Ledger& ledger,
                                      std::array<Records, 4>& records) {
    std::vector<std::thread> out;
    unsigned seed = 0;
    const auto add = [&](auto work) { out.emplace_back([=, seed = ++seed] { work(seed); }); };
    for (unsigned i = 0; i < kReporters; ++i)
        add([=, &ledger, &all = records[0]](unsigned own) {
            send_records(port, own, all, true, ledger);
        });
    add([=, &ledger, &all = records[1]](unsigned own) {
        send_records(port, own, all, false, ledger);
    });
    for (unsigned i = 0; i < kPhotographers; ++i)
        add([=, &ledger, &all = records[2]](unsigned own) {
            send_photos(port, straight, own, all, ledger);
        });
    add([=, &ledger, &all = records[3]](unsigned own) { send_and_erase(port, own, all, ledger); });
    add([=, &ledger](unsigned own) { say_the_same(port, own, ledger); });
    add([=, &ledger](unsigned own) { check_on_site(port, own, ledger); });
    return out;
}

/// What the store holds of what people were told that it holds.
struct Kept {
    std::map<std::string, std::string> receipts = {};
    std::set<std::string> photos = {};
    std::set<std::pair<std::string, std::string>> words = {};
    std::set<std::string> checks = {};
};

Kept kept_in(const std::filesystem::path& store) {
    server::Database database((store / std::string(server::kSqliteFile)).string(),
                              server::Database::Use::Write, 5000);
    Kept out;
    server::Statement records = database.prepare("SELECT id, receipt FROM records");
    while (records.step()) out.receipts.emplace(records.string(0), records.string(1));
    server::Statement photos = database.prepare("SELECT sha256 FROM photos");
    while (photos.step()) out.photos.insert(photos.string(0));
    server::Statement words = database.prepare("SELECT device, record FROM corroborations");
    while (words.step()) out.words.emplace(words.string(0), words.string(1));
    server::Statement checks = database.prepare(
        "SELECT subject FROM events WHERE kind = 'move' AND "
        "json_extract(facts, '$.move') = 'verify'");
    while (checks.step()) {
        // A check that was sent twice is there once.
        EXPECT_TRUE(out.checks.insert(checks.string(0)).second) << checks.string(0);
    }
    return out;
}

/// How many of those that are told are not kept.
template <class Set>
std::size_t missing(const Set& told, const Set& kept) {
    return static_cast<std::size_t>(std::count_if(
        told.begin(), told.end(), [&](const auto& one) { return kept.count(one) == 0; }));
}

/// As it was told; how much of that is lost.
std::size_t compare(const Taken& taken, const Kept& kept) {
    std::size_t receipts = 0;
    for (const auto& [id, receipt] : taken.receipts) {
        const auto found = kept.receipts.find(id);
        receipts += found == kept.receipts.end() || found->second != receipt ? 1 : 0;
    }
    EXPECT_EQ(receipts, 0u) << "receipts that are not honoured";
    EXPECT_EQ(kept.receipts.size(), taken.receipts.size()) << "records nobody has a receipt for";
    for (const std::string& id : taken.erased)
        EXPECT_EQ(kept.receipts.count(id), 0u) << id << " was erased";
    const std::size_t photos = missing(taken.photos, kept.photos);
    const std::size_t words = missing(taken.words, kept.words);
    const std::size_t checks = missing(taken.checks, kept.checks);
    EXPECT_EQ(photos, 0u);
    EXPECT_EQ(words, 0u);
    EXPECT_EQ(checks, 0u);
    // Each of them had something to do.
    for (const std::size_t many : {taken.receipts.size(), taken.erased.size(), taken.photos.size(),
                                   taken.words.size(), taken.checks.size()})
        EXPECT_GT(many, 0u);
    return receipts + photos + words + checks;
}

}  // namespace

TEST(Load, chaos) {
    const server::tests::TemporaryFolder folder;
    const SmallDisk disk(folder.path() / "disk");
    const auto store = folder.path() / "disk" / "store";
    ASSERT_EQ(vips_init("load"), 0);
    add_worker(store);
    SharedWeather weather((folder.path() / "weather").string());
    const std::string build = kongdi::tests::build_dir();
    ServerProcess server(
        store, {},
        {"LD_PRELOAD=" + build + "/tests/libweather.so",
         std::string(kWeatherVariable) + "=" + (folder.path() / "weather").string()});
    ASSERT_TRUE(server.start());
    const FaultProxy network(server.port(), kBadNetwork, 13);
    Ledger ledger;
    using kongdi::tests::RecordBuilder;
    std::array<Records, 4> records{{{},
                                    {RecordBuilder::service_checkup(), Records::kApart},
                                    {RecordBuilder(), 2 * Records::kApart},
                                    {RecordBuilder(), 3 * Records::kApart}}};
    std::vector<std::thread> people = start_people(network.port(), server.port(), ledger, records);
    std::mt19937 random(7);
    Counts counts;
    const auto until = steady_clock::now() + duration();
    while (steady_clock::now() < until) spell(server, weather, disk, counts, random);
    weather->clock_shift_ms = 0;
    ledger.over = true;
    for (std::thread& one : people) one.join();
    server.kill();

    const Taken& taken = ledger.taken();
    EXPECT_EQ(counts.failed_starts, 0u);
    for (const auto& [what, often] : taken.wrong) ADD_FAILURE() << often << " times " << what;
    const std::size_t lost = compare(taken, kept_in(store));
    EXPECT_EQ(exit_status({build + "/kongdi", "check", "--data", store.string()}), 0);
    add_figure(
        "chaos, " + std::to_string(duration().count()) + " s: " + std::to_string(counts.kills) +
            " kills, " + std::to_string(counts.full) +
            (disk.is_real() ? " full disks, " : " disks said to be full, ") +
            std::to_string(counts.slow) + " slow disks, " + std::to_string(counts.jumps) +
            " clock jumps, " + std::to_string(network.answers_lost()) + " answers lost, " +
            std::to_string(network.cut()) + " cut",
        std::to_string(taken.receipts.size()) + " records, " + std::to_string(taken.photos.size()) +
            " photos, " + std::to_string(taken.words.size()) + " words, " +
            std::to_string(taken.checks.size()) + " checks, " +
            std::to_string(taken.erased.size()) + " erased; " + std::to_string(lost) + " lost",
        "0 lost, check clean");
}

}  // namespace kongdi::load
