// SPDX-License-Identifier: Apache-2.0
// A photo of which a worker covered parts after it had come: faces, number plates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kongdi {

/// A rectangle in parts of the picture's width and height: 0 ≤ left < right ≤ 1, and so downwards.
struct PicturePart {
    double left = 0;
    double top = 0;
    double right = 1;
    double bottom = 1;
    friend bool operator==(const PicturePart&, const PicturePart&) = default;
};

struct CoveredPhoto {
    std::string sha256 = {};
    std::vector<PicturePart> parts = {};  // none: it is seen whole
    std::string by = {};                  // the account of who covered it last
    std::int64_t at_ms = 0;
    friend bool operator==(const CoveredPhoto&, const CoveredPhoto&) = default;
};

}  // namespace kongdi
