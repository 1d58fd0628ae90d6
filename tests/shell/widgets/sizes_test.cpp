// SPDX-License-Identifier: Apache-2.0
// Every widget at every width, scale, view and theme: nothing is cut off, nothing lies on another,
// everything is large enough for a finger.
#include <array>
#include <cmath>
#include <tuple>

#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::widgets {
namespace {

constexpr std::string_view kLong =
    "地下室里的旧自行车棚,一共有 12 个车位,空了三年;希望改成老年食堂、托育点或者 community "
    "kitchen。";

void draw_everything() {
    const std::array<PageAction, 3> actions{
        {{"elder", "长辈版"}, {"language", "EN"}, {"display", "显示"}}};
    const std::array<PageAction, 3> navigation{
        {{"map", "地图"}, {"spaces", "闲置空间", Icon::None, true}, {"plan", "补短板计划"}}};
    Page page({.id = "all",
               .title = "所有的部件",
               .back_label = "返回",
               .step = 2,
               .steps = 5,
               .step_label = "第 2 步",
               .actions = actions,
               .navigation = navigation,
               .navigation_label = "菜单",
               .wide = true});
    title(kLong);
    paragraph(kLong);
    second(kLong);
    note("note", Tone::Error, kLong);
    status_chip(Tone::Waiting, "已列入计划");
    tall_button("tall", kLong, "草稿");
    card_button("card", Icon::Camera, "拍一处闲置空间", kLong, "1 条等待");
    secondary_button("other", kLong);
    text_button("words", "换一种方式");
    pill_button("download", "下载 CSV", Icon::Download);
    photo_button("photo", "拍照", kLong);
    const std::array<Choice, 4> choices{{{"a", "社区用房", Icon::House, true},
                                         {"b", "车棚", Icon::Bike},
                                         {"c", "农贸市场旁边的空地", Icon::Land},
                                         {"d", "其他", Icon::Door, false, kLong}}};
    choice_tiles("tiles", "类型", choices);
    choice_chips("chips", "大小", choices);
    choice_list("list", "满意", choices);
    segmented("segments", "显示", choices);
    select("select", "产权", choices);
    checkbox("tick", kLong, true, kLong, "请先勾选");
    text_field("line", kLong, {.label = kLong, .hint = kLong, .error = kLong, .unit = "㎡"});
    text_field("lines", kLong, {.label = "说明", .kind = FieldKind::Multiline});
    fact("地址", kLong);
    stat("全市指数", "74.4", "± 0.3");
    receipt_number("回执号", "翠苑 3827", "可以念给社区工作者听");
    const std::array<TimelineStep, 3> steps{{{"已收到", "今天 14:06", StepState::Done},
                                             {kLong, "一般 7 天内", StepState::Current},
                                             {"列入计划"}}};
    timeline("steps-done", steps);
    const std::array<Column, 3> columns{{{"name", "名称", 160, false, true, Sort::Up},
                                         {"area", "面积", 90, true},
                                         {"state", "状态", 110}}};
    {
        Table table("table", "闲置空间", columns, 3, true);
        while (table.next_row()) {
            table.cell(kLong);
            table.cell("60");
            table.cell_chip(Tone::Good, "已核实");
        }
    }
    {
        Columns pair(2, 120);
        secondary_button("left", "没用过,不了解");
        pair.next();
        secondary_button("right", "这里没有");
    }
    empty_state(Icon::List, "还没有", kLong);
    Footer footer;
    primary_button("go", "就是这里");
    status_line("queue", Tone::Waiting, "1 条等待发送", "有网络时自动发送,不会丢失");
}

struct Setting {
    float width;
    float scale;
    bool elder;
};

class Sizes : public ::testing::TestWithParam<Setting> {
protected:
    Stage stage{draw_everything, GetParam().width, 844,
                Theme{ThemeName::Light, GetParam().scale, GetParam().elder, true}};
};

bool is_leaf(const Node& node) {
    switch (node.role) {
        case Role::Heading:
        case Role::Paragraph:
        case Role::Status:
        case Role::Alert:
        case Role::ListItem: return true;
        default: return is_interactive(node);
    }
}

const Node* parent_of(const Node& node) { return find_node(last_tree(), node.parent); }

TEST_P(Sizes, every_target_is_wide_and_high_enough_for_a_finger) {
    for (const Node& node : stage.nodes()) {
        if (!is_interactive(node)) continue;
        const float least = GetParam().elder ? 60 : 48;
        EXPECT_GE(node.rect.w, least) << node.path;
        EXPECT_GE(node.rect.h, least) << node.path;
    }
}

TEST_P(Sizes, nothing_reaches_past_the_sides_of_the_window) {
    for (const Node& node : stage.nodes()) {
        if (node.role == Role::Cell || node.role == Role::ColumnHeader) continue;
        bool in_table = false;
        for (const Node* up = &node; up != nullptr; up = parent_of(*up))
            in_table = in_table || up->role == Role::Scroller;
        if (in_table) continue;
        EXPECT_GE(node.rect.x, -0.5f) << node.path;
        EXPECT_LE(node.rect.right(), GetParam().width + 0.5f) << node.path;
    }
}

TEST_P(Sizes, everything_inside_a_card_lies_inside_the_card) {
    for (const Node& node : stage.nodes()) {
        const Node* parent = parent_of(node);
        if (parent == nullptr || parent->role != Role::Group || parent->rect.h == 0) continue;
        EXPECT_GE(node.rect.y, parent->rect.y - 0.5f) << node.path;
        EXPECT_LE(node.rect.bottom(), parent->rect.bottom() + 0.5f) << node.path;
        EXPECT_GE(node.rect.x, parent->rect.x - 8.5f * GetParam().scale) << node.path;
        EXPECT_LE(node.rect.right(), parent->rect.right() + 0.5f) << node.path;
    }
}

TEST_P(Sizes, no_two_things_to_read_or_press_lie_on_each_other) {
    std::vector<const Node*> leaves;
    for (const Node& node : stage.nodes())
        if (is_leaf(node)) leaves.push_back(&node);
    for (std::size_t i = 0; i < leaves.size(); ++i)
        for (std::size_t k = i + 1; k < leaves.size(); ++k) {
            const Node& a = *leaves[i];
            const Node& b = *leaves[k];
            // Body and footer scroll past each other.
            if (a.parent != b.parent) continue;
            const float w = std::min(a.rect.right(), b.rect.right()) - std::max(a.rect.x, b.rect.x);
            const float h =
                std::min(a.rect.bottom(), b.rect.bottom()) - std::max(a.rect.y, b.rect.y);
            EXPECT_FALSE(w > 1 && h > 1) << a.path << " and " << b.path;
        }
}

TEST_P(Sizes, text_has_the_room_its_lines_need) {
    const Theme& look = theme();
    for (const Node& node : stage.nodes()) {
        if (node.role != Role::Paragraph && node.role != Role::Heading) continue;
        // The least a text of this length can take: its smallest style, one em a hanzi.
        const float em = std::round(look.elder ? 22 * look.scale : 14 * look.scale);
        float length = 0;
        for (std::size_t i = 0; i < node.name.size(); ++i)
            if ((static_cast<unsigned char>(node.name[i]) & 0xC0) != 0x80)
                length += static_cast<unsigned char>(node.name[i]) < 0x80 ? em * 0.5f : em;
        const float rows = std::ceil(length / std::max(1.0f, GetParam().width) - 0.01f);
        EXPECT_GE(node.rect.h, rows * em * 1.2f) << node.path << ' ' << node.name;
    }
}

TEST_P(Sizes, the_main_action_stands_at_the_foot_of_the_window) {
    const Node& footer = stage.node("all/footer");
    if (footer.rect.h > 844.0f / 3) {  // a foot that large flows with the page
        EXPECT_EQ(footer.parent, stage.node("all/main").id);
        return;
    }
    EXPECT_NEAR(footer.rect.bottom(), 844, 1);
    const Node& go = stage.node("all/go");
    EXPECT_LE(go.rect.bottom(), 844);
    EXPECT_GE(go.rect.y, footer.rect.y);
}

INSTANTIATE_TEST_SUITE_P(All, Sizes,
                         ::testing::Values(Setting{320, 1, false}, Setting{360, 1, false},
                                           Setting{390, 1, false}, Setting{1280, 1, false},
                                           Setting{320, 2, false}, Setting{360, 2, false},
                                           Setting{390, 2, false}, Setting{320, 1.5f, true},
                                           Setting{1280, 2, false}, Setting{390, 1, true},
                                           Setting{390, 1.5f, true}));

TEST(Palette, text_stands_out_seven_to_one_in_every_theme) {
    const auto luminance = [](Colour colour) {
        double sum = 0;
        const double weights[] = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; ++i) {
            const double c = ((colour >> (8 * i)) & 0xFF) / 255.0;
            sum += weights[i] * (c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    };
    const auto contrast = [&](Colour a, Colour b) {
        const double x = luminance(a);
        const double y = luminance(b);
        return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    };
    for (int i = 0; i < static_cast<int>(ThemeName::Count_); ++i) {
        const Palette& p = palette_of(static_cast<ThemeName>(i));
        const std::array<std::tuple<const char*, Colour, Colour>, 18> pairs{{
            {"ink on paper", p.ink, p.paper},
            {"ink on card", p.ink, p.card},
            {"second on paper", p.ink_second, p.paper},
            {"second on card", p.ink_second, p.card},
            {"second on neutral", p.ink_second, p.neutral_tint},
            {"jade on paper", p.jade, p.paper},
            {"jade on card", p.jade, p.card},
            {"words on jade", p.on_jade, p.jade},
            {"ink on tint", p.ink, p.jade_tint},
            {"brown on gold", p.brown, p.gold_tint},
            {"red on card", p.red, p.card},
            {"red on paper", p.red, p.paper},
            {"ink on building", p.ink_second, p.map_building},
            {"jade on tint", p.jade, p.jade_tint},
            {"red on tint", p.red, p.red_tint},
            {"second on tint", p.ink_second, p.jade_tint},
            {"ink on neutral", p.ink, p.neutral_tint},
            {"second on the map", p.ink_second, p.map_ground},
        }};
        for (const auto& [name, a, b] : pairs) {
            EXPECT_GE(contrast(a, b), 7.0) << name << " in theme " << i;
        }
    }
}

}  // namespace
}  // namespace kongdi::widgets
