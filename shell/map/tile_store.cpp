// SPDX-License-Identifier: Apache-2.0
#include "shell/map/tile_store.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi::map {

namespace {

constexpr double kFirstRetryMs = 2000;
constexpr double kLastRetryMs = 60'000;
/// What a view may want that is not there; more belongs to views long gone.
constexpr std::size_t kMostWanted = 64;
constexpr int kDeepestStandIn = 2;

tile::TileId tile_of_key(std::uint64_t key) {
    return {static_cast<int>(key >> 48), static_cast<std::int64_t>((key >> 24) & 0xFFFFFF),
            static_cast<std::int64_t>(key & 0xFFFFFF)};
}

}  // namespace

void TileStore::open(const TileSource& source) {
    if (source == m_source) return;
    m_source = source;
    m_tiles.clear();
    m_missing.clear();
    m_wanted.clear();
    m_work.clear();
    m_bytes = 0;
    m_in_flight = 0;
}

const TileContent* TileStore::find(const tile::TileId& id) {
    const auto found = m_tiles.find(tile::tile_key(id));
    if (found == m_tiles.end()) return nullptr;
    found->second.used = m_turn;
    return &found->second.content;
}

void TileStore::want(const tile::TileId& id) {
    if (m_wanted.size() < kMostWanted &&
        std::find(m_wanted.begin(), m_wanted.end(), id) == m_wanted.end())
        m_wanted.push_back(id);
}

std::vector<TileShown> TileStore::view(const tile::WorldBox& box, double zoom) {
    std::vector<TileShown> below;
    std::vector<TileShown> there;
    ++m_turn;
    m_wanted.clear();
    if (m_source.empty()) return there;
    // Tiles are drawn 512 px wide and more, twice the width that gives zooms their numbers.
    const int z = std::clamp(static_cast<int>(std::floor(zoom + 0.3)) - 1, m_source.least_zoom,
                             m_source.most_zoom);
    for (const tile::TileId& id : tile::tiles_over(box, z)) {
        if (const TileContent* content = find(id)) {
            there.push_back({id, content, id});
            continue;
        }
        want(id);
        // The nearest wider tile stands in; narrower ones, left from zooming out, lie above it.
        for (int up = z - 1; up >= m_source.least_zoom; --up) {
            const tile::TileId wider = tile::ancestor(id, up);
            const TileContent* content = find(wider);
            if (content == nullptr) continue;
            below.push_back({wider, content, id});
            break;
        }
        for (int deep = 1; deep <= kDeepestStandIn && z + deep <= m_source.most_zoom; ++deep) {
            const std::int64_t across = std::int64_t{1} << deep;
            for (std::int64_t i = 0; i < across * across; ++i) {
                const tile::TileId part{z + deep, id.x * across + i % across,
                                        id.y * across + i / across};
                if (const TileContent* content = find(part)) there.push_back({part, content, part});
            }
        }
    }
    below.insert(below.end(), there.begin(), there.end());
    return below;
}

std::vector<tile::TileId> TileStore::take_requests(double now_ms) {
    std::vector<tile::TileId> requests;
    for (const tile::TileId& id : m_wanted) {
        if (m_in_flight >= kMostInFlight) break;
        Missing& missing = m_missing.try_emplace(tile::tile_key(id), Missing{id}).first->second;
        if (missing.in_flight || missing.next_try_ms > now_ms) continue;
        missing.in_flight = true;
        ++m_in_flight;
        requests.push_back(id);
    }
    return requests;
}

double TileStore::next_try_ms() const {
    double next = -1;
    for (const tile::TileId& id : m_wanted) {
        const auto found = m_missing.find(tile::tile_key(id));
        if (found == m_missing.end() || found->second.in_flight) continue;
        const double at = found->second.next_try_ms;
        if (next < 0 || at < next) next = at;
    }
    return next;
}

void TileStore::take(const tile::TileId& id, std::string bytes) {
    const auto found = m_missing.find(tile::tile_key(id));
    // An answer to a question of another source.
    if (found == m_missing.end() || !found->second.in_flight) return;
    --m_in_flight;
    m_work.push_back({id, std::make_unique<TileWork>(std::move(bytes))});
}

