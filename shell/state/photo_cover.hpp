// SPDX-License-Identifier: Apache-2.0
// Parts of a photo that are covered, before it is sent or by staff afterwards: faces, number
// plates. Fields of a grid, which a thumb, a key and a screen reader reach alike.
#pragma once

#include <cstdint>
#include <string>

namespace kongdi::shell {

struct PhotoCover {
    std::string question = {};  // empty on the desk
    std::string sha256 = {};    // of the photo; empty while none is open
    int columns = 0;
    int rows = 0;             // columns × rows is at most 64
    std::uint64_t cells = 0;  // bit row × columns + column
};

struct OpenCover {
    std::string question;
    std::string sha256;
};
/// A field is covered, or open again; another grid begins anew.
struct TapCover {
    int columns;
    int rows;
    int cell;
};
struct ApplyCover {};

}  // namespace kongdi::shell
