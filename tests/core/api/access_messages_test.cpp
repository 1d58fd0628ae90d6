// SPDX-License-Identifier: Apache-2.0
#include "core/api/access_messages.hpp"

#include <gtest/gtest.h>

namespace kongdi::api {

TEST(AccessMessages, tokens_are_read_with_what_is_usual_and_allowed) {
    const auto list = token_list_of(
        Value::map({{"tokens", Value::list({Value::map({{"id", "a1"},
                                                        {"name", "QGIS"},
                                                        {"made_at", "2026-11-01T00:00:00.000Z"},
                                                        {"expires_at", "2026-12-01T00:00:00.000Z"},
                                                        {"last_used", "2026-11-26"}})})},
                    {"days", Value::map({{"default", 90}, {"most", 365}})},
                    {"most_tokens", 20}}));
    ASSERT_TRUE(list.has_value());
    ASSERT_EQ(list->rows.size(), 1u);
    EXPECT_EQ(list->rows[0].name, "QGIS");
    EXPECT_EQ(list->rows[0].expires_at_ms - list->rows[0].made_at_ms, 30 * 86'400'000LL);
    EXPECT_EQ(list->rows[0].last_used, "2026-11-26");
    EXPECT_EQ(list->days, 90);
    EXPECT_EQ(list->most_days, 365);
    EXPECT_EQ(list->most, 20);
}

TEST(AccessMessages, a_token_without_an_id_and_another_body_are_refused) {
    EXPECT_FALSE(token_list_of(Value::map()).has_value());
    EXPECT_FALSE(token_list_of(Value::map({{"tokens", Value::list({Value::map()})}})).has_value());
    EXPECT_FALSE(read_lines_of(Value("page")).has_value());
}

TEST(AccessMessages, lines_of_the_log_are_read_in_their_order) {
    const auto lines = read_lines_of(
        Value::map({{"reads", Value::list({Value::map({{"at", "2026-11-26T08:00:00.000Z"},
                                                       {"account", "ling"},
                                                       {"what", "photo"},
                                                       {"subject", "abc"}}),
                                           Value::map({{"account", "ada"}})})}}));
    ASSERT_TRUE(lines.has_value());
    ASSERT_EQ(lines->size(), 2u);
    EXPECT_EQ((*lines)[0].account, "ling");
    EXPECT_GT((*lines)[0].at_ms, 0);
    EXPECT_EQ((*lines)[1].what, "");
}

}  // namespace kongdi::api
