// SPDX-License-Identifier: Apache-2.0
// {"point": P, "fix": P?, "community_source": S?}. The point is what the person meant; the phone's
// fix is kept apart from it. Each has its own time. How the record's community was found: by the
// boundary the point lies in, by hand, or not, the point lying outside of all.
#include <array>

#include "core/base/time.hpp"
#include "core/geometry/point.hpp"
#include "core/question/answers.hpp"
#include "core/question/members.hpp"

namespace kongdi::question {

namespace {

constexpr std::array<std::string_view, 3> kNames{"point", "fix", "community_source"};
constexpr std::array<std::string_view, 6> kPointNames{"lon",    "lat",        "datum",
                                                      "source", "accuracy_m", "at"};
constexpr double kMaxAccuracyM = 20'000'000;  // half the earth: anything else is no accuracy

void check_word(const Value& tree, std::string_view name, bool (*known)(std::string_view),
                const std::string& path, Errors& errors) {
    const std::string* word = text_member(tree, name, path, errors);
    if (word != nullptr && !known(*word))
        errors.push_back({ErrorCode::FieldChoice, path + path_step(name)});
}

bool is_datum(std::string_view word) { return datum_from_name(word).has_value(); }
bool is_source(std::string_view word) { return word == "fix" || word == "hand"; }
bool is_community_source(std::string_view word) {
    return word == "boundary" || word == "hand" || word == "outside";
}

void check_point(const Value& point, const std::string& path, Errors& errors) {
    if (point.if_map() == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    const Value* lon = number_member(point, "lon", path, errors);
    const Value* lat = number_member(point, "lat", path, errors);
    if (lon != nullptr && !is_on_earth(lon->number_or(0), 0))
        errors.push_back({ErrorCode::CoordinatesRange, path + "/lon"});
    if (lat != nullptr && !is_on_earth(0, lat->number_or(0)))
        errors.push_back({ErrorCode::CoordinatesRange, path + "/lat"});
    check_word(point, "datum", is_datum, path, errors);
    check_word(point, "source", is_source, path, errors);
    const Value& accuracy = point["accuracy_m"];
    if (const double m = accuracy.number_or(0); !accuracy.is_null() && !accuracy.is_number())
        errors.push_back({ErrorCode::FieldType, path + "/accuracy_m"});
    else if (!(m >= 0 && m <= kMaxAccuracyM))
        errors.push_back({ErrorCode::FieldRange, path + "/accuracy_m"});
    const Value& at = point["at"];
    if (!at.is_null() && at.if_string() == nullptr)
        errors.push_back({ErrorCode::FieldType, path + "/at"});
    else if (!at.is_null() && !parse_time(*at.if_string()))
        errors.push_back({ErrorCode::FieldFormat, path + "/at"});
    check_unknown(point, kPointNames, path, errors);
}

Value point_schema() {
    const Value datums = Value::list({"WGS-84", "GCJ-02", "BD-09"});
    return with_unknown_members(Value::map(
        {{"type", "object"},
         {"required", Value::list({"lon", "lat", "datum", "source"})},
         {"properties",
          Value::map(
              {{"lon", Value::map({{"type", "number"}, {"minimum", -180}, {"maximum", 180}})},
               {"lat", Value::map({{"type", "number"}, {"minimum", -90}, {"maximum", 90}})},
               {"datum", Value::map({{"enum", datums}})},
               {"source", Value::map({{"enum", Value::list({"fix", "hand"})}})},
               {"accuracy_m", Value::map({{"type", Value::list({"number", "null"})},
                                          {"minimum", 0},
                                          {"maximum", kMaxAccuracyM}})},
               {"at", Value::map({{"type", Value::list({"string", "null"})},
                                  {"format", "date-time"}})}})}}));
}

}  // namespace

void check_place(const Question&, const Value& answer, const std::string& path,
                 const AnswerContext&, Errors& errors) {
    if (answer.if_map() == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    if (const Value* point = needed_member(answer, "point", path, errors))
        check_point(*point, path + "/point", errors);

    const Value& fix = answer["fix"];
    if (!fix.is_null()) check_point(fix, path + "/fix", errors);
    if (!answer["community_source"].is_null())
        check_word(answer, "community_source", is_community_source, path, errors);
    check_unknown(answer, kNames, path, errors);
}

Value place_schema(const Question&) {
    Value fix = point_schema();
    fix.set("type", Value::list({"object", "null"}));
    return with_unknown_members(Value::map(
        {{"type", "object"},
         {"required", Value::list({"point"})},
         {"properties",
          Value::map({{"point", point_schema()},
                      {"fix", fix},
                      {"community_source",
                       Value::map({{"enum",
                                    Value::list({"boundary", "hand", "outside", Value()})}})}})}}));
}

}  // namespace kongdi::question
