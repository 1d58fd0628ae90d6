// SPDX-License-Identifier: Apache-2.0
// Tiles from what is stored. They are made when they are first asked for and kept in the store
// until an import changes their layer: an import costs the same however many tiles it touches, and
// of a large city only the part that somebody looks at is ever made.
#pragma once

#include <optional>

#include "core/base/result.hpp"
#include "server/storage/storage.hpp"
#include "server/tiles/tile_grid.hpp"

namespace kongdi::server {

/// All roles that show.
inline constexpr std::string_view kWholeMapLayer = "map";

/// "map", or the name of a role that shows.
bool is_tile_layer(std::string_view layer);

/// Empty bytes when nothing lies there. The layer and the place must be ones there are.
Result<KeptTile> tile_of(Storage& storage, std::string_view layer, const TilePlace& place);

}  // namespace kongdi::server
