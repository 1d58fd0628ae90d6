// SPDX-License-Identifier: Apache-2.0
// Mapbox Vector Tiles, version 2.1 of the specification, written with protozero.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/tiles/tile_shape.hpp"

namespace kongdi::server {

/// What a tile tells of a feature beside its shape. Nothing about people.
struct TileFeature {
    std::int64_t id = 0;
    std::string_view name = {};
    std::string_view code = {};
    std::string_view kind = {};
    std::optional<double> width = {};  // metres
};

/// One layer of a tile; layers are written one after the other into the same bytes.
class TileLayer {
public:
    TileLayer(std::string& tile, std::string_view name);
    ~TileLayer();
    TileLayer(const TileLayer&) = delete;
    TileLayer& operator=(const TileLayer&) = delete;

    void add(const TileFeature& feature, const TileShape& shape);
    /// Writes the layer, unless nothing was added.
    void finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace kongdi::server
