// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/register_words.hpp"

#include <gtest/gtest.h>

namespace kongdi::shell::desk {

TEST(RegisterWords, a_district_has_its_name_and_another_its_digits) {
    const text::Text& zh = text::text_of(text::Language::Zh);
    const text::Text& en = text::text_of(text::Language::En);
    EXPECT_EQ(district_label(zh, "330106"), "西湖区");
    EXPECT_EQ(district_label(en, "330106"), "Xihu District");
    EXPECT_EQ(district_label(zh, "310104"), "区县 310104");
    EXPECT_EQ(district_label(en, ""), "District ");
}

}  // namespace kongdi::shell::desk
