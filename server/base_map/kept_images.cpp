// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/kept_images.hpp"

#include <iterator>

namespace kongdi::server {

namespace {

/// What is empty costs room, too.
std::size_t cost(const std::string& bytes) { return bytes.size() + 128; }

}  // namespace

std::optional<std::string> KeptImages::find(std::uint64_t key) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_places.find(key);
    if (found == m_places.end() || Clock::now() - found->second->at > m_fresh) return std::nullopt;
    m_kept.splice(m_kept.begin(), m_kept, found->second);
    return found->second->bytes;
}

void KeptImages::forget(std::list<Kept>::iterator one) {
    m_bytes -= cost(one->bytes);
    m_places.erase(one->key);
    m_kept.erase(one);
}

void KeptImages::keep(std::uint64_t key, const std::string& bytes) {
    const std::lock_guard lock(m_mutex);
    if (const auto old = m_places.find(key); old != m_places.end()) forget(old->second);
    m_kept.push_front({key, bytes, Clock::now()});
    m_places[key] = m_kept.begin();
    m_bytes += cost(bytes);
    while (m_bytes > kMostBytes) forget(std::prev(m_kept.end()));
}

}  // namespace kongdi::server
