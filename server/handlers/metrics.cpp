// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "server/auth/rate_limits.hpp"
#include "server/auth/work_gate.hpp"
#include "server/metrics/exposition.hpp"
#include "server/metrics/library_notices.hpp"
#include "server/storage/sqlite_schema.hpp"

namespace kongdi::server {

namespace {

using enum MetricType;

constexpr double kMicro = 1e-6;
constexpr std::int64_t kCountsLastMs = 60'000;
constexpr std::size_t kLeastToken = 16;
constexpr std::array<std::string_view, 5> kClasses{"1xx", "2xx", "3xx", "4xx", "5xx"};

double real(std::integral auto number) { return static_cast<double>(number); }

void gauge(Exposition& out, std::string_view name, std::string_view help, double value) {
    out.family(name, Gauge, help);
    out.sample(value);
}

void tell_process(Exposition& out, const Metrics& metrics) {
    out.family("kongdi_info", Gauge, "Always 1; the program and the version of its tables.");
    out.sample(1,
               {{"version", KONGDI_VERSION}, {"schema", std::to_string(newest_schema_version())}});
    gauge(out, "process_start_time_seconds", "When it started, in seconds since 1970.",
          real(metrics.started_ms) / 1000);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    out.family("process_cpu_seconds_total", Counter, "Processor time, its own and the kernel's.");
    out.sample(real(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
               real(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * kMicro);
    std::int64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages >> pages;
    gauge(out, "process_resident_memory_bytes", "Memory that it holds.",
          real(pages) * real(::sysconf(_SC_PAGESIZE)));
}

void tell_notices(Exposition& out) {
    constexpr std::array<std::string_view, static_cast<std::size_t>(NoticeOf::Count_)> kNames{
        "glib", "gdal", "postgresql"};
    out.family("kongdi_library_notices_total", Counter,
               "What libraries had to say by themselves, which is not written down.");
    for (std::size_t i = 0; i < kNames.size(); ++i)
        out.sample(real(notices_of(static_cast<NoticeOf>(i))), {{"library", kNames[i]}});
}

/// Only of what was asked for since the start.
void tell_requests(Exposition& out, const Metrics& metrics) {
    out.family("kongdi_requests_total", Counter,
               "Requests by the pattern of their route and the class of their status.");
    for (std::size_t i = 0; i < metrics.requests.size(); ++i)
        for (std::size_t c = 0; c < kClasses.size(); ++c)
            if (const auto n = metrics.requests.row(i).by_class[c].load(); n > 0)
                out.sample(real(n), {{"method", metrics.names[i].method},
                                     {"route", metrics.names[i].route},
                                     {"class", kClasses[c]}});
    out.family("kongdi_request_seconds", MetricType::Histogram,
               "From the whole request to its answer; of a download to its first byte.");
    for (std::size_t i = 0; i < metrics.requests.size(); ++i) {
        const RequestCounts& row = metrics.requests.row(i);
        bool asked = false;
        for (const auto& n : row.by_class) asked = asked || n.load() > 0;
        if (asked)
            out.histogram(row.us, kMicro,
                          {{"method", metrics.names[i].method}, {"route", metrics.names[i].route}});
    }
}

/// Only where somebody was refused since the start.
void tell_rates(Exposition& out, const RateLimits& limits) {
    out.family("kongdi_rate_refused_total", Counter,
               "Requests past their share, by the class of their route and who had used it up.");
    for (std::size_t i = 0; i < static_cast<std::size_t>(RateClass::Count_); ++i)
        for (std::size_t b = 0; b < static_cast<std::size_t>(RateBy::Count_); ++b) {
            const auto rates = static_cast<RateClass>(i);
            const auto by = static_cast<RateBy>(b);
            if (const std::int64_t n = limits.refused(rates, by); n > 0)
                out.sample(real(n), {{"class", rate_row(rates).name}, {"by", rate_by_name(by)}});
        }
}

void tell_work(Exposition& out, const WorkGate& gate, std::int64_t now_ms) {
    gauge(out, "kongdi_work_bits", "Zero bits that a record must be worked for; 0 as usual.",
          real(gate.bits(now_ms)));
    out.family("kongdi_work_total", Counter,
               "Requests while work is asked for: told what to do, done, done wrongly or too late, "
               "and unable to and turned away.");
    for (const auto& [outcome, n] :
         std::initializer_list<std::pair<std::string_view, const std::atomic<std::int64_t>*>>{
             {"asked", &gate.counts.asked},
             {"solved", &gate.counts.solved},
             {"wrong", &gate.counts.wrong},
             {"turned_away", &gate.counts.turned_away}})
        out.sample(real(n->load()), {{"outcome", outcome}});
}

void tell_front(Exposition& out, const FrontFacts& facts) {
    gauge(out, "kongdi_connections", "Open connections.", real(facts.connections));
    out.family("kongdi_requests_waiting", Gauge, "Whole requests that nobody has begun with.");
    out.sample(real(facts.for_lane), {{"queue", "lane"}});
    out.sample(real(facts.for_threads), {{"queue", "threads"}});
    gauge(out, "kongdi_parked_bytes", "Of requests that have not arrived whole.",
          real(facts.parked_bytes));
}

void tell_commits(Exposition& out, const Storage& storage) {
    const CommitMeter& commits = storage.commits();
    gauge(out, "kongdi_writes_waiting", "Writes that wait for the store's one writer.",
          real(storage.waiting()));
    out.family("kongdi_commit_writes", MetricType::Histogram, "Writes that shared a transaction.");
    out.histogram(commits.together, 1);
    out.family("kongdi_commit_seconds", MetricType::Histogram,
               "A transaction from its beginning until it is safe.");
    out.histogram(commits.whole_us, kMicro);
    out.family("kongdi_commit_sync_seconds", MetricType::Histogram,
               "The end of a transaction alone, until the disk has it; of SQLite.");
    out.histogram(commits.safe_us, kMicro);
    out.family("kongdi_commits_failed_total", Counter, "Transactions of which nothing is there.");
    out.sample(real(commits.failed.load()));
}

void tell_store(Exposition& out, const std::optional<StoreCounts>& counts) {
    gauge(out, "kongdi_store_up", "1 when the store could be read within the last minute.",
          counts ? 1 : 0);
    if (!counts) return;
    gauge(out, "kongdi_store_records", "Records kept.", real(counts->records));
    gauge(out, "kongdi_store_last_event", "The number of the last event.",
          real(counts->last_event));
    gauge(out, "kongdi_store_photos", "Photos kept.", real(counts->photos));
    gauge(out, "kongdi_store_photo_bytes", "Photos as they were sent.", real(counts->photo_bytes));
    gauge(out, "kongdi_store_database_bytes", "The database; of PostgreSQL with the photos.",
          real(counts->database_bytes));
    if (counts->free_bytes)
        gauge(out, "kongdi_store_free_bytes", "Free where the store lies.",
              real(*counts->free_bytes));
}

void tell_webhooks(Exposition& out, const std::vector<const WebhookMeter*>& targets,
                   std::int64_t now_ms) {
    out.family("kongdi_webhook_deliveries_total", Counter,
               "What targets of webhooks took, and tries that failed, by this server.");
    for (const WebhookMeter* one : targets) {
        out.sample(real(one->delivered.load()),
                   {{"target", one->target}, {"outcome", "delivered"}});
        out.sample(real(one->failed.load()), {{"target", one->target}, {"outcome", "failed"}});
    }
    out.family("kongdi_webhook_waiting", Gauge,
               "What a target is still to be told; counted up to 500.");
    for (const WebhookMeter* one : targets)
        out.sample(real(one->waiting.load()), {{"target", one->target}});
    out.family("kongdi_webhook_late_seconds", Gauge, "The age of the oldest of that.");
    for (const WebhookMeter* one : targets) {
        const std::int64_t oldest_ms = one->oldest_at_ms.load();
        out.sample(oldest_ms == 0 ? 0 : std::max(0.0, real(now_ms - oldest_ms) / 1000),
                   {{"target", one->target}});
    }
}

void tell_push(Exposition& out, const PushMeter& meter) {
    out.family("kongdi_push_total", Counter,
               "What push services took for browsers, tries that failed, subscriptions that are no "
               "more, messages that a service refused, and those too old to be told; by this "
               "server.");
    for (const auto& [outcome, n] :
         std::initializer_list<std::pair<std::string_view, const std::atomic<std::int64_t>*>>{
             {"delivered", &meter.delivered},
             {"failed", &meter.failed},
             {"gone", &meter.gone},
             {"refused", &meter.refused},
             {"late", &meter.late}})
        out.sample(real(n->load()), {{"outcome", outcome}});
    gauge(out, "kongdi_push_waiting", "Messages to browsers that wait.",
          real(meter.waiting.load()));
}

std::optional<StoreCounts> counted(const Services& services, std::int64_t now_ms) {
    Metrics& metrics = *services.metrics;
    const std::lock_guard lock(metrics.mutex);
    const std::int64_t age = now_ms - metrics.counted_ms;
    if (metrics.counts && age >= 0 && age < kCountsLastMs) return metrics.counts;
    const auto counts = services.storage.counts();
    metrics.counts = counts ? std::optional(*counts) : std::nullopt;
    metrics.counted_ms = now_ms;
    return metrics.counts;
}

}  // namespace

Result<std::string> metrics_token(const std::string& file) {
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line)) return Error{ErrorCode::NotFound, {}, file + " cannot be read"};
    const std::string_view token = trimmed(line);
    if (token.size() < kLeastToken)
        return Error{ErrorCode::FieldFormat,
                     {},
                     "a token has at least " + std::to_string(kLeastToken) + " letters"};
    return sha256(token);
}

bool has_metrics_token(const Metrics* metrics, const Request& request) {
    constexpr std::string_view kScheme = "Bearer ";
    const std::string_view given = request.header("Authorization");
    if (metrics == nullptr || metrics->token_sha256.empty() || !given.starts_with(kScheme))
        return false;
    // Hashes: how long the comparison takes says nothing of the token.
    return sha256(given.substr(kScheme.size())) == metrics->token_sha256;
}

Response show_metrics(const Services& services, const Request& request) {
    if (services.metrics == nullptr) return refused(Error{ErrorCode::NotFound});
    Exposition out;
    tell_process(out, *services.metrics);
    tell_notices(out);
    tell_requests(out, *services.metrics);
    if (services.rate_limits != nullptr) tell_rates(out, *services.rate_limits);
    if (services.work != nullptr) tell_work(out, *services.work, request.now_ms);
    if (services.metrics->front) tell_front(out, services.metrics->front());
    if (services.metrics->webhooks)
        tell_webhooks(out, services.metrics->webhooks(), request.now_ms);
    if (services.metrics->push != nullptr) tell_push(out, *services.metrics->push);
    tell_commits(out, services.storage);
    tell_store(out, counted(services, request.now_ms));
    Response response;
    response.body = out.text();
    response.with("Content-Type", std::string(kExpositionType));
    return response;
}

}  // namespace kongdi::server
