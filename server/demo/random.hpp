// SPDX-License-Identifier: Apache-2.0
// Chance that is the same everywhere: splitmix64 and plain arithmetic, because the distributions of
// the standard library differ between libraries.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kongdi::server::demo {

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014): neighbouring inputs give unrelated
/// outputs.
constexpr std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15ULL;
        return mixed(m_state);
    }
    /// 0 <= result < 1
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// 0 <= result < count; count below 2^32.
    std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32);
    }
    /// Both ends included.
    int within(int low, int high) {
        return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
    }
    bool chance(double probability) { return unit() < probability; }
    /// Mean 0 and deviation 1, within ±6: the sum of twelve uniform numbers.
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; ++i) sum += unit();
        return sum;
    }
    template <class List>
    const auto& pick(const List& list) {
        return list[below(list.size())];
    }

private:
    std::uint64_t m_state;
};

/// What a stream of chance is for. Each thing of the city has its own, so that any part of it can
/// be made alone and adding one thing moves no other.
enum class Purpose : std::uint64_t {
    Names = 1,
    Vertex,
    EastwardEdge,
    NorthwardEdge,
    River,
    Enclave,
    Town,
    Facilities,
    StreetFacilities,
    Spaces,
    Reports,
    Checkups,
    Stream,
    Scene,
    Wave,
    Staff,
    IndexRun,
    PlanItem,
    Programme,
};

constexpr std::uint64_t seed_of(std::uint64_t seed, Purpose purpose, std::uint64_t a = 0,
                                std::uint64_t b = 0) {
    std::uint64_t state = mixed(seed + 0x9e3779b97f4a7c15ULL * static_cast<std::uint64_t>(purpose));
    state = mixed(state + 0xd1b54a32d192ed03ULL * (a + 1));
    return mixed(state + 0x8cb92ba72f3d8dd7ULL * (b + 1));
}

inline Random stream_of(std::uint64_t seed, Purpose purpose, std::uint64_t a = 0,
                        std::uint64_t b = 0) {
    return Random(seed_of(seed, purpose, a, b));
}

}  // namespace kongdi::server::demo
