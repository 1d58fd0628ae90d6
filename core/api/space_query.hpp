// SPDX-License-Identifier: Apache-2.0
// The filter of core/model/space_filter.hpp as one address, which can be sent to a colleague: the
// same query string serves the table, the map, the downloads and the page itself.
//   state=submitted&stage=feasible&type=I05,I09&community=330106&from=2026-03-01&to=2026-03-31
//   &text=车棚&area=120.1,30.2,120.2,30.3&sort=-received_at&limit=100
// `community` may be the first digits of a code. `from` and `to` are days of China, both counted
// in, or instants ("2026-03-01T07:30:00.000Z", `to` not counted in). `area` is west, south, east,
// north, or lon and lat of at least three corners in turn, to a millionth of a degree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/scope.hpp"
#include "core/model/space_filter.hpp"

namespace kongdi::api {

using QueryPairs = std::vector<std::pair<std::string, std::string>>;  // decoded

/// What stands behind the ? of an address; a percent sign without two digits stands for itself.
QueryPairs query_pairs_of(std::string_view query);

/// Percent-encoded; empty for a filter that lets everything through.
std::string query_string(const SpaceFilter&);
/// Parameters of others are left alone. request_format or coordinates_range with the parameter's
/// name ("/from") for a bad one. A parameter given twice adds to its list, or is bad.
Result<SpaceFilter> space_filter_of(const QueryPairs& pairs);

/// Is this time the first moment of a day in China?
bool begins_a_day(std::int64_t at_ms);

/// Rows of the filter, in an order, a page of them.
struct SpaceQuery {
    SpaceFilter filter = {};
    std::optional<Box> view = {};      // of a map: only what lies in it; not part of the address
    std::optional<Scope> within = {};  // of whoever asks; not part of the address either
    /// Where whoever asks stands, for the sort "near".
    std::optional<Wgs84Point> near = {};
    std::string sort = "received_at";
    bool descending = true;
    std::int64_t offset = 0;
    std::int64_t limit = 100;  // 1-1000, tables only
};
std::string query_string(const SpaceQuery&);
Result<SpaceQuery> space_query_of(const QueryPairs& pairs);
/// "received_at", "created_at", "receipt", "community_name", "type", "state", "floor_area", "mode",
/// "near" (with near=120.15,30.27)
bool is_space_sort(std::string_view column);

}  // namespace kongdi::api
