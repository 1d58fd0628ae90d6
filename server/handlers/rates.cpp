// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/rates.hpp"

#include <charconv>

namespace kongdi::server {

namespace {

constexpr std::string_view kPolicy = "RateLimit-Policy";
constexpr std::string_view kLeft = "RateLimit";

void append_item(std::string& out, const RateStanding& standing, std::string_view first,
                 std::int64_t a, std::string_view second, std::int64_t b) {
    const auto append_whole = [&out](std::int64_t number) {
        std::array<char, 20> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        out.append(digits.data(), end);
    };
    if (!out.empty()) out += ", ";
    out.append("\"").append(rate_by_name(standing.by)).append("\";").append(first);
    append_whole(a);
    out.append(";").append(second);
    append_whole(b);
}

double share_left(const RateStanding& standing) {
    return standing.wait_s > 0 ? -1.0 : static_cast<double>(standing.left) / standing.quota;
}

}  // namespace

std::optional<Response> take_rate(const Services& services, RateClass rates, RateBy by,
                                  std::string_view who, std::int64_t now_ms, RatesTaken& taken,
                                  std::uint32_t n) {
    if (services.rate_limits == nullptr || who.empty()) return std::nullopt;
    if (services.rate_limits->quota(rates, by).at_once == 0) return std::nullopt;
    const RateStanding standing = services.rate_limits->take(rates, by, who, now_ms, n);
    // Records count for their own seat, whatever the request was counted for.
    if (taken.count < taken.standings.size()) taken.standings[taken.count++] = standing;
    if (standing.wait_s == 0) return std::nullopt;
    Response response =
        refused(Error{ErrorCode::TooManyRequests, {}, std::string(rate_by_name(by))});
    response.with("Retry-After", std::to_string(standing.wait_s));
    tell_rates(response, taken);
    return response;
}

void tell_rates(Response& response, const RatesTaken& taken) {
    if (taken.count == 0 || !response.header(kPolicy).empty()) return;
    std::string policies;
    policies.reserve(96);
    const RateStanding* least = &taken.standings[0];
    for (std::size_t i = 0; i < taken.count; ++i) {
        const RateStanding& one = taken.standings[i];
        append_item(policies, one, "q=", one.quota, "w=", one.window_s);
        if (share_left(one) < share_left(*least)) least = &one;
    }
    std::string left;
    left.reserve(48);
    append_item(left, *least, "r=", least->left,
                "t=", least->wait_s > 0 ? least->wait_s : least->whole_s);
    response.with(kPolicy, std::move(policies)).with(kLeft, std::move(left));
}

}  // namespace kongdi::server
