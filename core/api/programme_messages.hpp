// SPDX-License-Identifier: Apache-2.0
// The programme on the wire, as the desk reads it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/programme_codec.hpp"
#include "core/codec/tree_fields.hpp"

namespace kongdi::api {

/// Errors of all: field_missing with the path of what cannot be read.
Result<ProgrammeEntry> programme_entry_message_of(const Value& tree);
Result<std::vector<ProgrammeEntry>> programme_list_of(const Value& tree);

/// An entry with all that was done to it.
struct ProgrammeCard {
    ProgrammeEntry entry = {};
    struct Step {
        std::int64_t version = 1;
        std::string doing = {};  // "file", "change", or the name of a move
        std::string reason = {};
        std::string by = {};
        std::int64_t at_ms = 0;
        std::vector<FieldChange> diff = {};
    };
    std::vector<Step> steps = {};  // oldest first
};
Result<ProgrammeCard> programme_card_of(const Value& tree);

struct ProgrammeSums {
    std::vector<LeadingShare> leading = {};
    std::vector<AwardYears> awards = {};
    std::vector<OperationYear> operation = {};
};
Result<ProgrammeSums> programme_sums_of(const Value& tree);

/// What a plot of so many households and people must carry.
struct LandTerms {
    std::int64_t households = 0;
    std::int64_t people = 0;
    std::vector<LandFacility> facilities = {};
};
Result<LandTerms> land_terms_of(const Value& tree);

}  // namespace kongdi::api
