// SPDX-License-Identifier: Apache-2.0
// Requests of every route with anything in their path, query, headers and body, by strangers and by
// each role (the cookie says which). None is a failure of the server, each answer is whole, and
// none hands on what a header must not hold.
#include <array>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/auth/rate_limits.hpp"
#include "server/auth/work_gate.hpp"
#include "server/base_map/base_map.hpp"
#include "server/exports/running_exports.hpp"
#include "server/handlers/metrics.hpp"
#include "server/handlers/open_snapshot.hpp"
#include "server/handlers/sessions.hpp"
#include "server/http/dispatch.hpp"
#include "server/http/routes.hpp"
#include "server/oidc/provider.hpp"
#include "server/push/offer.hpp"
#include "server/storage/sqlite.hpp"
#include "tests/fuzz/asked.hpp"
#include "tests/fuzz/scratch_store.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;

constexpr std::array<Role, 3> kRoles{Role::Worker, Role::Planner, Role::Administrator};

/// "worker", 43 signs as tokens have.
std::string token_of(Role role) {
    std::string token(role_name(role));
    token.resize(43, '0');
    return token;
}

/// A base map of one tile, a picture of one point.
std::unique_ptr<BaseMap> base_map_in(const std::filesystem::path& folder) {
    const std::string path = (folder / "base.mbtiles").string();
    Database(path, Database::Use::Write, 1000)
        .execute(
            "CREATE TABLE metadata(name TEXT, value TEXT);"
            "CREATE TABLE tiles(zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, "
            "tile_data BLOB);"
            "INSERT INTO metadata VALUES('format', 'png'), ('minzoom', '0'), ('maxzoom', '1');"
            "INSERT INTO tiles VALUES(0, 0, 0, x'89504e470d0a1a0a0000000d49484452000000010000"
            "00010802000000907753de0000000c4944415478da636064620600000e0007e99237d40000000049"
            "454e44ae426082');");
    BaseMapSettings settings;
    settings.tiles = path;
    auto map = open_base_map(settings);
    fuzz::check(map.has_value());
    return *std::move(map);
}

/// A provider on this machine that never answers, and is not asked twice.
oidc::Settings silent_provider() {
    oidc::Settings out;
    out.issuer = "http://127.0.0.1:9";
    out.client_id = "kongdi";
    out.address = "https://city.example";
    out.loopback = true;
    return out;
}
constexpr oidc::Patience kNoPatience{.longest_fetch = std::chrono::milliseconds(50),
                                     .rest = std::chrono::hours(24)};

/// Whatever a server can be given without a network is there. Who says X-Kongdi-Work in any form
/// meets the same city under attack: shares of requests, and work for each record.
struct City {
    fuzz::ScratchFolder folder;
    std::unique_ptr<Storage> store = fuzz::open_store(folder);
    LoginThrottle throttle;
    MeetingViews views{std::chrono::milliseconds(0)};
    ServerKey key = ServerKey::of_folder(folder.path()).value();
    std::unique_ptr<BaseMap> base_map = base_map_in(folder.path());
    Metrics metrics{row_names(), fuzz::kNowMs};
    std::filesystem::path snapshots = folder.path() / "snapshots";
    std::filesystem::path erasures = folder.path() / "erasures.ndjson";
    oidc::Provider provider{silent_provider(), kNoPatience};
    push::Offer offer{
        *store, key,
        push::settings_of(R"({"contact":"mailto:a@city.example","services":["push.example"]})")
            .value()};
    RunningExports exports;
    RateLimits rates;
    WorkGate gate{WorkGate::Key{}, true};
    Services services{.storage = *store,
                      .catalogue = fuzz::catalogue(),
                      .throttle = throttle,
                      .meeting_views = views,
                      .key = &key,
                      .base_map = base_map.get(),
                      .metrics = &metrics,
                      .snapshots = &snapshots,
                      .oidc = &provider,
                      .erasures = &erasures,
                      .push = &offer,
                      .exports = &exports};
    Services attacked = [this] {
        Services out = services;
        out.rate_limits = &rates;
        out.work = &gate;
        return out;
    }();
    StaticFiles files{{}};
    Dispatcher dispatcher{services, files, [](std::string_view) {}};
    Dispatcher under_attack{attacked, files, [](std::string_view) {}};
    std::int64_t attacks = 0;  // so far

    City() {
        fuzz::check(make_snapshot(*store, fuzz::catalogue(),
                                  {.folder = snapshots, .licence = "CC", .now_ms = fuzz::kNowMs})
                        .has_value());
        for (const Role role : kRoles) {
            const std::string name(role_name(role));
            fuzz::check(store
                            ->put_account({.name = name,
                                           .role = role,
                                           .password_hash = "none",
                                           .scope = whole_city()})
                            .has_value());
            fuzz::check(store
                            ->open_session(sha256(token_of(role)), name, fuzz::kNowMs + 86'400'000,
                                           fuzz::kNowMs)
                            .has_value());
        }
    }
};

std::string cookie_of(std::string_view who) {
    for (const Role role : kRoles)
        if (who == role_name(role)) return std::string(kSessionCookie) + "=" + token_of(role);
    return std::string(who);
}

bool is_header_text(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

std::string whole_body(Response& response) {
    std::string out = response.body;
    while (response.stream) {
        auto piece = response.stream();
        fuzz::check(piece.has_value());
        if (piece->empty()) break;
        out += *piece;
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static City city;
    Request request = fuzz::asked(fuzz::text_of(bytes, size));
    for (auto& [name, value] : request.headers)
        if (same_header_name(name, "Cookie")) value = cookie_of(value);
    // Hashing a password takes longer than a thousand other requests.
    if (request.path.starts_with("/api/v1/login") || request.path.starts_with("/api/v1/me/") ||
        request.path.starts_with("/api/v1/invite"))
        return 0;
    request.address = "192.0.2.1";
    request.id = "0123456789abcdef";
    request.now_ms = fuzz::kNowMs;
    const bool is_attacked = !request.header("X-Kongdi-Work").empty();
    // So that shares grow again; sessions last a day.
    if (is_attacked) request.now_ms += city.attacks++ * 250 % 80'000'000;
    const Method method = request.method;
    Response response =
        (is_attacked ? city.under_attack : city.dispatcher).answer(std::move(request));
    fuzz::check(response.status >= 200 && response.status != 500 && response.status < 600);
    for (const auto& [name, value] : response.headers)
        fuzz::check(is_header_text(name) && is_header_text(value));
    const std::string body = whole_body(response);
    if (method != Method::Head && response.status != 304 &&
        response.header("Content-Type").starts_with("application/json"))
        fuzz::check(parse_own_json(body).has_value());
    return 0;
}
