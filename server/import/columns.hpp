// SPDX-License-Identifier: Apache-2.0
// What the columns of a layer mean, guessed from their names and the first values: THE table of
// meanings.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kongdi::server {

enum class Meaning : std::uint8_t {
    Name,
    Code,    // 12 digits of a community, a facility's own, 9 and 6 digits in lists of codes
    Street,  // name of the street office
    District,
    Community,  // in which one it lies: 12 digits, or a name
    Kind,
    Lon,
    Lat,
    Width,  // metres
    Floors,
    Households,
    People,
    People0To3,
    People3To6,
    People6To12,
    People12To60,
    People60Up,
    // of a facility
    State,      // closed or not
    FloorArea,  // square metres
    SiteArea,
    Seats,
    OpeningHours,
    Tier,
    Accessibility,
    Count_
};

enum class MeaningValue : std::uint8_t { Text, Number, Coordinate };

struct MeaningRow {
    Meaning meaning;
    std::string_view name;  // in properties, options and JSON
    MeaningValue value;
    std::span<const std::string_view> columns;  // names it is known by, lower case, best first
};

const std::array<MeaningRow, static_cast<std::size_t>(Meaning::Count_)>& meanings();
std::optional<Meaning> meaning_from_name(std::string_view name);

/// For each meaning the place of its column, or none.
using ColumnPlaces =
    std::array<std::optional<std::size_t>, static_cast<std::size_t>(Meaning::Count_)>;

ColumnPlaces guess_columns(std::span<const std::string> columns,
                           std::span<const std::vector<std::string>> first_rows);

/// Whether it says something of facilities only.
inline bool is_of_facilities(Meaning meaning) { return meaning >= Meaning::State; }

/// A number at the front of a text ("7 m" is 7); none when there is none.
std::optional<double> number_at_front(std::string_view text);
/// The same where thousands may be set apart: "1,200 m²" is 1200.
std::optional<double> amount_at_front(std::string_view text);

}  // namespace kongdi::server
