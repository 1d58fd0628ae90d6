// SPDX-License-Identifier: Apache-2.0
// What each page under /plain is like, and the way over the map.
#include <cmath>

#include "core/geometry/distance.hpp"
#include "server/handlers/plain_map.hpp"
#include "tests/server/handlers/plain_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::size_t kMostBytes = 10'000;

using PlainPagesTest = PlainFixture;

const std::vector<Pair> kChosen{{"lon", "120.1551"},
                                {"lat", "30.2741"},
                                {"zoom", "17"},
                                {"point_lon", "120.1551"},
                                {"point_lat", "30.2741"}};

std::vector<Pair> with(std::vector<Pair> query, std::vector<Pair> more) {
    query.insert(query.end(), more.begin(), more.end());
    return query;
}

TEST_F(PlainPagesTest, each_page_is_small_and_whole_in_both_languages) {
    ASSERT_EQ(post("/plain/report", report_form()).status, 303);
    for (const std::string lang : {"zh", "en"}) {
        const Pair language{"lang", lang};
        const std::vector<std::pair<std::string, Response>> pages{
            {"start", page("/plain", {language})},
            {"community", page("/plain/report", {language})},
            {"nothing found", page("/plain/rate", {language, {"find", "zzz"}})},
            {"map", page("/plain/report", {language, {"community", std::string(kCommunityCode)}})},
            {"map of the city", page("/plain/report", {language, {"community", "none"}})},
            {"report", page("/plain/report", with(kChosen, {language, {"move", "done"}}))},
            {"report with mistakes",
             post("/plain/report", FormBody().with("id", std::string(kFormId)), {cookie()},
                  {language})},
            {"map from a form",
             post("/plain/report", report_form().with("step", "place"), {cookie()}, {language})},
            {"rate", page("/plain/rate", {language, {"community", std::string(kCommunityCode)}})},
            {"rate with mistakes",
             post("/plain/rate", FormBody().with("id", std::string(kFormId)), {}, {language})},
            {"nearby",
             page("/plain/nearby", {language, {"community", std::string(kCommunityCode)}})},
            {"missing here",
             page("/plain/nearby",
                  with(kChosen,
                       {language, {"community", "none"}, {"missing", "1"}, {"move", "done"}}))},
            {"survey",
             page("/plain/survey", {language, {"community", std::string(kCommunityCode)}})},
            {"receipt", page("/plain/sent/" + std::string(kFormId), {language})},
            {"sent before", post("/plain/report", report_form().with("space_type", "I06"),
                                 {cookie()}, {language})},
            {"my", page("/plain/my", {language})},
            {"nothing", page("/plain/x", {language})},
        };
        for (const auto& [name, response] : pages) {
            SCOPED_TRACE(name + " in " + lang);
            const std::string& html = response.body;
            EXPECT_LT(html.size(), kMostBytes);
            EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
            EXPECT_EQ(response.header("Referrer-Policy"), "same-origin");
            EXPECT_TRUE(has(html, lang == "zh" ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">"));
            EXPECT_TRUE(has(html, "<h1>"));
            EXPECT_TRUE(html.ends_with("</html>\n"));
            for (const std::string_view wrong :
                 {"<script", "style=\"", "<style", "onclick", "http:", "plain.", "error.", "null"})
                EXPECT_FALSE(has(html, wrong)) << wrong;
        }
    }
}

TEST_F(PlainPagesTest, the_language_is_the_browsers_until_a_link_says_otherwise) {
    const auto in = [&](std::string accepted, std::vector<Pair> query = {}) {
        return get("/plain", {{"Accept-Language", std::move(accepted)}}, std::move(query)).body;
    };
    EXPECT_TRUE(has(in("en-GB,en;q=0.9"), "<html lang=\"en\">"));
    EXPECT_TRUE(has(in("fr"), "<html lang=\"zh-CN\">"));
    EXPECT_TRUE(has(in("en", {{"lang", "zh"}}), "<html lang=\"zh-CN\">"));
    EXPECT_TRUE(has(page("/plain/report", {{"find", "翠 苑"}, {"lang", "en"}}).body,
                    "href=\"/plain/report?find=%E7%BF%A0%20%E8%8B%91&amp;lang=zh\""));
}

