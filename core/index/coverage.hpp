// SPDX-License-Identifier: Apache-2.0
// Reach and room as numbers: how much of a need a distance leaves, how a facility's room is shared,
// what room a community should have. Formulas 2 and 6 and E = √(C·A) of the index are built on
// these. Only + - * / on doubles: the same to the bit on phone and server.
#pragma once

#include <cstdint>
#include <optional>

#include "core/model/facility_kind.hpp"

namespace kongdi {

/// f(d): how much of somebody's need is met from `distance_m` away, 0 to 1: whole up to the radius,
/// falling in a straight line to nothing at `fade` times the radius. With a fade of 1 or less it is
/// all or nothing.
double reach_at(double distance_m, double radius_m, double fade);

/// How far people walk to a kind: the lower bound of its radius, else its minutes at a speed in
/// metres a minute, else 0, which reaches nobody.
double radius_m_of(const FacilityKind& kind, double walk_m_per_minute);

/// What the room of a kind is counted in: what the standard asks its size by.
enum class RoomUnit : std::uint8_t {
    FloorM2,     // has m² for each 100 households, or people and a floor area
    SiteM2,      // people and a site area
    Facilities,  // people alone: each facility counts 1, as where nothing is asked
    Count_
};
RoomUnit room_unit(const FacilityKind& kind);

/// Room one facility has, in the kind's unit. One that does not say its size has the least the kind
/// may have.
double room_of(const FacilityKind& kind, std::optional<double> floor_area_m2,
               std::optional<double> site_area_m2);

/// Room a community should have, in the kind's unit; 0 when nothing is asked. By households
/// where the kind has m² for 100 of them and their number is known; else one facility of the least
/// size for each so many people as one may serve at most.
double required_room(const FacilityKind& kind, double people, double households);

/// The part of a facility's room that belongs to one of the communities it reaches: by their need
/// within its radius (first step of the two-step floating catchment area, Luo and Wang 2003).
/// 0 when there is no need at all.
double shared_room(double room, double need_within, double all_need_within);

}  // namespace kongdi
