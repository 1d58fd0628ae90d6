// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/api/space_query.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi::api {

namespace {

constexpr std::array<std::string_view, 8> kSorts{"received_at",    "created_at", "receipt",
                                                 "community_name", "type",       "state",
                                                 "floor_area",     "mode"};

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const std::string digits(text.substr(i + 1, 2));
        out += static_cast<char>(std::strtoul(digits.c_str(), nullptr, 16));
        i += 2;
    }
    return out;
}

/// What an HTTP library makes of a query string.
QueryPairs pairs_of(std::string_view query) {
    QueryPairs pairs;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        const std::size_t equals = pair.find('=');
        pairs.emplace_back(decoded(pair.substr(0, equals)), decoded(pair.substr(equals + 1)));
    }
    return pairs;
}

}  // namespace

TEST(SpaceQuery, of_nothing_is_the_newest_hundred) {
    const Result<SpaceQuery> query = space_query_of({});
    ASSERT_TRUE(query.has_value());
    EXPECT_EQ(query->sort, "received_at");
    EXPECT_TRUE(query->descending);
    EXPECT_EQ(query->offset, 0);
    EXPECT_EQ(query->limit, 100);
    EXPECT_EQ(query_string(*query), "sort=-received_at&limit=100");
}

namespace {

FilterArea random_area(tests::Random& random) {
    const auto point = [&random] {
        return Wgs84Point{static_cast<double>(random.between(-180'000'000, 180'000'000)) / 1e6,
                          static_cast<double>(random.between(-90'000'000, 90'000'000)) / 1e6};
    };
    switch (random.between(0, 2)) {
        case 0: return {};
        case 1: {
            Box box;
            box.add(point());
            box.add(point());
            return box;
        }
        default: {
            Ring ring;
            const std::int64_t corners = random.between(3, kMostAreaPoints);
            while (ring.size() < static_cast<std::size_t>(corners)) ring.push_back(point());
            if (ring.front() == ring.back()) ring.pop_back();
            return ring;
        }
    }
}

/// A day of China now and then, some moment else.
std::optional<std::int64_t> random_time(tests::Random& random, std::int64_t from) {
    if (random.once_in(3)) return std::nullopt;
    constexpr std::int64_t kDayMs = 86'400'000;
    const std::int64_t at_ms = random.between(from, from + 900'000'000'000);
    return random.once_in(2) ? at_ms : at_ms / kDayMs * kDayMs - 8 * 3'600'000 + kDayMs;
}

SpaceFilter random_filter(tests::Random& random) {
    SpaceFilter filter;
    for (int i = 0; i < static_cast<int>(ReportState::Count_); ++i)
        if (random.once_in(2)) filter.states.push_back(static_cast<ReportState>(i));
    for (const char* type : {"I01", "I05", "I15", "x_new-1"})
        if (random.once_in(3)) filter.types.emplace_back(type);
    filter.community = random.pick(
        std::vector<std::string>{"", "none", "33", "3301", "330106", "330106001", "330106001051"});
    filter.from_ms = random_time(random, 0);
    filter.before_ms = random_time(random, 1'000'000'000'000);
    filter.text = std::string(first_code_points(tests::random_text(random, 20), 100));
    if (random.once_in(4)) filter.text = "&=%+#? /,,";
    filter.area = random_area(random);
    return filter;
}

}  // namespace

TEST(SpaceQuery, any_query_reads_back_from_its_string) {
    tests::Random random(80);
    for (int i = 0; i < 5'000; ++i) {
        SpaceQuery sent;
        sent.filter = random_filter(random);
        sent.sort = random.pick(kSorts);
        sent.descending = random.once_in(2);
        sent.offset = random.between(0, 999'999'999);
        sent.limit = random.between(1, 1000);
        const std::string text = query_string(sent);
        ASSERT_EQ(text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789-_.~%&=,"),
                  std::string::npos)
            << text;
        const Result<SpaceQuery> got = space_query_of(pairs_of(text));
        ASSERT_TRUE(got.has_value()) << text << ' ' << got.error().path;
        ASSERT_EQ(got->filter, sent.filter) << text;
        EXPECT_EQ(query_pairs_of(text), pairs_of(text));
        EXPECT_EQ(got->sort, sent.sort);
        EXPECT_EQ(got->descending, sent.descending);
        EXPECT_EQ(got->offset, sent.offset);
        EXPECT_EQ(got->limit, sent.limit);
        EXPECT_EQ(query_string(*got), text);
    }
}

TEST(SpaceQuery, an_address_typed_by_hand_is_read_as_far_as_it_goes) {
    EXPECT_EQ(
        query_pairs_of("a=1&&=2&b&c=%E8%BD%A6+%&d=%4&e=%zz&f=%41"),
        (QueryPairs{{"a", "1"}, {"b", ""}, {"c", "车 %"}, {"d", "%4"}, {"e", "%zz"}, {"f", "A"}}));
    EXPECT_TRUE(query_pairs_of("").empty());
}

TEST(SpaceQuery, of_a_filter_has_one_address) {
    EXPECT_EQ(query_string(SpaceFilter{}), "");
    const auto first = space_filter_of(pairs_of("type=I09,I05&state=verified,submitted,verified"));
    const auto second =
        space_filter_of(pairs_of("state=submitted&type=I05&state=verified&type=I09&text="));
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
    EXPECT_EQ(query_string(*first), "state=submitted,verified&type=I05,I09");
}

TEST(SpaceQuery, stages_stand_in_their_order_and_unknown_ones_are_refused) {
    const auto filter = space_filter_of(pairs_of("stage=in_use,feasible&stage=feasible"));
    ASSERT_TRUE(filter);
    EXPECT_EQ(filter->stages, (std::vector{SpaceStage::Feasible, SpaceStage::InUse}));
    EXPECT_EQ(query_string(*filter), "stage=feasible,in_use");
    EXPECT_EQ(space_filter_of(pairs_of("stage=sold")).error(),
              (Error{ErrorCode::RequestFormat, "/stage"}));
}

TEST(SpaceQuery, days_are_those_of_china_and_both_count) {
    const auto days = space_filter_of({{"from", "2026-03-01"}, {"to", "2026-03-31"}});
    ASSERT_TRUE(days.has_value());
    EXPECT_EQ(format_time(*days->from_ms), "2026-02-28T16:00:00.000Z");
    EXPECT_EQ(format_time(*days->before_ms), "2026-03-31T16:00:00.000Z");
    EXPECT_EQ(query_string(*days), "from=2026-03-01&to=2026-03-31");
    const auto one_day = space_filter_of({{"from", "2026-03-01"}, {"to", "2026-03-01"}});
    ASSERT_TRUE(one_day.has_value());
    EXPECT_EQ(*one_day->before_ms - *one_day->from_ms, 86'400'000);
    const auto moment = space_filter_of({{"to", "2026-03-01T07:30:00Z"}});
    EXPECT_EQ(query_string(*moment), "to=2026-03-01T07%3A30%3A00.000Z");
}

TEST(SpaceQuery, an_area_is_a_rectangle_or_a_ring) {
    const auto box = space_filter_of({{"area", "120.1,30.2,120.25,30.30000049"}});
    ASSERT_TRUE(box.has_value());
    EXPECT_EQ(std::get<Box>(box->area), (Box{120.1, 30.2, 120.25, 30.3}));
    const auto ring = space_filter_of({{"area", "120.1,30.2,120.2,30.2,120.2,30.3,120.1,30.2"}});
    ASSERT_TRUE(ring.has_value());
    EXPECT_EQ(std::get<Ring>(ring->area), (Ring{{120.1, 30.2}, {120.2, 30.2}, {120.2, 30.3}}));
    EXPECT_EQ(query_string(*ring), "area=120.1,30.2,120.2,30.2,120.2,30.3");
    const auto south = space_filter_of({{"area", "-0.5,-0.0000004,0,0"}});
    EXPECT_EQ(query_string(*south), "area=-0.5,0,0,0");
}

TEST(SpaceQuery, a_bad_parameter_is_refused_by_its_name) {
    struct Case {
        std::string name;
        std::string value;
    };
    for (const Case& row : {
             Case{"state", "lost"},
             Case{"state", "Submitted"},
             Case{"type", std::string(17, 'I')},
             Case{"type", "\xFF"},
             Case{"state", "submitted,"},
             Case{"state", "submitted,,verified"},
             Case{"type", "I05,"},
             Case{"type", "I05' OR 1=1"},
             Case{"community", "330"},
             Case{"community", "33010600105"},
             Case{"community", "3301060010511"},
             Case{"community", "nowhere"},
             Case{"community", "330106001051' OR 1=1"},
             Case{"from", "2026-02-30"},
             Case{"from", "2026-3-1"},
             Case{"from", "yesterday"},
             Case{"to", "2026-03-01T07:30:00+08:00"},
             Case{"to", "0"},
             Case{"area", "120.1,30.2,120.2"},
             Case{"area", "120.1,30.2"},
             Case{"area", "120.1,30.2,120.2,30.3,120.4"},
             Case{"area", "120.1,30.2,120.2,30.3,120.1,30.2"},
             Case{"area", "120.2,30.2,120.2,30.22,120.2,30.2,120.2,30.2"},
             Case{"area", "120.1,30.2,120.2,30.3,"},
             Case{"area", "120.1,30.2,1e2,30.3"},
             Case{"area", "120.1,30.2,.5,30.3"},
             Case{"area", "120.1,30.2,120.,30.3"},
             Case{"area", "120.1,30.2,+120.2,30.3"},
             Case{"area", "120.1 30.2 120.2 30.3"},
             Case{"area", "nan,30.2,120.2,30.3"},
             Case{"text", std::string(101, 'a')},
             Case{"text", "\xED\xA0\x80"},
             Case{"sort", ""},
             Case{"sort", "-"},
             Case{"sort", "--type"},
             Case{"sort", "description"},
             Case{"sort", "type;drop"},
             Case{"offset", "-1"},
             Case{"offset", ""},
             Case{"offset", "1e3"},
             Case{"offset", " 1"},
             Case{"offset", "1234567890"},
             Case{"limit", "0"},
             Case{"limit", "1001"},
             Case{"limit", "many"},
             Case{"limit", "+5"},
         }) {
        const Result<SpaceQuery> query = space_query_of({{row.name, row.value}});
        ASSERT_FALSE(query.has_value()) << row.name << '=' << row.value;
        EXPECT_EQ(query.error(), (Error{ErrorCode::RequestFormat, "/" + row.name})) << row.value;
    }
}

TEST(SpaceQuery, what_lies_beside_the_earth_or_ends_before_it_begins_is_refused) {
    const auto error = [](std::string_view name, std::string value) {
        const auto filter = space_filter_of({{std::string(name), std::move(value)}});
        return filter ? Error{ErrorCode::Internal} : filter.error();
    };
    const Error range{ErrorCode::CoordinatesRange, "/area"};
    EXPECT_EQ(error("area", "120.1,30.2,181,30.3"), range);
    EXPECT_EQ(error("area", "120.1,-90.5,120.2,30.3"), range);
    EXPECT_EQ(error("area", "120.2,30.2,120.1,30.3"), range);
    const Error bad_to{ErrorCode::RequestFormat, "/to"};
    EXPECT_EQ(space_filter_of({{"from", "2026-03-02"}, {"to", "2026-03-01"}}).error(), bad_to);
    std::string long_ring = "0,0";
    for (std::size_t i = 1; i < kMostAreaPoints; ++i) long_ring += ",1," + std::to_string(i % 90);
    EXPECT_EQ(error("area", long_ring).code, ErrorCode::Internal) << "the most there may be";
    EXPECT_EQ(error("area", long_ring + ",2,2"), (Error{ErrorCode::RequestFormat, "/area"}));
    std::string types = "t0";
    for (int i = 1; i <= 64; ++i) types += ",t" + std::to_string(i);
    EXPECT_EQ(error("type", types), (Error{ErrorCode::RequestFormat, "/type"}));
}

TEST(SpaceQuery, what_can_only_be_one_is_not_taken_twice) {
    for (const char* name : {"community", "from", "to", "text", "area"}) {
        const auto filter = space_filter_of({{name, ""}, {name, ""}});
        ASSERT_FALSE(filter.has_value()) << name;
        EXPECT_EQ(filter.error(), (Error{ErrorCode::RequestFormat, "/" + std::string(name)}));
    }
}

TEST(SpaceQuery, parameters_of_others_are_left_alone) {
    EXPECT_TRUE(space_query_of({{"format", "csv"}, {"utm_source", "x"}}).has_value());
}

TEST(SpaceQuery, is_sorted_by_the_columns_of_the_table_only) {
    for (const std::string_view sort : kSorts) EXPECT_TRUE(is_space_sort(sort)) << sort;
    for (const std::string_view sort : {"", "id", "-type", "lon", "Type"})
        EXPECT_FALSE(is_space_sort(sort)) << sort;
}

}  // namespace kongdi::api
