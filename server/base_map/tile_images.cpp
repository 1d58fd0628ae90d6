// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/tile_images.hpp"

namespace kongdi::server {

std::string_view image_type(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
    if (bytes.starts_with("\xff\xd8\xff")) return "image/jpeg";
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return "image/webp";
    return {};
}

bool is_vector_tile(std::string_view bytes) {
    // The first member of a tile is a layer (field 3, with a length).
    return bytes.empty() || bytes.starts_with("\x1f\x8b") || bytes.starts_with("\x1a");
}

}  // namespace kongdi::server
