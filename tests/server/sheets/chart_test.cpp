// SPDX-License-Identifier: Apache-2.0
// Charts from values, read back by programs of others.
#include "server/sheets/chart.hpp"

#include "tests/server/sheets/paper_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const std::string kLongName =
    "云汐市沐塘新区第三街道锦阁与汐港之间的老旧小区联合改造示范社区（含安置房三期及其周边）";

RankingChart ranking(std::size_t rows, const std::string& name) {
    RankingChart out;
    out.heads = {"社区", "区间", "指数", "可能"};
    out.axis = {10, 60, 20.5};
    out.cut = "补短板线 20.50";
    out.none = "还没有可以比较的社区";
    for (std::size_t i = 0; i < rows; ++i)
        out.rows.push_back({name,
                            {12, 15, 22, i % 2 == 0 ? Mark::Listed : Mark::Unsure},
                            "15.00",
                            "93 %",
                            "补短板"});
    return out;
}

/// One chart of each kind: with nothing in it, and with so many rows of one name.
std::vector<ChartBody> charts(std::size_t rows, const std::string& name) {
    DistributionChart distribution;
    distribution.none = "没有";
    distribution.axis = name;
    distribution.cut_words = "补短板线 18.33";
    distribution.legend = {"不在其中", "补短板"};
    if (rows > 0) distribution.cut = 18.33;
    QuadrantChart quadrants;
    quadrants.none = "没有";
    quadrants.quadrants = {"先改善", "继续保持", "不急", "已经够了"};
    quadrants.axes = {"满意", "重要"};
    quadrants.mean_satisfaction = quadrants.mean_importance = 3;
    TimeLineChart time;
    time.none = "没有";
    time.today = 20'500;
    time.today_words = "今天 2026-02-16";
    time.no_days = "没有日期";
    time.legend = {"已完成", "未完成", "已过期限"};
    CurveChart curves;
    curves.none = "没有";
    curves.axes = {"分钟", "人"};
    if (rows > 0) curves.curves = {{name, {0, 5, 20}}, {"老人", {0, 0, 10}}, {"轮椅", {0, 0, 5}}};
    ProgressChart progress;
    progress.none = "没有";
    progress.legend = {"已答", "应有", "目标"};
    MapChart map;
    map.none = "没有边界";
    map.legend = {"设施", "待核验", "闲置空间"};
    if (rows > 0) map.extent = {0, 0, 800, 500};
    for (std::size_t i = 0; i < rows; ++i) {
        const auto at = static_cast<double>(i);
        distribution.bins.push_back({10 + 5 * at, 15 + 5 * at, 3, i < 2 ? 1 : 0});
        quadrants.points.push_back({name, 3, 3, i % 4});
        time.rows.push_back({name, name, "在建 · 40%", 20'400, 20'480, 40, true});
        time.rows.push_back({name, name, "拟议 · 0%", {}, {}, 0, false});
        progress.rows.push_back({name, 0.3, 0.4, 0.5, "30 % · 3 / 10 户", "落后"});
        map.marks.push_back({MapMark::Sign::Facility, {400, 250}, std::to_string(i + 1)});
    }
    return {ranking(rows, name), distribution, quadrants, time, curves, progress, map};
}

Chart picture(ChartBody body) {
    return {.title = "排名 <与> 把握",
            .subtitle = "24 个社区",
            .body = std::move(body),
            .notes = {"横线是可能的范围"},
            .foot = "来源：云汐市　日期：2026-11-24　许可：内部工作材料",
            .day_ms = kNowMs,
            .description = "最低的是苇渡社区",
            .language = "zh"};
}

/// The height that the PDF of a chart says it has.
double height_of(const std::string& about) {
    double width = 0, height = 0;
    const auto at = about.find("Page size:");
    if (at != std::string::npos)
        std::sscanf(about.c_str() + at, "Page size: %lf x %lf", &width, &height);
    return height;
}

}  // namespace

TEST(Chart, every_kind_can_be_drawn_empty_small_large_and_with_names_that_have_no_end) {
    const PaperReader reader;
    for (const auto& [rows, name] :
         {std::pair<std::size_t, std::string>{0, "苇渡"}, {1, "苇渡"}, {30, kLongName}})
        for (const ChartBody& body : charts(rows, name)) {
            SCOPED_TRACE(body.index());
            EXPECT_EQ(is_empty(body), rows == 0);
            const Chart chart = picture(body);
            const auto pdf = chart_pdf(chart, {.title = chart.title});
            ASSERT_TRUE(pdf) << pdf.error().detail;
            reader.expect_on_page(*pdf, kChartWidth, height_of(reader.about_pdf(*pdf)));
            const std::string text = run_together(reader.text_of_pdf(*pdf));
            EXPECT_TRUE(has(text, "许可：内部工作材料")) << text;
            // What is long is wrapped, and never cut.
            if (rows == 30 && body.index() != 6) {
                EXPECT_TRUE(has(text, "安置房三期")) << text;
            }
            const auto png = chart_png(chart);
            ASSERT_TRUE(png);
            EXPECT_TRUE(png->starts_with("\x89PNG"));
        }
}

TEST(Chart, as_svg_it_is_well_formed_has_words_for_who_does_not_see_it_and_no_styles) {
    const PaperReader reader;
    for (const ChartBody& body : charts(3, "苇渡")) {
        const auto svg = chart_svg(picture(body));
        ASSERT_TRUE(svg);
        reader.output_of("xmllint --noout " + reader.kept("a.svg", *svg));
        EXPECT_TRUE(has(*svg, "<title>排名 &lt;与&gt; 把握</title>"));
        EXPECT_TRUE(has(*svg, "<desc>最低的是苇渡社区</desc>"));
        EXPECT_FALSE(has(*svg, "style=")) << "a page with our policy would not show it";
        EXPECT_TRUE(has(*svg, "role=\"img\""));
    }
}

TEST(Chart, the_same_chart_has_the_same_bytes) {
    for (const ChartBody& body : charts(5, "苇渡")) {
        const Chart chart = picture(body);
        EXPECT_EQ(*chart_svg(chart), *chart_svg(chart));
        EXPECT_EQ(*chart_png(chart), *chart_png(chart));
        const PdfFacts facts{.title = "a", .made_at_ms = kNowMs};
        EXPECT_EQ(*chart_pdf(chart, facts), *chart_pdf(chart, facts));
    }
}

TEST(Chart, one_that_nobody_could_look_at_is_refused) {
    const auto svg = chart_svg(picture(ranking(1000, "苇渡")));
    ASSERT_FALSE(svg);
    EXPECT_EQ(svg.error().code, ErrorCode::RequestFormat);
    EXPECT_EQ(svg.error().path, "/rows");
}

TEST(Chart, letters_that_no_font_has_fail_it) {
    EXPECT_FALSE(chart_svg(picture(ranking(1, "\U0010FFFD"))));
}

}  // namespace kongdi::server::tests
