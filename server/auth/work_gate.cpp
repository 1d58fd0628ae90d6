// SPDX-License-Identifier: Apache-2.0
#include "server/auth/work_gate.hpp"

#include <sodium.h>

#include <algorithm>

namespace kongdi::server {

namespace {

/// More is not remembered, so that the end of a flood is seen within seconds.
constexpr double kMostAsked = 2 * kMostAhead;
constexpr double kMostPassed = (kMostGateBits - kLeastGateBits + 1) * kMostAhead;
constexpr std::size_t kChallengeBytes = 8;

}  // namespace

/// A clock that was put back takes nothing away.
double WorkGate::Bucket::at(std::int64_t now_ms, double per_s) const {
    const double gone_s = static_cast<double>(std::max<std::int64_t>(0, now_ms - at_ms)) / 1000;
    return std::max(0.0, ahead - gone_s * per_s);
}

int WorkGate::bits_now(std::int64_t now_ms) const {
    // A clock that was put back by an hour does not prolong it by one.
    const std::int64_t left_ms = m_until_ms - now_ms;
    if (!m_always && (left_ms <= 0 || left_ms > kWorkLastsMs)) return 0;
    const int harder = static_cast<int>(m_passed.at(now_ms, kUsualPerS) / kMostAhead);
    return std::min(kLeastGateBits + harder, kMostGateBits);
}

int WorkGate::bits(std::int64_t now_ms) const {
    const std::lock_guard lock(m_mutex);
    return bits_now(now_ms);
}

int WorkGate::count(std::int64_t now_ms, std::uint32_t n) {
    const std::lock_guard lock(m_mutex);
    m_asked = {std::min(m_asked.at(now_ms, kUsualPerS) + n, kMostAsked), now_ms};
    if (m_asked.ahead >= kMostAhead) m_until_ms = now_ms + kWorkLastsMs;
    return bits_now(now_ms);
}

void WorkGate::passed(std::int64_t now_ms, std::uint32_t n) {
    counts.solved.fetch_add(1, std::memory_order_relaxed);
    const std::lock_guard lock(m_mutex);
    m_passed = {std::min(m_passed.at(now_ms, kUsualPerS) + n, kMostPassed), now_ms};
}

bool WorkGate::take_unworked(std::int64_t now_ms) {
    const std::lock_guard lock(m_mutex);
    const double ahead = m_unworked.at(now_ms, kUnworkedPerS) + 1;
    const bool fits = ahead <= kUnworkedAtOnce;
    if (fits)
        m_unworked = {ahead, now_ms};
    else
        counts.turned_away.fetch_add(1, std::memory_order_relaxed);
    return fits;
}

std::string WorkGate::challenge_of(std::int64_t stretch) const {
    const std::string text = std::to_string(stretch);
    std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> tag{};
    static_assert(std::tuple_size_v<Key> == crypto_auth_hmacsha256_KEYBYTES);
    crypto_auth_hmacsha256(tag.data(), reinterpret_cast<const std::uint8_t*>(text.data()),
                           text.size(), m_key.data());
    std::string out(2 * kChallengeBytes + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), tag.data(), kChallengeBytes);
    out.pop_back();
    return out;
}

std::string WorkGate::challenge(std::int64_t now_ms) const {
    return challenge_of(now_ms / kChallengeMs);
}

bool WorkGate::is_current(std::string_view challenge, std::int64_t now_ms) const {
    const std::int64_t stretch = now_ms / kChallengeMs;
    return challenge == challenge_of(stretch) || challenge == challenge_of(stretch - 1);
}

}  // namespace kongdi::server
