// SPDX-License-Identifier: Apache-2.0
// Charts and sheets by address: who sees them, what stands in them, what they say when there is
// nothing.
#include "server/handlers/sheets.hpp"

#include "core/codec/facility_codec.hpp"
#include "core/index/gaps.hpp"
#include "server/handlers/charts.hpp"
#include "server/handlers/city_paper.hpp"
#include "server/handlers/index_reading.hpp"
#include "server/index/reckon.hpp"
#include "tests/server/sheets/paper_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kElsewhere = "330106001052";

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

class SheetsTest : public ServerFixture {
protected:
    void fill() {
        ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
        const CheckedFacility facts = facility_facts_of(
            Value::map({{"id", id_of(13)},
                        {"kind", "ELD02"},
                        {"name", "翠苑老年食堂"},
                        {"community", kCommunityCode},
                        {"point", Value::map({{"lon", 120.1551}, {"lat", 30.2741}})}}),
            catalogue());
        ASSERT_TRUE(facts.ok());
        ASSERT_TRUE(storage().file_facility(id_of(3), facts.facts, kOther, kNowMs));
        const auto building = [](double lon, double lat) {
            const Polygon square{{{{lon, lat}, {lon + 1e-4, lat}, {lon + 1e-4, lat + 1e-4}}}};
            return Feature{MultiPolygon{square}, Value::map({{"people", 123}})};
        };
        const std::vector<Feature> buildings{building(120.1555, 30.2745),
                                             building(120.157, 30.276)};
        ASSERT_TRUE(storage().import_features("building", "test", buildings, kNowMs));
        const IndexAsked asked{id_of(6), "上半年体检", "", index_defaults()->settings};
        const auto input = index_input(storage(), catalogue(), asked, index_defaults()->reach);
        ASSERT_TRUE(input) << input.error().detail;
        ASSERT_TRUE(storage().freeze_index(reckoned(asked, *input), kOther, kNowMs));
        ASSERT_TRUE(storage().put_setting(kSettingCityName, "云汐市"));
    }
    Response ask(const Pair& cookie, const std::string& path, std::vector<Pair> query = {},
                 std::vector<Pair> more = {}) {
        more.push_back(cookie);
        return get(path, std::move(more), std::move(query));
    }
    static Pair here() { return {"community", std::string(kCommunityCode)}; }
    /// What each chart needs to be asked with.
    static std::vector<Pair> query_of(std::string_view chart) {
        if (chart == "quadrants" || chart == "map") return {here()};
        if (chart == "reach") return {{"facility", id_of(3)}};
        return {};
    }
    inline static const Actor kOther{Role::Planner, "somebody else"};
    PaperReader m_reader;
};

TEST_F(SheetsTest, every_chart_comes_in_every_format_tagged_by_its_content) {
    fill();
    const Pair staff = as(Role::Planner);
    for (const ChartRow& row : chart_rows()) {
        if (row.name == "progress") continue;  // needs a wave: below
        for (const std::string ending : {".svg", ".png", ".pdf"}) {
            SCOPED_TRACE(std::string(row.name) + ending);
            const std::string path = "/export/chart/" + std::string(row.name) + ending;
            const Response first = ask(staff, path, query_of(row.name));
            ASSERT_EQ(first.status, 200) << first.body;
            const Response again = ask(staff, path, query_of(row.name));
            EXPECT_EQ(first.body, again.body);
            const std::string tag(first.header("ETag"));
            EXPECT_EQ(ask(staff, path, query_of(row.name), {{"If-None-Match", tag}}).status, 304);
            const Response sum = ask(staff, path + ".sha256", query_of(row.name));
            EXPECT_EQ(sum.body,
                      sha256(first.body) + "  kongdi-" + std::string(row.name) + ending + "\n");
        }
    }
}

TEST_F(SheetsTest, charts_and_sheets_are_of_staff_and_keep_to_their_scope) {
    fill();
    const Pair inside = as("in", Role::Worker, {{std::string(kCommunityCode)}});
    const Pair outside = as("out", Role::Worker, {{std::string(kElsewhere)}});
    for (const std::string path : {"/export/chart/quadrants.svg", "/export/chart/map.svg",
                                   "/export/sheet/community.pdf", "/plain/sheets/community"}) {
        EXPECT_EQ(get(path, {}, {here()}).status, 401) << path;
        EXPECT_EQ(ask(outside, path, {here()}).status, 403) << path;
        EXPECT_EQ(ask(inside, path, {here()}).status, 200) << path;
    }
    EXPECT_EQ(ask(outside, "/export/chart/reach.svg", query_of("reach")).status, 403);
    EXPECT_EQ(ask(inside, "/export/chart/reach.svg", query_of("reach")).status, 200);
    const std::string name = "翠苑一区社区";
    for (const std::string path : {"/export/chart/ranking.svg", "/plain/sheets/city"}) {
        EXPECT_TRUE(has(ask(inside, path).body, name)) << path;
        EXPECT_FALSE(has(ask(outside, path).body, name)) << path;
    }
}

