// SPDX-License-Identifier: Apache-2.0
// A map of others under ours: pictures from an MBTiles file or from a server that an XYZ template
// names. There is none without its 审图号 and its source (domain law: what is shown to the public
// is an approved map, and says so).
#pragma once

#include <memory>
#include <string>

#include "core/api/map_messages.hpp"
#include "core/base/result.hpp"
#include "server/base_map/base_map_settings.hpp"
#include "server/base_map/tile_images.hpp"

namespace kongdi::server {

struct BaseMap {
    api::BaseMapAbout about = {};
    std::unique_ptr<TileImages> images = {};
    /// Somebody else's server is asked: only for what lies in the city.
    bool is_remote = false;
};

/// The only code that knows which kinds there are.
Result<std::unique_ptr<BaseMap>> open_base_map(const BaseMapSettings& settings);
/// By a file of settings. Errors name its member; their detail says what is wrong.
Result<std::unique_ptr<BaseMap>> load_base_map(const std::string& file);

}  // namespace kongdi::server
