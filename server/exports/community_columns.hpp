// SPDX-License-Identifier: Apache-2.0
// A download of communities: what they are called, where they lie, and each indicator of
// core/model/indicator.cpp as a column.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/model/indicator.hpp"
#include "server/exports/row_source.hpp"

namespace kongdi::server {

struct CommunityRow {
    CommunityFacts facts = {};
    std::string district = {};
    std::optional<Wgs84Point> point = {};  // the middle of the rectangle around it
    std::optional<double> area_m2 = {};    // of its outline
    MultiPolygon outline = {};             // empty for none
};

/// Of those who do not see the whole city small numbers are kept back, as on the map, and a further
/// column says which.
TableFacts community_facts_table(bool keeps_back, const Labels& labels);
std::unique_ptr<RowSource> community_rows(std::vector<CommunityRow> rows, bool keeps_back,
                                          const Labels& labels);

}  // namespace kongdi::server
