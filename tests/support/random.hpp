// SPDX-License-Identifier: Apache-2.0
// Numbers that look random and are the same on every machine and with every compiler, so that a
// failing property test fails again.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kongdi::tests {

/// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    /// 0 to count - 1; the bias of the remainder does not matter here.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    double real(double low, double high) {
        return low + (high - low) * (static_cast<double>(next() >> 11U) / 9007199254740992.0);
    }
    /// True once in so many times.
    bool once_in(std::size_t times) { return below(times) == 0; }

    template <class Items>
    const auto& pick(const Items& items) {
        return items[below(items.size())];
    }

private:
    std::uint64_t m_state;
};

}  // namespace kongdi::tests
