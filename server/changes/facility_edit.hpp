// SPDX-License-Identifier: Apache-2.0
// What a row that is given back wants a facility of the register to be.
#pragma once

#include "core/base/error.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/facility.hpp"
#include "server/changes/given_place.hpp"

namespace kongdi::server {

/// Columns that staff may edit, beside the place; the two before them say which facility is meant.
inline constexpr std::array<std::string_view, 11> kFacilityColumns{
    "id",    "version",        "kind",          "tier",
    "name",  "community_code", "floor_area_m2", "site_area_m2",
    "seats", "opening_hours",  "accessibility"};
enum class FacilityColumn : std::uint8_t {
    Id,
    Version,
    Kind,
    Tier,
    Name,
    Community,
    FloorArea,
    SiteArea,
    Seats,
    OpeningHours,
    Accessibility,
    Count_
};

struct FacilityEdit {
    FacilityFacts facts = {};
    Errors errors = {};  // of cells that cannot be read; the facts are checked elsewhere
    bool is_moved = false;
    bool names_community = false;  // another than before
};

class FacilityEdits {
public:
    FacilityEdits(const Catalogue& catalogue, GivenPlaces& places)
        : m_catalogue(catalogue), m_places(places) {}

    /// The facts before with what the row has instead; what has no column stays. A cell that says
    /// the same in another way changes nothing.
    FacilityEdit of(const FacilityFacts& before, const GivenRow& row) const;
    /// Of a row without an id.
    FacilityEdit of_new(const GivenRow& row) const;

private:
    const Catalogue& m_catalogue;
    GivenPlaces& m_places;
};

/// Empty when the row or its column is.
std::string_view cell_of(const GivenRow& row, FacilityColumn column);

}  // namespace kongdi::server
