// SPDX-License-Identifier: Apache-2.0
// The invented city as layers of features, a street at a time, as an import would bring them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/codec/geojson.hpp"
#include "server/demo/town.hpp"

namespace kongdi::server::demo {

/// Roles in the order they are brought in: areas before what lies in them.
inline constexpr std::array<std::string_view, 7> kLayerRoles{
    "street", "community", "water", "green", "road", "building", "facility"};

struct Layer {
    std::string_view role;  // one of kLayerRoles
    std::vector<Feature> features = {};
};

/// All layers of one street, in the order of kLayerRoles; `towns` are its communities. Each feature
/// says "demo": true.
std::vector<Layer> street_layers(const CityPlan& plan, int street, std::span<const Town> towns,
                                 std::int64_t now_ms);

}  // namespace kongdi::server::demo
