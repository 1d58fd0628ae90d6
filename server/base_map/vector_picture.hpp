// SPDX-License-Identifier: Apache-2.0
// A vector tile of others drawn as a picture, in the colours of our own map. Names stand whole
// within their picture or not at all, so that none is cut at its edge.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "core/tile/mvt.hpp"
#include "core/tile/tile_id.hpp"

namespace kongdi::server {

inline constexpr int kPictureDots = 512;  // of each side

/// A PNG of the square `cell`, which is that of the tile `whole` or lies within it: vectors can be
/// drawn larger than they were made for.
Result<std::string> vector_picture(const tile::Tile& vectors, const tile::TileId& whole,
                                   const tile::TileId& cell);

}  // namespace kongdi::server
