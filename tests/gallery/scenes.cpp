// SPDX-License-Identifier: Apache-2.0
#include "tests/gallery/scenes.hpp"

#include <array>
#include <string>
#include <vector>

#include "shell/map/map_view.hpp"
#include "shell/widgets/charts.hpp"
#include "shell/widgets/stage.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::gallery {

namespace {

using namespace widgets;

constexpr std::string_view kLong =
    "地下室里的旧自行车棚，一共有 12 个车位，空了三年；希望改成老年食堂、托育点或者 community "
    "kitchen。";

void draw_words() {
    title("今天想做什么？");
    heading("小标题");
    paragraph(kLong);
    bold("加粗的一行");
    second(kLong);
    note("note-neutral", Tone::Neutral, "一般的提示");
    note("note-info", Tone::Info, "说明");
    note("note-waiting", Tone::Waiting, "没有网络，连上后自动发送");
    note("note-good", Tone::Good, "收到了，谢谢您");
    note("note-error", Tone::Error, kLong);
    for (const Tone tone : {Tone::Neutral, Tone::Info, Tone::Waiting, Tone::Good, Tone::Error})
        status_chip(tone, "已列入计划");
    status_line("line", Tone::Waiting, "1 条等待发送", "有网络时自动发送，不会丢失");
    fact("面积", "60 ㎡");
    fact("居民的话", kLong);
    stat("全市指数", "74.4", "± 0.3");
    result_bar("老年食堂", "38", 1);
    result_bar(kLong, "9", 0.24f);
    result_bar("没有人选的", "0", 0);
    const std::array<std::string, 5> modules{"11111", "10001", "10101", "10001", "11111"};
    matrix_code("code", modules, "入会的二维码");
    receipt_number("回执号", "翠苑 3827", "可以念给社区工作者听");
    const std::array<TimelineStep, 3> steps{{{"已收到", "今天 14:06", StepState::Done},
                                             {"社区工作者到现场看", kLong, StepState::Current},
                                             {"列入计划"}}};
    timeline("timeline", steps);
}

void draw_letters() {
    paragraph("常用字：春眠不觉晓，处处闻啼鸟。");
    paragraph("生僻字：龘靐齉䶮𠮷𡘙");
    paragraph("Latin: Grüße, naïve, Việt Nam, e\u0301");
    paragraph("العربية: مكان فارغ · עברית: מקום פנוי");
    paragraph("ไทย หินดี · हिन्दी क्षेत्र · 한국어");
    paragraph("😀 👨‍👩‍👧 🇨🇳 👍🏽 1️⃣ ❤️");
    paragraph("No font has this: \U0010FFFD");
    bold("粗体 Bold 123");
}

void draw_buttons() {
    primary_button("primary", "就是这里");
    primary_button("primary-off", "还不能发送", false);
    secondary_button("secondary", "换一种方式");
    secondary_button("secondary-icon", "用手机定位", Icon::Locate);
    secondary_button("focused", "键盘到了这里");
    secondary_button("pressed", "手指按着");
    secondary_button("hovered", "鼠标指着");
    text_button("text", "先不拍，下一步");
    text_button("text-icon", "删掉这份", Icon::Trash);
    pill_button("pill", "下载 CSV", Icon::Download);
    const std::array<PillChoice, 3> pills{
        {{"up", "上移"}, {"down", "下移"}, {"remove", "删掉这题", Icon::Trash}}};
    pill_row(pills);
    tall_button("tall", "拍闲置空间");
    tall_button("tall-chip", "我报告过的", "草稿");
    card_button("card", Icon::Camera, "拍一处闲置空间", "一张照片、一个位置，一分钟");
    card_button("card-chip", Icon::Bike, "自行车棚", kLong, "等待发送", Tone::Waiting);
    card_button("card-good", Icon::Bike, "自行车棚", "今天 14:06", "已核实", Tone::Good);
    card_button("card-plain", Icon::None, "没有图标的卡片");
    photo_button("photo", "拍照或选一张照片", "照片里的位置信息会被去掉");
    reader_button();
}

void draw_choices() {
    const std::array<Choice, 5> choices{{{"a", "社区用房", Icon::House, true},
                                         {"b", "车棚", Icon::Bike},
                                         {"c", "农贸市场旁边的空地", Icon::Land},
                                         {"d", "桥下", Icon::Bridge},
                                         {"e", "其他", Icon::Door, false, kLong}}};
    heading("一个答案");
    choice_tiles("tiles", "类型", choices);
    choice_list("list", "满意吗", choices);
    heading("几个答案");
    choice_chips("chips", "那里有这些吗", choices, Pick::Many);
    heading("两三个短词");
    const std::array<Choice, 3> words{
        {{"estimate", "目测", Icon::None, true}, {"paced", "步子量的"}, {"measured", "尺子量的"}}};
    segmented("segments", "怎么得来的", words);
    select("select", "社区", choices);
    const std::array<Choice, 2> none{{{"x", "甲"}, {"y", "乙"}}};
    select("select-none", "还没有选", none);
    checkbox("ticked", "同意保存我填的内容", true, kLong);
    checkbox("open", "同意使用照片", false);
    checkbox("wrong", "同意使用位置", false, "只用来找到那处空间", "需要您勾选同意才能发送");
}

void draw_fields() {
    text_field("empty", "", {.label = "用户名", .placeholder = "您的名字"});
    text_field("filled", "翠苑社区 3 幢", {.label = "地址", .hint = "写到楼栋就行"});
    text_field(
        "number", "60",
        {.label = "大约多大？", .kind = FieldKind::Number, .hint = "不用很准", .unit = "㎡"});
    text_field("wrong", "六十",
               {.label = "大约多大？",
                .kind = FieldKind::Number,
                .error = "这一项的内容不对，请再看看",
                .unit = "㎡",
                .required = true});
    text_field("secret", "kongdi", {.label = "密码", .kind = FieldKind::Password});
    text_field("search", "",
               {.label = "查找", .kind = FieldKind::Search, .placeholder = "描述、社区或回执号"});
    text_field("lines", kLong, {.label = "还想说点什么？", .kind = FieldKind::Multiline});
    text_field("long", "一行里放不下的很长很长的内容，所以只看得到开头，点进去可以看到全部",
               {.label = "一行"});
}

void draw_containers() {
    {
        const Card card("card", "卡片");
        heading("卡片");
        paragraph(kLong);
    }
    {
        const Pinned pinned("beside");
        const Card phone("phone", "手机上的样子", CardShape::Phone);
        title("手机上的样子");
        paragraph(kLong);
    }
    const std::array<PageAction, 3> places{{{"spaces", "闲置空间", Icon::List, true},
                                            {"map", "规划地图", Icon::MapPin},
                                            {"logout", "退出登录", Icon::User}}};
    menu_lines("主菜单", places);
    {
        Columns columns(2, 140);
        secondary_button("left", "不了解");
        columns.next();
        secondary_button("right", "这里没有");
    }
    divider();
    const std::array<Column, 4> columns{{{"name", "名称", 160, false, true, Sort::Up},
                                         {"area", "面积 ㎡", 90, true, true},
                                         {"state", "状态", 110},
                                         {"more", "说明", 140}}};
    Table table("table", "闲置空间", columns, 3, true);
    while (table.next_row()) {
        table.cell(table.row() == 1 ? kLong : std::string_view("车棚"));
        table.cell("60");
        table.cell_chip(Tone::Good, "已核实");
        table.cell_bold("翠苑 1042");
    }
}

void draw_waiting() {
    progress("unknown", "正在取地图");
    progress("known", "还有 2 张照片正在上传", 0.4f);
    progress("stoppable", "正在定位", -1, "不等了");
    picture("picture-missing", "none", "没有加载到的照片");
    empty_state(Icon::List, "还没有报告过", "看到空着的房子、车棚、边角地，拍下来告诉我们");
    big_sign(Icon::Check);
    big_sign(Icon::Clock, Tone::Waiting);
    big_sign(Icon::Warning, Tone::Error);
    toast("toast", "已标记为核实，居民会看到");
}

void draw_dialog() {
    paragraph(kLong);
    const Dialog dialog("dialog", "删掉这份没发送的报告？", "关闭");
    paragraph("照片和填的内容都会从手机里删掉，找不回来");
    primary_button("keep", "留着，接着填");
    secondary_button("throw", "删掉", Icon::Trash);
}

void draw_map() {
    using namespace map;
    const auto box = [](double lon, double lat, double w, double h) {
        return std::vector<LonLat>{
            {lon, lat}, {lon + w, lat}, {lon + w, lat + h}, {lon, lat + h}, {lon, lat}};
    };
    std::vector<MapShape> shapes{
        {ShapeKind::Green, {box(120.1580, 30.2780, 0.0010, 0.0012)}, "小公园"},
        {ShapeKind::Water, {box(120.1612, 30.2786, 0.0006, 0.0020)}},
        {ShapeKind::Road, {{{120.1570, 30.2800}, {120.1630, 30.2800}}}, "文一路"},
        {ShapeKind::Building, {box(120.1592, 30.2803, 0.0004, 0.0003)}, "3 幢"},
        {ShapeKind::Building, {box(120.1600, 30.2803, 0.0004, 0.0003)}},
        {ShapeKind::Boundary, {box(120.1575, 30.2775, 0.0050, 0.0050)}, "翠苑社区"},
        {ShapeKind::Point, {{{120.1605, 30.2796}}}},
        {ShapeKind::PointDone, {{{120.1596, 30.2794}}}},
    };
    MapOptions options;
    options.label = "地图，用手指或方向键移动";
    options.height = 420;
    options.fix = Fix{{120.1600, 30.2800}, 40};
    options.zoom_in_label = "放大";
    options.zoom_out_label = "缩小";
    options.locate_label = "用手机定位";
    map_view("map", {{120.1600, 30.2800}, 17}, shapes, options);
}

void draw_charts() {
    const std::array<std::int64_t, 20> counts{0,  0,  1,  3,  2, 6, 9, 14, 21, 26,
                                              30, 24, 19, 17, 8, 5, 2, 1,  0,  1};
    histogram({.id = "histogram",
               .name = "全部社区的分布",
               .low = "0",
               .high = "100",
               .marked_label = "末位线 31.20",
               .marked = 0.3f},
              counts);
    const std::array<FieldPoint, 5> points{{{0.1f, 0.9f, "老年食堂", Tone::Error},
                                            {0.2f, 0.8f, "日间照料中心", Tone::Error},
                                            {0.8f, 0.9f, "菜市场", Tone::Good},
                                            {0.3f, 0.2f, "球场", Tone::Good},
                                            {1.0f, 0.0f, "在边上的一类", Tone::Good}}};
    four_fields({.id = "fields",
                 .name = "既重要又不满意：老年食堂、日间照料中心",
                 .x_label = "满意",
                 .y_label = "重要",
                 .x_low = "2.5",
                 .x_high = "4.5",
                 .y_low = "3.0",
                 .y_high = "5.0",
                 .corners = {"先改善", "继续保持", "不急", "已经够了"},
                 .split_x = 0.45f,
                 .split_y = 0.55f},
                points);
    interval_bar("74.40，区间 71.20 – 77.60", 0.712f, 0.744f, 0.776f);
    interval_bar("末位线在区间里", 0.2f, 0.3f, 0.45f, 0.31f);
    const std::array<BarPart, 3> parts{
        {{0.5f, Tone::Good}, {0.3f, Tone::Waiting}, {0.1f, Tone::Neutral}}};
    parts_bar("日间照料中心", "少 4.2 分", parts);
    parts_bar(kLong, "少 0.0 分", std::span(parts).first(1));
    std::array<std::array<double, 16>, 3> reached{};
    for (std::size_t pace = 0; pace < reached.size(); ++pace)
        for (std::size_t minute = 0; minute < 16; ++minute)
            reached[pace][minute] =
                static_cast<double>(minute * minute) * (10 - 3 * static_cast<double>(pace));
    const std::array<CurveLine, 3> lines{
        {{"一般（每分钟 60 米）：5 分钟内 250、10 分钟内 1,000、15 分钟内 2,250", reached[0]},
         {"老人（每分钟 48 米）：5 分钟内 175、10 分钟内 700、15 分钟内 1,575", reached[1]},
         {"轮椅（每分钟 40 米）：5 分钟内 100、10 分钟内 400、15 分钟内 900", reached[2]}}};
    curves({.id = "curves",
            .name = "步行能覆盖多少人",
            .x_label = "步行分钟",
            .y_label = "人数",
            .y_high = "2,250",
            .most = 2250},
           lines);
}

void draw_icons() {
    for (int i = 1; i < static_cast<int>(Icon::Count_); ++i) {
        const auto icon = static_cast<Icon>(i);
        const std::string name(icon_name(icon));
        card_button(name, icon, name);
    }
}

constexpr std::array<Scene, 11> kScenes{{{"words", "文字", draw_words},
                                         {"letters", "字符", draw_letters},
                                         {"buttons", "按钮", draw_buttons},
                                         {"choices", "选择", draw_choices},
                                         {"fields", "填写", draw_fields},
                                         {"containers", "容器", draw_containers},
                                         {"waiting", "等待与空白", draw_waiting},
                                         {"dialog", "对话框", draw_dialog},
                                         {"map", "地图", draw_map},
                                         {"charts", "图表", draw_charts},
                                         {"icons", "图标", draw_icons}}};

}  // namespace

std::span<const Scene> scenes() { return kScenes; }

void set_still_states() {
    set_focus(hash_path("gallery/focused"), true);
    set_press(hash_path("gallery/pressed"));
    set_hover(hash_path("gallery/hovered"));
}

}  // namespace kongdi::gallery
