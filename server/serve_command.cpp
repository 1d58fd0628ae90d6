// SPDX-License-Identifier: Apache-2.0
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <pthread.h>
#include <csignal>

#include <array>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <thread>

#include "core/codec/catalogue_codec.hpp"
#include "server/auth/demo_accounts.hpp"
#include "server/auth/password.hpp"
#include "server/auth/rate_limits.hpp"
#include "server/auth/server_key.hpp"
#include "server/auth/work_gate.hpp"
#include "server/backup/tombstones.hpp"
#include "server/base_map/base_map.hpp"
#include "server/commands.hpp"
#include "server/exports/running_exports.hpp"
#include "server/http/http_server.hpp"
#include "server/oidc/provider.hpp"
#include "server/push/teller.hpp"
#include "server/webhooks/messenger.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 21> kOptions{{
    {"--host", "H", "KONGDI_HOST", "127.0.0.1", "address to listen on; 0.0.0.0 for the whole LAN"},
    {"--port", "N", "KONGDI_PORT", "8080", "port to listen on; 0 for any that is free"},
    kDataOption,
    kStoreOption,
    {"--web", "DIR", "KONGDI_WEB", "", "folder of the built page"},
    {"--threads", "N", "KONGDI_THREADS", "16", "threads that wait for requests"},
    {"--connections-per-address", "N", "KONGDI_CONNECTIONS_PER_ADDRESS", "8192",
     "connections that one address may hold"},
    {"--rate-limits", "PERCENT", "KONGDI_RATE_LIMITS", "100",
     "share of what an address, a seat and an account may ask for, 1 to 10000; off: no limits"},
    {"--proof-of-work", "WHEN", "KONGDI_PROOF_OF_WORK", "auto",
     "whether phones work for each record: auto (while far more comes than usual), always, off"},
    {"--proxy", "ADDRESS", "KONGDI_PROXY", "",
     "address of the front whose X-Forwarded-For, -Proto and -Host are believed"},
    {"--key-file", "FILE", "KONGDI_KEY_FILE", "",
     "64 hex digits that seal second factors (default: in the folder of an SQLite store)"},
    {"--metrics-token", "FILE", "KONGDI_METRICS_TOKEN", "",
     "at least 16 letters that open /metrics to other machines (Authorization: Bearer …)"},
    {"--base-map", "FILE", "KONGDI_BASE_MAP", "",
     "settings of a map of others to lie under ours (server/deploy/base_map.json); none without"},
    {"--snapshots", "DIR", "KONGDI_SNAPSHOTS", "",
     "folder of what `kongdi snapshot` makes, to be had below /open; none without"},
    {"--oidc", "FILE", "KONGDI_OIDC", "",
     "settings of a provider by which staff log in (server/deploy/oidc.json); none without"},
    {"--webhooks", "FILE", "KONGDI_WEBHOOKS", "",
     "whom to tell of what happens (server/deploy/webhooks.json); nobody without"},
    {"--push", "FILE", "KONGDI_PUSH", "",
     "by what residents are told of their reports (server/deploy/push.json); they are not without"},
    {"--erasures", "FILE", "KONGDI_ERASURES", "",
     "a list on another disk: what people erase is told there before it goes; none without"},
    {"--cache", "MB", "KONGDI_CACHE_MB", "256",
     "the most memory for the file of an SQLite store (32, and a sixth beyond 500), 8 to 4096"},
    {"--keep-delivered", "DAYS", "KONGDI_KEEP_DELIVERED", "30",
     "how long phones keep what they delivered, for the day a backup is restored, 0 to 365"},
    kHelpOption,
}};

/// Of the name under which this server tells others of events.
constexpr std::size_t kHolderBytes = 8;

/// SIGINT and SIGTERM, taken by one thread instead of by whichever is running.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&m_signals);
        sigaddset(&m_signals, SIGINT);
        sigaddset(&m_signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    void on_signal(std::function<void()> stop) {
        m_thread = std::thread([this, stop = std::move(stop)] {
            const timespec wait{0, 200'000'000};
            while (!m_over)
                if (sigtimedwait(&m_signals, nullptr, &wait) > 0) stop();
        });
    }
    ~StopSignals() {
        m_over = true;
        if (m_thread.joinable()) m_thread.join();
    }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

private:
    sigset_t m_signals{};
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

std::vector<std::string> lan_addresses() {
    std::vector<std::string> out;
    ifaddrs* all = nullptr;
    if (getifaddrs(&all) != 0) return out;
    for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
        if ((one->ifa_flags & IFF_LOOPBACK) != 0) continue;
        std::array<char, INET_ADDRSTRLEN> text{};
        const auto* address = reinterpret_cast<const sockaddr_in*>(one->ifa_addr);
        if (inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size()) != nullptr)
            out.emplace_back(text.data());
    }
    freeifaddrs(all);
    return out;
}

