// SPDX-License-Identifier: Apache-2.0
// The register of facilities on the wire, as the desk reads it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/facility_codec.hpp"

namespace kongdi::api {

struct FacilityList {
    std::int64_t total = 0;
    std::vector<Facility> rows = {};
};

/// A version with what it changed of the one before.
struct FacilityChange {
    FacilityVersion version = {};
    std::vector<FieldChange> diff = {};
};

struct FacilityCard {
    Facility facility = {};
    std::vector<FacilityChange> versions = {};  // oldest first
};

/// A threshold of a kind as it is in force.
struct ThresholdNow {
    std::string kind = {};
    Threshold threshold = {};
    Bounds by_default = {};
    bool confirmed = false;  // by a planner, or put in the place of the default
};

struct CatalogueNow {
    std::vector<ThresholdNow> thresholds = {};  // in the order of the catalogue
    std::vector<ThresholdChange> history = {};  // oldest first
};

// Refused with field_missing or field_type at the place that is not as the server writes it.
Result<Facility> facility_of(const Value& tree);
Result<FacilityList> facility_list_of(const Value& tree);
Result<FacilityCard> facility_card_of(const Value& tree);
Result<CatalogueNow> catalogue_now_of(const Value& tree);

}  // namespace kongdi::api
