// SPDX-License-Identifier: Apache-2.0
// Facilities of the register that are not closed, as /api/v1/facilities/near shows them.
#include <array>

#include "core/base/id.hpp"
#include "server/features/collections.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::array<Field, 7> kFields{{
    {"kind", FieldType::Text},
    {"kind_label", FieldType::Text},
    {"name", FieldType::Text},
    {"community_code", FieldType::Text},
    {"state", FieldType::Text},
    {"state_label", FieldType::Text},
    {"opening_hours", FieldType::Text},
}};
/// More than any city has.
constexpr std::int64_t kMost = 1'000'000;

Value text_or_null(const std::string& text) {
    if (text.empty()) return {};
    return text;
}

FeatureRow row_of(const Facility& one, const Labels& labels) {
    return {one.id,
            one.facts.point,
            {one.facts.kind, labels.facility_kind(one.facts.kind), one.facts.name,
             text_or_null(one.facts.community), facility_state_name(one.state),
             labels.facility(one.state), text_or_null(one.facts.opening_hours)},
            {}};
}

}  // namespace

std::span<const Field> facility_fields() { return kFields; }

Result<void> read_facilities(const Reading& reading, const RowsWanted& wanted,
                             const RowSink& sink) {
    if (!wanted.id.empty()) {
        if (!is_uuid_v7(wanted.id)) return {};
        const auto found = KONGDI_TRY(reading.storage.facility(wanted.id));
        if (found && found->state != FacilityState::Closed) sink(row_of(*found, reading.labels));
        return {};
    }
    const Box box = wanted.box.value_or(Box{-180, -90, 180, 90});
    // By id.
    for (const Facility& one : KONGDI_TRY(reading.storage.facilities_in(box, kMost)))
        if (one.id > wanted.after && !sink(row_of(one, reading.labels))) break;
    return {};
}

}  // namespace kongdi::server::features
