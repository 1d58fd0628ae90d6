// SPDX-License-Identifier: Apache-2.0
#include "server/auth/login_throttle.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi::server {

namespace {

/// Bounds the memory of a flood of names; the oldest counts are worth the least.
constexpr std::size_t kMaxCounts = 20'000;

std::string address_key(std::string_view address) { return "a:" + std::string(address); }
std::string name_key(std::string_view name) { return "n:" + std::string(name.substr(0, 64)); }

}  // namespace

double LoginThrottle::left(const Count& count, std::int64_t now_ms) {
    const double forgotten =
        static_cast<double>(now_ms - count.at_ms) / static_cast<double>(kForgetMs);
    return std::max(0.0, count.tries - std::max(0.0, forgotten));
}

std::optional<std::int64_t> LoginThrottle::wait_s(std::string_view address, std::string_view name,
                                                  std::int64_t now_ms) {
    const std::lock_guard lock(m_mutex);
    double over = -1;
    const auto look = [&](const std::string& key, double allowed) {
        const auto found = m_counts.find(key);
        if (found != m_counts.end()) over = std::max(over, left(found->second, now_ms) - allowed);
    };
    look(address_key(address), kTriesByAddress - 1);
    look(name_key(name), kTriesByName - 1);
    if (over <= 0) return std::nullopt;
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::ceil(over * static_cast<double>(kForgetMs) / 1000)));
}

void LoginThrottle::add(const std::string& key, std::int64_t now_ms) {
    Count& count = m_counts[key];
    count.tries = left(count, now_ms) + 1;
    count.at_ms = now_ms;
}

void LoginThrottle::add_try(std::string_view address, std::string_view name, std::int64_t now_ms) {
    const std::lock_guard lock(m_mutex);
    if (m_counts.size() > kMaxCounts) sweep(now_ms);
    add(address_key(address), now_ms);
    add(name_key(name), now_ms);
}

void LoginThrottle::forgive(std::string_view address, std::string_view name) {
    const std::lock_guard lock(m_mutex);
    m_counts.erase(name_key(name));
    const auto found = m_counts.find(address_key(address));
    if (found != m_counts.end()) found->second.tries = std::max(0.0, found->second.tries - 1);
}

void LoginThrottle::sweep(std::int64_t now_ms) {
    std::erase_if(m_counts, [now_ms](const auto& one) { return left(one.second, now_ms) <= 1; });
    if (m_counts.size() > kMaxCounts) m_counts.clear();
}

}  // namespace kongdi::server
