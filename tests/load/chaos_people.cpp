// SPDX-License-Identifier: Apache-2.0
#include "tests/load/chaos_people.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "tests/load/grain_photo.hpp"
#include "tests/load/http_client.hpp"

namespace kongdi::load {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t kPiece = 8u << 10;
constexpr int kPhotoWidth = 240;
constexpr int kPhotoHeight = 180;
constexpr int kReportsOfWhoErases = 3;

void pause(std::mt19937& random, unsigned least_ms, unsigned more_ms) {
    std::this_thread::sleep_for(milliseconds(least_ms + random() % more_ms));
}

std::string request(std::string_view method, std::string_view path, std::string_view headers,
                    std::string_view body) {
    std::string out(method);
    out.append(" ").append(path).append(" HTTP/1.1\r\nHost: load\r\n").append(headers);
    out.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
    return out.append(body);
}

std::string json_request(const std::string& path, const std::string& headers, const Value& body) {
    return request("POST", path, "Content-Type: application/json\r\n" + headers, write_json(body));
}

/// Asks until there is an answer other than "come again".
Reply answer_to(HttpClient& client, const std::string& bytes, std::mt19937& random) {
    while (true) {
        const auto reply = client.exchange(bytes);
        pause(random, 10, 40);
        if (reply && reply->status != 503) return *reply;
    }
}

std::string new_device(std::mt19937& random) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    while (out.size() < 32) out.push_back(kDigits[random() % kDigits.size()]);
    return out;
}

/// As a phone does: until there is a receipt, and now and then again.
bool deliver(HttpClient& client, const Records::One& one, bool is_open, std::mt19937& random,
             Ledger& ledger) {
    const std::string bytes =
        request("POST", "/api/v1/records", "Content-Type: application/json\r\n", one.bytes);
    do {
        const Reply reply = answer_to(client, bytes, random);
        const bool done = reply.status == 200 || reply.status == 201;
        const auto tree = done ? parse_json(reply.body) : Result<Value>(Value());
        if (!done || !tree || tree->text("id") != one.id) {
            ledger.note_wrong(reply);
            return false;
        }
        ledger.note_receipt(one.id, tree->text("receipt"), is_open);
    } while (random() % 20 == 0);
    return true;
}

std::size_t offset_in(const Reply& reply) {
    return std::strtoul(reply.header("Upload-Offset").c_str(), nullptr, 10);
}

/// How much of a photo is there. Asked straight: the network between knows no HEAD.
std::size_t offset_of(int straight, const std::string& path) {
    while (true) {
        const auto reply =
            HttpClient(straight).exchange("HEAD " + path + " HTTP/1.1\r\nHost: load\r\n\r\n", true);
        if (reply && reply->status == 404) return 0;
        if (reply && reply->status == 200) return offset_in(*reply);
        std::this_thread::sleep_for(milliseconds(50));
    }
}

/// In pieces, and after each that went wrong from where the server says.
void upload(HttpClient& client, int straight, const std::string& hash, std::string_view photo,
            std::mt19937& random, Ledger& ledger) {
    const std::string path = "/api/v1/photos/" + hash;
    for (std::size_t at = 0;;) {
        // One that is whole is said so to whoever sends the last piece of it again.
        const std::size_t from = std::min(at, photo.size() - 1);
        const std::size_t to = std::min(photo.size(), from + kPiece);
        const auto reply = client.exchange(
            request("PUT", path,
                    "Content-Type: image/jpeg\r\nContent-Range: bytes " + std::to_string(from) +
                        "-" + std::to_string(to - 1) + "/" + std::to_string(photo.size()) + "\r\n",
                    photo.substr(from, to - from)));
        if (reply && reply->status < 300) {
            if (reply->header("Upload-Complete") == "?1") return ledger.note_photo(hash);
            at = offset_in(*reply);
            continue;
        }
        // 416: its twin came first.
        if (reply && reply->status != 503 && reply->status != 416) return ledger.note_wrong(*reply);
        pause(random, 20, 80);
        at = offset_of(straight, path);
    }
}

/// The header of a log-in; empty when there is none yet.
std::string log_in(HttpClient& client, std::mt19937& random, Ledger& ledger) {
    const Value body = Value::map({{"name", kChaosWorker}, {"password", kChaosPassword}});
    const Reply reply =
        answer_to(client, json_request("/api/v1/login", "X-Kongdi-Page: 1\r\n", body), random);
    const std::string cookie = reply.header("Set-Cookie");
    if (reply.status == 200 && !cookie.empty())
        return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
    ledger.note_wrong(reply);
    return {};
}

}  // namespace

