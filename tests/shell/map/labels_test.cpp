// SPDX-License-Identifier: Apache-2.0
#include "shell/map/labels.hpp"

#include <cmath>
#include <string>

#include "core/base/text.hpp"
#include "tests/shell/widgets/stage_fixture.hpp"
#include "tests/support/random.hpp"

namespace kongdi::map {

namespace {

using widgets::Rect;

constexpr float kPi = 3.14159265f;
constexpr Rect kView{0, 0, 390, 600};

std::vector<std::string> drawn(const std::function<void(LabelLayer&)>& fill, std::size_t most = 80,
                               Rect view = kView) {
    std::vector<std::string> out;
    widgets::Stage stage([&] {
        const widgets::Page page({.id = "map", .title = "图"});
        LabelLayer layer;
        fill(layer);
        layer.draw(view, 0xFFFFFFFF, most);
        out.clear();
        for (const LabelWish& wish : layer.drawn()) out.emplace_back(wish.text);
    });
    return out;
}

LabelWish wish_at(std::string_view text, float x, float y, int rank = 0) {
    LabelWish wish{text};
    wish.x = x;
    wish.y = y;
    wish.rank = rank;
    return wish;
}

/// Is the point in the turned rectangle?
bool holds(const LabelBox& box, float x, float y) {
    const float c = std::cos(box.angle);
    const float s = std::sin(box.angle);
    const float dx = x - box.x;
    const float dy = y - box.y;
    return std::fabs(c * dx + s * dy) <= box.half_w && std::fabs(c * dy - s * dx) <= box.half_h;
}

}  // namespace

TEST(Labels, upright_boxes_overlap_when_their_sides_do) {
    const LabelBox a{0, 0, 10, 5, 0};
    EXPECT_TRUE(overlap(a, {19, 9, 10, 5, 0}));
    EXPECT_FALSE(overlap(a, {21, 0, 10, 5, 0}));
    EXPECT_FALSE(overlap(a, {0, 11, 10, 5, 0}));
}

TEST(Labels, a_name_that_may_slide_finds_room_beside_what_lies_in_its_middle) {
    const auto with_slide = [](float slide) {
        return drawn([&](LabelLayer& layer) {
            layer.keep_free({200, 300, 18, 18, 0});
            LabelWish wish = wish_at("翠苑社区", 200, 300);
            wish.slide = slide;
            layer.wish(wish);
        });
    };
    EXPECT_TRUE(with_slide(0).empty());
    EXPECT_EQ(with_slide(120), (std::vector<std::string>{"翠苑社区"}));
}

TEST(Labels, a_turned_box_reaches_less_far_into_a_corner_than_the_rectangle_around_it) {
    const LabelBox slanted{0, 0, 50, 4, kPi / 4};
    EXPECT_FALSE(overlap(slanted, {30, -30, 8, 8, 0})) << "the corner beside the slant is free";
    EXPECT_TRUE(overlap(slanted, {30, 30, 8, 8, 0}));
}

TEST(Labels, boxes_that_share_a_point_overlap_whatever_their_angles) {
    tests::Random random(60);
    int shared = 0;
    for (int round = 0; round < 3'000; ++round) {
        const auto box = [&random] {
            const auto real = [&random](double low, double high) {
                return static_cast<float>(random.real(low, high));
            };
            // Most are straight, and those are reckoned in another way.
            const float angle = random.once_in(2) ? 0 : real(-4, 4);
            return LabelBox{real(-40, 40), real(-40, 40), real(2, 40), real(2, 12), angle};
        };
        const LabelBox a = box();
        const LabelBox b = box();
        ASSERT_EQ(overlap(a, b), overlap(b, a));
        bool share = false;
        for (float x = -80; x <= 80 && !share; x += 2)
            for (float y = -80; y <= 80 && !share; y += 2) share = holds(a, x, y) && holds(b, x, y);
        if (!share) continue;
        ++shared;
        ASSERT_TRUE(overlap(a, b)) << round;
    }
    EXPECT_GT(shared, 300);
}

TEST(Labels, of_two_names_in_one_place_the_more_important_is_written) {
    EXPECT_EQ(drawn([](LabelLayer& layer) {
                  layer.wish(wish_at("小巷", 200, 300, 5));
                  layer.wish(wish_at("翠苑街道", 205, 302, 1));
                  layer.wish(wish_at("公园", 200, 400, 5));
              }),
              (std::vector<std::string>{"翠苑街道", "公园"}));
}

TEST(Labels, a_name_is_whole_or_not_there) {
    EXPECT_TRUE(
        drawn([](LabelLayer& layer) { layer.wish(wish_at("翠苑街道", 385, 300)); }).empty());
    EXPECT_TRUE(drawn([](LabelLayer& layer) { layer.wish(wish_at("翠苑街道", 200, 2)); }).empty());
    EXPECT_EQ(drawn([](LabelLayer& layer) { layer.wish(wish_at("翠苑街道", 300, 300)); }).size(),
              1u);
}

TEST(Labels, nothing_is_written_where_it_would_be_covered) {
    EXPECT_TRUE(drawn([](LabelLayer& layer) {
                    layer.keep_free({200, 300, 20, 20, 0});
                    layer.wish(wish_at("公园", 210, 310));
                }).empty());
}

TEST(Labels, the_same_name_stands_apart_from_itself) {
    const auto roads = [](float second_y) {
        return drawn([second_y](LabelLayer& layer) {
            LabelWish wish = wish_at("文一路", 200, 100);
            wish.apart = 250;
            layer.wish(wish);
            wish.y = second_y;
            layer.wish(wish);
        });
    };
    EXPECT_EQ(roads(300).size(), 1u);
    EXPECT_EQ(roads(400).size(), 2u);
}

TEST(Labels, there_are_no_more_than_asked_for) {
    const auto names = drawn(
        [](LabelLayer& layer) {
            for (int i = 0; i < 10; ++i)
                layer.wish(wish_at("公园", 200, 50.0f + 50.0f * static_cast<float>(i)));
        },
        4);
    EXPECT_EQ(names.size(), 4u);
}

TEST(Labels, stacked_letters_are_tall_and_slim) {
    const auto place = [](bool stacked) {
        return drawn([stacked](LabelLayer& layer) {
            layer.keep_free({160, 300, 10, 10, 0});
            LabelWish wish = wish_at("一二三四五六七", 200, 300);
            wish.stacked = stacked;
            layer.wish(wish);
        });
    };
    EXPECT_TRUE(place(false).empty());
    EXPECT_EQ(place(true).size(), 1u);
}

TEST(Labels, only_squares_and_digits_stand_below_each_other) {
    EXPECT_TRUE(is_han("文一路"));
    EXPECT_TRUE(is_han("104国道"));
    EXPECT_FALSE(is_han("Wenyi Lu"));
    EXPECT_FALSE(is_han("文一 Lu"));
}

}  // namespace kongdi::map