void print_address(const std::string& host, int port) {
    std::printf("  http://%s:%d\n", host.c_str(), port);
}

void print_addresses(const std::string& host, int port) {
    std::puts("Serving at");
    const bool everywhere = host == "0.0.0.0" || host == "::";
    print_address(everywhere                            ? "127.0.0.1"
                  : host.find(':') != std::string::npos ? "[" + host + "]"
                                                        : host,
                  port);
    if (everywhere)
        for (const std::string& address : lan_addresses()) print_address(address, port);
}

/// Only while they are right: a changed password is nobody's business.
void print_demo_accounts(Storage& storage) {
    const auto demo = storage.setting(kSettingDemo);
    if (!demo || *demo != "1") return;
    std::puts("An invented city. Log-ins:");
    for (const DemoAccount& account : kDemoAccounts) {
        const auto known = storage.account(account.name);
        if (!known || !*known || !is_password(account.password, (*known)->password_hash)) continue;
        std::printf("  %-14s %s\n", std::string(account.name).c_str(),
                    std::string(account.password).c_str());
    }
}

/// Servers without a common key do not take each other's challenges, and phones work again.
WorkGate::Key work_key_of(const std::optional<ServerKey>& key) {
    if (key) return key->derived("proof of work");
    WorkGate::Key out{};
    fill_random(out);
    return out;
}

/// So that no backup of it is restored without the list. A store that is still empty stays so: it
/// may be there to be filled.
Result<void> tell_of_erasure_list(Storage& storage) {
    if (KONGDI_TRY(storage.is_empty())) return {};
    return storage.put_setting(kSettingErasureList, "1");
}

/// The key of a store that has something is looked at before anything is served.
Result<std::unique_ptr<push::Offer>> offer_of(const std::string& file, const ServerKey* key,
                                              Storage& storage) {
    auto settings = KONGDI_TRY(push::load_settings(file));
    if (key == nullptr)
        return Error{ErrorCode::Internal, {}, "needs --key-file, which seals its own key"};
    auto out = std::make_unique<push::Offer>(storage, *key, std::move(settings));
    if (!KONGDI_TRY(storage.is_empty())) KONGDI_TRY(out->key());
    return out;
}

/// The key that seals second factors. Servers that share a database share its file; without one
/// there are no second factors, which is for a database that has none.
Result<std::optional<ServerKey>> key_of(const Arguments& arguments, Storage& storage) {
    const std::string file = arguments.text("--key-file");
    const std::string folder = folder_of_store(arguments);
    std::optional<ServerKey> key;
    if (!file.empty())
        key = KONGDI_TRY(ServerKey::of_file(file));
    else if (!folder.empty())
        key = KONGDI_TRY(ServerKey::of_folder(folder));
    const auto sealed = KONGDI_TRY(storage.any_sealed());
    if (!sealed) return key;
    if (!key) return Error{ErrorCode::Internal, {}, "second factors need --key-file"};
    if (!key->open(sealed->account, sealed->secret))
        return Error{ErrorCode::Internal, {}, "second factors are sealed by another key"};
    return key;
}

}  // namespace

std::span<const OptionRow> serve_options() { return kOptions; }

