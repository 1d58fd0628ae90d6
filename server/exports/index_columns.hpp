// SPDX-License-Identifier: Apache-2.0
// THE table of columns of a download of the index: a row for each community of a run.
#pragma once

#include <span>
#include <string>

#include "core/index/ranking.hpp"
#include "core/model/index_run.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

struct IndexRow {
    IndexRun run = {};
    CommunityIndex index = {};
    Wgs84Point middle = {};  // of the rectangle around the community
};

using IndexColumn = Column<IndexRow>;

std::span<const IndexColumn> index_columns();
inline RowPlace place_of(const IndexRow& row) { return {row.index.code, row.middle}; }

}  // namespace kongdi::server
