// SPDX-License-Identifier: Apache-2.0
// What Cairo writes as SVG, made fit for pages that allow no styles in attributes, the same each
// time, and with words for those who do not see it.
#pragma once

#include <string>
#include <string_view>

#include "server/sheets/canvas.hpp"

namespace kongdi::server {

/// Attributes in place of style="…", counters of the process taken out of ids, <title> and <desc>.
std::string plain_svg(std::string_view svg, const PictureWords& facts);

}  // namespace kongdi::server
