// SPDX-License-Identifier: Apache-2.0
// Charts and sheets that pages of the desk offer.
#include "shell/desk/papers.hpp"

#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

namespace {

class Papers : public testing::AppTest {
protected:
    void show_plan() {
        open("/plan");
        answer("me", 200, Value::map({{"name", "p"}, {"role", "planner"}, {"device", ""}}));
        draw();
        press("plan/formats");
        draw();
    }
};

TEST_F(Papers, a_chart_of_the_plan_is_saved_as_a_picture_in_the_language_of_the_page) {
    show_plan();
    press("plan/formats/papers/planpaper.png");
    const std::vector<Value> saved = take("download");
    ASSERT_EQ(saved.size(), 1U);
    EXPECT_EQ(saved[0].text("url"), "/export/chart/plan.png?lang=en");
    EXPECT_TRUE(state().route.dialog.empty());
}

TEST_F(Papers, a_sheet_is_a_file_or_a_page) {
    const std::string query = desk::paper_query("community", "3301 &");
    EXPECT_EQ(query, "community=3301%20%26");
    Effects effects;
    desk::open_paper({"/plain/sheets/city?lang=zh", true}, effects);
    ASSERT_EQ(effects.size(), 1U);
    EXPECT_EQ(effects[0].text("op"), "page.leave");
}

}  // namespace

}  // namespace kongdi::shell
