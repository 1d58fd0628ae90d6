// SPDX-License-Identifier: Apache-2.0
#include "core/rules/facility_check.hpp"

#include <cmath>

#include "core/rules/field_checks.hpp"

namespace kongdi {

namespace {

void check_area(const std::optional<double>& area_m2, const char* path, Errors& errors) {
    if (!area_m2) return;
    if (!std::isfinite(*area_m2) || *area_m2 <= 0 || *area_m2 > kMaxFacilityAreaM2)
        errors.push_back({ErrorCode::FieldRange, path});
}

}  // namespace

Errors check_facility(const FacilityFacts& facts, const Catalogue& catalogue) {
    Errors errors;
    if (facts.kind.empty())
        errors.push_back({ErrorCode::FieldMissing, "/kind"});
    else if (catalogue.facility(facts.kind) == nullptr)
        errors.push_back({ErrorCode::FieldChoice, "/kind"});
    if (trimmed(facts.name).empty())
        errors.push_back({ErrorCode::FieldMissing, "/name"});
    else
        check_line(facts.name, kMaxFacilityName, "/name", errors);
    if (!facts.community.empty() && !is_community_code(facts.community))
        errors.push_back({ErrorCode::CommunityCode, "/community"});
    if (!is_on_earth(facts.point.lon, facts.point.lat))
        errors.push_back({ErrorCode::CoordinatesRange, "/point"});
    check_area(facts.floor_area_m2, "/floor_area_m2", errors);
    check_area(facts.site_area_m2, "/site_area_m2", errors);
    if (facts.seats && (*facts.seats < 0 || *facts.seats > kMaxSeats))
        errors.push_back({ErrorCode::FieldRange, "/seats"});
    check_line(facts.opening_hours, kMaxOpeningHours, "/opening_hours", errors);
    if (has_twice(facts.accessibility))
        errors.push_back({ErrorCode::FieldRepeated, "/accessibility"});
    check_photos(facts.photos, kMaxFacilityPhotos, "/photos", errors);
    return errors;
}

}  // namespace kongdi
