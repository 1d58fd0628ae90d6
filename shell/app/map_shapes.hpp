// SPDX-License-Identifier: Apache-2.0
// What the server says of the map, as shapes to draw.
#pragma once

#include <vector>

#include "core/api/messages.hpp"
#include "shell/map/map_view.hpp"

namespace kongdi::shell {

std::vector<map::MapShape> map_shapes(const api::MapPart& part);

}  // namespace kongdi::shell
