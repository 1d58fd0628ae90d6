// SPDX-License-Identifier: Apache-2.0
#include "server/auth/rate_limits.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kongdi::server {

namespace {

using enum RateClass;

// An address may be a hall of a thousand phones that all vote at once, or a mobile network through
// which a whole wave is answered; a seat is one phone, which may have been offline for a week.
// clang-format off
constexpr std::array<RateRow, static_cast<std::size_t>(RateClass::Count_)> kRates{{
    //                  address          seat          account
    {Free,   "free",   {{{},             {},           {}}}},
    {Look,   "look",   {{{60'000, 2000}, {600, 20},    {1200, 40}}}},
    {Tile,   "tile",   {{{100'000, 5000}, {4000, 100}, {4000, 100}}}},
    {Heavy,  "heavy",  {{{1000, 20},     {60, 1},      {300, 5}}}},
    {Send,   "send",   {{{5000, 400},    {400, 1},     {1000, 20}}}},
    {Guess,  "guess",  {{{200, 2},       {30, 0.5},    {40, 0.5}}}},
    {Change, "change", {{{2000, 50},     {60, 1},      {300, 5}}}},
}};
// clang-format on

constexpr bool in_order() {
    for (std::size_t i = 0; i < kRates.size(); ++i)
        if (kRates[i].rates != static_cast<RateClass>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each class, in the order of the enum");

constexpr std::array<std::string_view, static_cast<std::size_t>(RateBy::Count_)> kBys{
    "address", "seat", "account"};

/// Places in which a key may lie.
constexpr std::size_t kWays = 8;
/// A batch may run ahead of its quota by this much, and so may a clock that was put back.
constexpr double kMostDebtUs = 600e6;

std::size_t row_at(RateClass rates, RateBy by) {
    return static_cast<std::size_t>(rates) * kBys.size() + static_cast<std::size_t>(by);
}

std::int64_t seconds_up(double us) { return static_cast<std::int64_t>(std::ceil(us / 1e6)); }

}  // namespace

const RateRow& rate_row(RateClass rates) { return kRates[static_cast<std::size_t>(rates)]; }

std::string_view rate_by_name(RateBy by) { return kBys[static_cast<std::size_t>(by)]; }

RateLimits::RateLimits(std::int64_t percent, std::size_t keys) : m_slots(keys) {
    static_assert(sizeof m_secret == crypto_shorthash_KEYBYTES);
    std::ignore = ::sodium_init();
    ::randombytes_buf(m_secret.data(), m_secret.size());
    const double share = static_cast<double>(percent) / 100;
    for (const RateRow& row : kRates)
        for (std::size_t by = 0; by < kBy; ++by) {
            RateQuota quota = row.quotas[by];
            if (quota.at_once > 0)
                quota.at_once = static_cast<std::uint32_t>(
                    std::clamp(std::round(quota.at_once * share), 1.0, 1e9));
            quota.per_s *= share;
            m_quotas[row_at(row.rates, static_cast<RateBy>(by))] = quota;
        }
}

RateQuota RateLimits::quota(RateClass rates, RateBy by) const {
    return m_quotas[row_at(rates, by)];
}

std::int64_t RateLimits::refused(RateClass rates, RateBy by) const {
    return m_refused[row_at(rates, by)].load(std::memory_order_relaxed);
}

/// With a secret, so that nobody can choose addresses or pseudonyms that push out each other.
std::uint64_t RateLimits::key_of(std::size_t row, std::string_view who) const {
    std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
    ::crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(who.data()), who.size(),
                       m_secret.data());
    std::uint64_t out = 0;
    std::memcpy(&out, hash.data(), sizeof out);
    return (out + (row + 1) * 0x9e3779b97f4a7c15U) | 1U;  // 0 is nobody
}

/// Under the set's lock. A key that is new takes the place of whoever has used least.
RateLimits::Slot& RateLimits::slot_of(std::size_t set, std::uint64_t key, std::int64_t now_us) {
    Slot* least = &m_slots[set * kWays];
    for (std::size_t i = 0; i < kWays; ++i) {
        Slot& slot = m_slots[set * kWays + i];
        if (slot.key == key) return slot;
        if (slot.whole_us < least->whole_us) least = &slot;
    }
    *least = {key, now_us};
    return *least;
}

RateStanding RateLimits::take(RateClass rates, RateBy by, std::string_view who, std::int64_t now_ms,
                              std::uint32_t n) {
    const std::size_t row = row_at(rates, by);
    const RateQuota& quota = m_quotas[row];
    RateStanding out{.by = by, .quota = quota.at_once};
    const double one_us = 1e6 / quota.per_s;
    const double all_us = quota.at_once * one_us;
    out.window_s = seconds_up(all_us);
    const std::int64_t now_us = now_ms * 1000;
    const std::uint64_t key = key_of(row, who);
    const std::size_t set = (key >> 32U) & (m_slots.size() / kWays - 1);
    double ahead = 0;
    {
        const std::lock_guard lock(m_locks[set % kLocks].mutex);
        Slot& slot = slot_of(set, key, now_us);
        ahead = std::clamp(static_cast<double>(slot.whole_us - now_us), 0.0, all_us + kMostDebtUs);
        // The half: what comes back by itself is not lost to rounding.
        if (ahead + one_us > all_us + 0.5) {
            out.wait_s = std::max<std::int64_t>(1, seconds_up(ahead + one_us - all_us));
        } else {
            ahead = std::min(ahead + n * one_us, all_us + kMostDebtUs);
        }
        slot.whole_us = now_us + static_cast<std::int64_t>(ahead);
    }
    if (out.wait_s > 0)
        m_refused[row].fetch_add(1, std::memory_order_relaxed);
    else
        out.left = static_cast<std::uint32_t>(std::max(0.0, (all_us - ahead + 0.5) / one_us));
    out.whole_s = seconds_up(ahead);
    return out;
}

std::string rate_address(std::string_view address) {
    if (address.starts_with("127.")) return {};
    std::string text(address);
    in6_addr bytes{};
    if (address.find(':') == std::string_view::npos ||
        ::inet_pton(AF_INET6, text.c_str(), &bytes) != 1)
        return text;
    if (IN6_IS_ADDR_LOOPBACK(&bytes)) return {};
    // An IPv4 address in the guise of IPv6, of a socket for both or by a translator (RFC 6052): all
    // of them share their first bits.
    constexpr std::array<std::uint8_t, 12> kTranslated{0, 0x64, 0xff, 0x9b};
    if (IN6_IS_ADDR_V4MAPPED(&bytes) ||
        std::equal(kTranslated.begin(), kTranslated.end(), bytes.s6_addr)) {
        std::array<char, INET_ADDRSTRLEN> plain{};
        ::inet_ntop(AF_INET, &bytes.s6_addr[12], plain.data(), plain.size());
        return rate_address(plain.data());
    }
    return {reinterpret_cast<const char*>(&bytes.s6_addr[0]), 8};
}

}  // namespace kongdi::server
