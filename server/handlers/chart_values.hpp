// SPDX-License-Identifier: Apache-2.0
// From what the city knows to charts: which numbers, in which order, in which words. No store here,
// so that a chart can be tested by values.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/api/index_messages.hpp"
#include "core/api/messages.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/facility.hpp"
#include "core/model/plan_item.hpp"
#include "server/handlers/paper_text.hpp"
#include "server/sheets/chart.hpp"
#include "server/storage/map_rows.hpp"

namespace kongdi::server {

/// The lowest first. Of those on the plan and those to be surveyed first with `only_low`.
std::vector<const CommunityIndex*> lowest_first(const CityIndex& index, bool only_low);
Interval interval_of(const CommunityIndex& one);
/// From and to whole tens around all of the intervals.
IntervalAxis axis_of(std::span<const CommunityIndex* const> communities, const CityIndex& index);
/// "列入补短板", "调查后再定", or nothing.
std::string mark_words(const PaperFor& paper, const CommunityIndex& one);

RankingChart ranking_chart(const PaperFor& paper, const CityIndex& index,
                           std::span<const CommunityIndex* const> communities);
DistributionChart distribution_chart(const PaperFor& paper, const CityIndex& index);
/// Services that fewer than kLeastShown rated are left out.
QuadrantChart quadrant_chart(const PaperFor& paper, const api::CommunityCard& card,
                             const Catalogue& catalogue);
/// In the order given; those that were removed are left out.
TimeLineChart time_line_chart(const PaperFor& paper, std::span<const PlanItem> items);

/// Numbers of marks are places in these lists, from 1 on; spaces are numbered by letters.
struct MappedPlaces {
    std::vector<Facility> facilities = {};
    std::vector<Space> spaces = {};
};
/// "A" … "Z", "AA", …
std::string letter_number(std::size_t place);
/// Without an extent when there is no box, as no layer has the community.
MapChart community_map(const PaperFor& paper, std::string_view community,
                       const std::optional<Box>& box, const api::MapPart& part,
                       const MappedPlaces& places);
/// The communities of these rows by how they stand, the lowest with their ranks. `rows` are of the
/// layer of communities.
MapChart city_map(const PaperFor& paper, const CityIndex& index, std::span<const MapRow> rows);
/// What the map shows of a community: a little more than its box.
Box around_community(const Box& box);

std::string kind_words(const PaperFor& paper, const Catalogue& catalogue, std::string_view kind);

}  // namespace kongdi::server
