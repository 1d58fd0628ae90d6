// SPDX-License-Identifier: Apache-2.0
// What counting a request costs: of its address, its seat and its account, as many of each as a
// city has on an evening, by one thread and by four at once.
#include <gtest/gtest.h>

#include <ctime>
#include <thread>

#include "server/handlers/rates.hpp"
#include "tests/load/table.hpp"

namespace kongdi::server::tests {

namespace {

using load::add_figure;
using load::fixed;

constexpr std::size_t kRequests = 2'000'000;
constexpr std::size_t kAddresses = 20'000;
constexpr std::size_t kSeats = 100'000;

struct Names {
    std::vector<std::string> addresses = {};
    std::vector<std::string> seats = {};
};

Names names() {
    Names out;
    for (std::size_t i = 0; i < kAddresses; ++i)
        out.addresses.push_back("203.0." + std::to_string(i / 250) + "." + std::to_string(i % 250));
    for (std::size_t i = 0; i < kSeats; ++i) {
        std::string number = std::to_string(i);
        out.seats.push_back(std::string(32 - number.size(), '0') + number);
    }
    return out;
}

/// Nanoseconds of processor a request, each with its headers.
double measured(std::size_t threads, const Names& all) {
    RateLimits limits;
    const auto work = [&](std::size_t from) {
        for (std::size_t i = 0; i < kRequests / threads; ++i) {
            const std::int64_t now_ms = static_cast<std::int64_t>(i);
            const std::string address = rate_address(all.addresses[(from + i * 7) % kAddresses]);
            RatesTaken taken;
            taken.standings[0] = limits.take(RateClass::Look, RateBy::Address, address, now_ms);
            taken.standings[1] = limits.take(RateClass::Look, RateBy::Seat,
                                             all.seats[(from + i * 13) % kSeats], now_ms);
            taken.count = 2;
            Response response;
            tell_rates(response, taken);
        }
    };
    const std::clock_t began = std::clock();
    std::vector<std::thread> running;
    for (std::size_t i = 0; i < threads; ++i) running.emplace_back(work, i * 1001);
    for (std::thread& thread : running) thread.join();
    const auto took = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    return took * 1e9 / static_cast<double>(kRequests);
}

TEST(Load, counting_a_request) {
    const Names all = names();
    const double alone = measured(1, all);
    const double together = measured(4, all);
    add_figure(
        "what an address and a seat asked for, counted and told in headers",
        fixed(alone) + " ns of processor a request, " + fixed(together) + " ns with four threads",
        "under 1000 ns");
    EXPECT_LT(alone, 20'000);
}

}  // namespace

}  // namespace kongdi::server::tests
