// SPDX-License-Identifier: Apache-2.0
// What a layer is, from its head and its first rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/import/columns.hpp"
#include "server/import/layer_reader.hpp"

namespace kongdi::server {

struct LayerGuess {
    ColumnPlaces places = {};
    std::string role = {};  // empty when nobody can tell
    std::string crs = {};   // empty when nobody can tell
    std::string crs_name = {};
    bool is_mixed = false;
    bool is_wgs84 = false;  // or CGCS2000, as far as it says itself
    std::vector<std::vector<std::string>> first_rows = {};
};

Result<LayerGuess> guess_layer(LayerReader& reader, std::size_t layer, const SourceFile& file);

}  // namespace kongdi::server
