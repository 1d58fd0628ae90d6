// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/api/messages.hpp"
#include "core/base/text.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi::api {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

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
Pairs pairs_of(std::string_view query) {
    Pairs pairs;
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

TEST(SpaceQuery, any_query_reads_back_from_its_string) {
    tests::Random random(80);
    const std::vector<std::string> states{"", "submitted", "verified", "withdrawn"};
    const std::vector<std::string> types{"", "I05", "I15"};
    const std::vector<std::string> communities{"", "330106001051"};
    for (int i = 0; i < 5'000; ++i) {
        SpaceQuery sent;
        sent.state = random.pick(states);
        sent.type = random.pick(types);
        sent.community = random.pick(communities);
        const std::string words = tests::random_text(random, 20);
        sent.text = std::string(first_code_points(words, 100));
        if (random.once_in(4)) sent.text = "&=%+#? /" + std::to_string(i);
        sent.sort = random.pick(kSorts);
        sent.descending = random.once_in(2);
        sent.offset = random.between(0, 999'999'999);
        sent.limit = random.between(1, 1000);
        const std::string text = query_string(sent);
        ASSERT_EQ(text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789-_.~%&="),
                  std::string::npos)
            << text;
        const Result<SpaceQuery> got = space_query_of(pairs_of(text));
        ASSERT_TRUE(got.has_value()) << text << ' ' << got.error().path;
        EXPECT_EQ(got->state, sent.state);
        EXPECT_EQ(got->type, sent.type);
        EXPECT_EQ(got->community, sent.community);
        EXPECT_EQ(got->text, sent.text);
        EXPECT_EQ(got->sort, sent.sort);
        EXPECT_EQ(got->descending, sent.descending);
        EXPECT_EQ(got->offset, sent.offset);
        EXPECT_EQ(got->limit, sent.limit);
        EXPECT_EQ(query_string(*got), text);
    }
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
             Case{"community", "3301"},
             Case{"community", "330106001051' OR 1=1"},
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

TEST(SpaceQuery, parameters_of_others_are_left_alone) {
    EXPECT_TRUE(space_query_of({{"format", "csv"}, {"utm_source", "x"}}).has_value());
}

TEST(SpaceQuery, is_sorted_by_the_columns_of_the_table_only) {
    for (const std::string_view sort : kSorts) EXPECT_TRUE(is_space_sort(sort)) << sort;
    for (const std::string_view sort : {"", "id", "-type", "lon", "Type"})
        EXPECT_FALSE(is_space_sort(sort)) << sort;
}

}  // namespace kongdi::api