TEST_F(PlainPagesTest, the_style_is_a_file_that_may_be_kept) {
    const Response style = get("/plain/style.css");
    EXPECT_EQ(style.header("Content-Type"), "text/css; charset=utf-8");
    EXPECT_TRUE(has(style.header("Cache-Control"), "immutable"));
    EXPECT_TRUE(has(page("/plain").body, "/plain/style.css?v="));
    EXPECT_TRUE(has(page("/plain").header("Content-Security-Policy"), "style-src 'self';"));
    EXPECT_LT(style.body.size(), kMostBytes);
}

TEST_F(PlainPagesTest, a_community_is_found_by_part_of_its_name_or_street) {
    std::vector<Feature> many;
    for (int i = 1; i <= 40; ++i) {
        Feature one = square_community();
        one.properties.set("name", "和平" + std::to_string(i) + "社区");
        one.properties.set("code", "33010600" + std::to_string(2000 + i).substr(0, 1) + "0" +
                                       (i < 10 ? "0" : "") + std::to_string(i));
        one.properties.set("street", "文新街道");
        many.push_back(one);
    }
    ASSERT_TRUE(storage().import_features("community", "more", many, kNowMs));
    const auto cards = [](const std::string& html) {
        std::size_t count = 0;
        for (auto at = html.find("?community=33"); at != std::string::npos;
             at = html.find("?community=33", at + 1))
            ++count;
        return count;
    };
    EXPECT_EQ(cards(page("/plain/report").body), 0u) << "41 are too many to list unasked";
    EXPECT_EQ(cards(page("/plain/report", {{"find", " 翠苑 "}}).body), 1u);
    EXPECT_EQ(cards(page("/plain/rate", {{"find", "文新 和平7社"}}).body), 1u);
    const std::string all = page("/plain/report", {{"find", "和平"}, {"lang", "en"}}).body;
    EXPECT_EQ(cards(all), 20u);
    EXPECT_TRUE(has(all, "40 found, 20 shown"));
    EXPECT_LT(all.size(), kMostBytes);
    EXPECT_TRUE(has(page("/plain/rate", {{"find", "东京"}}).body, words("plain.no_match")));
    EXPECT_TRUE(has(page("/plain/rate", {{"community", "330106001999"}}).body, "name=\"find\""))
        << "an unknown community is asked for again";
}

TEST_F(PlainPagesTest, a_rating_names_its_community) {
    EXPECT_TRUE(has(page("/plain/rate", {{"community", std::string(kCommunityCode)}}).body,
                    "翠苑一区社区 · 翠苑街道"));
    EXPECT_FALSE(has(page("/plain/rate", {{"community", "none"}}).body, "翠苑一区社区"));
}

TEST_F(PlainPagesTest, a_tap_on_the_map_chooses_the_point_under_it) {
    PlainMap map;
    map.centre = {120.155, 30.275};
    map.zoom = 17;
    const Wgs84Point tapped = point_at(map, 44, 260);
    EXPECT_GT(distance_m(map.centre, tapped), 80);
    EXPECT_LT(tapped.lon, map.centre.lon);
    EXPECT_LT(tapped.lat, map.centre.lat);
    const auto ask = [&](std::vector<Pair> more) {
        std::vector<Pair> query{{"lon", "120.155"}, {"lat", "30.275"}, {"zoom", "17"}};
        Request asked = request(Method::Get, "/plain/report");
        asked.query = with(query, std::move(more));
        asked.headers = {cookie()};
        return send(asked).body;
    };
    const std::string after = ask({{"at.x", "44"}, {"at.y", "260"}});
    const std::string mark = "name=\"point_lon\" value=\"";
    ASSERT_TRUE(has(after, mark)) << after;
    const double lon = std::stod(after.substr(after.find(mark) + mark.size()));
    EXPECT_NEAR(lon, tapped.lon, 1e-6);
    EXPECT_TRUE(has(after, words("plain.chosen")));
    const std::string middle = "name=\"point_lon\" value=\"120.155\"";
    EXPECT_TRUE(has(ask({{"move", "middle"}}), middle));
    EXPECT_TRUE(has(ask({{"at.x", "0"}, {"at.y", "0"}}), middle)) << "a key pressed on the picture";
    EXPECT_FALSE(has(ask({{"move", "north"}}), "point_lon"));
    EXPECT_TRUE(has(ask({{"move", "in"}}), "name=\"zoom\" value=\"18\""));
    EXPECT_TRUE(has(ask({{"move", "done"}}), words("error.field_missing")));
    EXPECT_TRUE(has(ask({{"at.x", "9e99"}, {"at.y", "-5"}}), "name=\"at\"")) << "no pixel";
    EXPECT_TRUE(has(page("/plain/report", with(kChosen, {{"move", "done"}})).body,
                    "name=\"place.lon\" value=\"120.1551\""));
}

