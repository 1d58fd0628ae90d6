// SPDX-License-Identifier: Apache-2.0
// What one end writes the other end reads, by way of the bytes between them.
#include "core/api/messages.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi::api {

namespace {

template <class Message>
Value over_the_wire(const Message& message) {
    return parse_own_json(write_json(to_value(message))).value();
}

Space whole_space() {
    Space space;
    space.id = "019ab000-0000-7000-8000-000000000001";
    space.receipt = "翠苑 3827";
    space.community = "330106001051";
    space.community_name = "翠苑一区";
    space.state = ReportState::Verified;
    space.type = "I05";
    space.point = {120.1551, 30};
    space.point_source = "fix";
    space.point_datum = Datum::Gcj02;
    space.accuracy_m = 12;
    space.floor_area = FloorArea{60, 36, 96, "estimate"};
    space.facts = {"water", "flue"};
    space.description = "\"空\"\n了";
    space.photo_count = 2;
    space.photos_missing = 1;
    space.mode = "self";
    space.created_at_ms = 1'795'507'140'000;
    space.received_at_ms = 1'795'507'200'125;
    return space;
}

}  // namespace

TEST(Messages, a_receipt_arrives_whole) {
    const Receipt sent{"翠苑 3827", "id", std::string(64, 'a'), 1'795'507'200'125};
    const Result<Receipt> got = receipt_of(over_the_wire(sent));
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->receipt, sent.receipt);
    EXPECT_EQ(got->id, sent.id);
    EXPECT_EQ(got->sha256, sent.sha256);
    EXPECT_EQ(got->received_at_ms, sent.received_at_ms);
}

TEST(Messages, a_receipt_without_one_of_its_parts_is_none) {
    for (const std::string_view name : {"receipt", "id", "sha256"}) {
        Value tree = to_value(Receipt{"r", "i", "s", 1});
        tree.erase(name);
        EXPECT_EQ(receipt_of(tree).error(),
                  (Error{ErrorCode::FieldMissing, "/" + std::string(name)}));
    }
    EXPECT_FALSE(receipt_of(Value("no map")).has_value());
}

TEST(Messages, a_failure_of_each_code_arrives_with_its_text_key_and_without_detail) {
    for (const ErrorRow& row : error_table()) {
        const Failure sent{
            {row.code, "/body/place", "for the log only"}, "r-1", {{row.code, "/id"}}};
        const Value wire = over_the_wire(sent);
        EXPECT_EQ(wire.text("code"), row.name);
        EXPECT_EQ(wire.text("path"), "/body/place");
        EXPECT_EQ(wire.text("key"), row.key);
        EXPECT_EQ(wire.text("request_id"), "r-1");
        EXPECT_EQ(write_json(wire).find("for the log only"), std::string::npos);
        const Failure got = failure_of(wire);
        EXPECT_EQ(got.first, sent.first);
        EXPECT_EQ(got.request_id, "r-1");
        EXPECT_EQ(got.issues, sent.issues);
    }
}

TEST(Messages, a_failure_of_an_unknown_code_is_an_internal_one) {
    const Failure got = failure_of(Value::map({{"code", "of_a_newer_server"}, {"path", "/x"}}));
    EXPECT_EQ(got.first, (Error{ErrorCode::Internal, "/x"}));
    EXPECT_EQ(failure_of(Value()).first.code, ErrorCode::Internal);
}

