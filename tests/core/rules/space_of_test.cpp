// SPDX-License-Identifier: Apache-2.0
#include "core/rules/space_of.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/geometry/datum.hpp"
#include "core/geometry/distance.hpp"
#include "tests/support/random.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using tests::RecordBuilder;

Space space(const RecordBuilder& builder) {
    const CheckedRecord checked = check_record(builder.build(), tests::context());
    EXPECT_TRUE(checked.ok()) << (checked.ok() ? "" : checked.errors[0].path);
    return space_of(checked.record, *tests::catalogue().questionnaire("idle_space"));
}

RecordBuilder with_area(double value, std::string_view source) {
    return RecordBuilder().with("/body/floor_area",
                                Value::map({{"value", value}, {"source", source}}));
}

}  // namespace

TEST(SpaceOf, says_what_the_report_says) {
    const std::string hash(64, 'a');
    const Space out = space(RecordBuilder()
                                .photo(hash)
                                .with("mode", "assisted")
                                .with("/body/place/point/accuracy_m", 12.5)
                                .with("/body/facts", Value::list({"water", "step_free"}))
                                .with("/body/description", "空了三年"));
    EXPECT_EQ(out.id, RecordBuilder().build().text("id"));
    EXPECT_EQ(out.community, "330106001051");
    EXPECT_EQ(out.type, "I05");
    EXPECT_EQ(out.point, (Wgs84Point{120.1551, 30.2741}));
    EXPECT_EQ(out.point_datum, Datum::Wgs84);
    EXPECT_EQ(out.point_source, "hand");
    EXPECT_EQ(out.accuracy_m, 12.5);
    EXPECT_EQ(out.facts, (std::vector<std::string>{"water", "step_free"}));
    EXPECT_EQ(out.description, "空了三年");
    EXPECT_EQ(out.photo_count, 1);
    EXPECT_EQ(out.mode, "assisted");
    EXPECT_EQ(out.created_at_ms, tests::kNowMs - 60'000);
    EXPECT_EQ(out.state, ReportState::Submitted);
}

TEST(SpaceOf, leaves_out_what_was_left_out) {
    const Space out = space(RecordBuilder().without("community"));
    EXPECT_EQ(out.community, std::nullopt);
    EXPECT_EQ(out.accuracy_m, std::nullopt);
    EXPECT_EQ(out.floor_area, std::nullopt);
    EXPECT_TRUE(out.facts.empty());
    EXPECT_EQ(out.description, "");
    EXPECT_EQ(out.photo_count, 0);
}

TEST(SpaceOf, brings_the_point_to_one_datum_and_remembers_the_other) {
    const Wgs84Point truth{120.1551, 30.2741};
    const Gcj02Point shifted = to_gcj02(truth);
    const Bd09Point twice = to_bd09(shifted);
    const auto at = [](double lon, double lat, std::string_view datum) {
        return space(RecordBuilder()
                         .with("/body/place/point/lon", lon)
                         .with("/body/place/point/lat", lat)
                         .with("/body/place/point/datum", datum));
    };
    EXPECT_EQ(at(shifted.lon, shifted.lat, "GCJ-02").point, truth);
    EXPECT_EQ(at(shifted.lon, shifted.lat, "GCJ-02").point_datum, Datum::Gcj02);
    EXPECT_EQ(at(twice.lon, twice.lat, "BD-09").point, truth);
    EXPECT_EQ(at(twice.lon, twice.lat, "BD-09").point_datum, Datum::Bd09);
    EXPECT_EQ(at(truth.lon, truth.lat, "WGS-84").point, truth);
}

TEST(SpaceOf, rounds_the_point_to_a_centimetre) {
    const Space out = space(RecordBuilder().with("/body/place/point/lon", 120.15511234567));
    EXPECT_EQ(out.point.lon, 120.1551123);
}

TEST(SpaceOf, an_area_is_an_interval_as_wide_as_its_source_is_rough) {
    struct Case {
        double value;
        std::string_view source;
        double low;
        double high;
    };
    for (const Case& row :
         {Case{60, "estimate", 36, 96}, Case{60, "paced", 48, 75}, Case{60, "measured", 57, 63},
          Case{33, "estimate", 19.8, 52.8}, Case{1, "estimate", 0.6, 1.6}}) {
        const Space out = space(with_area(row.value, row.source));
        EXPECT_EQ(out.floor_area,
                  (FloorArea{row.value, row.low, row.high, std::string(row.source)}))
            << row.value << ' ' << row.source;
    }
}

TEST(SpaceOf, an_area_lies_within_its_interval_whatever_it_is) {
    tests::Random random(70);
    for (int i = 0; i < 2'000; ++i) {
        const double value = random.real(1, 100'000);
        for (const std::string_view source : {"estimate", "paced", "measured"}) {
            const FloorArea area = *space(with_area(value, source)).floor_area;
            ASSERT_EQ(area.value_m2, value);
            ASSERT_LE(area.low_m2, value);
            ASSERT_GE(area.high_m2, value);
            ASSERT_NEAR(area.low_m2 * 100, std::round(area.low_m2 * 100), 1e-6);
        }
    }
}

}  // namespace kongdi
