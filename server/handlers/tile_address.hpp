// SPDX-License-Identifier: Apache-2.0
// "/{z}/{x}/{y}" of a tile's address.
#pragma once

#include <optional>
#include <string_view>

#include "core/tile/tile_id.hpp"

namespace kongdi::server {

/// Digits and nothing else, without a leading zero, so that a tile has one address; none when it
/// is no tile.
std::optional<tile::TileId> tile_address(std::string_view z, std::string_view x,
                                         std::string_view y);

}  // namespace kongdi::server
