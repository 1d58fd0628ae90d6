// SPDX-License-Identifier: Apache-2.0
// Where the navigation of a page for work stands: at the side of a wide window that is high enough
// for all of its lines, else in a menu.
#pragma once

#include <cstddef>

namespace kongdi::widgets {

bool has_side(std::size_t lines);

}  // namespace kongdi::widgets
