// SPDX-License-Identifier: Apache-2.0
// Many phones send large photos over connections that break in the middle, and the server is killed
// meanwhile. Each goes on from what the server says it has, and in the end every photo is whole.
#include <gtest/gtest.h>
#include <vips/vips.h>

#include <cstdlib>
#include <mutex>
#include <random>
#include <thread>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "tests/load/grain_photo.hpp"
#include "tests/load/http_client.hpp"
#include "tests/load/server_process.hpp"
#include "tests/load/table.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi::load {

namespace {

constexpr std::size_t kPiece = 256u << 10;  // as the page sends them
constexpr std::size_t kPhotoBytes = 5'000'000;

unsigned number_of_clients() {
    const char* text = std::getenv("KONGDI_LOAD_PHOTOS");
    return text == nullptr ? 50 : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

/// Grain that hardly compresses, each its own.
std::string large_photo(unsigned seed) {
    std::mt19937 random(seed);
    return grain_photo(random, 3400, 2550);
}

struct Tally {
    std::mutex mutex;
    std::size_t sent = 0;    // bytes
    std::size_t photos = 0;  // bytes
    std::size_t cuts = 0;
    std::size_t again = 0;  // begun anew though something had arrived
    std::size_t whole = 0;
    std::size_t complete = 0;  // records that miss no photo
    std::vector<double> seconds;
};

std::string put(const std::string& path, std::string_view photo, std::size_t from, std::size_t to) {
    std::string out = "PUT " + path + " HTTP/1.1\r\nHost: load\r\nContent-Type: image/jpeg\r\n" +
                      "Content-Range: bytes " + std::to_string(from) + "-" +
                      std::to_string(to - 1) + "/" + std::to_string(photo.size()) +
                      "\r\nContent-Length: " + std::to_string(to - from) + "\r\n\r\n";
    return out.append(photo.substr(from, to - from));
}

/// What the server has: the offset, and whether that is all. Asks until there is an answer.
std::pair<std::size_t, bool> offset_of(HttpClient& client, const std::string& path) {
    while (true) {
        const auto reply =
            client.exchange("HEAD " + path + " HTTP/1.1\r\nHost: load\r\n\r\n", true);
        if (reply && (reply->status == 200 || reply->status == 404))
            return {std::strtoul(reply->header("Upload-Offset").c_str(), nullptr, 10),
                    reply->header("Upload-Complete") == "?1"};
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

void send_photo(int port, unsigned seed, Tally& tally) {
    const std::string photo = large_photo(seed);
    const std::string hash = sha256(photo);
    const std::string path = "/api/v1/photos/" + hash;
    const std::string record = kongdi::tests::RecordBuilder()
                                   .number(seed)
                                   .with("created_at", "2026-01-01T00:00:00.000Z")
                                   .photo(hash, static_cast<std::int64_t>(photo.size()))
                                   .bytes();
    HttpClient client(port);
    std::mt19937 random(seed);
    while (true) {
        const auto reply = client.post("/api/v1/records", record);
        if (reply && reply->status < 300) break;
        ASSERT_TRUE(!reply || reply->status == 503) << reply->body;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }

    const auto began = std::chrono::steady_clock::now();
    std::size_t sent = 0, cuts = 0, again = 0, safe = 0;
    bool whole = false;
    while (!whole) {
        auto [at, complete] = offset_of(client, path);
        whole = complete;
        if (at < safe) ++again;
        while (!whole) {
            const std::size_t to = std::min(photo.size(), at + kPiece);
            std::string bytes = put(path, photo, at, to);
            if (random() % 4 == 0) {  // the tunnel, the lift
                bytes.resize(random() % bytes.size());
                client.send_raw(bytes);
                client.close();
                sent += bytes.size();
                ++cuts;
                break;
            }
            sent += bytes.size();
            const auto reply = client.exchange(bytes);
            if (!reply || reply->status == 503) break;
            ASSERT_LT(reply->status, 300) << reply->body;
            at = safe = std::strtoul(reply->header("Upload-Offset").c_str(), nullptr, 10);
            whole = reply->header("Upload-Complete") == "?1";
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;

    const std::string id = parse_json(record)->text("id");
    const auto state = client.exchange("GET /api/v1/records/" + id +
                                       " HTTP/1.1\r\nHost: load\r\nX-Kongdi-Device: "
                                       "00112233445566778899aabbccddeeff\r\n\r\n");
    const auto tree = parse_json(state ? state->body : "");
    const std::lock_guard lock(tally.mutex);
    tally.sent += sent;
    tally.photos += photo.size();
    tally.cuts += cuts;
    tally.again += again;
    tally.whole += offset_of(client, path) == std::pair(photo.size(), true) ? 1 : 0;
    tally.seconds.push_back(took.count());
    if (tree && tree->text("id") == id && tree->items("photos_missing").empty()) ++tally.complete;
}

}  // namespace

TEST(Load, photos) {
    const unsigned clients = number_of_clients();
    const server::tests::TemporaryFolder folder;
    ServerProcess server(folder.path() / "data");
    ASSERT_TRUE(server.start());
    ASSERT_EQ(vips_init("load"), 0);
    ASSERT_GT(large_photo(1).size(), kPhotoBytes);
    Tally tally;
    std::vector<std::thread> threads;
    const auto began = std::chrono::steady_clock::now();
    for (unsigned i = 1; i <= clients; ++i)
        threads.emplace_back([&, i] { send_photo(server.port(), i, tally); });
    for (int kill = 0; kill < 2; ++kill) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1500));
        server.kill();
        ASSERT_TRUE(server.start());
    }
    for (std::thread& thread : threads) thread.join();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    EXPECT_EQ(tally.whole, clients);
    EXPECT_EQ(tally.complete, clients);
    EXPECT_EQ(tally.again, 0u);
    add_figure(
        "photos of " + fixed(static_cast<double>(tally.photos) / clients / 1e6, 1) + " MB from " +
            std::to_string(clients) + " clients, " + std::to_string(tally.cuts) + " cuts, 2 kills",
        std::to_string(tally.whole) + " whole, " + std::to_string(tally.again) + " begun again, " +
            fixed(static_cast<double>(tally.sent) / static_cast<double>(tally.photos), 2) +
            " of their bytes sent, " + fixed(took.count()) + " s",
        "all whole, 0 begun again");
    add_figure("  a photo took, in the middle and at most",
               fixed(percentile(tally.seconds, 0.5), 1) + " s, " +
                   fixed(percentile(tally.seconds, 1), 1) + " s");
    add_figure("  server's memory at the most",
               fixed(static_cast<double>(server.peak_kb()) / 1000) + " MB");
}

}  // namespace kongdi::load
