// SPDX-License-Identifier: Apache-2.0
// How far the check-up has come, on a page without script.
#include "core/codec/words.hpp"
#include "tests/server/handlers/wave_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class PlainSurveyTest : public WaveFixture {
protected:
    std::string page(std::vector<Pair> query = {}) {
        const Response response = get("/plain/survey", {}, std::move(query));
        EXPECT_EQ(response.status, 200);
        return response.body;
    }
    std::string page_of(std::string_view community) {
        return page({{"community", std::string(community)}});
    }
    static bool has(std::string_view text, std::string_view part) {
        return text.find(part) != std::string_view::npos;
    }
    static std::string share(const std::string& place, int percent, int goal) {
        return Words(Language::Zh)("survey.share",
                                   {{"place", place}, {"percent", percent}, {"goal", goal}});
    }
    void publish() {
        for (const char* move : {"close", "publish"})
            ASSERT_EQ(post(path("/events"), Value::map({{"move", move}})).status, 200);
    }
    const std::string kHere = "翠苑一区社区";
    const std::string kCity = std::string(Words(Language::Zh)("survey.city"));
};

TEST_F(PlainSurveyTest, the_start_leads_there_and_before_any_wave_it_says_so) {
    EXPECT_TRUE(has(get("/plain").body, "/plain/survey"));
    EXPECT_TRUE(has(page(), Words(Language::Zh)("survey.none")));
}

TEST_F(PlainSurveyTest, it_tells_of_the_city_and_a_community_is_found_by_its_name) {
    open_wave();
    answer(15);
    answer(10, kSecond);
    const std::string alone = page({{"find", "翠苑"}});
    EXPECT_TRUE(has(alone, "下半年体检"));
    EXPECT_TRUE(has(alone, share(kCity, 25, 62))) << alone;
    EXPECT_FALSE(has(alone, share(kHere, 25, 50)));
    const std::string way = "/plain/survey?community=" + std::string(kCommunityCode);
    EXPECT_TRUE(has(alone, way)) << alone;
    const std::string here = page_of(kCommunityCode);
    EXPECT_TRUE(has(here, share(kHere, 25, 50))) << here;
    EXPECT_TRUE(has(here, share(kCity, 25, 62)));
    EXPECT_TRUE(has(here, "<meter"));
    EXPECT_EQ(get("/plain/survey", {}, {{"community", "x"}}).status, 200) << "the city alone";
}

TEST_F(PlainSurveyTest, fewer_than_five_are_said_to_be_so_and_no_more) {
    open_wave();
    answer(4);
    const std::string few =
        Words(Language::Zh)("survey.few", {{"place", kHere}, {"goal", std::int64_t{50}}});
    const std::string before = page_of(kCommunityCode);
    EXPECT_TRUE(has(before, few)) << before;
    EXPECT_FALSE(has(before, "<meter"));
    answer(1);
    EXPECT_FALSE(has(page_of(kCommunityCode), few));
}

TEST_F(PlainSurveyTest, what_was_said_in_a_community_stands_there_once_it_is_published) {
    open_wave();
    answer(6, kCommunityCode, 4);
    answer(6, kSecond, 2);
    const std::string label(catalogue().facility("ELD02")->label.in("zh"));
    EXPECT_FALSE(has(page_of(kCommunityCode), label)) << "open";
    publish();
    const std::string here = page_of(kCommunityCode);
    EXPECT_TRUE(has(here, label + "</th><td class=\"count\">4.0</td>")) << here;
    EXPECT_TRUE(has(page_of(kSecond), label + "</th><td class=\"count\">2.0</td>"));
    EXPECT_FALSE(has(page(), label)) << "of no community";
}

TEST_F(PlainSurveyTest, what_fewer_than_five_said_stays_away_and_what_would_give_it_away_too) {
    open_wave();
    answer(12, kCommunityCode, 4);
    answer(3, kSecond, 1);
    publish();
    const std::string label(catalogue().facility("ELD02")->label.in("zh"));
    for (const std::string_view one : {kCommunityCode, kSecond}) {
        const std::string html = page_of(one);
        EXPECT_FALSE(has(html, label)) << html;
        EXPECT_TRUE(has(html, Words(Language::Zh)("survey.no_ratings")));
    }
}

}  // namespace

}  // namespace kongdi::server::tests
