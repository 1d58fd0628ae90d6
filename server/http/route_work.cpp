// SPDX-License-Identifier: Apache-2.0
#include "server/http/route_work.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

#include "core/api/endpoints.hpp"
#include "core/api/messages.hpp"
#include "core/base/proof_of_work.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/auth/work_gate.hpp"

namespace kongdi::server {

namespace {

using enum Method;
using enum WorkRule;

// What strangers can write without end, since pseudonyms cost nothing. Free are: joining a meeting,
// which needs its code and is done by a thousand phones at once; photos, which the service worker
// sends, too, and it cannot work; two at a time are made anew, so they are slow by themselves;
// erasing, a right, which writes nothing where nothing is; ending to be told of reports, likewise.
constexpr std::array<WorkRow, 10> kRows{{
    {Post, "/api/v1/records", Worked},
    {Post, "/api/v1/records/{id}/events", Unworked},
    {Post, "/api/v1/my/push", Unworked},
    {Post, "/open311/v2/{document.format}", Unworked},
    {Post, "/openrosa/submission", Unworked},
    {Post, "/plain/report", Unworked},
    {Post, "/plain/rate", Unworked},
    {Post, "/plain/nearby", Unworked},
    {Post, "/plain/withdraw", Unworked},
    {Post, "/plain/answer", Unworked},
}};

constexpr std::uint32_t kUnworkedShare = 10;
constexpr std::string_view kUnworkedWaitS = "30";
constexpr std::size_t kMostDigits = 19;

/// Whoever is logged in is known, and what they send is theirs.
bool may_have_to(const Services& services, const Route& route, const Request& request) {
    return services.work != nullptr && !request.account && work_rule_of(route) != Free;
}

/// "challenge:n"; bits and body are still missing.
std::optional<Work> brought_work(const Request& request) {
    const std::string_view text = request.header(api::kWorkHeader);
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || text.size() - colon - 1 > kMostDigits)
        return std::nullopt;
    Work out;
    out.challenge = text.substr(0, colon);
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, out.n);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return out;
}

/// The ordinary refusal of who asks too much, since a program that knows nothing of work does right
/// to wait; with what the others need.
Response work_wanted(const WorkGate& gate, const Request& request, int bits) {
    Response out = refused(Error{ErrorCode::TooManyRequests, {}, "work"});
    Value body = api::to_value(api::Failure{out.errors.front(), request.id, out.errors});
    body.set("work", Value::map({{"challenge", gate.challenge(request.now_ms)}, {"bits", bits}}));
    out.body = write_json(body);
    out.with("Content-Type", "application/json").with("Retry-After", "0");
    return out;
}

/// Lines of a body of several records.
std::uint32_t records_in(const Request& request) {
    if (request.media_type != "application/x-ndjson") return 1;
    const auto ends = std::count(request.body.begin(), request.body.end(), '\n');
    return std::max(1U, static_cast<std::uint32_t>(ends) +
                            (request.body.empty() || request.body.back() == '\n' ? 0U : 1U));
}

}  // namespace

std::span<const WorkRow> work_rows() { return kRows; }

WorkRule work_rule_of(const Route& route) {
    static const std::vector<WorkRule> rules = [] {
        std::vector<WorkRule> out;
        for (const Route& one : routes()) {
            const auto row = std::find_if(kRows.begin(), kRows.end(), [&one](const WorkRow& each) {
                return each.method == one.method && each.pattern == one.pattern;
            });
            out.push_back(row == kRows.end() ? Free : row->rule);
        }
        return out;
    }();
    return rules[row_of(route)];
}

std::uint32_t share_taken(const Services& services, const Route& route, std::int64_t now_ms) {
    const bool is_dear = services.work != nullptr && work_rule_of(route) == Unworked &&
                         services.work->bits(now_ms) > 0;
    return is_dear ? kUnworkedShare : 1;
}

std::optional<Response> ask_for_work(const Services& services, const Route& route,
                                     const Request& request, int& bits) {
    bits = 0;
    if (!may_have_to(services, route, request)) return std::nullopt;
    WorkGate& gate = *services.work;
    const int asked = gate.count(request.now_ms);
    if (asked == 0) return std::nullopt;
    if (work_rule_of(route) == Unworked) {
        if (gate.take_unworked(request.now_ms)) return std::nullopt;
        return refused(Error{ErrorCode::TooManyRequests, {}, "unworked"})
            .with("Retry-After", std::string(kUnworkedWaitS));
    }
    const auto brought = brought_work(request);
    if (!brought || !gate.is_current(brought->challenge, request.now_ms)) {
        const bool has_none = request.header(api::kWorkHeader).empty();
        (has_none ? gate.counts.asked : gate.counts.wrong).fetch_add(1, std::memory_order_relaxed);
        return work_wanted(gate, request, asked);
    }
    bits = asked;
    return std::nullopt;
}

std::optional<Response> check_work(const Services& services, const Request& request, int bits) {
    if (bits == 0) return std::nullopt;
    WorkGate& gate = *services.work;
    // Many records in one body are as dear as one by one.
    const std::uint32_t records = records_in(request);
    if (records > 1) gate.count(request.now_ms, records - 1);
    auto brought = brought_work(request);
    if (!brought) return work_wanted(gate, request, bits);
    brought->bits = std::min(bits + static_cast<int>(std::bit_width(records - 1)), kMostWorkBits);
    brought->body_sha256 = sha256(request.body);
    if (is_done(*brought)) {
        gate.passed(request.now_ms, records);
        return std::nullopt;
    }
    gate.counts.wrong.fetch_add(1, std::memory_order_relaxed);
    return work_wanted(gate, request, brought->bits);
}

}  // namespace kongdi::server
