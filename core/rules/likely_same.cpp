// SPDX-License-Identifier: Apache-2.0
#include "core/rules/likely_same.hpp"

#include <algorithm>
#include <array>

namespace kongdi {

namespace {

/// Pieces of land are large, and people stand at different sides of them; a room has one door.
struct ReachRow {
    std::string_view type;  // of web/assets/catalogue/space_types.json
    double metres;
};
constexpr double kRoomM = 30;
constexpr double kLandM = 80;
constexpr std::array<ReachRow, 5> kReaches{{
    {"I03", kLandM},  // an old school
    {"I09", 50},      // a leftover corner
    {"I10", kLandM},  // under a bridge
    {"I11", kLandM},  // vacant land
    {"I13", kLandM},  // a factory
}};
/// An inaccurate fix says little; asking about the whole quarter would help nobody.
constexpr double kMostAccuracyM = 100;
/// Public coordinates are rounded to so much.
constexpr double kRoundingM = 10;

double reach_of(std::string_view type) {
    if (type.empty()) return kLandM;
    for (const ReachRow& row : kReaches)
        if (row.type == type) return row.metres;
    return kRoomM;
}

}  // namespace

double likely_same_m(std::string_view type, std::optional<double> accuracy_m) {
    return reach_of(type) + kRoundingM + std::clamp(accuracy_m.value_or(0), 0.0, kMostAccuracyM);
}

}  // namespace kongdi