int serve(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("serve takes no \"" + arguments.words()[0] + "\"");
    const auto port = arguments.whole("--port", 0, 65535);
    if (!port) return wrong_use("--port is a number from 0 to 65535");
    const auto threads = arguments.whole("--threads", 1, 512);
    if (!threads) return wrong_use("--threads is a number from 1 to 512");
    const auto per_address = arguments.whole("--connections-per-address", 1, 1'000'000);
    if (!per_address) return wrong_use("--connections-per-address is a number from 1 to 1000000");
    const bool is_limited = arguments.text("--rate-limits") != "off";
    const auto percent = arguments.whole("--rate-limits", 1, 10'000);
    if (is_limited && !percent)
        return wrong_use("--rate-limits is a number from 1 to 10000, or off");
    const std::string when_work = arguments.text("--proof-of-work");
    if (when_work != "auto" && when_work != "always" && when_work != "off")
        return wrong_use("--proof-of-work is auto, always or off");
    const auto keep_days = arguments.whole("--keep-delivered", 0, 365);
    if (!keep_days) return wrong_use("--keep-delivered is a number from 0 to 365");
    const auto cache_mb = arguments.whole("--cache", 8, 4096);
    if (!cache_mb) return wrong_use("--cache is a number from 8 to 4096");

    StopSignals signals;
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    std::string store = store_of(arguments);
    if (store.starts_with("sqlite:")) store += "?cache_mb=" + std::to_string(*cache_mb);
    const auto storage = open_storage(store, *catalogue);
    if (!storage) return failed(text_of(storage.error()));
    const auto key = key_of(arguments, **storage);
    if (!key) return failed(text_of(key.error()));
    std::unique_ptr<BaseMap> base_map;
    if (arguments.given("--base-map")) {
        auto loaded = load_base_map(arguments.text("--base-map"));
        if (!loaded) return failed("--base-map: " + text_of(loaded.error()));
        base_map = *std::move(loaded);
    }
    std::unique_ptr<oidc::Provider> oidc;
    if (arguments.given("--oidc")) {
        auto settings = oidc::load_settings(arguments.text("--oidc"));
        if (!settings) return failed("--oidc: " + text_of(settings.error()));
        if (!*key) return failed("--oidc needs --key-file, which seals log-ins under way");
        oidc = std::make_unique<oidc::Provider>(*std::move(settings));
    }
    std::optional<webhooks::Settings> hooks;
    if (arguments.given("--webhooks")) {
        auto settings = webhooks::load_settings(arguments.text("--webhooks"));
        if (!settings) return failed("--webhooks: " + text_of(settings.error()));
        hooks = *std::move(settings);
    }
    std::unique_ptr<push::Offer> push;
    if (arguments.given("--push")) {
        auto offer = offer_of(arguments.text("--push"), *key ? &**key : nullptr, **storage);
        if (!offer) return failed("--push: " + text_of(offer.error()));
        push = *std::move(offer);
    }
    const std::filesystem::path erasures = arguments.text("--erasures");
    if (!erasures.empty()) {
        const auto writable = append_tombstones(erasures, {});
        if (!writable) return failed("--erasures: " + text_of(writable.error()));
        const auto told = tell_of_erasure_list(**storage);
        if (!told) return failed(text_of(told.error()));
    }
    Metrics metrics(row_names(), wall_clock_ms());
    if (arguments.given("--metrics-token")) {
        const auto token = metrics_token(arguments.text("--metrics-token"));
        if (!token) return failed("--metrics-token: " + text_of(token.error()));
        metrics.token_sha256 = *token;
    }
    LoginThrottle throttle;
    MeetingViews meeting_views;
    RunningExports exports;
    std::optional<RateLimits> rate_limits;
    if (is_limited) rate_limits.emplace(*percent);
    std::optional<WorkGate> work;
    if (when_work != "off") work.emplace(work_key_of(*key), when_work == "always");
    const std::filesystem::path snapshots = arguments.text("--snapshots");
    const Services services{**storage,
                            *catalogue,
                            throttle,
                            meeting_views,
                            *key ? &**key : nullptr,
                            base_map.get(),
                            &metrics,
                            snapshots.empty() ? nullptr : &snapshots,
                            oidc.get(),
                            rate_limits ? &*rate_limits : nullptr,
                            work ? &*work : nullptr,
                            erasures.empty() ? nullptr : &erasures,
                            *keep_days,
                            push.get(),
                            &exports};
    const StaticFiles files(arguments.text("--web"));
    const Dispatcher dispatcher(services, files, log_to_stderr());
    HttpServer server({.host = arguments.text("--host"),
                       .port = static_cast<int>(*port),
                       .threads = static_cast<std::size_t>(*threads),
                       .max_per_address = static_cast<std::size_t>(*per_address),
                       .proxy = arguments.text("--proxy")},
                      dispatcher);
    metrics.front = [&server] { return server.facts(); };
    const int bound = server.bind();
    if (bound == 0)
        return failed("cannot listen on " + arguments.text("--host") + " port " +
                      arguments.text("--port") + ": is it in use?");
    std::optional<webhooks::Messenger> messenger;
    if (hooks) {
        messenger.emplace(**storage, *std::move(hooks), random_hex(kHolderBytes), wall_clock_ms,
                          log_to_stderr());
        metrics.webhooks = [&messenger] { return messenger->meters(); };
    }
    std::optional<push::Teller> teller;
    if (push) {
        teller.emplace(**storage, *push, random_hex(kHolderBytes), wall_clock_ms, log_to_stderr());
        metrics.push = &teller->meter();
    }
    print_addresses(arguments.text("--host"), bound);
    print_demo_accounts(**storage);
    std::fflush(stdout);
    signals.on_signal([&server] { server.stop(); });
    server.run();
    std::fputs("kongdi: stopped\n", stderr);
    return kDone;
}

}  // namespace kongdi::server
