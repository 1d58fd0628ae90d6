// SPDX-License-Identifier: Apache-2.0
#include "core/rules/remark_of.hpp"

#include <gtest/gtest.h>

#include "core/api/remark_messages.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi::tests {
namespace {

constexpr std::string_view kFacility = "01a20c90-b5a0-7000-8000-000000000009";

ErrorCode first_error(const RecordBuilder& record) {
    const CheckedRecord checked = check_record(record.build(), context());
    return checked.ok() ? ErrorCode::Count_ : checked.errors.front().code;
}

TEST(RemarkOf, a_closed_facility_is_named_by_its_id) {
    const RecordBuilder record = RecordBuilder::closed_facility(kFacility);
    ASSERT_EQ(first_error(record), ErrorCode::Count_);
    const FacilityRemark remark = remark_of(record.build()["body"]);
    EXPECT_EQ(remark.subject, RemarkSubject::Closed);
    EXPECT_EQ(remark.facility, kFacility);
    EXPECT_FALSE(remark.point);
}

TEST(RemarkOf, a_missing_one_is_named_by_its_kind_and_place) {
    const RecordBuilder record = RecordBuilder::missing_facility("ELD02");
    ASSERT_EQ(first_error(record), ErrorCode::Count_);
    const FacilityRemark remark = remark_of(record.build()["body"]);
    EXPECT_EQ(remark.subject, RemarkSubject::Missing);
    EXPECT_EQ(remark.kind, "ELD02");
    ASSERT_TRUE(remark.point);
    EXPECT_DOUBLE_EQ(remark.point->lon, 120.1551);
    EXPECT_EQ(remark.description, "要走很远");
}

TEST(RemarkOf, a_point_of_another_datum_is_brought_to_wgs_84) {
    RecordBuilder record = RecordBuilder::missing_facility("ELD02");
    record.with("/body/place/point/datum", "GCJ-02");
    const auto point = remark_of(record.build()["body"]).point;
    ASSERT_TRUE(point);
    EXPECT_NEAR(point->lon, 120.1551 - 0.0047, 0.001);
}

TEST(RemarkOf, each_subject_needs_what_names_it_and_nothing_of_the_other) {
    EXPECT_EQ(first_error(RecordBuilder::closed_facility("a park")), ErrorCode::AnswerConstraint);
    EXPECT_EQ(first_error(RecordBuilder::missing_facility("XYZ99")), ErrorCode::FieldChoice);
    RecordBuilder both = RecordBuilder::missing_facility("ELD02");
    both.with("/body/facility", kFacility);
    EXPECT_EQ(first_error(both), ErrorCode::AnswerSkipped);
    RecordBuilder nowhere = RecordBuilder::missing_facility("ELD02");
    nowhere.without("/body/place");
    EXPECT_EQ(first_error(nowhere), ErrorCode::FieldMissing);
}

TEST(RemarkOf, what_is_written_for_the_wire_is_read_back) {
    FacilityRemark remark = remark_of(RecordBuilder::missing_facility("ELD02").build()["body"]);
    remark.id = kFacility;
    remark.community_name = "翠苑一区";
    remark.state = ReportState::Verified;
    remark.received_at_ms = kNowMs;
    const auto read =
        api::facility_remarks_of(Value::map({{"remarks", Value::list({api::to_value(remark)})}}));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, std::vector{remark});
    const api::NearFacility near{
        "1",           "ELD02",        "食堂", "330106001051", FacilityState::Verified,
        "07:00-19:00", {120.15, 30.27}};
    const auto facilities =
        api::near_facilities_of(Value::map({{"facilities", Value::list({api::to_value(near)})}}));
    ASSERT_TRUE(facilities);
    EXPECT_EQ(*facilities, std::vector{near});
    EXPECT_FALSE(api::facility_remarks_of(Value::map()));
    EXPECT_FALSE(
        api::near_facilities_of(Value::map({{"facilities", Value::list({Value::map()})}})));
}

}  // namespace
}  // namespace kongdi::tests
