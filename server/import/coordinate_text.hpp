// SPDX-License-Identifier: Apache-2.0
// A coordinate as a table has it: a number, or degrees, minutes and seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kongdi::server {

enum class Axis : std::uint8_t { Lon, Lat };

/// "120.1551", "120.1551°E", "东经120°9'18.4\"", "30°16′27″N"; west and south are negative. The
/// whole cell or none: half of one would be a place that nobody meant.
std::optional<double> coordinate_of(std::string_view text, Axis axis);

}  // namespace kongdi::server
