// SPDX-License-Identifier: Apache-2.0
// Best cases of the programme as everybody sees them.
#include "tests/server/server_fixture.hpp"
#include "tests/support/programme_entries.hpp"

namespace kongdi::server::tests {

namespace {

using K = ProgrammeKind;
const Actor kPlanner{Role::Planner, "planner"};
const std::string kPhoto(64, 'a');

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

class PlainCases : public ServerFixture {
protected:
    void step(std::uint32_t number, std::int64_t version, ProgrammeMove move) {
        ASSERT_TRUE(storage().step_programme(
            id_of(number), version,
            {.doing = ProgrammeDoing::Move, .move = move, .reason = "because"}, kPlanner, kNowMs));
    }
    void file(std::uint32_t number, const Value& facts) {
        ASSERT_TRUE(
            storage().file_programme(id_of(number), K::Case, facts, kPlanner, kNowMs + number));
    }
    void select(std::uint32_t number, const Value& facts) {
        file(number, facts);
        step(number, 1, ProgrammeMove::Nominate);
        step(number, 2, ProgrammeMove::Select);
    }
    static Value facts() {
        Value out = kongdi::tests::whole_programme_facts(K::Case);
        out.set("title", "红梅<未来>社区")
            .set("title_en", "Hongmei")
            .set("photos", Value::list({kPhoto}));
        return out;
    }
    static std::string case_path(std::uint32_t number) { return "/plain/cases/" + id_of(number); }
};

}  // namespace

TEST_F(PlainCases, are_shown_once_they_are_selected_and_until_they_are_withdrawn) {
    file(1, facts());
    EXPECT_EQ(get(case_path(1)).status, 404);
    EXPECT_EQ(get("/plain/cases").body.find("红梅"), std::string::npos);
    step(1, 1, ProgrammeMove::Nominate);
    EXPECT_EQ(get(case_path(1)).status, 404);
    step(1, 2, ProgrammeMove::Select);
    const Response page = get(case_path(1));
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("红梅&lt;未来&gt;社区"), std::string::npos) << page.body;
    EXPECT_NE(page.body.find("老锅炉房改成了社区食堂"), std::string::npos);
    EXPECT_NE(page.body.find("市级 · 2023 年 · 翠苑一区社区"), std::string::npos) << page.body;
    EXPECT_EQ(page.body.find("<script"), std::string::npos);
    EXPECT_NE(get("/plain/cases").body.find(case_path(1)), std::string::npos);
    step(1, 3, ProgrammeMove::Withdraw);
    EXPECT_EQ(get(case_path(1)).status, 404);
    EXPECT_EQ(get("/plain/cases").body.find(case_path(1)), std::string::npos);
    EXPECT_EQ(get("/plain/cases/" + id_of(9)).status, 404);
    EXPECT_EQ(get("/plain/cases/x").status, 404);
}

TEST_F(PlainCases, are_told_in_english_where_somebody_has_written_it) {
    select(1, facts());
    const Response page = get(case_path(1), {}, {{"lang", "en"}});
    EXPECT_NE(page.body.find("Hongmei"), std::string::npos);
    EXPECT_NE(page.body.find("老锅炉房改成了社区食堂"), std::string::npos);
    EXPECT_NE(page.body.find("City · 2023"), std::string::npos);
}

TEST_F(PlainCases, show_their_photos_and_no_others) {
    const std::string other(64, 'b');
    ASSERT_TRUE(storage().keep_photo({kPhoto, 3, 1, 1, "image/jpeg"}, "one", kNowMs));
    ASSERT_TRUE(storage().keep_photo({other, 3, 1, 1, "image/jpeg"}, "two", kNowMs));
    file(1, facts());
    EXPECT_EQ(get(case_path(1) + "/photos/" + kPhoto).status, 404);
    step(1, 1, ProgrammeMove::Nominate);
    step(1, 2, ProgrammeMove::Select);
    const Response photo = get(case_path(1) + "/photos/" + kPhoto);
    EXPECT_EQ(photo.status, 200);
    EXPECT_EQ(photo.body, "one");
    EXPECT_EQ(photo.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(get(case_path(1) + "/photos/" + other).status, 404);
    EXPECT_NE(get(case_path(1)).body.find("/photos/" + kPhoto + "?size=320"), std::string::npos);
}

TEST_F(PlainCases, stay_under_10_kb_however_much_is_written) {
    Value most = facts();
    std::string title;
    for (int i = 0; i < 80; ++i) title += "社";
    most.set("title", title).set("summary", std::string(600, '"'));
    most.set("summary_en", std::string(900, '&'));
    most.set("photos", Value::list({std::string(64, 'a'), std::string(64, 'b'),
                                    std::string(64, 'c'), std::string(64, 'd')}));
    for (std::uint32_t i = 1; i <= 9; ++i) select(i, most);
    for (const char* language : {"zh", "en"})
        for (const std::string& path : {std::string("/plain/cases"), case_path(1)}) {
            const Response page = get(path, {}, {{"lang", language}});
            EXPECT_EQ(page.status, 200);
            EXPECT_LT(page.body.size(), 10'000u) << path << language;
        }
    // Eight of them, and the ninth on the next page.
    EXPECT_EQ(get("/plain/cases").body.find(case_path(9)), std::string::npos);
    EXPECT_NE(get("/plain/cases").body.find("from=8"), std::string::npos);
    EXPECT_NE(get("/plain/cases", {}, {{"from", "8"}}).body.find(case_path(9)), std::string::npos);
    EXPECT_NE(get("/plain/cases", {}, {{"from", "x"}}).body.find(case_path(1)), std::string::npos);
}

TEST_F(PlainCases, say_so_when_there_are_none) {
    EXPECT_NE(get("/plain/cases").body.find("还没有公布案例"), std::string::npos);
}

}  // namespace kongdi::server::tests