TEST_F(SheetsTest, the_ranking_marks_who_was_measured_along_straight_lines) {
    fill();
    const Pair staff = as(Role::Planner);
    EXPECT_TRUE(has(ask(staff, "/export/chart/ranking.svg").body, "翠苑一区社区 *"));
    const std::string told = m_reader.text_of_pdf(ask(staff, "/export/chart/ranking.pdf").body);
    EXPECT_TRUE(has(told, "这里没有路网")) << told;
    // With a road beside the houses it is none of them any more.
    const Feature road{Line{{120.1540, 30.2741}, {120.1556, 30.2744}, {120.1571, 30.2761}},
                       Value::map({{"kind", "residential"}})};
    ASSERT_TRUE(storage().import_features("road", "test", {&road, 1}, kNowMs));
    const IndexAsked asked{id_of(7), "下半年体检", "", index_defaults()->settings};
    const auto input = index_input(storage(), catalogue(), asked, index_defaults()->reach);
    ASSERT_TRUE(input) << input.error().detail;
    ASSERT_TRUE(storage().freeze_index(reckoned(asked, *input), kOther, kNowMs));
    const std::string with = ask(staff, "/export/chart/ranking.svg", {{"run", id_of(7)}}).body;
    EXPECT_TRUE(has(with, "翠苑一区社区"));
    EXPECT_FALSE(has(with, "翠苑一区社区 *"));
    EXPECT_FALSE(
        has(m_reader.text_of_pdf(ask(staff, "/export/chart/ranking.pdf", {{"run", id_of(7)}}).body),
            "这里没有路网"));
}

TEST_F(SheetsTest, the_curves_of_a_community_begin_at_its_verified_facilities) {
    fill();
    const Pair staff = as(Role::Planner);
    const std::vector<Pair> canteens{here(), {"kind", "ELD02"}};
    const auto told = [&] {
        return m_reader.text_of_pdf(ask(staff, "/export/chart/reach.pdf", canteens).body);
    };
    EXPECT_TRUE(has(told(), "没有这一类")) << told();
    ASSERT_TRUE(storage().move_facility({id_of(3), FacilityMove::Verify, 1, {}, {}},
                                        {Role::Worker, "another"}, kNowMs));
    const std::string svg = ask(staff, "/export/chart/reach.svg", canteens).body;
    EXPECT_TRUE(has(svg, "翠苑一区社区 · ")) << svg.substr(0, 600);
    EXPECT_TRUE(has(svg, "15 min 245")) << "246 people live beside it" << svg.substr(0, 600);
    const Pair outside = as("out", Role::Worker, {{std::string(kElsewhere)}});
    EXPECT_EQ(ask(outside, "/export/chart/reach.svg", canteens).status, 403);
}

TEST_F(SheetsTest, a_community_sheet_says_what_is_known_in_both_languages) {
    fill();
    const Pair staff = as(Role::Worker);
    const Response zh = ask(staff, "/export/sheet/community.pdf", {here()});
    ASSERT_EQ(zh.status, 200) << zh.body;
    EXPECT_EQ(zh.header("Content-Type"), "application/pdf");
    m_reader.expect_on_page(zh.body, 595.28, 841.89);
    const std::string text = m_reader.text_of_pdf(zh.body);
    for (const char* part : {"翠苑一区社区", "翠苑街道", "330106001051", "上半年体检", "246",
                             "翠苑老年食堂", "待核验", "计划里没有项目", "许可"})
        EXPECT_TRUE(has(text, part)) << part << text;
    const Response en = ask(staff, "/export/sheet/community.pdf", {here(), {"lang", "en"}});
    ASSERT_EQ(en.status, 200);
    EXPECT_TRUE(has(m_reader.text_of_pdf(en.body), "Page 1 of"));
    EXPECT_EQ(ask(staff, "/export/sheet/community.pdf", {here()}).body, zh.body);
    const Response page = ask(staff, "/plain/sheets/community", {here(), {"lang", "zh"}});
    for (const char* part : {"翠苑老年食堂", "/export/chart/map.svg?", "scope=\"col\"",
                             "/export/sheet/community.pdf?community=330106001051"})
        EXPECT_TRUE(has(page.body, part)) << part << page.body;
    EXPECT_FALSE(has(page.body, "<script"));
}

