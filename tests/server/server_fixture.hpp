// SPDX-License-Identifier: Apache-2.0
// A whole server without a socket, on a store of its own in a folder that goes with it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/api/endpoints.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/auth/password.hpp"
#include "server/exports/running_exports.hpp"
#include "server/handlers/services.hpp"
#include "server/handlers/sessions.hpp"
#include "server/http/dispatch.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi::server::tests {

using kongdi::tests::catalogue;
using kongdi::tests::kNowMs;
using kongdi::tests::RecordBuilder;

inline constexpr std::string_view kDevice = "00112233445566778899aabbccddeeff";
inline constexpr std::string_view kOtherDevice = "ffeeddccbbaa99887766554433221100";
inline constexpr std::string_view kCommunityCode = "330106001051";

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "kongdi_XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) std::abort();
        m_path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

    void write(const std::string& name, std::string_view bytes) const {
        std::filesystem::create_directories((m_path / name).parent_path());
        std::ofstream(m_path / name, std::ios::binary) << bytes;
    }

private:
    std::filesystem::path m_path;
};

inline std::unique_ptr<Storage> open_or_die(const SqliteOptions& options) {
    auto storage = open_sqlite_storage(options, catalogue());
    if (!storage) {
        std::fprintf(stderr, "store: %s\n", storage.error().detail.c_str());
        std::abort();
    }
    return *std::move(storage);
}

/// 翠苑一区社区, a square of about 1 km around RecordBuilder's point.
inline Feature square_community() {
    const Polygon square{{{{120.15, 30.27}, {120.16, 30.27}, {120.16, 30.28}, {120.15, 30.28}}}};
    return {
        MultiPolygon{square},
        Value::map({{"name", "翠苑一区社区"}, {"code", kCommunityCode}, {"street", "翠苑街道"}})};
}

inline void import_square(Storage& storage) {
    const Feature feature = square_community();
    const auto done = storage.import_features("community", "test", {&feature, 1}, kNowMs);
    ASSERT_TRUE(done) << done.error().detail;
}

inline Value tree_of(const Response& response) {
    auto tree = parse_own_json(response.body);
    return tree ? *std::move(tree) : Value();
}

class ServerFixture : public ::testing::Test {
protected:
    ServerFixture()
        : m_storage(open_or_die({.folder = m_folder.path() / "data", .busy_timeout_ms = 200})) {
        m_web.write("index.html", "<!doctype html><style>body{}</style>page");
        m_web.write("app.3f9a1c2e77.js", "run()");
        m_web.write("app.3f9a1c2e77.js.br", "packed");
        m_web.write("sw.js", "worker()");
        m_web.write("secret/.hidden", "no");
    }

    void SetUp() override { import_square(storage()); }

    Storage& storage() { return *m_storage; }

    Request request(Method method, std::string path, std::string body = {}) const {
        Request out;
        out.method = method;
        out.path = std::move(path);
        out.body = std::move(body);
        out.address = "192.0.2.1";
        out.id = "0123456789abcdef";
        out.now_ms = m_now_ms;
        return out;
    }
    Request json_request(std::string path, std::string body) const {
        Request out = request(Method::Post, std::move(path), std::move(body));
        out.headers.emplace_back("Content-Type", "application/json");
        return out;
    }
    Response send(Request request) const { return m_dispatcher.answer(std::move(request)); }

    Response post_record(std::string bytes) const {
        return send(json_request(std::string(api::kRecords), std::move(bytes)));
    }
    Response get(std::string path, std::vector<Pair> headers = {},
                 std::vector<Pair> query = {}) const {
        Request asked = request(Method::Get, std::move(path));
        asked.headers = std::move(headers);
        asked.query = std::move(query);
        return send(std::move(asked));
    }

    static Pair as_device(std::string_view device = kDevice) {
        return {std::string(api::kDeviceHeader), std::string(device)};
    }
    /// A logged-in session of this role, for the whole city; the account is made when it is not
    /// there.
    Pair as(Role role) { return as(std::string(role_name(role)), role, whole_city()); }
    /// The same of another account, with a scope.
    Pair as(const std::string& name, Role role, Scope scope) {
        const std::string token = make_token();
        EXPECT_TRUE(storage().put_account({.name = name,
                                           .role = role,
                                           .password_hash = "no password",
                                           .scope = std::move(scope)}));
        EXPECT_TRUE(storage().open_session(sha256(token), name, m_now_ms + 60'000, m_now_ms));
        return {"Cookie", std::string(kSessionCookie) + "=" + token};
    }

    static std::string whole_body(Response& response) {
        std::string out;
        while (response.stream) {
            auto piece = response.stream();
            EXPECT_TRUE(piece);
            if (!piece || piece->empty()) break;
            out += *piece;
        }
        return out + response.body;
    }

    /// How many records the store holds.
    std::size_t record_count() {
        const auto text = storage().derived_text();
        EXPECT_TRUE(text);
        const auto from = text->find("\nrecords\n") + 9;
        const auto to = text->find("receipt_counters\n", from);
        return static_cast<std::size_t>(
            std::count(text->begin() + static_cast<std::ptrdiff_t>(from),
                       text->begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    }

    std::int64_t m_now_ms = kNowMs;
    TemporaryFolder m_folder;
    TemporaryFolder m_web;
    std::unique_ptr<Storage> m_storage;
    LoginThrottle m_throttle;
    // What a test did just now is seen at once.
    MeetingViews m_meeting_views{std::chrono::milliseconds(0)};
    ServerKey m_key = ServerKey::of_folder(m_folder.path()).value();
    RunningExports m_exports;
    Services m_services{.storage = *m_storage,
                        .catalogue = catalogue(),
                        .throttle = m_throttle,
                        .meeting_views = m_meeting_views,
                        .key = &m_key,
                        .exports = &m_exports};
    StaticFiles m_files{m_web.path()};
    mutable std::mutex m_log_mutex;
    std::vector<std::string> m_log;
    Dispatcher m_dispatcher{m_services, m_files, [this](std::string_view line) {
                                const std::lock_guard lock(m_log_mutex);
                                m_log.emplace_back(line);
                            }};
};

}  // namespace kongdi::server::tests
