// SPDX-License-Identifier: Apache-2.0
#include "server/features/items_query.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/codec/json.hpp"

namespace kongdi::server::features {

namespace {

const Collection& spaces() { return collections()[0]; }
const Collection& reports() {
    return *std::find_if(collections().begin(), collections().end(),
                         [](const Collection& one) { return one.name == "reports"; });
}

void expect_refused(const Pairs& pairs, const std::string& path,
                    const Collection& collection = spaces()) {
    const auto query = items_query_of(pairs, collection);
    ASSERT_FALSE(query) << path;
    EXPECT_EQ(query.error(), (Error{ErrorCode::RequestFormat, path}));
}

TEST(ItemsQuery, nothing_asked_is_the_first_hundred_in_crs84) {
    const auto query = items_query_of({}, spaces());
    ASSERT_TRUE(query);
    EXPECT_EQ(query->limit, 100);
    EXPECT_EQ(query->crs, &usual_crs());
    EXPECT_FALSE(query->box || query->period || query->filter);
}

TEST(ItemsQuery, a_limit_past_the_most_is_the_most_and_nonsense_is_refused) {
    EXPECT_EQ(items_query_of({{"limit", "1"}}, spaces())->limit, 1);
    EXPECT_EQ(items_query_of({{"limit", "10000"}}, spaces())->limit, 10'000);
    EXPECT_EQ(items_query_of({{"limit", "10001"}}, spaces())->limit, 10'000);
    EXPECT_EQ(items_query_of({{"limit", std::string(500, '9')}}, spaces())->limit, 10'000);
    for (const std::string text : {"0", "-1", "", "many", "1.5", "1e3", " 1", "+1"})
        expect_refused({{"limit", text}}, "/limit");
}

TEST(ItemsQuery, each_parameter_is_read_and_refused_by_its_name) {
    expect_refused({{"bbox", "1,2,3"}}, "/bbox");
    expect_refused({{"bbox-crs", "EPSG:4326"}}, "/bbox-crs");
    expect_refused({{"crs", "http://www.opengis.net/def/crs/EPSG/0/3857"}}, "/crs");
    expect_refused({{"filter-crs", "?"}}, "/filter-crs");
    expect_refused({{"datetime", "soon"}}, "/datetime");
    expect_refused({{"filter", "state"}}, "/filter");
    expect_refused({{"filter-lang", "cql2-json"}}, "/filter-lang");
    expect_refused({{"after", ""}}, "/after");
    expect_refused({{"after", std::string(65, 'a')}}, "/after");
    expect_refused({{"received_on", "2026-02-30"}}, "/received_on");
    expect_refused({{"photo_count", "two"}}, "/photo_count", reports());
    expect_refused({{"received_at", "noon"}}, "/received_at", reports());
}

TEST(ItemsQuery, what_is_unknown_or_there_twice_is_refused) {
    expect_refused({{"colour", "red"}}, "/colour");
    expect_refused({{"facts", "dry"}}, "/facts", reports());
    expect_refused({{"description", "a"}}, "/description");
    expect_refused({{"limit", "1"}, {"limit", "2"}}, "/limit");
    expect_refused({{"state", "verified"}, {"state", "submitted"}}, "/state");
    expect_refused({{"state", std::string("a\0b", 3)}}, "/state");
    expect_refused({{"state", "\xFF"}}, "/state");
    expect_refused({{"\xFF", "a"}}, "/?");
    expect_refused({{std::string("a\0b", 3), "a"}}, "/?");
}

TEST(ItemsQuery, parameters_of_items_are_unknown_elsewhere) {
    EXPECT_TRUE(check_parameters({{"f", "json"}, {"lang", "en"}}, Place::Everywhere, nullptr));
    EXPECT_FALSE(check_parameters({{"limit", "1"}}, Place::Everywhere, &spaces()));
    EXPECT_FALSE(check_parameters({{"state", "verified"}}, Place::Feature, &spaces()));
    EXPECT_TRUE(check_parameters({{"crs", "x"}}, Place::Feature, &spaces()));
    EXPECT_FALSE(check_parameters({{"crs", "x"}}, Place::Everywhere, &spaces()));
}

TEST(ItemsQuery, fields_are_wanted_as_rows_have_them) {
    const auto query = items_query_of({{"type", "I05"}, {"received_on", "2026-11-24"}}, spaces());
    ASSERT_TRUE(query);
    ASSERT_EQ(query->equals.size(), 2u);
    EXPECT_EQ(query->equals[0].value, Value("I05"));
    const auto report = items_query_of({{"received_at", "2026-11-24T16:00:00+08:00"}}, reports());
    EXPECT_EQ(report->equals[0].value, Value("2026-11-24T08:00:00.000Z"));
}

TEST(ItemsQuery, no_field_has_the_name_of_a_parameter_and_each_schema_is_json) {
    for (const Parameter& one : parameters()) {
        EXPECT_TRUE(parse_own_json(one.schema)) << one.name;
        for (const Collection& collection : collections())
            EXPECT_FALSE(field_named(collection.fields, one.name)) << one.name;
    }
}

TEST(ItemsQuery, each_time_field_is_a_field) {
    for (const Collection& one : collections()) {
        if (!one.time_field.empty()) {
            EXPECT_TRUE(field_named(one.fields, one.time_field)) << one.name;
        }
    }
}

}  // namespace

}  // namespace kongdi::server::features
