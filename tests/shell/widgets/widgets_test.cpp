// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::widgets {
namespace {

TEST(Widgets, a_press_reaches_the_button_of_that_name_once) {
    int presses = 0;
    Stage stage([&] {
        Page page({.id = "home", .title = "空地"});
        if (card_button("report", Icon::Camera, "拍一处闲置空间", "一分钟")) ++presses;
    });
    stage.press(Role::Button, "拍一处闲置空间");
    EXPECT_EQ(presses, 1);
    stage.again();
    EXPECT_EQ(presses, 1);
}

TEST(Widgets, a_finger_reaches_what_lies_under_it) {
    int presses = 0;
    Stage stage([&] {
        Page page({.id = "home", .title = "空地"});
        card_button("one", Icon::None, "第一");
        if (card_button("two", Icon::None, "第二")) ++presses;
    });
    const Rect rect = stage.node("home/two").rect;
    EXPECT_TRUE(tap(rect.x + rect.w / 2, rect.y + rect.h / 2));
    stage.again();
    EXPECT_EQ(presses, 1);
    EXPECT_FALSE(tap(389, 700));
}

TEST(Widgets, what_the_footer_covers_cannot_be_touched_through_it) {
    int presses = 0;
    Stage stage([&] {
        Page page({.id = "long", .title = "长"});
        for (int i = 0; i < 20; ++i) {
            Scope scope(std::to_string(i));
            if (card_button("row", Icon::None, "一行")) ++presses;
        }
        Footer footer;
        second("说明");
    });
    const Rect footer = stage.node("long/footer").rect;
    EXPECT_FALSE(tap(200, footer.y + footer.h / 2));
    stage.again();
    EXPECT_EQ(presses, 0);
}

TEST(Widgets, cards_inside_cards_hold_what_is_in_them) {
    constexpr std::size_t kDeep = 9;  // deeper than any screen, so that the stack of cards grows
    const std::function<void(std::size_t)> nest = [&](std::size_t depth) {
        const Card card("card", "卡片" + std::to_string(depth));
        second("上面");
        if (depth + 1 < kDeep) nest(depth + 1);
        second("下面");
    };
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        nest(0);
    });
    stage.again();
    for (std::size_t depth = 1; depth < kDeep; ++depth) {
        const Node* outer =
            find_node(stage.nodes(), Role::Group, "卡片" + std::to_string(depth - 1));
        const Node* inner = find_node(stage.nodes(), Role::Group, "卡片" + std::to_string(depth));
        ASSERT_TRUE(outer != nullptr && inner != nullptr) << depth;
        EXPECT_GT(inner->rect.x, outer->rect.x);
        EXPECT_GT(inner->rect.y, outer->rect.y);
        EXPECT_LT(inner->rect.bottom(), outer->rect.bottom());
        EXPECT_LT(inner->rect.right(), outer->rect.right());
    }
}

TEST(Widgets, a_press_on_something_gone_is_forgotten) {
    bool shown = true;
    int presses = 0;
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        if (shown && primary_button("go", "走")) ++presses;
    });
    const NodeId id = stage.node("p/go").id;
    shown = false;
    activate(id);
    stage.again();
    shown = true;
    stage.again();
    EXPECT_EQ(presses, 0);
}

TEST(Widgets, a_disabled_button_does_nothing) {
    int presses = 0;
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        if (primary_button("go", "走", false)) ++presses;
    });
    EXPECT_EQ(stage.node("p/go").state & kStateDisabled, kStateDisabled);
    stage.press(Role::Button, "走");
    EXPECT_EQ(presses, 0);
}

TEST(Widgets, a_tap_takes_at_most_three_frames) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        primary_button("go", "走");
    });
    activate(stage.node("p/go").id);
    stage.again();
    EXPECT_LE(stage.frames, 3);
}

TEST(Widgets, a_page_at_rest_asks_for_no_frame) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        paragraph("静");
        Footer footer;
        primary_button("go", "走");
    });
    stage.again();
    EXPECT_EQ(stage.frames, 1);
    EXPECT_LT(next_frame_in_ms(), 0);
}

TEST(Widgets, tiles_are_radios_of_a_named_group_and_report_the_one_pressed) {
    std::optional<std::size_t> pressed;
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        const std::array<Choice, 3> choices{
            {{"a", "车棚", Icon::Bike, true}, {"b", "屋顶", Icon::Roof}, {"c", "桥下"}}};
        if (const auto index = choice_tiles("type", "类型", choices)) pressed = index;
    });
    EXPECT_EQ(stage.node("p/type").role, Role::RadioGroup);
    EXPECT_EQ(stage.node("p/type").name, "类型");
    EXPECT_EQ(stage.node("p/type/a").state, kStateChecked);
    EXPECT_EQ(stage.node("p/type/b").parent, stage.node("p/type").id);
    stage.press(Role::Radio, "屋顶");
    EXPECT_EQ(pressed, std::optional<std::size_t>(1));
}

