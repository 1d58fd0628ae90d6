// SPDX-License-Identifier: Apache-2.0
// When those who send must work for it (core/base/proof_of_work.hpp): while more records come from
// all addresses together than a city ever sends. The shares of addresses and seats
// (rate_limits.hpp) do not hold who has thousands of both; work is paid for each record, whoever
// sends it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace kongdi::server {

/// So many a second are as usual: a wave of two million answers in ten evenings is 19.
inline constexpr double kUsualPerS = 500;
/// Beyond the usual, before anybody has to work: five seconds of twice the usual, or all phones of
/// a hall of two thousand at once.
inline constexpr double kMostAhead = 2500;
/// Asked for at least as long after that.
inline constexpr std::int64_t kWorkLastsMs = 60'000;
inline constexpr int kLeastGateBits = 16;  // half a second of a slow phone
inline constexpr int kMostGateBits = 20;   // ten seconds of it
/// How long a challenge is given out; it is good for as long again.
inline constexpr std::int64_t kChallengeMs = 120'000;
/// Of those who cannot work, together, while others must: so many at once, and a second.
inline constexpr double kUnworkedAtOnce = 100;
inline constexpr double kUnworkedPerS = 50;

/// From several threads at once. Nothing is kept of anybody: who asked is not known, and a
/// challenge is told from others by the key and the time.
class WorkGate {
public:
    using Key = std::array<std::uint8_t, 32>;

    /// Servers with one key take each other's challenges. `always`: as if there were an attack.
    explicit WorkGate(const Key& key, bool always = false) : m_key(key), m_always(always) {}

    /// Counts what is asked for, and says the bits to be worked for: 0 while all is as usual. They
    /// rise with what gets through all the same, not with what is turned away, so that a flood
    /// that does not work makes it no harder for those who do.
    int count(std::int64_t now_ms, std::uint32_t n = 1);
    /// The same without counting.
    int bits(std::int64_t now_ms) const;

    /// 16 hex digits.
    std::string challenge(std::int64_t now_ms) const;
    /// Given out in this stretch of time or the one before.
    bool is_current(std::string_view challenge, std::int64_t now_ms) const;
    /// `n` records were worked for.
    void passed(std::int64_t now_ms, std::uint32_t n = 1);
    /// Is there room for one more of those who cannot work? Takes it.
    bool take_unworked(std::int64_t now_ms);

    /// Since the start, for metrics.
    struct Counts {
        std::atomic<std::int64_t> asked = 0;        // got a challenge, having brought none
        std::atomic<std::int64_t> solved = 0;       // brought what was asked for
        std::atomic<std::int64_t> wrong = 0;        // brought something else, or too late
        std::atomic<std::int64_t> turned_away = 0;  // could not work, and there was no room
    };
    Counts counts = {};

private:
    /// What came beyond so many a second.
    struct Bucket {
        double ahead = 0;
        std::int64_t at_ms = 0;
        double at(std::int64_t now_ms, double per_s) const;
    };
    int bits_now(std::int64_t now_ms) const;
    std::string challenge_of(std::int64_t stretch) const;

    const Key m_key;
    const bool m_always;
    mutable std::mutex m_mutex;
    Bucket m_asked;
    Bucket m_passed;
    Bucket m_unworked;
    std::int64_t m_until_ms = 0;
};

}  // namespace kongdi::server
