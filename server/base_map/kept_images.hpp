// SPDX-License-Identifier: Apache-2.0
// Pictures that were asked for lately, in memory.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace kongdi::server {

/// From several threads at once.
class KeptImages {
public:
    explicit KeptImages(std::chrono::hours fresh) : m_fresh(fresh) {}

    /// None when it is not there or was kept too long.
    std::optional<std::string> find(std::uint64_t key);
    /// What was used longest ago goes for it.
    void keep(std::uint64_t key, const std::string& bytes);

    static constexpr std::size_t kMostBytes = 64u << 20;

private:
    using Clock = std::chrono::steady_clock;
    struct Kept {
        std::uint64_t key = 0;
        std::string bytes = {};
        Clock::time_point at = {};
    };
    void forget(std::list<Kept>::iterator one);

    std::chrono::hours m_fresh;
    std::mutex m_mutex;
    std::list<Kept> m_kept;  // what was used last comes first
    std::unordered_map<std::uint64_t, std::list<Kept>::iterator> m_places;
    std::size_t m_bytes = 0;
};

}  // namespace kongdi::server