TEST(Widgets, of_several_radios_passed_in_one_frame_the_last_counts) {
    std::optional<std::size_t> pressed;
    const Choice choices[] = {{"a", "甲"}, {"b", "乙"}, {"c", "丙"}};
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        if (const auto index = choice_list("which", "哪个", choices)) pressed = index;
    });
    for (const char* name : {"乙", "丙", "乙"})
        activate(find_node(stage.nodes(), Role::Radio, name)->id);
    stage.again();
    EXPECT_EQ(pressed, 1u);
}

TEST(Widgets, many_of_many_are_ticks) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        const std::array<Choice, 2> choices{{{"a", "水", Icon::None, true}, {"b", "电"}}};
        choice_chips("facts", "有什么", choices, Pick::Many);
    });
    EXPECT_EQ(stage.node("p/facts").role, Role::Group);
    EXPECT_EQ(stage.node("p/facts/a").role, Role::Checkbox);
}

TEST(Widgets, a_select_gives_the_index_chosen) {
    std::optional<std::size_t> chosen;
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        const std::array<Choice, 2> choices{{{"a", "全部", Icon::None, true}, {"b", "车棚"}}};
        if (const auto index = select("type", "类型", choices)) chosen = index;
    });
    EXPECT_EQ(stage.node("p/type").options, "全部\n车棚");
    EXPECT_EQ(stage.node("p/type").value, "0");
    choose(stage.node("p/type").id, 1);
    stage.again();
    EXPECT_EQ(chosen, std::optional<std::size_t>(1));
    choose(stage.node("p/type").id, 7);
    stage.again();
    EXPECT_EQ(chosen, std::optional<std::size_t>(1));
}

TEST(Widgets, of_two_choices_in_one_frame_the_last_counts) {
    std::optional<std::size_t> chosen;
    const Choice choices[] = {{"a", "甲", Icon::None, true}, {"b", "乙"}, {"c", "丙"}};
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        if (const auto index = select("which", "哪个", choices)) chosen = index;
    });
    choose(stage.node("p/which").id, 1);
    choose(stage.node("p/which").id, 2);
    stage.again();
    EXPECT_EQ(chosen, 2u);
}

TEST(Widgets, the_header_says_back_title_and_step) {
    bool back = false;
    Stage stage([&] {
        Page page({.id = "place",
                   .title = "位置",
                   .back_label = "返回",
                   .step = 2,
                   .steps = 5,
                   .step_label = "第 2 步,共 5 步"});
        back = back || page.back();
    });
    EXPECT_EQ(stage.node("place/heading").role, Role::Heading);
    EXPECT_EQ(stage.node("place/heading").level, 1);
    EXPECT_EQ(stage.node("place/steps").name, "第 2 步,共 5 步");
    stage.press(Role::Button, "返回");
    EXPECT_TRUE(back);
}

TEST(Widgets, a_word_in_the_header_says_which_it_was) {
    std::string pressed;
    const std::array<PageAction, 2> actions{{{"elder", "长辈版"}, {"language", "EN"}}};
    Stage stage([&] {
        Page page({.id = "home", .title = "空地", .actions = actions});
        if (!page.pressed().empty()) pressed = page.pressed();
    });
    stage.press(Role::Button, "EN");
    EXPECT_EQ(pressed, "language");
}

TEST(Widgets, a_table_draws_only_the_rows_in_view_and_says_how_many_there_are) {
    std::size_t rows_drawn = 0;
    const std::array<Column, 2> columns{
        {{"name", "名称", 120, false, true, Sort::Up}, {"area", "面积", 80, true}}};
    std::optional<std::size_t> header;
    std::optional<std::size_t> row;
    Stage stage([&] {
        rows_drawn = 0;
        Page page({.id = "p", .title = "p"});
        Table table("spaces", "闲置空间", columns, 10000, true);
        while (table.next_row()) {
            ++rows_drawn;
            table.cell("车棚 " + std::to_string(table.row()));
            table.cell("60");
        }
        if (table.header_pressed()) header = table.header_pressed();
        if (table.row_pressed()) row = table.row_pressed();
    });
    EXPECT_LT(rows_drawn, 40u);
    EXPECT_GT(rows_drawn, 10u);
    EXPECT_EQ(stage.node("p/spaces/table").level, 10001);
    EXPECT_EQ(stage.node("p/spaces/name").state, kStateSortable | kStateSortUp);
    activate(stage.node("p/spaces/name").id);
    stage.again();
    EXPECT_EQ(header, std::optional<std::size_t>(0));
    stage.press(Role::Button, "车棚 3");
    EXPECT_EQ(row, std::optional<std::size_t>(3));

    set_scroll(stage.node("p/main").id, 0, 48 * 5000);
    stage.again();
    EXPECT_NE(find_node(stage.nodes(), Role::Button, "车棚 5000"), nullptr);
    EXPECT_EQ(find_node(stage.nodes(), Role::Button, "车棚 3"), nullptr);
}

