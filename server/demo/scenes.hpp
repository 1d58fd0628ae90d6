// SPDX-License-Identifier: Apache-2.0
// Painted stand-ins for the photos of an invented city: one simple scene for each type of space.
// Each carries the word DEMO.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/demo/canvas.hpp"

namespace kongdi::server::demo {

/// The scene of a type ("I05"), with light and details by its number.
Canvas painted_scene(std::string_view type, std::uint64_t seed, int scene);

}  // namespace kongdi::server::demo
