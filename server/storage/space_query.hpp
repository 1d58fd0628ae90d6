// SPDX-License-Identifier: Apache-2.0
// What the databases have in common in the planners' table: its columns, their order, its rows.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/space_query.hpp"
#include "core/base/number.hpp"
#include "core/model/report_state.hpp"
#include "core/model/space.hpp"

namespace kongdi::server {

struct SpaceSort {
    std::string_view name;  // of api::is_space_sort
    std::string_view expression;
};

inline constexpr std::array<SpaceSort, 8> kSpaceSorts{{
    {"received_at", "s.received_at_ms"},
    {"created_at", "s.created_at_ms"},
    {"receipt", "s.receipt"},
    {"community_name", "coalesce(c.name, '')"},
    {"type", "s.type"},
    {"state", "s.state"},
    {"floor_area", "coalesce(s.area_m2, -1)"},
    {"mode", "s.mode"},
}};

/// A text to be found anywhere: LIKE's own signs stand for themselves.
inline std::string like_pattern(std::string_view text) {
    if (text.empty()) return {};
    std::string out = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out + "%";
}

/// What a space adds to its row of space_counts.
struct SpaceCount {
    std::int64_t n = 0;
    std::int64_t sized = 0;    // those that say how large they are
    std::int64_t low_cm2 = 0;  // the lower ends of that

    static SpaceCount of(const std::optional<double>& area_low_m2) {
        if (!area_low_m2) return {1, 0, 0};
        return {1, 1, static_cast<std::int64_t>(*area_low_m2 * 10'000 + .5)};
    }
    SpaceCount operator-() const { return {-n, -sized, -low_cm2}; }
    SpaceCount& operator+=(const SpaceCount& other) {
        n += other.n;
        sized += other.sized;
        low_cm2 += other.low_cm2;
        return *this;
    }
};

inline constexpr std::string_view kSpacesFrom =
    " FROM spaces s LEFT JOIN communities c ON c.code = s.community";

/// Grows with the distance from a point, over a city; numbers of ours, so they need no place.
inline std::string distance_order(Wgs84Point from) {
    std::string east = "((s.lon - (";
    append_decimal(east, from.lon);
    east += ")) * ";
    append_decimal(east, std::cos(from.lat * std::numbers::pi / 180));
    east += ")";
    std::string north = "(s.lat - (";
    append_decimal(north, from.lat);
    north += "))";
    return "(" + east + " * " + east + " + " + north + " * " + north + ")";
}

inline std::string space_order(const api::SpaceQuery& query) {
    std::string column(kSpaceSorts[0].expression);
    if (query.sort == "near" && query.near) column = distance_order(*query.near);
    for (const SpaceSort& row : kSpaceSorts)
        if (row.name == query.sort) column = row.expression;
    const std::string_view direction = query.descending ? " DESC" : " ASC";
    std::string out = " ORDER BY ";
    return out.append(column).append(direction).append(", s.seq").append(direction);
}

inline constexpr std::string_view kSpaceColumns =
    "SELECT s.id, s.receipt, s.community, coalesce(c.name, ''), s.state, s.type, s.lon, s.lat, "
    "s.point_source, s.point_datum, s.accuracy_m, s.area_m2, s.area_low_m2, s.area_high_m2, "
    "s.area_source, s.facts, s.description, s.photo_count, s.photos_missing, s.mode, "
    "s.created_at_ms, s.received_at_ms, s.published, s.stage";

inline std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find(' ');
        out.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

/// `Row` is a row of either database, of kSpaceColumns.
template <class Row>
void read_space_row(const Row& row, Space& out) {
    out = Space{};
    out.id = row.string(0);
    out.receipt = row.string(1);
    out.community = row.optional_string(2);
    out.community_name = row.string(3);
    out.state = report_state_from_name(row.text(4)).value_or(ReportState::Submitted);
    out.type = row.string(5);
    out.point = {row.real(6), row.real(7)};
    out.point_source = row.string(8);
    out.point_datum = datum_from_name(row.text(9)).value_or(Datum::Wgs84);
    if (!row.is_null(10)) out.accuracy_m = row.real(10);
    if (!row.is_null(11))
        out.floor_area = FloorArea{row.real(11), row.real(12), row.real(13), row.string(14)};
    out.facts = words_of(row.text(15));
    out.description = row.string(16);
    out.photo_count = row.whole(17);
    out.photos_missing = row.whole(18);
    out.mode = row.string(19);
    out.created_at_ms = row.whole(20);
    out.received_at_ms = row.whole(21);
    out.published = row.whole(22) != 0;
    out.stage = row.is_null(23) ? std::nullopt : space_stage_from_name(row.text(23));
}

}  // namespace kongdi::server
