// SPDX-License-Identifier: Apache-2.0
// What the properties of a road say to somebody on foot.
#pragma once

#include "core/base/value.hpp"

namespace kongdi::server {

/// May it be walked? By the table of kinds that are not; an explicit `foot` goes before it.
bool is_walked(const Value& properties);

/// The level on which it runs, 0 on the ground: `layer`, else 1 on a bridge and -1 in a tunnel.
int road_level(const Value& properties);

}  // namespace kongdi::server
