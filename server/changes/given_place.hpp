// SPDX-License-Identifier: Apache-2.0
// Where a row that is given back lies: its columns or its geometry, in the system that they name.
#pragma once

#include <map>
#include <string>

#include "core/geometry/point.hpp"
#include "server/changes/given_back.hpp"
#include "server/import/coordinates.hpp"

namespace kongdi::server {

/// Columns of a place in the downloads; `east` and `north` of them belong together.
inline constexpr std::array<std::string_view, 7> kPlaceColumns{
    "lon", "lat", "east_m", "north_m", "lon_gcj02", "lat_gcj02", "crs"};

/// What rounding leaves of a point that nobody moved: a centimetre, in degrees.
inline constexpr double kSamePlaceDegrees = 1e-7;
bool is_same_place(Wgs84Point a, Wgs84Point b);

class GivenPlaces {
public:
    /// `first`: where kPlaceColumns begin among the names of the file.
    GivenPlaces(const GivenBack& file, std::size_t first);

    /// Does the file say anything of places?
    bool any() const { return m_kind != Kind::None; }
    /// By which it is told of: the first of its columns, or "geometry".
    std::string_view column() const;
    /// field_missing, field_type, coordinates_range (/point); field_missing, field_choice (/crs).
    Result<Wgs84Point> of(const GivenRow& row);

private:
    enum class Kind : std::uint8_t { None, Degrees, Metres, Shifted, Geometry };
    const std::optional<std::string>& cell(const GivenRow& row, std::size_t column) const {
        return row.cells[m_first + column];
    }
    std::string crs_of(const GivenRow& row) const;
    Result<Wgs84Point> numbers_of(const GivenRow& row) const;

    std::size_t m_first;
    Kind m_kind = Kind::None;
    std::map<std::string, ToWgs84, std::less<>> m_known = {};
};

}  // namespace kongdi::server