TEST_F(SheetsTest, a_city_sheet_has_map_gaps_spaces_and_plan_in_both_languages) {
    fill();
    ASSERT_EQ(post_record(RecordBuilder().number(2).with("/body/space_type", "I01").bytes()).status,
              201);
    ASSERT_EQ(post_record(RecordBuilder().number(4).with("/body/space_type", "I01").bytes()).status,
              201);
    ReportStep check{.move = ReportMove::Verify};
    check.check = SiteCheck{.finding = SiteFinding::Usable};
    ASSERT_TRUE(storage().step_report(id_of(4), check, {Role::Worker, "w"}, kNowMs));
    const Pair staff = as(Role::Planner);
    const Response zh = ask(staff, "/export/sheet/city.pdf");
    ASSERT_EQ(zh.status, 200) << zh.body;
    m_reader.expect_on_page(zh.body, 595.28, 841.89);
    const std::string text = m_reader.text_of_pdf(zh.body);
    std::size_t from = 0;
    for (const char* part : {"云汐市", "各社区的体检指数", "不参评", "缺什么", "居前三的社区数",
                             "闲置空间", "行动计划"}) {
        const auto at = text.find(part, from);
        EXPECT_NE(at, std::string::npos) << part << " in its order\n" << text;
        if (at != std::string::npos) from = at;
    }
    const Response page = ask(staff, "/plain/sheets/city", {{"lang", "zh"}});
    ASSERT_EQ(page.status, 200);
    EXPECT_TRUE(has(page.body, "/export/chart/city_map.svg?lang=zh")) << page.body;
    // Two of one type, one of them checked: a row with both states and the sum.
    const SpaceType* type = catalogue().space_type("I01");
    ASSERT_NE(type, nullptr);
    const auto row = page.body.find(std::string(type->label.in("zh")) + "</th>");
    ASSERT_NE(row, std::string::npos) << page.body;
    const std::string cells = page.body.substr(row, page.body.find("</tr>", row) - row);
    EXPECT_TRUE(has(cells, ">1</td><td class=\"count\">1</td><td class=\"count\">2</td>")) << cells;
    const Response en = ask(staff, "/export/sheet/city.pdf", {{"lang", "en"}});
    EXPECT_TRUE(has(m_reader.text_of_pdf(en.body), "Communities by check-up index"));
}

TEST_F(SheetsTest, gaps_of_the_city_are_means_over_the_communities_that_are_asked_for) {
    fill();
    const auto runs = storage().index_runs();
    ASSERT_TRUE(runs);
    const auto frozen = index_document_of(m_services, runs->front().id);
    const auto index = index_result_of(m_services, runs->front().id, {});
    ASSERT_TRUE(frozen && index);
    const auto gaps = city_gaps(frozen->city, frozen->settings, *index);
    ASSERT_FALSE(gaps.empty());
    // One community: its own gaps are the means.
    const CommunityGaps own = gaps_of(frozen->city, 0, frozen->settings);
    ASSERT_EQ(gaps.size(), own.services.size());
    EXPECT_DOUBLE_EQ(gaps[0].costs, own.services[0].costs);
    EXPECT_DOUBLE_EQ(gaps[0].unreached, own.services[0].unreached);
    std::int64_t worst = 0;
    for (const CityGap& one : gaps) worst += one.worst_in;
    EXPECT_EQ(worst, 3);
    EXPECT_TRUE(city_gaps(frozen->city, frozen->settings, {}).empty());
}

