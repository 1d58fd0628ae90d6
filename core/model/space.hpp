// SPDX-License-Identifier: Apache-2.0
// An idle space as planners see it: what a report says, brought to one datum and with its area as
// an interval.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry/point.hpp"
#include "core/model/report_state.hpp"
#include "core/model/space_stage.hpp"

namespace kongdi {

struct FloorArea {
    double value_m2 = 0;
    double low_m2 = 0;
    double high_m2 = 0;
    std::string source = {};  // "estimate", "paced", "measured"

    friend bool operator==(const FloorArea&, const FloorArea&) = default;
};

struct Space {
    std::string id = {};  // of the record
    std::string receipt = {};
    std::optional<std::string> community = {};
    std::string community_name = {};
    ReportState state = ReportState::Submitted;
    std::optional<SpaceStage> stage = SpaceStage::Candidate;  // none: it is no space
    std::string type = {};                                    // "I05"
    Wgs84Point point = {};
    std::string point_source = {};     // "fix" or "hand"
    Datum point_datum = Datum::Wgs84;  // of the numbers as sent
    std::optional<double> accuracy_m = {};
    std::optional<FloorArea> floor_area = {};
    std::vector<std::string> facts = {};
    std::string description = {};
    std::int64_t photo_count = 0;
    std::int64_t photos_missing = 0;
    std::string mode = {};
    /// Who reported it agreed that everybody sees kind, state and rough place.
    bool published = false;
    std::int64_t created_at_ms = 0;
    std::int64_t received_at_ms = 0;

    friend bool operator==(const Space&, const Space&) = default;
};

}  // namespace kongdi