void TileStore::fail(const tile::TileId& id, double now_ms) {
    const auto found = m_missing.find(tile::tile_key(id));
    if (found == m_missing.end() || !found->second.in_flight) return;
    Missing& missing = found->second;
    missing.in_flight = false;
    --m_in_flight;
    missing.next_try_ms =
        now_ms + std::min(kLastRetryMs, kFirstRetryMs * std::exp2(missing.failures++));
}

bool TileStore::work(double until_ms) {
    while (!m_work.empty()) {
        Work& work = m_work.front();
        if (!work.tile->step(until_ms)) return true;
        const tile::TileId id = work.id;
        // A tile that is none is as good as an empty one: asking again would not mend it.
        TileContent content = work.tile->error() ? TileContent{} : work.tile->take();
        m_work.erase(m_work.begin());
        m_missing.erase(tile::tile_key(id));
        std::erase(m_wanted, id);
        keep(id, std::move(content));
        ++m_made;
    }
    return false;
}

void TileStore::keep(const tile::TileId& id, TileContent content) {
    Entry& entry = m_tiles[tile::tile_key(id)];
    m_bytes -= entry.bytes;
    entry = {std::move(content), m_turn, 0};
    entry.bytes = entry.content.bytes();
    m_bytes += entry.bytes;
    drop_oldest();
}

void TileStore::drop_oldest() {
    while (m_bytes > m_most_bytes && m_tiles.size() > 1) {
        const auto oldest = std::min_element(
            m_tiles.begin(), m_tiles.end(),
            [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
        // What is on the screen stays, or it would be fetched anew at once.
        if (oldest->second.used >= m_turn) return;
        m_bytes -= oldest->second.bytes;
        m_tiles.erase(oldest);
    }
}

Whereabouts TileStore::community_at(World at) {
    if (m_source.empty()) return {};
    const tile::TileId nearest = tile::tile_at(at, m_source.most_zoom);
    for (int z = m_source.most_zoom; z >= m_source.least_zoom; --z) {
        const tile::TileId id = tile::ancestor(nearest, z);
        const TileContent* content = find(id);
        if (content == nullptr) continue;
        // Wider tiles have simpler boundaries: good enough until the nearest one is there.
        if (z < m_source.most_zoom) want(nearest);
        const World origin = tile::tile_origin(id);
        const double scale = kExtent / tile::tile_width(z);
        const double x = (at.x - origin.x) * scale;
        const double y = (at.y - origin.y) * scale;
        for (const TileCommunity& community : content->communities)
            for (const auto& area : community.areas)
                if (is_inside(area, x, y)) return {true, {community.code, community.name}};
        return {true, {}};
    }
    want(nearest);
    return {};
}

std::vector<CommunityName> TileStore::communities_near(World at) const {
    // About two kilometres: the tiles of zoom 14 around, and those within them.
    constexpr int kAround = 14;
    std::vector<CommunityName> names;
    const tile::TileId middle = tile::tile_at(at, kAround);
    for (const auto& [key, entry] : m_tiles) {
        const tile::TileId id = tile_of_key(key);
        if (id.z < kAround) continue;
        const tile::TileId wide = tile::ancestor(id, kAround);
        if (std::abs(wide.x - middle.x) > 1 || std::abs(wide.y - middle.y) > 1) continue;
        for (const TileCommunity& community : entry.content.communities)
            names.push_back({community.code, community.name});
    }
    std::sort(names.begin(), names.end(), [](const CommunityName& a, const CommunityName& b) {
        return a.name != b.name ? a.name < b.name : a.code < b.code;
    });
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

tile::WorldBox TileStore::extent_of(std::string_view code) const {
    tile::WorldBox box{{2, 2}, {-1, -1}};
    for (const auto& [key, entry] : m_tiles) {
        const tile::TileId id = tile_of_key(key);
        const World origin = tile::tile_origin(id);
        const double scale = tile::tile_width(id.z) / kExtent;
        for (const TileCommunity& community : entry.content.communities) {
            if (community.code != code) continue;
            for (const auto& area : community.areas)
                for (const tile::TilePoint point : area.front()) {
                    box.low.x = std::min(box.low.x, origin.x + point.x * scale);
                    box.low.y = std::min(box.low.y, origin.y + point.y * scale);
                    box.high.x = std::max(box.high.x, origin.x + point.x * scale);
                    box.high.y = std::max(box.high.y, origin.y + point.y * scale);
                }
        }
    }
    return box;
}

}  // namespace kongdi::map