TEST(Messages, a_records_state_arrives_with_its_history) {
    const RecordState sent{"id",
                           "翠苑 3827",
                           ReportState::Verified,
                           {{ReportState::Submitted, 1'000}, {ReportState::Verified, 2'500}},
                           {std::string(64, 'a')},
                           "翠苑一区",
                           "I05",
                           500};
    const Result<RecordState> got = record_state_of(over_the_wire(sent));
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->id, sent.id);
    EXPECT_EQ(got->receipt, sent.receipt);
    EXPECT_EQ(got->state, sent.state);
    ASSERT_EQ(got->history.size(), 2U);
    EXPECT_EQ(got->history[1].state, ReportState::Verified);
    EXPECT_EQ(got->history[1].at_ms, 2'500);
    EXPECT_EQ(got->photos_missing, sent.photos_missing);
    EXPECT_EQ(got->community_name, sent.community_name);
    EXPECT_EQ(got->type, sent.type);
    EXPECT_EQ(got->created_at_ms, 500);
    EXPECT_FALSE(record_state_of(Value::map({{"id", "x"}, {"state", "lost"}})).has_value());
}

TEST(Messages, a_page_of_spaces_arrives_equal) {
    Space bare;
    bare.id = "x";
    const SpacePage sent{{whole_space(), bare}, 4711};
    const Result<SpacePage> got = space_page_of(over_the_wire(sent));
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->rows, sent.rows);
    EXPECT_EQ(got->total, 4711);
    EXPECT_FALSE(space_page_of(Value::map()).has_value());
    EXPECT_EQ(space_of_message(Value::map()).error().path, "/id");
    EXPECT_EQ(space_of_message(Value::map({{"id", "x"}})).error().path, "/state");
}

TEST(Messages, a_login_of_each_role_arrives) {
    for (int i = 0; i < static_cast<int>(Role::Count_); ++i) {
        const Login sent{"wang", static_cast<Role>(i), std::string(32, 'a')};
        const Result<Login> got = login_of(over_the_wire(sent));
        ASSERT_TRUE(got.has_value());
        EXPECT_EQ(got->name, sent.name);
        EXPECT_EQ(got->role, sent.role);
        EXPECT_EQ(got->device, sent.device);
    }
    EXPECT_FALSE(login_of(Value::map({{"role", "mayor"}})).has_value());
}

TEST(Messages, the_city_arrives_with_its_communities) {
    const City sent{"示范城",
                    true,
                    {120, 30, 120.5, 30.25},
                    1'795'507'200'000,
                    {{"330106001051", "翠苑一区", "翠苑街道"}}};
    const Result<City> got = city_of(over_the_wire(sent));
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->name, sent.name);
    EXPECT_TRUE(got->demo);
    EXPECT_EQ(got->box, sent.box);
    EXPECT_EQ(got->now_ms, sent.now_ms);
    ASSERT_EQ(got->communities.size(), 1U);
    EXPECT_EQ(got->communities[0].code, "330106001051");
    EXPECT_EQ(got->communities[0].name, "翠苑一区");
    EXPECT_EQ(got->communities[0].street, "翠苑街道");
    EXPECT_FALSE(city_of(Value::map()).has_value());
}

TEST(Messages, a_part_of_the_map_arrives_with_each_kind_of_geometry) {
    const Ring ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}};
    MapPart sent{{0, 0, 1, 1}, {}};
    sent.features.push_back({"facility", "站", "", Wgs84Point{0.5, 0.25}});
    sent.features.push_back({"road", "文一路", "", Line{{0, 0}, {1, 1}}});
    sent.features.push_back({"community", "翠苑", "330106001051", MultiPolygon{Polygon{{ring}}}});
    sent.features.push_back({"water", "", "", MultiPolygon{Polygon{{ring}}, Polygon{{ring}}}});
    const Result<MapPart> got = map_part_of(over_the_wire(sent));
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->box, sent.box);
    ASSERT_EQ(got->features.size(), sent.features.size());
    for (std::size_t i = 0; i < sent.features.size(); ++i) {
        EXPECT_EQ(got->features[i].role, sent.features[i].role);
        EXPECT_EQ(got->features[i].name, sent.features[i].name);
        EXPECT_EQ(got->features[i].code, sent.features[i].code);
        EXPECT_EQ(got->features[i].geometry, sent.features[i].geometry);
    }
    EXPECT_FALSE(map_part_of(Value::map()).has_value());
}

}  // namespace kongdi::api
