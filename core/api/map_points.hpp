// SPDX-License-Identifier: Apache-2.0
// GET /api/v1/map/points: all that was reported in a rectangle, as columns. A city has a hundred
// thousand of them, so they are read a few thousand at a time and never become a tree.
//   {"types":["I05",…],"states":["submitted",…],
//    "ids":[…],"lon":[…],"lat":[…],"type":[index…],"state":[index…],"age":[days…]}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/geometry/point.hpp"

namespace kongdi::api {

inline constexpr std::size_t kMostMapPoints = 200'000;

struct MapPoints {
    std::vector<std::string> types = {};
    std::vector<std::string> states = {};
    std::string ids = {};  // kIdLength letters each
    std::vector<Wgs84Point> points = {};
    std::vector<std::uint16_t> type = {};   // of `types`
    std::vector<std::uint16_t> state = {};  // of `states`
    std::vector<std::uint32_t> age_days = {};

    static constexpr std::size_t kIdLength = 36;  // a UUID
    std::size_t size() const { return points.size(); }
    std::string_view id(std::size_t i) const {
        return std::string_view(ids).substr(i * kIdLength, kIdLength);
    }
    void add(std::string_view id, Wgs84Point point, std::string_view type_name,
             std::string_view state_name, std::int64_t age);
};

/// The body, written as short as it can be: coordinates with so many decimals.
std::string map_points_body(const MapPoints& points, int decimals);

class MapPointsReader {
public:
    explicit MapPointsReader(std::string body, std::size_t most = kMostMapPoints);
    /// Reads on for so many values; true when the end is reached or something is wrong.
    bool step(std::size_t values);
    /// FieldFormat, FieldRange, FieldMissing with the column's name.
    const std::optional<Error>& error() const { return m_error; }
    MapPoints take() { return std::move(m_points); }

private:
    enum class Column : std::uint8_t { None, Types, States, Ids, Lon, Lat, Type, State, Age };
    bool fail(ErrorCode code, std::string path);
    void skip_space();
    bool take_sign(char sign);
    bool take_text(std::string_view& text);
    bool take_number(double& number);
    bool next_column();
    bool take_value();
    bool finish();

    std::string m_body;
    std::size_t m_most;
    std::size_t m_at = 0;
    Column m_column = Column::None;
    std::size_t m_count = 0;  // values of the column so far
    bool m_begun = false;
    bool m_done = false;
    std::size_t m_lons = 0, m_lats = 0;
    std::optional<Error> m_error;
    MapPoints m_points;
};

}  // namespace kongdi::api
