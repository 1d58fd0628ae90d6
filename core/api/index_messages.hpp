// SPDX-License-Identifier: Apache-2.0
// Index runs on the wire, as the desk reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/index_codec.hpp"
#include "core/index/changes.hpp"
#include "core/index/gaps.hpp"
#include "core/model/index_run.hpp"

namespace kongdi::api {

Value index_run_tree(const IndexRun& run);
Result<IndexRun> index_run_of(const Value& tree);
Result<std::vector<IndexRun>> index_run_list_of(const Value& tree);

/// A run with what came of it.
struct IndexRunCard {
    IndexRun run = {};
    CityIndex index = {};
    /// Codes of communities that were measured along straight lines, rising.
    std::vector<std::string> straight = {};
};
Result<IndexRunCard> index_run_card_of(const Value& tree);

/// One service of a community, in numbers that may be shown.
struct GapRow {
    std::string kind = {};
    double weight = 0;    // share of all weights
    double points = 0;    // 0 to 100
    double costs = 0;     // points of the index
    double by_reach = 0;  // what the index would gain
    double by_room = 0;
    double by_access = 0;
    double by_content = 0;
    double coverage = 0;         // 0 to 1, fading beyond the distance of the kind
    double strict_coverage = 0;  // within that distance alone
    /// The same of buildings; none where they were not counted.
    std::optional<double> building_coverage = {};
    double room = 0;
    double content = 0;  // satisfaction, drawn to what is usual, 0 to 1
    double need = 0;
    double unreached = 0;
    double supplied = 0;
    double required = 0;
    std::optional<double> satisfaction = {};  // means of 1 to 5
    std::optional<double> importance = {};
    std::optional<Quadrant> quadrant = {};
    friend bool operator==(const GapRow&, const GapRow&) = default;
};

/// Why a community stands where it does in a run.
struct CommunityCard {
    IndexRun run = {};
    CommunityIndex index = {};
    double people = 0;
    double households = 0;
    bool by_network = true;
    std::vector<GapRow> services = {};  // the most costly first
    std::optional<QuadrantAxes> axes = {};
};
CommunityCard community_card(const IndexRun& run, const FrozenRun& frozen, std::size_t community,
                             const CommunityIndex& index);
Value community_card_tree(const CommunityCard& card);
Result<CommunityCard> community_card_of(const Value& tree);

/// Two runs beside each other.
struct ChangesCard {
    IndexRun before = {};
    IndexRun after = {};
    std::vector<IndexChange> changes = {};
};
Value changes_card_tree(const ChangesCard& card);
Result<ChangesCard> changes_card_of(const Value& tree);

}  // namespace kongdi::api
