// SPDX-License-Identifier: Apache-2.0
// An index run from what a store holds: reach from the map and the register, thresholds as planners
// have set them, ratings of one wave.
#pragma once

#include <string>

#include "core/codec/index_codec.hpp"
#include "server/reach/city_reach.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// What a run is made with where nobody says otherwise, of planning/index.json.
struct IndexDefaults {
    IndexSettings settings = {};
    CityReachSettings reach = {};
};
Result<IndexDefaults> index_defaults();

struct IndexAsked {
    std::string id = {};
    std::string title = {};
    std::string wave = {};  // its ratings count; empty: of none, the index is that of access alone
    IndexSettings settings = {};
};

/// All that a run is made of. not_found (/wave).
Result<FrozenRun> index_input(Storage& storage, const Catalogue& catalogue, const IndexAsked& asked,
                              const CityReachSettings& reach);

/// The run, ready to be kept.
NewIndexRun reckoned(const IndexAsked& asked, const FrozenRun& run);

}  // namespace kongdi::server