TEST_F(PlainPagesTest, the_map_stays_on_earth) {
    for (const char* word : {"north", "south", "east", "west", "in", "out"}) {
        PlainMap map;
        map.centre = {179.9, 84.9};
        for (int i = 0; i < 40; ++i) {
            map = moved(map, word);
            ASSERT_TRUE(is_on_earth(map.centre.lon, map.centre.lat)) << word;
        }
        EXPECT_GE(map.zoom, 9);
        EXPECT_LE(map.zoom, 19);
    }
    EXPECT_EQ(page("/plain/map.svg").status, 422);
    EXPECT_EQ(page("/plain/map.svg", {{"lon", "181"}, {"lat", "0"}}).status, 422);
    EXPECT_EQ(page("/plain/map.svg", {{"lon", "1e3"}, {"lat", "0"}}).status, 422);
    EXPECT_EQ(page("/plain/map.svg", {{"lon", "180"}, {"lat", "90"}, {"zoom", "-9"}}).status, 200);
}

TEST_F(PlainPagesTest, the_map_draws_what_is_there_and_the_point) {
    const Response map = page("/plain/map.svg", with(kChosen, {}));
    EXPECT_EQ(map.header("Content-Type"), "image/svg+xml");
    EXPECT_TRUE(has(map.body, "翠苑一区社区") || has(map.body, "stroke-dasharray=\"4 4\""));
    EXPECT_TRUE(has(map.body, "<circle")) << "the pin";
    std::vector<Pair> unset(kChosen.begin(), kChosen.begin() + 3);
    EXPECT_FALSE(has(page("/plain/map.svg", unset).body, "<circle"));
}

TEST_F(PlainPagesTest, a_form_goes_to_the_map_and_comes_back_with_all_it_had) {
    const FormBody form = report_form()
                              .with("description", "一楼\r\n<左边>")
                              .more("facts", "lift")
                              .more("facts", "water")
                              .with("step", "place");
    const Response map = post("/plain/report", form);
    EXPECT_TRUE(has(map.body, "name=\"at\"")) << map.body;
    EXPECT_TRUE(has(map.body, "method=\"post\""));
    EXPECT_TRUE(has(map.body, "name=\"description\" value=\"一楼\n&lt;左边&gt;\""));
    const Response back = post("/plain/report", FormBody(form)
                                                    .with("lon", "120.158")
                                                    .with("lat", "30.278")
                                                    .with("zoom", "17")
                                                    .with("point_lon", "120.158")
                                                    .with("point_lat", "30.278")
                                                    .with("move", "done"));
    EXPECT_TRUE(has(back.body, "name=\"place.lon\" value=\"120.158\"")) << back.body;
    EXPECT_TRUE(has(back.body, "value=\"water\" checked"));
    EXPECT_TRUE(has(back.body, "&lt;左边&gt;"));
    EXPECT_TRUE(has(back.body, "name=\"id\" value=\"" + std::string(kFormId)));
    EXPECT_EQ(record_count(), 0u);
}

}  // namespace

}  // namespace kongdi::server::tests
