// SPDX-License-Identifier: Apache-2.0
// How `kongdi check` judges what a store keeps of what it could make again: smaller pictures of
// photos, and tiles.
#pragma once

#include "server/backup/check.hpp"

namespace kongdi::server {

/// Of each size that is kept: can it be read, and is it as large as one made of the photo now?
std::vector<PictureRule> picture_rules();

/// Does a tile show what one made now of the same map would? Numbers that a store gives by itself
/// do not count. Empty when it does. Errors: the tile cannot be read (field_format, field_range).
Result<std::string> wrong_tile(Storage& again, const TileAddress& address, std::string_view bytes);

}  // namespace kongdi::server
