// SPDX-License-Identifier: Apache-2.0
// Index runs as JSON: what goes in, what comes out. The same city gives the same bytes, which is
// what a run is known by.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/index/city.hpp"
#include "core/index/ranking.hpp"
#include "core/index/settings.hpp"

namespace kongdi {

Value index_settings_tree(const IndexSettings& settings);

struct CheckedIndexSettings {
    IndexSettings settings = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};
/// What the tree does not name is as in `defaults`. field_type, field_choice; field_range: shares
/// of 0 to 1, draws of 1 to kMostDraws, weights of 0 to kMostWeight.
CheckedIndexSettings index_settings_of(const Value& tree, const IndexSettings& defaults);
inline constexpr double kMostWeight = 10;

Value city_input_tree(const CityInput& city);
/// Refused with the place named when a part does not fit the others.
Result<CityInput> city_input_of(const Value& tree);

Value city_index_tree(const CityIndex& index);
Result<CityIndex> city_index_of(const Value& tree);

/// All that a run was made of. `about` says where the numbers come from (how reach was measured,
/// which wave was counted); nothing is computed from it, but it is part of what is frozen.
struct FrozenRun {
    IndexSettings settings = {};
    Value about = {};
    CityInput city = {};
};
std::string run_document(const FrozenRun& run);
Result<FrozenRun> frozen_run_of(std::string_view document);

/// What comes of it; with the SHA-256 of the document it was made of.
std::string result_document(const CityIndex& index, std::string_view document_sha256);

}  // namespace kongdi
