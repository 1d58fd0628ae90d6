// SPDX-License-Identifier: Apache-2.0
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class MapFilter : public testing::AppTest {
protected:
    void open_map() {
        open("/map");
        api::City city;
        city.name = "城";
        city.now_ms = 1'795'507'200'000;
        city.box = {120.10, 30.20, 120.20, 30.30};
        answer("city", 200, api::to_value(city));
        draw();
    }
    std::string points_path() {
        std::string path;
        for (const Value& one : take("http.bytes")) path = one.text("path");
        return path;
    }
};

TEST_F(MapFilter, a_resident_chooses_states_and_what_was_chosen_is_asked_for) {
    open_map();
    EXPECT_EQ(points_path().find("state"), std::string::npos);
    press("map/states/verified");
    EXPECT_TRUE(points_path().ends_with("&state=verified"));
    press("map/states/submitted");
    EXPECT_TRUE(points_path().ends_with("&state=submitted,verified"));
    press("map/states/verified");
    press("map/states/submitted");
    const std::string all = points_path();
    EXPECT_FALSE(all.empty());
    EXPECT_EQ(all.find("state"), std::string::npos);
}

TEST_F(MapFilter, the_colours_of_the_dots_are_told_in_words) {
    open_map();
    bool told = false;
    for (const widgets::Node& one : widgets::last_tree())
        told = told || one.name.find("Gold dots are reported") != std::string::npos;
    EXPECT_TRUE(told);
}

TEST_F(MapFilter, what_is_near_a_report_is_asked_for_without_the_filter) {
    open_map();
    press("map/states/verified");
    EXPECT_TRUE(points_path().ends_with("&state=verified"));
    send(Value::map({{"event", "nav.changed"}, {"path", "/report/2"}, {"depth", 1}}));
    const std::string near = points_path();
    EXPECT_FALSE(near.empty());
    EXPECT_EQ(near.find("state"), std::string::npos);
}

}  // namespace kongdi::shell
