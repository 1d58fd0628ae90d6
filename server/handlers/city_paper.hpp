// SPDX-License-Identifier: Apache-2.0
// What stands on the sheet of the city, read from the store.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/index/city.hpp"
#include "core/model/index_run.hpp"
#include "server/handlers/chart_values.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// What the city lacks of a kind, over the communities that have an index.
struct CityGap {
    std::string kind = {};
    double costs = 0;      // points of the index, the mean over them
    double by_access = 0;  // what the index would gain on the mean with access for everybody
    double need = 0;
    double unreached = 0;       // people, or buildings
    std::int64_t worst_in = 0;  // communities where it is among the three most costly
};

/// Open spaces of a type, by state.
struct CitySpaces {
    std::string type = {};
    std::array<std::int64_t, static_cast<std::size_t>(ReportState::Count_)> counts = {};
    std::int64_t all() const;
};

struct CityPaper {
    std::optional<IndexRun> run = {};
    CityIndex index = {};
    std::vector<MapRow> outlines = {};
    std::vector<CityGap> gaps = {};       // the most costly first
    std::vector<CitySpaces> spaces = {};  // most first
    std::vector<PlanItem> plan = {};      // what was removed is left out
    std::int64_t facilities = 0;
    bool whole_city = true;
};

/// Of the part that whoever asks may see; of the run of the parameter `run`. not_found (/run).
Result<CityPaper> city_paper(const Services& services, const Request& request);

/// The layer of communities, of those that a scope covers.
Result<std::vector<MapRow>> community_outlines(Storage& storage,
                                               const std::optional<Scope>& within);
/// Of the communities that are in the index given, among all of the frozen city.
std::vector<CityGap> city_gaps(const CityInput& city, const IndexSettings& settings,
                               const CityIndex& index);
/// For those who do not see the map.
std::string city_map_says(const PaperFor& paper, const CityIndex& index);

}  // namespace kongdi::server
