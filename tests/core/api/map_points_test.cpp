// SPDX-License-Identifier: Apache-2.0
#include "core/api/map_points.hpp"

#include <gtest/gtest.h>

#include "core/base/id.hpp"
#include "tests/support/random.hpp"

namespace kongdi::api {
namespace {

std::string id_of(tests::Random& random) {
    std::array<std::uint8_t, 10> bytes{};
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next());
    return make_uuid_v7(1'700'000'000'000, std::span<const std::uint8_t, 10>(bytes));
}

MapPoints some(std::size_t count) {
    tests::Random random(91);
    MapPoints points;
    for (std::size_t i = 0; i < count; ++i)
        points.add(id_of(random), {random.real(-180, 180), random.real(-90, 90)},
                   random.once_in(2) ? "I05" : "I09", random.once_in(3) ? "verified" : "submitted",
                   random.between(0, 900));
    return points;
}

std::optional<Error> error_of(std::string body, std::size_t most = 100) {
    MapPointsReader reader(std::move(body), most);
    while (!reader.step(3)) {
    }
    return reader.error();
}

TEST(MapPoints, what_is_written_is_read_whatever_the_steps) {
    const MapPoints points = some(1000);
    const std::string body = map_points_body(points, 6);
    for (const std::size_t step : {1, 7, 100'000}) {
        MapPointsReader reader(body);
        while (!reader.step(step)) {
        }
        ASSERT_FALSE(reader.error()) << reader.error()->path;
        const MapPoints read = reader.take();
        EXPECT_EQ(read.ids, points.ids);
        EXPECT_EQ(read.types, points.types);
        EXPECT_EQ(read.states, points.states);
        EXPECT_EQ(read.type, points.type);
        EXPECT_EQ(read.state, points.state);
        EXPECT_EQ(read.age_days, points.age_days);
        ASSERT_EQ(read.size(), points.size());
        for (std::size_t i = 0; i < read.size(); ++i) {
            ASSERT_NEAR(read.points[i].lon, points.points[i].lon, 0.51e-6);
            ASSERT_NEAR(read.points[i].lat, points.points[i].lat, 0.51e-6);
        }
    }
}

TEST(MapPoints, coordinates_are_as_short_as_they_can_be) {
    tests::Random random(92);
    MapPoints points;
    points.add(id_of(random), {120.15004, -0.00006}, "I05", "submitted", 3);
    const std::string body = map_points_body(points, 4);
    EXPECT_NE(body.find("\"lon\":[120.15]"), std::string::npos) << body;
    EXPECT_NE(body.find("\"lat\":[-0.0001]"), std::string::npos) << body;
}

TEST(MapPoints, of_nothing_there_are_none) {
    EXPECT_FALSE(error_of(map_points_body({}, 6)));
    EXPECT_FALSE(error_of("{}"));
}

TEST(MapPoints, what_is_wrong_is_named) {
    EXPECT_EQ(error_of("[1]"), (Error{ErrorCode::BodyNotObject, ""}));
    EXPECT_EQ(error_of("{\"lon\":1}"), (Error{ErrorCode::FieldType, "/lon"}));
    EXPECT_EQ(error_of("{\"lon\":[\"x\"]}"), (Error{ErrorCode::FieldType, "/lon"}));
    EXPECT_EQ(error_of("{\"ids\":[\"x\"]}"), (Error{ErrorCode::FieldFormat, "/ids"}));
    EXPECT_EQ(error_of("{\"names\":[]}"), (Error{ErrorCode::FieldChoice, "/names"}));
    EXPECT_EQ(error_of("{\"lon\":[1]}"), (Error{ErrorCode::FieldMissing, "/lon"}));
    EXPECT_EQ(error_of("{\"lon\":[1,2,3]}", 2), (Error{ErrorCode::FieldRange, "/lon"}));
    EXPECT_EQ(error_of("{\"lon\":[1"), (Error{ErrorCode::BodyNotJson, "/lon"}));
    EXPECT_EQ(error_of("{\"lon\":[1e3]}"), (Error{ErrorCode::BodyNotJson, "/lon"}));
    // A column twice: the points of the longer one have no ids.
    std::string twice = map_points_body(some(1), 6);
    twice.insert(1, "\"lon\":[1,2,3],");
    EXPECT_EQ(error_of(twice), (Error{ErrorCode::FieldMissing, "/ids"}));
    std::string body = map_points_body(some(1), 6);
    body.replace(body.find("\"type\":[0]"), 10, "\"type\":[9]");
    EXPECT_EQ(error_of(body), (Error{ErrorCode::FieldRange, "/type"}));
}

TEST(MapPoints, bytes_of_chance_break_nothing) {
    const std::string whole = map_points_body(some(20), 6);
    tests::Random random(93);
    for (int i = 0; i < 50'000; ++i) {
        std::string body = whole;
        for (std::size_t k = 1 + random.below(3); k-- > 0;) {
            const std::size_t at = random.below(body.size());
            if (random.once_in(2))
                body[at] = static_cast<char>(random.next());
            else
                body.erase(at, 1 + random.below(5));
        }
        MapPointsReader reader(body, 1000);
        int steps = 0;
        while (!reader.step(10)) ASSERT_LT(++steps, 1000);
    }
}

}  // namespace
}  // namespace kongdi::api
