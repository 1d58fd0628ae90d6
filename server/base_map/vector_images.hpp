// SPDX-License-Identifier: Apache-2.0
// Pictures drawn of the vector tiles of others, also larger than these were made for.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "server/base_map/kept_images.hpp"
#include "server/base_map/tile_images.hpp"

namespace kongdi::server {

/// Streets are still told apart in what is drawn of zoom 14; nobody looks nearer than this.
inline constexpr int kMostDrawnZoom = 19;

class VectorImages : public TileImages {
public:
    /// `source` gives Mapbox Vector Tiles, packed by gzip or not, up to this zoom.
    VectorImages(std::unique_ptr<TileImages> source, int most_zoom);

    /// A PNG; empty where the source has no tile, or one that cannot be read. Few are drawn at
    /// once, so that a stranger who asks for all of a city leaves processors for others.
    Result<std::string> image(const tile::TileId& id) override;

    static constexpr int kMostAtOnce = 2;
    static constexpr std::chrono::seconds kLongestWait{5};  // for one's turn

private:
    Result<std::string> draw(const tile::TileId& id);

    std::unique_ptr<TileImages> m_source;
    int m_most_zoom;
    KeptImages m_kept;
    std::mutex m_mutex;
    std::condition_variable m_freed;
    int m_drawing = 0;
};

/// Whole, when the bytes begin as gzip does, else as they are; layer_unreadable for what is broken
/// or would be larger than a tile may be.
Result<std::string> unzipped_tile(std::string_view bytes);

}  // namespace kongdi::server
