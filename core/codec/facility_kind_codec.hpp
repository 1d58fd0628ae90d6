// SPDX-License-Identifier: Apache-2.0
// The catalogue of facilities as a file has it, and as the interface tells it with what planners
// have changed.
#pragma once

#include <span>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"

namespace kongdi {

/// Classes, marks and kinds of `tree` into the catalogue. Refused with the place named: a code
/// twice, a class, tier, measure or mark that is unknown, a high below its low, no radius.
Result<void> read_facility_kinds(const Value& tree, Catalogue& out);

/// The values in force after the changes, in their order, each with its default and whether a
/// planner has confirmed it; and the changes themselves.
Value facility_kinds_tree(const Catalogue& defaults, std::span<const ThresholdChange> changes);

Value bounds_tree(const Bounds& bounds);
/// `{"low", "high"}`; a high that is null or absent is none. Paths start with `path`.
Result<Bounds> bounds_of(const Value& tree, const std::string& path);

Value local_text_tree(const LocalText& text);

}  // namespace kongdi