TEST(CityMap, tells_the_lowest_by_colour_and_by_their_rank) {
    const Words words(Language::Zh);
    const PaperFor paper{words, kNowMs, "云汐市"};
    std::vector<MapRow> rows;
    CityIndex index;
    for (int i = 0; i < 3; ++i) {
        const double west = 120.1 + 0.01 * i;
        const Polygon square{
            {{{west, 30.2}, {west + 0.01, 30.2}, {west + 0.01, 30.21}, {west, 30.21}}}};
        rows.push_back(
            {.code = "33010600105" + std::to_string(i), .geometry = MultiPolygon{square}});
        CommunityIndex one;
        one.code = rows.back().code;
        one.has_index = i != 2;
        one.rank = i == 0 ? 7 : 1;
        one.bottom = i == 0;
        index.communities.push_back(one);
    }
    const MapChart map = city_map(paper, index, rows);
    ASSERT_EQ(map.shapes.size(), 3u);
    using Layer = MapShape::Layer;
    EXPECT_EQ(map.shapes[0].layer, Layer::Unranked);
    EXPECT_EQ(map.shapes[1].layer, Layer::Ranked);
    EXPECT_EQ(map.shapes[2].layer, Layer::Listed) << "on top, so that its rim is whole";
    ASSERT_EQ(map.marks.size(), 1u);
    EXPECT_EQ(map.marks[0].number, "7");
    EXPECT_EQ(map.keys.size(), 4u);
    EXPECT_EQ(map.shapes[2].rings.at(0).size(), 4u) << "no corner is lost";
    EXPECT_TRUE(is_empty(city_map(paper, index, {})));
}

TEST_F(SheetsTest, fewer_people_than_five_are_kept_back) {
    const Words words(Language::Zh);
    EXPECT_EQ(people_text(words, 0), "0");
    EXPECT_EQ(people_text(words, 4), "少于 5");
    EXPECT_EQ(people_text(words, 5), "5");
    EXPECT_EQ(share_text(0.999), "> 99 %");
    EXPECT_EQ(share_text(0.001), "< 1 %");
    EXPECT_EQ(share_text(1), "100 %");
}

TEST_F(SheetsTest, without_a_run_and_without_a_map_they_say_so) {
    const Pair staff = as(Role::Planner);
    EXPECT_EQ(ask(staff, "/export/chart/ranking.svg").status, 200);
    const Response city = ask(staff, "/export/sheet/city.pdf");
    ASSERT_EQ(city.status, 200) << city.body;
    EXPECT_TRUE(has(m_reader.text_of_pdf(city.body), "还没有可以比较的社区"));
    NewLayer codes{.role = std::string(kCodeListRole), .source = "list"};
    codes.codes = {{std::string(kElsewhere), "没有边界社区", "翠苑街道", "西湖区"}};
    ASSERT_TRUE(storage().import_layers({&codes, 1}, kNowMs));
    const Response sheet =
        ask(staff, "/export/sheet/community.pdf", {{"community", std::string(kElsewhere)}});
    ASSERT_EQ(sheet.status, 200) << sheet.body;
    const std::string text = m_reader.text_of_pdf(sheet.body);
    EXPECT_TRUE(has(text, "没有边界社区")) << text;
    EXPECT_TRUE(has(text, "地图里没有这个社区的边界")) << text;
}

TEST_F(SheetsTest, what_is_asked_wrongly_is_named) {
    fill();
    const Pair staff = as(Role::Planner);
    struct Wrong {
        std::string path;
        std::vector<Pair> query;
        int status;
        std::string field;
    };
    for (const Wrong& one : std::vector<Wrong>{
             {"/export/chart/nothing.svg", {}, 404, ""},
             {"/export/chart/ranking.gif", {}, 404, ""},
             {"/export/sheet/city.docx", {}, 404, ""},
             {"/plain/sheets/nothing", {}, 404, ""},
             {"/export/chart/ranking.svg", {{"lang", "fr"}}, 400, "/lang"},
             {"/export/chart/ranking.svg", {{"rows", "0"}}, 400, "/rows"},
             {"/export/chart/ranking.svg", {{"rows", "2x"}}, 400, "/rows"},
             {"/export/chart/ranking.svg", {{"run", "none"}}, 404, "/run"},
             {"/export/chart/map.svg", {}, 422, "/community"},
             {"/export/chart/map.svg", {{"community", "330106009052"}}, 404, "/community"},
             {"/export/chart/reach.svg", {}, 400, "/facility"},
             {"/export/chart/reach.svg", {{"space", id_of(99)}}, 404, "/space"},
             {"/export/chart/reach.svg", {{"community", "7"}}, 422, "/community"},
             {"/export/chart/reach.svg", {here(), {"kind", "XYZ99"}}, 422, "/kind"},
             {"/export/chart/progress.svg", {}, 404, "/wave"},
             {"/export/chart/plan.svg", {{"state", "thought_of"}}, 422, "/state"}}) {
        SCOPED_TRACE(one.path);
        const Response response = ask(staff, one.path, one.query);
        EXPECT_EQ(response.status, one.status) << response.body;
        if (!one.field.empty()) {
            EXPECT_EQ(tree_of(response).text("path"), one.field);
        }
    }
}

}  // namespace

}  // namespace kongdi::server::tests
