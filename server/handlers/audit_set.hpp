// SPDX-License-Identifier: Apache-2.0
// The data set of what happened, for planners of the whole city.
#pragma once

#include "server/handlers/data_sets.hpp"

namespace kongdi::server {

/// Of the query only `from` and `to` count; field_format names one that cannot be read.
Result<std::unique_ptr<RowSource>> open_audit(Storage& storage, const RowsAsked& asked,
                                              const Labels& labels);

}  // namespace kongdi::server
