// SPDX-License-Identifier: Apache-2.0
#include "core/index/coverage.hpp"

namespace kongdi {

namespace {

/// Whom one facility serves at most; none when nothing is said, or nobody.
std::optional<double> most_persons(const FacilityKind& kind) {
    const Threshold* persons = kind.threshold(Measure::Persons);
    if (persons == nullptr) return std::nullopt;
    const double most = persons->bounds.high.value_or(persons->bounds.low);
    return most > 0 ? std::optional(most) : std::nullopt;
}

/// The least size of the kind in its unit.
double least_room(const FacilityKind& kind) {
    switch (room_unit(kind)) {
        case RoomUnit::FloorM2: return kind.least(Measure::FloorAreaM2).value_or(0);
        case RoomUnit::SiteM2: return kind.least(Measure::SiteAreaM2).value_or(0);
        case RoomUnit::Facilities:
        case RoomUnit::Count_: break;
    }
    return 1;
}

}  // namespace

double reach_at(double distance_m, double radius_m, double fade) {
    if (distance_m <= radius_m) return 1;
    const double end_m = radius_m * fade;
    if (distance_m >= end_m) return 0;
    return (end_m - distance_m) / (end_m - radius_m);
}

double radius_m_of(const FacilityKind& kind, double walk_m_per_minute) {
    if (const auto radius = kind.least(Measure::RadiusM)) return *radius;
    return kind.least(Measure::WalkMinutes).value_or(0) * walk_m_per_minute;
}

RoomUnit room_unit(const FacilityKind& kind) {
    if (kind.threshold(Measure::FloorM2Per100Households) != nullptr) return RoomUnit::FloorM2;
    if (!most_persons(kind)) return RoomUnit::Facilities;
    if (kind.threshold(Measure::FloorAreaM2) != nullptr) return RoomUnit::FloorM2;
    if (kind.threshold(Measure::SiteAreaM2) != nullptr) return RoomUnit::SiteM2;
    return RoomUnit::Facilities;
}

double room_of(const FacilityKind& kind, std::optional<double> floor_area_m2,
               std::optional<double> site_area_m2) {
    switch (room_unit(kind)) {
        case RoomUnit::FloorM2: return floor_area_m2.value_or(least_room(kind));
        case RoomUnit::SiteM2: return site_area_m2.value_or(least_room(kind));
        case RoomUnit::Facilities:
        case RoomUnit::Count_: break;
    }
    return 1;
}

double required_room(const FacilityKind& kind, double people, double households) {
    const auto per_hundred = kind.least(Measure::FloorM2Per100Households);
    if (per_hundred && households > 0) return *per_hundred * households / 100;
    const auto most = most_persons(kind);
    return most ? people / *most * least_room(kind) : 0;
}

double shared_room(double room, double need_within, double all_need_within) {
    return all_need_within > 0 ? room * need_within / all_need_within : 0;
}

}  // namespace kongdi
