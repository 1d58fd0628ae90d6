// SPDX-License-Identifier: Apache-2.0
#include "core/rules/facility_check.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/id.hpp"
#include "core/base/text.hpp"

namespace kongdi {

namespace {

void check_words(const std::string& words, std::size_t most, const char* path, Errors& errors) {
    if (code_point_count(words) > most)
        errors.push_back({ErrorCode::FieldTooLong, path});
    else if (has_control_characters(words) || words.find_first_of("\n\t") != std::string::npos)
        errors.push_back({ErrorCode::FieldFormat, path});
}

void check_area(const std::optional<double>& area_m2, const char* path, Errors& errors) {
    if (!area_m2) return;
    if (!std::isfinite(*area_m2) || *area_m2 <= 0 || *area_m2 > kMaxFacilityAreaM2)
        errors.push_back({ErrorCode::FieldRange, path});
}

template <class T>
bool has_twice(std::vector<T> items) {
    std::sort(items.begin(), items.end());
    return std::adjacent_find(items.begin(), items.end()) != items.end();
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
        check_words(facts.name, kMaxFacilityName, "/name", errors);
    if (!facts.community.empty() && !is_community_code(facts.community))
        errors.push_back({ErrorCode::CommunityCode, "/community"});
    if (!is_on_earth(facts.point.lon, facts.point.lat))
        errors.push_back({ErrorCode::CoordinatesRange, "/point"});
    check_area(facts.floor_area_m2, "/floor_area_m2", errors);
    check_area(facts.site_area_m2, "/site_area_m2", errors);
    if (facts.seats && (*facts.seats < 0 || *facts.seats > kMaxSeats))
        errors.push_back({ErrorCode::FieldRange, "/seats"});
    check_words(facts.opening_hours, kMaxOpeningHours, "/opening_hours", errors);
    if (has_twice(facts.accessibility))
        errors.push_back({ErrorCode::FieldRepeated, "/accessibility"});
    if (facts.photos.size() > kMaxFacilityPhotos)
        errors.push_back({ErrorCode::FieldRange, "/photos"});
    for (const std::string& photo : facts.photos)
        if (!is_sha256_text(photo)) {
            errors.push_back({ErrorCode::FieldFormat, "/photos"});
            break;
        }
    if (has_twice(facts.photos)) errors.push_back({ErrorCode::FieldRepeated, "/photos"});
    return errors;
}

}  // namespace kongdi
