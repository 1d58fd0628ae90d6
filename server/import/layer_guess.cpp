// SPDX-License-Identifier: Apache-2.0
#include "server/import/layer_guess.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/id.hpp"
#include "server/import/community_join.hpp"
#include "server/import/coordinate_text.hpp"
#include "server/import/role_guess.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kLookedAt = 200;
constexpr std::size_t kShownRows = 5;

struct FirstRows {
    std::vector<std::vector<std::string>> texts = {};
    std::uint8_t geometry = 0;
    std::optional<Wgs84Point> corner = {};  // of the first geometry, in its own coordinates
};

Result<FirstRows> read_first(LayerReader& reader, std::size_t layer) {
    FirstRows out;
    KONGDI_CHECK(reader.begin(layer));
    RawRow row;
    while (out.texts.size() < kLookedAt && KONGDI_TRY(reader.next(row))) {
        out.texts.push_back(row.texts);
        for (const Geometry& part : row.parts) {
            out.geometry |= std::holds_alternative<Wgs84Point>(part) ? kPoints
                            : std::holds_alternative<Line>(part)     ? kLines
                                                                     : kAreas;
            const Box box = box_of(part);
            if (!out.corner && !box.empty()) out.corner = Wgs84Point{box.west, box.south};
            if (!out.corner) {
                // Metres lie outside the box of degrees, which starts at ±181.
                if (const auto* point = std::get_if<Wgs84Point>(&part)) out.corner = *point;
                if (const auto* line = std::get_if<Line>(&part)) out.corner = line->front();
                if (const auto* area = std::get_if<MultiPolygon>(&part))
                    out.corner = area->front().rings.front().front();
            }
        }
    }
    return out;
}

/// Where the rows of a table lie, in its own coordinates.
std::vector<Wgs84Point> points_of_table(const FirstRows& rows, const ColumnPlaces& places) {
    std::vector<Wgs84Point> out;
    const auto lon = places[static_cast<std::size_t>(Meaning::Lon)];
    const auto lat = places[static_cast<std::size_t>(Meaning::Lat)];
    if (!lon || !lat) return out;
    for (const auto& texts : rows.texts) {
        const auto x = coordinate_of(texts[*lon], Axis::Lon);
        const auto y = coordinate_of(texts[*lat], Axis::Lat);
        if (x && y && (*x != 0 || *y != 0)) out.push_back({*x, *y});
    }
    return out;
}

/// Of a layer that does not say: degrees are WGS-84; metres whose east starts with the number of a
/// zone are the Gauss-Krüger zone of 3 degrees of CGCS2000 (EPSG:4513 is zone 25).
std::string crs_of_numbers(Wgs84Point corner) {
    if (is_on_earth(corner.lon, corner.lat)) return std::string(datum_name(Datum::Wgs84));
    constexpr int kFirstZone = 25, kLastZone = 45, kFirstCode = 4513;
    const int zone = static_cast<int>(std::floor(corner.lon / 1e6));
    if (zone < kFirstZone || zone > kLastZone || corner.lat < 0 || corner.lat > 7e6) return {};
    return "EPSG:" + std::to_string(kFirstCode + zone - kFirstZone);
}

/// What most rows of a table say: a bad one among them decides nothing. Where none fits any system,
/// each is refused for that.
std::string crs_of_table(const std::vector<Wgs84Point>& points) {
    std::map<std::string, std::size_t> votes;
    for (const Wgs84Point point : points)
        if (const std::string crs = crs_of_numbers(point); !crs.empty()) ++votes[crs];
    const auto most =
        std::max_element(votes.begin(), votes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == votes.end() ? std::string(datum_name(Datum::Wgs84)) : most->first;
}

/// Names that PROJ and shapefiles have for EPSG:4490, which is WGS-84 but for a few centimetres.
bool is_cgcs2000(std::string_view name) {
    return name == "China Geodetic Coordinate System 2000" || name == "CGCS2000" ||
           name == "GCS_China_Geodetic_Coordinate_System_2000";
}

/// A column called gcj02_lon says what it is.
std::string crs_of_column(std::string_view column) {
    const auto has = [column](std::string_view word) {
        return column.find(word) != std::string_view::npos;
    };
    if (has("gcj") || has("GCJ")) return std::string(datum_name(Datum::Gcj02));
    if (has("bd09") || has("BD09")) return std::string(datum_name(Datum::Bd09));
    return {};
}

void guess_crs(const LayerHead& head, const FirstRows& rows, LayerGuess& guess) {
    if (!head.crs.empty() && rows.geometry != 0) {
        guess.crs = head.crs;
        guess.crs_name = head.crs_name;
        guess.is_wgs84 = head.crs_name.find("WGS 84") == 0 && head.crs_name.size() == 6;
        if (guess.is_wgs84) guess.crs = datum_name(Datum::Wgs84);
        guess.is_wgs84 = guess.is_wgs84 || is_cgcs2000(head.crs_name);
        return;
    }
    const auto lon = guess.places[static_cast<std::size_t>(Meaning::Lon)];
    if (rows.geometry == 0 && lon) guess.crs = crs_of_column(head.columns[*lon]);
    if (guess.crs.empty())
        guess.crs = rows.corner ? crs_of_numbers(*rows.corner)
                                : crs_of_table(points_of_table(rows, guess.places));
    guess.is_wgs84 = guess.crs == datum_name(Datum::Wgs84);
    guess.crs_name = guess.crs;
}

}  // namespace

Result<LayerGuess> guess_layer(LayerReader& reader, std::size_t layer, const SourceFile& file) {
    const LayerHead& head = reader.layers()[layer];
    FirstRows rows = KONGDI_TRY(read_first(reader, layer));
    LayerGuess out;
    out.places = guess_columns(head.columns, rows.texts);
    out.is_mixed = is_mixed(head.columns);
    const auto code = out.places[static_cast<std::size_t>(Meaning::Code)];
    std::uint8_t geometry = rows.geometry;
    if (geometry == 0 && !points_of_table(rows, out.places).empty()) geometry = kPoints;
    const auto is_code = [&](const std::vector<std::string>& texts) {
        return code &&
               (is_community_code(texts[*code]) || (geometry == 0 && is_upper_code(texts[*code])));
    };
    const bool has_codes = std::any_of(rows.texts.begin(), rows.texts.end(), is_code);
    out.role = guess_role({file.name, head.name, head.columns, geometry, has_codes});
    guess_crs(head, rows, out);
    if (rows.texts.size() > kShownRows) rows.texts.resize(kShownRows);
    out.first_rows = std::move(rows.texts);
    return out;
}

}  // namespace kongdi::server
