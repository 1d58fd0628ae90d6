// SPDX-License-Identifier: Apache-2.0
// The painted photos of the demo city, each made and kept when a report first shows it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/model/record.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server::demo {

class Album {
public:
    Album(std::uint64_t seed, std::int64_t now_ms) : m_seed(seed), m_now_ms(now_ms) {}

    /// What a report says of a photo; the photo waits for keep_new().
    PhotoEntry entry(std::string_view type, int scene);
    /// Brings the photos asked for since the last time into the store, checked as an upload is.
    Result<std::int64_t> keep_new(Storage& storage);

private:
    std::uint64_t m_seed;
    std::int64_t m_now_ms;
    std::map<std::pair<std::string, int>, PhotoEntry> m_entries;
    std::map<std::string, std::string> m_new;  // bytes by SHA-256
};

}  // namespace kongdi::server::demo
