// SPDX-License-Identifier: Apache-2.0
// Charts say in words what they show, and their axes lie around what is in them.
#include "shell/widgets/charts.hpp"

#include <array>
#include <vector>

#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::widgets {

TEST(Charts, an_axis_is_rounded_outward_to_whole_steps_and_keeps_to_its_bounds) {
    const auto around = [](std::vector<double> values) { return axis_around(values, 0.5, {1, 5}); };
    EXPECT_EQ(around({3.1, 4.2}), (AxisEnds{3, 4.5}));
    EXPECT_EQ(around({3.0, 4.5}), (AxisEnds{3, 4.5})) << "what is whole stays";
    EXPECT_EQ(around({4.9}), (AxisEnds{4.5, 5}));
    EXPECT_EQ(around({1, 5}), (AxisEnds{1, 5}));
    EXPECT_EQ(around({4, 4}), (AxisEnds{3.5, 4.5})) << "one value lies in the middle";
    EXPECT_EQ(around({5}), (AxisEnds{4.5, 5}));
    EXPECT_EQ(around({}), (AxisEnds{1, 5}));
    EXPECT_FLOAT_EQ(around({3.1, 4.2}).share(3.75), 0.5f);
}

TEST(Charts, each_curve_is_told_in_words_below_its_picture) {
    const std::array<double, 4> first{0, 5, 20, 45};
    const std::array<double, 4> second{0, 0, 5, 10};
    const std::array<CurveLine, 2> lines{{{"一般：45", first}, {"轮椅：10", second}}};
    const Stage stage(
        [&] {
            const Page page({.id = "page", .title = "图"});
            curves({.id = "curves",
                    .name = "步行能覆盖多少人",
                    .x_label = "分钟",
                    .y_label = "人数",
                    .y_high = "45",
                    .most = 45,
                    .every = 1},
                   lines);
        },
        320);
    const Node& picture = stage.node("page/curves");
    EXPECT_EQ(picture.role, Role::Image);
    EXPECT_EQ(picture.name, "步行能覆盖多少人");
    float below = picture.rect.bottom();
    for (const CurveLine& one : lines) {
        const Node* words = find_node(stage.nodes(), Role::Paragraph, one.words);
        ASSERT_NE(words, nullptr) << one.words;
        EXPECT_GE(words->rect.y, below);
        EXPECT_LE(words->rect.right(), 320);
        below = words->rect.bottom();
    }
}

TEST(Charts, curves_without_values_leave_an_empty_picture) {
    const std::array<CurveLine, 1> lines{{{"没有", {}}}};
    const Stage stage([&] {
        const Page page({.id = "page", .title = "图"});
        curves(
            {.id = "curves", .name = "空", .x_label = "", .y_label = "", .y_high = "0", .most = 0},
            lines);
    });
    EXPECT_GT(stage.node("page/curves").rect.h, 100);
}

}  // namespace kongdi::widgets
