// SPDX-License-Identifier: Apache-2.0
// The rectangle of a question: "120.1,30.2,120.2,30.3", in any of the coordinate systems.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/geometry/box.hpp"
#include "server/features/shape.hpp"

namespace kongdi::server::features {

struct AskedBox {
    const Crs* crs = nullptr;
    /// In the order of the system's axes. Where the first longitude is the larger one, the
    /// rectangle goes over the 180th meridian.
    Position low = {};
    Position high = {};
};

/// Four numbers, or six with heights, which no feature of ours has: they do not count. nullopt for
/// anything else.
std::optional<AskedBox> box_of_numbers(const std::vector<double>& numbers, const Crs& crs);
/// The same of a text; request_format (/bbox).
Result<AskedBox> asked_box_of(std::string_view text, const Crs& crs);

bool meets(const AskedBox& box, const Geometry& geometry);

/// Where to look in a store; none for a grid, where meets() has to judge all.
std::optional<Box> around(const AskedBox& box);

}  // namespace kongdi::server::features
