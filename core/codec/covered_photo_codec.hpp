// SPDX-License-Identifier: Apache-2.0
// Covered parts of photos as JSON, as they are sent and as their events hold them.
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/value.hpp"
#include "core/model/covered_photo.hpp"

namespace kongdi {

/// More than two grids of eight by eight come to, which a worker can cover one after the other.
inline constexpr std::size_t kMaxPictureParts = 128;

struct CheckedParts {
    std::vector<PicturePart> parts = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};
/// Reads {"parts":[[left,top,right,bottom],…]}; an empty list is one. field_missing, field_type,
/// field_range (also past kMaxPictureParts) at /parts or at one of them.
CheckedParts picture_parts_of(const Value& tree);

Value picture_parts_tree(const std::vector<PicturePart>& parts);

/// Of what we wrote ourselves; nothing is checked.
CoveredPhoto covered_photo_of(const Value& tree);
Value covered_photo_tree(const CoveredPhoto& photo);

}  // namespace kongdi
