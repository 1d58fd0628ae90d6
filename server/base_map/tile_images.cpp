// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/tile_images.hpp"

namespace kongdi::server {

std::string_view image_type(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
    if (bytes.starts_with("\xff\xd8\xff")) return "image/jpeg";
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return "image/webp";
    return {};
}

}  // namespace kongdi::server
