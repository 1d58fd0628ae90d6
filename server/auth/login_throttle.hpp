// SPDX-License-Identifier: Apache-2.0
// How often somebody may try to log in: counted by address and by name, forgotten with time.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kongdi::server {

/// Tries that are let through before the wait; a right one is taken back. An address may be a whole
/// office behind one router.
inline constexpr double kTriesByName = 8;
inline constexpr double kTriesByAddress = 40;
/// After how long one try is forgotten.
inline constexpr std::int64_t kForgetMs = 60'000;

class LoginThrottle {
public:
    /// Seconds to wait before the next try; none when it may be made now.
    std::optional<std::int64_t> wait_s(std::string_view address, std::string_view name,
                                       std::int64_t now_ms);
    /// Before the password is looked at, so that many at once count as many.
    void add_try(std::string_view address, std::string_view name, std::int64_t now_ms);
    /// It was right: the name is clear again, the address has one less.
    void forgive(std::string_view address, std::string_view name);

private:
    struct Count {
        double tries = 0;
        std::int64_t at_ms = 0;
    };
    static double left(const Count& count, std::int64_t now_ms);
    void add(const std::string& key, std::int64_t now_ms);
    void sweep(std::int64_t now_ms);

    std::mutex m_mutex;
    std::unordered_map<std::string, Count> m_counts;
};

}  // namespace kongdi::server
