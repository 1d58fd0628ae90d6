// SPDX-License-Identifier: Apache-2.0
// The table of spaces in the order in which they came, from any of them on.
#pragma once

#include <functional>

#include "server/features/collections.hpp"

namespace kongdi::server::features {

/// Takes one space after the other, until it says false.
using SpaceSink = std::function<bool(const Space&)>;

/// `query` says which; its order is not asked for. request_format (/after).
Result<void> read_space_table(Storage& storage, api::SpaceQuery query, const RowsWanted& wanted,
                              const SpaceSink& sink);

}  // namespace kongdi::server::features
