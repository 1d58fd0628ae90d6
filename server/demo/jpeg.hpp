// SPDX-License-Identifier: Apache-2.0
// Baseline JPEG (ITU-T T.81) in whole numbers only, so that a demo photo has the same bytes, and
// with them the same SHA-256, everywhere. No library promises that.
#pragma once

#include <string>

#include "server/demo/canvas.hpp"

namespace kongdi::server::demo {

std::string encoded_jpeg(const Canvas& canvas);

}  // namespace kongdi::server::demo
