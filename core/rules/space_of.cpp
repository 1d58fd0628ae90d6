// SPDX-License-Identifier: Apache-2.0
#include "core/rules/space_of.hpp"

#include <cmath>

#include "core/geometry/datum.hpp"

namespace kongdi {

namespace {

/// Also hides the last bits in which the two builds' sine functions may differ.
double rounded_degrees(double degrees) { return std::round(degrees * 1e7) / 1e7; }

/// 33 × 0.6 is 19.8 in a table, not 19.799999999999997.
double rounded_m2(double m2) { return std::round(m2 * 100) / 100; }

FloorArea floor_area_of(const Value& answer, const Question& question) {
    FloorArea area;
    area.value_m2 = answer["value"].number_or(0);
    area.source = answer.text("source");
    area.low_m2 = area.value_m2;
    area.high_m2 = area.value_m2;
    for (const NumberSource& source : question.sources) {
        if (source.code != area.source) continue;
        area.low_m2 = rounded_m2(area.value_m2 * source.low_factor);
        area.high_m2 = rounded_m2(area.value_m2 * source.high_factor);
    }
    return area;
}

}  // namespace

FloorArea measured_on_site(double m2) {
    constexpr double kWithin = 0.05;
    return {m2, rounded_m2(m2 * (1 - kWithin)), rounded_m2(m2 * (1 + kWithin)), "measured"};
}

Space space_of(const Record& record, const Questionnaire& questionnaire) {
    Space space;
    space.id = record.id;
    space.community = record.community;
    space.mode = mode_name(record.mode);
    space.created_at_ms = record.created_at_ms;
    space.photo_count = static_cast<std::int64_t>(record.photos.size());
    space.type = record.body.text("space_type");
    space.description = record.body.text("description");

    const Value& point = record.body["place"]["point"];
    space.point_datum = datum_from_name(point["datum"].string_or("")).value_or(Datum::Wgs84);
    space.point_source = point.text("source");
    const Wgs84Point where =
        to_wgs84(point["lon"].number_or(0), point["lat"].number_or(0), space.point_datum);
    space.point = {rounded_degrees(where.lon), rounded_degrees(where.lat)};
    if (point["accuracy_m"].is_number()) space.accuracy_m = point["accuracy_m"].number_or(0);

    const Value& area = record.body["floor_area"];
    const Question* question = questionnaire.find("floor_area");
    if (question != nullptr && area.if_map() != nullptr)
        space.floor_area = floor_area_of(area, *question);
    for (const Value& fact : record.body.items("facts"))
        space.facts.emplace_back(fact.string_or(""));
    return space;
}

}  // namespace kongdi
