// SPDX-License-Identifier: Apache-2.0
// Which reports of idle spaces are meant: ONE filter for the table, the map and the downloads. Its
// address: core/api/space_query.hpp; as SQL: server/storage/space_conditions.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/geometry/polygon.hpp"
#include "core/model/report_state.hpp"
#include "core/model/space.hpp"

namespace kongdi {

/// A rectangle with its edges, or the inside of a ring by the half-open rule of contains(). A ring
/// that crosses itself is taken as even-odd has it.
using FilterArea = std::variant<std::monostate, Box, Ring>;

inline constexpr std::size_t kMostAreaPoints = 100;
/// In place of a community: outside all of them.
inline constexpr std::string_view kNoCommunity = "none";

struct SpaceFilter {
    std::vector<ReportState> states = {};  // in their order, none twice; empty for all
    std::vector<SpaceStage> stages = {};   // the same
    std::vector<std::string> types = {};   // "I05", sorted, none twice; empty for all
    /// The first 2, 4, 6, 9 or all 12 digits of a community's code (province, city, district,
    /// street, community), kNoCommunity, or empty for all.
    std::string community = {};
    std::optional<std::int64_t> from_ms = {};    // received at this time or later
    std::optional<std::int64_t> before_ms = {};  // received before this time
    std::string text = {};                       // in description, community name or receipt
    FilterArea area = {};

    friend bool operator==(const SpaceFilter&, const SpaceFilter&) = default;
};

bool is_community_prefix(std::string_view digits);
bool is_in(const FilterArea& area, Wgs84Point point);
/// The rectangle around an area; empty for no area.
Box box_of(const FilterArea& area);
/// What the databases' conditions mean, in memory. Letters A to Z are found in either case.
bool matches(const SpaceFilter& filter, const Space& space);

/// Adds it where it was missing, takes it out where it was there.
void toggle(std::vector<ReportState>& states, ReportState state);
void toggle(std::vector<SpaceStage>& stages, SpaceStage stage);
void toggle(std::vector<std::string>& types, std::string_view type);

}  // namespace kongdi
