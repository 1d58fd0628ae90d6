// SPDX-License-Identifier: Apache-2.0
// The curves of reach on the page of a facility: chosen, shown, hidden, and never those of another.
#include "core/codec/facility_codec.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

namespace {

constexpr const char* kFacility = "01890000-0000-7000-8000-000000000011";

Value card() {
    Facility one;
    one.id = kFacility;
    one.facts.kind = "ELD01";
    one.facts.name = "翠苑";
    one.facts.point = {120.155, 30.274};
    Value out = facility_tree(one);
    out.set("versions", Value::list());
    return out;
}

api::ReachCard curves(std::string pace, bool by_network = true) {
    const Polygon square{
        {{{120.15, 30.27}, {120.16, 30.27}, {120.16, 30.28}, {120.15, 30.28}, {120.15, 30.27}}}};
    return {std::move(pace), 48, by_network, {{5, 240, {square}}, {15, 720, {square}}}};
}

}  // namespace

class ReachView : public testing::AppTest {
protected:
    void show() {
        widgets::set_viewport({1280, 3000, 1, {}});
        open(std::string("/facilities/") + kFacility, Value::map(), "zh");
        answer("me", 200, Value::map({{"name", "w"}, {"role", "worker"}, {"device", ""}}));
        answer("facility", 200, card());
        draw();
    }
    bool says(std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if (one.name.find(words) != std::string::npos) return true;
        return false;
    }
};

TEST_F(ReachView, a_pace_is_asked_for_shown_and_hidden_again) {
    show();
    press("facility/reach/elder");
    const std::string tag = request("reach").text("tag");
    EXPECT_NE(tag.find("elder"), std::string::npos);
    answer(tag, 200, api::to_value(curves("elder")));
    draw();
    ASSERT_TRUE(state().reach.card);
    EXPECT_TRUE(says("每分钟 48 米"));
    EXPECT_FALSE(says("直线"));
    press("facility/reach/none");
    EXPECT_FALSE(state().reach.card);
    EXPECT_FALSE(says("每分钟"));
}

TEST_F(ReachView, an_answer_to_an_earlier_wish_is_passed_over) {
    show();
    press("facility/reach/elder");
    const std::string first = request("reach").text("tag");
    press("facility/reach/wheelchair");
    answer(first, 200, api::to_value(curves("elder")));
    EXPECT_FALSE(state().reach.card);
    answer(request("reach").text("tag"), 200, api::to_value(curves("wheelchair", false)));
    draw();
    EXPECT_TRUE(says("直线")) << "without roads it is an estimate, and says so";
}

}  // namespace kongdi::shell
