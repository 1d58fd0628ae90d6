// SPDX-License-Identifier: Apache-2.0
// Where the pictures of a base map come from.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/tile/tile_id.hpp"

namespace kongdi::server {

/// A picture of 512 by 512 needs less; whatever is larger is no tile.
inline constexpr std::size_t kMostTileBytes = 1u << 20;

class TileImages {
public:
    TileImages() = default;
    virtual ~TileImages() = default;
    TileImages(const TileImages&) = delete;
    TileImages& operator=(const TileImages&) = delete;

    /// The bytes as they are; empty where there is none. From several threads at once.
    /// Errors: storage_busy, try again later.
    virtual Result<std::string> image(const tile::TileId& id) = 0;
};

/// "image/png", "image/jpeg" or "image/webp" by the first bytes, empty for anything else.
std::string_view image_type(std::string_view bytes);
/// Does it begin as a vector tile does, packed by gzip or not? An empty one is one, too.
bool is_vector_tile(std::string_view bytes);

}  // namespace kongdi::server