TEST(Widgets, scrolling_stops_at_the_end_of_the_content) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        for (int i = 0; i < 30; ++i) paragraph("一行 " + std::to_string(i));
    });
    set_scroll(stage.node("p/main").id, 0, 1e6f);
    stage.again();
    const Node& main = stage.node("p/main");
    EXPECT_NEAR(main.scroll_y, main.content_h - main.rect.h, 1);
}

TEST(Widgets, another_page_starts_at_the_top) {
    std::string id = "a";
    Stage stage([&] {
        Page page({.id = id, .title = "p"});
        for (int i = 0; i < 30; ++i) paragraph("一行 " + std::to_string(i));
    });
    set_scroll(stage.node("a/main").id, 0, 300);
    stage.again();
    id = "b";
    stage.again();
    id = "a";
    stage.again();
    EXPECT_EQ(stage.node("a/main").scroll_y, 0);
}

TEST(Widgets, progress_shows_nothing_before_300_ms) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        progress("sending", "正在发送", 0.5f);
    });
    EXPECT_EQ(find_node(stage.nodes(), Role::Progress, "正在发送"), nullptr);
    EXPECT_GT(next_frame_in_ms(), 0);
    platform::native::advance_ms(400);
    stage.again();
    EXPECT_EQ(stage.node("p/sending").value, "50");
}

TEST(Widgets, a_toast_goes_by_itself) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        toast("saved", "已保存");
    });
    EXPECT_NE(find_node(stage.nodes(), Role::Status, "已保存"), nullptr);
    platform::native::advance_ms(6000);
    stage.again();
    EXPECT_EQ(find_node(stage.nodes(), Role::Status, "已保存"), nullptr);
}

TEST(Widgets, two_things_of_one_id_still_have_two_nodes) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        text_button("same", "一");
        text_button("same", "二");
    });
    EXPECT_NE(find_node(stage.nodes(), Role::Button, "一")->id,
              find_node(stage.nodes(), Role::Button, "二")->id);
}

TEST(Widgets, a_picture_is_asked_for_once) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        picture("photo", "abc", "车棚的照片");
    });
    EXPECT_EQ(take_wanted_pictures(), std::vector<std::string>{"abc"});
    stage.again();
    EXPECT_TRUE(take_wanted_pictures().empty());
    EXPECT_EQ(stage.node("p/photo").role, Role::Image);
    EXPECT_EQ(stage.node("p/photo").name, "车棚的照片");
}

TEST(Widgets, the_patch_of_a_scrolled_page_holds_the_scrolling_part_alone) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        for (int i = 0; i < 30; ++i) paragraph("一行 " + std::to_string(i));
    });
    const Nodes before = stage.nodes();
    set_scroll(stage.node("p/main").id, 0, 40);
    stage.again();
    EXPECT_EQ(tree_patch(before, stage.nodes()), "");
}

TEST(Widgets, a_pull_past_the_end_moves_the_picture_and_nothing_else) {
    Stage stage([&] {
        Page page({.id = "p", .title = "p"});
        for (int i = 0; i < 30; ++i) paragraph("一行 " + std::to_string(i));
    });
    const NodeId main = stage.node("p/main").id;
    const Nodes before = stage.nodes();
    const float y = find_node(before, Role::Paragraph, "一行 3")->rect.y;
    set_pull(main, 40);
    stage.again();
    EXPECT_EQ(find_node(stage.nodes(), Role::Paragraph, "一行 3")->rect.y, y + 40);
    EXPECT_EQ(stage.node("p/heading").rect, find_node(before, "p/heading")->rect);
    EXPECT_EQ(tree_patch(before, stage.nodes()), "");
    set_pull(main, 0);
    stage.again();
    EXPECT_EQ(find_node(stage.nodes(), Role::Paragraph, "一行 3")->rect.y, y);
}

TEST(Widgets, who_wants_no_motion_pulls_nothing) {
    Stage stage(
        [&] {
            Page page({.id = "p", .title = "p"});
            paragraph("一行");
        },
        390, 844, {.calm = true});
    const float y = find_node(stage.nodes(), Role::Paragraph, "一行")->rect.y;
    set_pull(stage.node("p/main").id, 40);
    stage.again();
    EXPECT_EQ(find_node(stage.nodes(), Role::Paragraph, "一行")->rect.y, y);
}

}  // namespace
}  // namespace kongdi::widgets
