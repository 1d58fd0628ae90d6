// SPDX-License-Identifier: Apache-2.0
// What is known of a community, and THE table of indicators that are made of it: each can be shown
// on the map. Small numbers of people, and of reports, which people make, are kept back from the
// public (n < 5, domain.md §11).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/model/least_shown.hpp"
#include "core/model/report_state.hpp"

namespace kongdi {

struct CommunityFacts {
    std::string code = {};
    std::string name = {};
    std::string street = {};
    std::int64_t idle_spaces = 0;   // reported and not withdrawn
    std::int64_t open_reports = 0;  // of these, not verified yet
    std::int64_t verified_spaces = 0;
    std::int64_t sized_spaces = 0;                // that say how large they are
    std::int64_t area_low_cm2 = 0;                // the lower ends of that together
    std::optional<std::int64_t> residents = {};   // none: no layer says
    std::optional<std::int64_t> elders = {};      // of 60 and more years
    std::optional<std::int64_t> facilities = {};  // none: there is no such layer

    friend bool operator==(const CommunityFacts&, const CommunityFacts&) = default;
};

/// Adds so many reports of one state.
void add_spaces(CommunityFacts& facts, ReportState state, std::int64_t n, std::int64_t sized,
                std::int64_t low_cm2);

struct IndicatorRow {
    std::string_view name;  // "idle_spaces"; its words are the text "indicator.NAME"
    std::string_view unit;  // of the text "indicator_unit.UNIT"
    int decimals;
    std::optional<double> (*value)(const CommunityFacts&);
    /// The least number of people or reports, other than none, that the value tells of; null when
    /// it tells of nobody.
    std::int64_t (*least)(const CommunityFacts&);
};

std::span<const IndicatorRow> indicators();
const IndicatorRow* indicator(std::string_view name);

enum class ValueKind : std::uint8_t { Shown, Missing, KeptBack };

struct IndicatorValue {
    ValueKind kind = ValueKind::Missing;
    double value = 0;  // with the row's decimals
};
/// For the public the numbers of reports are rounded down and their areas rounded, or two looks
/// would tell the one report that came between, and the number beside the points of the public map
/// how many did not agree to be on it.
IndicatorValue value_of(const IndicatorRow& row, const CommunityFacts& facts, bool for_public);

}  // namespace kongdi
