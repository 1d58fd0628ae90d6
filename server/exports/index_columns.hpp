// SPDX-License-Identifier: Apache-2.0
// THE table of columns of a download of the index: a row for each community of a run.
#pragma once

#include <optional>
#include <string>

#include "core/index/composite.hpp"
#include "core/index/ranking.hpp"
#include "core/model/index_run.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

struct IndexRow {
    IndexRun run = {};
    CommunityIndex index = {};
    std::optional<Wgs84Point> middle = {};  // of the rectangle around the community, if it has one
    MultiPolygon outline = {};              // of the community; empty for none
    bool by_network = true;
    Cover cover = {};
};

Table<IndexRow> index_table();

}  // namespace kongdi::server
