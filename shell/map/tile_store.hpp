// SPDX-License-Identifier: Apache-2.0
// The tiles a map has, wants and waits for. Knows no network: it says what it wants and is given
// bytes. Keeps what was seen last within a number of bytes.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/tile/tile_id.hpp"
#include "shell/map/raster_ground.hpp"
#include "shell/map/tile_content.hpp"

namespace kongdi::map {

struct TileSource {
    std::string pattern = {};  // "/tiles/map/{z}/{x}/{y}.mvt"
    std::string version = {};
    int least_zoom = 0;
    int most_zoom = 0;

    bool empty() const { return pattern.empty(); }
    friend bool operator==(const TileSource&, const TileSource&) = default;
};

/// A tile that is there, and the part of it to show (it may stand in for what is not there).
struct TileShown {
    tile::TileId id = {};
    const TileContent* content = nullptr;
    tile::TileId cell = {};  // at most as wide as the tile
};

struct CommunityName {
    std::string code = {};
    std::string name = {};
    friend bool operator==(const CommunityName&, const CommunityName&) = default;
};

/// Where a point lies. Not known: the tile is not there yet. Known without a code: outside of all.
struct Whereabouts {
    bool known = false;
    CommunityName community = {};
    friend bool operator==(const Whereabouts&, const Whereabouts&) = default;
};

class TileStore {
public:
    explicit TileStore(std::size_t most_bytes = kMostBytes) : m_most_bytes(most_bytes) {}

    /// Another source, or another version of it, begins with nothing.
    void open(const TileSource& source);
    const TileSource& source() const { return m_source; }
    /// The map of others under it, if there is one.
    RasterGround& raster() { return m_raster; }

    /// What to draw of a rectangle, from below to above; what is missing is wanted from now on.
    std::vector<TileShown> view(const tile::WorldBox& box, double zoom);
    /// Tiles to be fetched now. Each is answered with take() or fail().
    std::vector<tile::TileId> take_requests(double now_ms);
    void take(const tile::TileId& id, std::string bytes);
    void fail(const tile::TileId& id, double now_ms);
    /// Makes what has come into triangles until the work clock says so; true while there is more.
    /// Not while a frame is drawn: what it draws may go to make room.
    bool work(double until_ms);
    /// Grows with each tile that is ready to be drawn.
    std::uint64_t made() const { return m_made; }

    /// By the nearest tiles; those near are wanted.
    Whereabouts community_at(World at);
    /// Communities of the tiles around a point, by name.
    std::vector<CommunityName> communities_near(World at) const;
    /// Everything known of a community, as a rectangle; empty when nothing is.
    tile::WorldBox extent_of(std::string_view code) const;

    std::size_t bytes() const { return m_bytes; }
    std::size_t size() const { return m_tiles.size(); }
    /// Something came and is not made yet.
    bool works() const { return !m_work.empty(); }
    bool waits() const { return m_in_flight > 0 || !m_work.empty(); }
    /// When to look for requests again, below 0 for never: tiles that failed are tried later.
    double next_try_ms() const;

    static constexpr std::size_t kMostBytes = 48 * 1024 * 1024;
    static constexpr int kMostInFlight = 6;

private:
    struct Entry {
        TileContent content;
        std::uint64_t used = 0;
        std::size_t bytes = 0;
    };
    struct Missing {
        tile::TileId id;
        bool in_flight = false;
        int failures = 0;
        double next_try_ms = 0;
    };
    struct Work {
        tile::TileId id;
        std::unique_ptr<TileWork> tile;
    };
    const TileContent* find(const tile::TileId& id);
    void want(const tile::TileId& id);
    void keep(const tile::TileId& id, TileContent content);
    void drop_oldest();

    std::size_t m_most_bytes;
    TileSource m_source;
    RasterGround m_raster;
    std::unordered_map<std::uint64_t, Entry> m_tiles;
    std::unordered_map<std::uint64_t, Missing> m_missing;
    std::vector<tile::TileId> m_wanted;  // of the newest views, most wanted first
    std::vector<Work> m_work;
    std::size_t m_bytes = 0;
    std::uint64_t m_turn = 0;
    std::uint64_t m_made = 0;
    int m_in_flight = 0;
};

}  // namespace kongdi::map
