// SPDX-License-Identifier: Apache-2.0
// How much one may ask for: THE table of classes of routes, each with what an address, a seat and
// an account are given, and what they have used of it. An account is whoever is logged in, and
// whoever's token a program shows. Limits beside this table: wrong passwords, second factors, links
// and tokens (login_throttle.hpp), what the public may write in all, beyond which it costs work
// (work_gate.hpp), how many requests are worked on at once (http/lane.hpp), and connections, which
// the front limits (deploy/nginx.conf).
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace kongdi::server {

enum class RateClass : std::uint8_t {
    Free,    // never refused: whether the server lives
    Look,    // pages, lists, where a meeting stands
    Tile,    // pieces of the map, dozens at once
    Heavy,   // made for whoever asks: downloads, charts, imports
    Send,    // what residents send
    Guess,   // where a right guess opens something
    Change,  // what staff write
    Count_,
};

enum class RateBy : std::uint8_t {
    Address,  // may be a hall or a mobile network: generous
    Seat,     // a device, by its pseudonym
    Account,  // whoever is logged in
    Count_,
};

/// So many at once, and so many a second after that. 0 at once: not counted.
struct RateQuota {
    std::uint32_t at_once = 0;
    double per_s = 0;
};

struct RateRow {
    RateClass rates;
    std::string_view name;  // in metrics
    std::array<RateQuota, static_cast<std::size_t>(RateBy::Count_)> quotas;
};

const RateRow& rate_row(RateClass rates);
/// "address", as headers and metrics have it.
std::string_view rate_by_name(RateBy by);

/// What is left to one of those who are counted.
struct RateStanding {
    RateBy by = RateBy::Address;
    std::uint32_t quota = 0;
    std::int64_t window_s = 0;  // in which the whole quota comes back
    std::uint32_t left = 0;
    std::int64_t whole_s = 0;  // until nothing is used any more
    std::int64_t wait_s = 0;   // refused: until the next; else 0
};

/// In memory of a fixed size; when it is full, whoever used least is forgotten first. From several
/// threads at once.
class RateLimits {
public:
    /// `percent` of the table's quotas. `keys`: how many are remembered at most, a power of two
    /// from 512 on; each takes 16 bytes.
    explicit RateLimits(std::int64_t percent = 100, std::size_t keys = 1U << 17U);

    /// Counts `n` requests of `who`, all of them when there is room for one: what is over is taken
    /// from what comes. A refused one costs nothing. `who` is an address as rate_address() has it.
    RateStanding take(RateClass rates, RateBy by, std::string_view who, std::int64_t now_ms,
                      std::uint32_t n = 1);

    /// The table's quota, as this server gives it.
    RateQuota quota(RateClass rates, RateBy by) const;
    std::int64_t refused(RateClass rates, RateBy by) const;

private:
    static constexpr std::size_t kBy = static_cast<std::size_t>(RateBy::Count_);
    static constexpr std::size_t kRows = static_cast<std::size_t>(RateClass::Count_) * kBy;
    static constexpr std::size_t kLocks = 64;
    struct Slot {
        std::uint64_t key = 0;
        std::int64_t whole_us = 0;  // when nothing is used any more
    };
    struct alignas(64) Lock {
        std::mutex mutex = {};
    };

    std::uint64_t key_of(std::size_t row, std::string_view who) const;
    Slot& slot_of(std::size_t set, std::uint64_t key, std::int64_t now_us);

    std::array<RateQuota, kRows> m_quotas{};
    std::array<std::uint8_t, 16> m_secret{};
    std::vector<Slot> m_slots;
    std::unique_ptr<Lock[]> m_locks = std::make_unique<Lock[]>(kLocks);
    std::array<std::atomic<std::int64_t>, kRows> m_refused{};
};

/// What of an address is counted: of IPv6 the first 64 bits, which one subscriber has; empty for
/// this machine, from which only an operator or a front that nobody named can ask.
std::string rate_address(std::string_view address);

}  // namespace kongdi::server