void Ledger::note_receipt(const std::string& id, const std::string& receipt, bool is_open) {
    const std::lock_guard lock(m_mutex);
    const auto [at, is_new] = m_taken.receipts.emplace(id, receipt);
    if (!is_new && at->second != receipt) ++m_taken.wrong["another receipt"];
    if (is_new && is_open) m_open.push_back(id);
}

void Ledger::note_erased(const std::vector<std::string>& ids) {
    const std::lock_guard lock(m_mutex);
    for (const std::string& id : ids) {
        m_taken.receipts.erase(id);
        m_taken.erased.insert(id);
    }
}

void Ledger::note_photo(const std::string& hash) {
    const std::lock_guard lock(m_mutex);
    m_taken.photos.insert(hash);
}

void Ledger::note_word(const std::string& device, const std::string& report) {
    const std::lock_guard lock(m_mutex);
    m_taken.words.emplace(device, report);
}

void Ledger::note_check(const std::string& report) {
    const std::lock_guard lock(m_mutex);
    m_taken.checks.insert(report);
}

void Ledger::note_wrong(const Reply& reply) {
    const auto said = parse_json(reply.body);
    const std::lock_guard lock(m_mutex);
    ++m_taken.wrong[std::to_string(reply.status) + " " +
                    (said ? said->text("code") + " " + said->text("path") : reply.body)];
}

std::string Ledger::some_report(std::mt19937& random) {
    const std::lock_guard lock(m_mutex);
    return m_open.empty() ? std::string() : m_open[random() % m_open.size()];
}

void send_records(int port, unsigned seed, Records& records, bool is_open, Ledger& ledger) {
    HttpClient client(port);
    std::mt19937 random(seed);
    while (!ledger.over) deliver(client, records.next(), is_open, random, ledger);
}

void send_photos(int port, int straight, unsigned seed, Records& records, Ledger& ledger) {
    HttpClient client(port);
    std::mt19937 random(seed);
    while (!ledger.over) {
        const std::string photo = grain_photo(random, kPhotoWidth, kPhotoHeight);
        const std::string hash = sha256(photo);
        Records::One one = records.next();
        one.bytes = records.builder()
                        .with("/id", one.id)
                        .photo(hash, static_cast<std::int64_t>(photo.size()))
                        .bytes();
        if (deliver(client, one, false, random, ledger))
            upload(client, straight, hash, photo, random, ledger);
        pause(random, 200, 400);  // the disk is small
    }
}

void say_the_same(int port, unsigned seed, Ledger& ledger) {
    HttpClient client(port);
    std::mt19937 random(seed);
    while (!ledger.over) {
        pause(random, 20, 60);
        const std::string report = ledger.some_report(random);
        if (report.empty()) continue;
        const std::string device = new_device(random);
        const Reply reply = answer_to(client,
                                      json_request("/api/v1/records/" + report + "/events",
                                                   "X-Kongdi-Device: " + device + "\r\n",
                                                   Value::map({{"move", "corroborate"}})),
                                      random);
        if (reply.status == 200)
            ledger.note_word(device, report);
        else
            ledger.note_wrong(reply);
    }
}

void check_on_site(int port, unsigned seed, Ledger& ledger) {
    HttpClient client(port);
    std::mt19937 random(seed);
    std::string cookie;
    while (!ledger.over) {
        pause(random, 20, 60);
        const std::string report = ledger.some_report(random);
        if (report.empty()) continue;
        if (cookie.empty()) cookie = log_in(client, random, ledger);
        if (cookie.empty()) continue;
        const Reply reply = answer_to(
            client,
            json_request("/api/v1/records/" + report + "/events", cookie + "X-Kongdi-Page: 1\r\n",
                         Value::map({{"move", "verify"}, {"finding", "usable"}})),
            random);
        // Where the calendar jumped by weeks the log-in is over.
        if (reply.status == 401)
            cookie.clear();
        else if (reply.status == 200)
            ledger.note_check(report);
        else
            ledger.note_wrong(reply);
    }
}

void send_and_erase(int port, unsigned seed, Records& records, Ledger& ledger) {
    HttpClient client(port);
    std::mt19937 random(seed);
    while (!ledger.over) {
        const std::string device = new_device(random);
        std::vector<std::string> ids;
        for (int i = 0; i < kReportsOfWhoErases; ++i) {
            Records::One one = records.next();
            one.bytes = records.builder().with("/id", one.id).with("/device", device).bytes();
            if (deliver(client, one, false, random, ledger)) ids.push_back(one.id);
        }
        const Reply reply =
            answer_to(client,
                      json_request("/api/v1/my/erasure", "X-Kongdi-Device: " + device + "\r\n",
                                   Value::map({{"device", device}})),
                      random);
        if (reply.status == 200)
            ledger.note_erased(ids);
        else
            ledger.note_wrong(reply);
        pause(random, 100, 400);
    }
}

}  // namespace kongdi::load
