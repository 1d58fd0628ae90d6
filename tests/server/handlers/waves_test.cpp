// SPDX-License-Identifier: Apache-2.0
#include "tests/server/handlers/wave_fixture.hpp"

#include "core/codec/questionnaire_codec.hpp"
#include "core/rules/wave_rules.hpp"

namespace kongdi::server::tests {

namespace {

using WavesTest = WaveFixture;

TEST_F(WavesTest, a_planner_plans_and_opens_one_and_others_do_not) {
    EXPECT_EQ(post("/api/v1/waves", plan(), Role::Worker).status, 403);
    Value wrong = plan();
    wrong.set("title", "");
    EXPECT_EQ(code_at(post("/api/v1/waves", wrong)), "field_missing /title");
    wrong = plan();
    wrong.erase("id");
    EXPECT_EQ(code_at(post("/api/v1/waves", wrong)), "field_missing /id");
    open_wave();
    EXPECT_EQ(code_at(post(path("/events"), Value::map({{"move", "fly"}}))), "field_choice /move");
    EXPECT_EQ(code_at(post(path("/events"), Value::map({{"move", "publish"}}))), "move_illegal ");
    const Value wave = tree_of(read(path("")));
    EXPECT_EQ(wave.text("state"), "open");
    EXPECT_EQ(wave.items("targets").size(), 2u);
    EXPECT_EQ(wave["goals"]["renewal"].number_or(0), 0.8);
    EXPECT_EQ(tree_of(read("/api/v1/waves")).items("waves").size(), 1u);
    EXPECT_EQ(get("/api/v1/waves").status, 401);
}

TEST_F(WavesTest, a_version_that_planners_published_can_be_planned_and_is_the_one_of_no_number) {
    Value third = questionnaire_tree(*catalogue().questionnaire("service_checkup"));
    third.set("version", 3);
    ASSERT_EQ(post(std::string(api::kQuestionnaires), third).status, 201);
    const auto planned = [&](std::uint32_t number, std::int64_t version) {
        Value tree = plan();
        tree.set("id", id(number));
        if (version != 0) tree.set("questionnaire_version", version);
        const Response response = post("/api/v1/waves", tree);
        return response.status == 201
                   ? std::to_string(tree_of(response)["questionnaire_version"].int_or(0))
                   : code_at(response);
    };
    EXPECT_EQ(planned(900, 3), "3");
    EXPECT_EQ(planned(901, 0), "3");
    EXPECT_EQ(planned(902, 1), "1");
    EXPECT_EQ(planned(903, 4), "questionnaire_unknown /questionnaire");
}

TEST_F(WavesTest, progress_shows_pace_and_who_falls_behind) {
    open_wave();
    answer(15);
    answer(10, kSecond);
    const Value progress = tree_of(read(path("/progress")));
    EXPECT_EQ(progress["answered"].int_or(0), 25);
    EXPECT_EQ(progress["behind"].int_or(-1), 1);
    const Value::List& rows = progress.items("communities");
    ASSERT_EQ(rows.size(), 2u);
    // Half the time: 60 × 50 % × ½ = 15 answers, and 40 × 80 % × ½ = 16.
    EXPECT_EQ(rows[0]["answered"].int_or(0), 15);
    EXPECT_FALSE(rows[0]["behind"].bool_or(true));
    EXPECT_EQ(rows[0]["share"].number_or(0), 0.25);
    EXPECT_EQ(rows[0].text("name"), "翠苑一区社区");
    EXPECT_TRUE(rows[1]["behind"].bool_or(false));
    EXPECT_DOUBLE_EQ(rows[1]["expected"].number_or(0), 0.4);
}

TEST_F(WavesTest, splits_of_progress_keep_small_numbers_back) {
    open_wave();
    answer(8, kCommunityCode, 4, "35_59");
    answer(7, kCommunityCode, 4, "60_74");
    answer(2, kCommunityCode, 4, "75_up");
    const Value progress = tree_of(read(path("/progress")));
    const Value& ages = progress.items("communities")[0]["by_age"];
    EXPECT_TRUE(ages["75_up"].is_null()) << "two are too few";
    EXPECT_TRUE(ages["60_74"].is_null()) << "or the two could be had by subtraction";
    EXPECT_EQ(ages["35_59"].int_or(0), 8);
    EXPECT_EQ(progress["by_age"]["35_59"].int_or(0), 5) << "of the city rounded down";
    EXPECT_EQ(progress["by_age"]["75_up"].int_or(-1), 0);
}

TEST_F(WavesTest, splits_of_progress_tell_staff_of_an_area_nothing_of_who_came_last) {
    open_wave();
    const Pair worker = as("ling", Role::Worker, {{std::string(kCommunityCode)}});
    const auto ages = [&](const Pair& who) {
        return tree_of(get(path("/progress"), {who})).items("communities")[0]["by_age"];
    };
    answer(8, kCommunityCode, 4, "35_59");
    answer(11, kCommunityCode, 4, "60_74");
    const Value before = ages(worker);
    EXPECT_EQ(before["35_59"].int_or(0), 5);
    EXPECT_EQ(before["60_74"].int_or(0), 10);
    answer(1, kCommunityCode, 4, "35_59");
    answer(1, kCommunityCode, 4, "60_74");
    EXPECT_EQ(ages(worker), before);
    EXPECT_EQ(ages(as(Role::Planner))["35_59"].int_or(0), 9) << "of the whole city";
    const Value by_mode =
        tree_of(get(path("/progress"), {worker})).items("communities")[0]["by_mode"];
    EXPECT_EQ(by_mode["self"].int_or(0), 20) << "of 21";
    answer(2, kCommunityCode, 4, "75_up");
    EXPECT_TRUE(ages(worker)["75_up"].is_null());
}

TEST_F(WavesTest, results_keep_small_numbers_back_and_say_more_once_it_is_closed) {
    open_wave();
    answer(12, kCommunityCode, 4);
    answer(6, kSecond, 2);
    Value row = row_of("community", std::string(kCommunityCode));
    EXPECT_EQ(row["satisfaction"]["n"].int_or(0), 10);
    EXPECT_EQ(row["satisfaction"]["mean"].number_or(0), 4);
    EXPECT_EQ(row["satisfaction"].find("variance"), nullptr);
    EXPECT_TRUE(row["importance"].is_null());
    ASSERT_EQ(post(path("/events"), Value::map({{"move", "close"}})).status, 200);
    row = row_of("community", std::string(kCommunityCode));
    EXPECT_EQ(row["satisfaction"]["n"].int_or(0), 12);
    EXPECT_EQ(row["satisfaction"]["variance"].number_or(-1), 0);
    EXPECT_EQ(row_of("none", "")["satisfaction"]["n"].int_or(0), 18);
    EXPECT_EQ(row_of("mode", "self")["satisfaction"]["n"].int_or(0), 18);
    EXPECT_EQ(row_of("age_band", "35_59")["satisfaction"]["n"].int_or(0), 18);
}

TEST_F(WavesTest, a_community_that_is_too_small_is_not_told_by_asking_for_it_alone_either) {
    open_wave();
    answer(12, kCommunityCode);
    answer(3, kSecond);
    ASSERT_EQ(post(path("/events"), Value::map({{"move", "close"}})).status, 200);
    for (const std::string_view one : {kCommunityCode, kSecond}) {
        const Value tree = tree_of(read(path("/results"), {{"community", std::string(one)}}));
        ASSERT_EQ(tree.items("rows").size(), 1u);
        EXPECT_TRUE(tree.items("rows")[0]["satisfaction"].is_null())
            << one << ": twelve with the total of fifteen tell the three";
    }
    EXPECT_EQ(code_at(read(path("/results"), {{"by", "size"}})), "request_format /by");
    EXPECT_EQ(
        code_at(read(path("/results"), {{"community", std::string(kSecond)}, {"by", "age_band"}})),
        "request_format /by");
}

TEST_F(WavesTest, results_are_for_everybody_once_they_are_published) {
    open_wave();
    answer(6);
    const std::string open_path = "/api/v1/results/" + id();
    EXPECT_EQ(get(open_path).status, 404);
    EXPECT_EQ(get(path("/results")).status, 401);
    ASSERT_EQ(post(path("/events"), Value::map({{"move", "close"}})).status, 200);
    EXPECT_EQ(get(open_path).status, 404);
    ASSERT_EQ(post(path("/events"), Value::map({{"move", "publish"}})).status, 200);
    EXPECT_EQ(tree_of(get(open_path)).items("rows").size(), 1u);
}

TEST_F(WavesTest, a_sheet_has_a_code_for_each_household_and_a_code_leads_to_its_wave) {
    open_wave();
    const Value body = Value::map(
        {{"community", kCommunityCode},
         {"buildings", Value::list({Value::map({{"name", "3 幢"}, {"households", 12}})})}});
    const Response sheet = post(path("/sheets"), body, Role::Worker);
    ASSERT_EQ(sheet.status, 201) << sheet.body;
    EXPECT_EQ(sheet.header("Content-Type"), "application/pdf");
    EXPECT_EQ(sheet.header("Cache-Control"), "no-store");
    EXPECT_EQ(sheet.header("X-Total-Count"), "12");
    m_folder.write("sheet.pdf", sheet.body);
    const std::string file = (m_folder.path() / "sheet.pdf").string();
    ASSERT_EQ(std::system(("pdftotext -raw " + file + " " + file + ".txt").c_str()), 0);
    std::ifstream in(file + ".txt");
    std::vector<std::string> codes;
    for (std::string line; std::getline(in, line);)
        if (const std::string code = seat_code_of(line); !code.empty()) codes.push_back(code);
    ASSERT_EQ(codes.size(), 12u);

    const Response seat = get("/api/v1/seats/" + codes[0]);
    ASSERT_EQ(seat.status, 200) << seat.body;
    EXPECT_EQ(tree_of(seat).text("community"), kCommunityCode);
    EXPECT_EQ(tree_of(seat).text("building"), "3 幢");
    EXPECT_EQ(tree_of(seat).text("state"), "open");
    EXPECT_FALSE(tree_of(seat)["is_used"].bool_or(true));
    const std::string hash = tree_of(seat).text("seat");
    for (int i = 0; i < 2; ++i) {
        const std::string device(32, static_cast<char>('a' + i));
        ASSERT_EQ(post_record(
                      RecordBuilder::service_checkup()
                          .number(static_cast<std::uint32_t>(50 + i))
                          .with("/questionnaire_version", 1)
                          .with("/device", device)
                          .with("/community", kCommunityCode)
                          .with("/seat", hash)
                          .with("/body", Value::map({{"satisfaction", Value::map({{"ELD02", 3}})}}))
                          .bytes())
                      .status,
                  201);
    }
    EXPECT_TRUE(tree_of(get("/api/v1/seats/" + codes[0]))["is_used"].bool_or(false));
    EXPECT_EQ(tree_of(read(path("/progress")))["answered"].int_or(0), 1);
    const Response scanned = get("/w/" + codes[0]);
    EXPECT_EQ(scanned.status, 303);
    const std::string form(scanned.header("Location"));
    EXPECT_NE(form.find("seat=" + hash), std::string::npos) << form;
    EXPECT_EQ(form.find(codes[0]), std::string::npos) << "the code itself goes no further";
    EXPECT_EQ(form.find("/rate?"), 0u) << form;
    EXPECT_EQ(get("/w/nonsense").header("Location").find("seat="), std::string::npos);
    EXPECT_EQ(tree_of(get("/api/v1/seats/" + hash)).text("community"), kCommunityCode)
        << "the page asks by the hash";
    // Whom the page does not open for finds the household again in the forms.
    const std::string set(scanned.header("Set-Cookie"));
    const std::string cookie = set.substr(0, set.find(';'));
    EXPECT_NE(set.find("Path=/plain; HttpOnly"), std::string::npos) << set;
    EXPECT_NE(get("/plain/rate", {{"Cookie", cookie}}).body.find(hash), std::string::npos);
    EXPECT_EQ(get("/plain/rate", {{"Cookie", "kongdi_seat=abc.def"}}).body.find("abc"),
              std::string::npos);
    const Response page =
        get("/plain/rate", {}, {{"community", std::string(kCommunityCode)}, {"seat", hash}});
    EXPECT_NE(page.body.find(hash), std::string::npos) << "and into the record";
    EXPECT_EQ(post(path("/sheets"), body, Role::Worker).header("X-Total-Count"), "11")
        << "who has answered needs no new one";
    EXPECT_EQ(get("/api/v1/seats/" + codes[1]).status, 404) << "void";
    std::string wrong = codes[0];
    wrong[0] = wrong[0] == '2' ? '3' : '2';
    EXPECT_EQ(code_at(get("/api/v1/seats/" + wrong)), "field_format /code");
    // The store holds no code.
    const std::string everything = storage().derived_text().value();
    for (const std::string& code : codes) EXPECT_EQ(everything.find(code), std::string::npos);
}

TEST_F(WavesTest, a_building_has_one_code_for_all_that_says_where_and_seats_nobody) {
    open_wave();
    const Value body = Value::map({{"community", kCommunityCode},
                                   {"buildings", Value::list({Value::map({{"name", "3 幢"}})})}});
    const Response sheet = post(path("/sheets"), body, Role::Worker);
    ASSERT_EQ(sheet.status, 201) << sheet.body;
    EXPECT_EQ(sheet.header("X-Total-Count"), "1");
    m_folder.write("sheet.pdf", sheet.body);
    const std::string file = (m_folder.path() / "sheet.pdf").string();
    ASSERT_EQ(std::system(("pdftotext -raw " + file + " " + file + ".txt").c_str()), 0);
    std::ifstream in(file + ".txt");
    std::string code;
    for (std::string line; code.empty() && std::getline(in, line);) code = seat_code_of(line);
    const Value seat = tree_of(get("/api/v1/seats/" + code));
    EXPECT_EQ(seat.text("community"), kCommunityCode);
    EXPECT_EQ(seat.text("building"), "3 幢");
    for (std::uint32_t i = 0; i < 7; ++i)
        ASSERT_EQ(post_record(
                      RecordBuilder::service_checkup()
                          .number(50 + i)
                          .with("/questionnaire_version", 1)
                          .with("/device", std::string(32, static_cast<char>('a' + i % 6)))
                          .with("/community", kCommunityCode)
                          .with("/seat", seat.text("seat"))
                          .with("/body", Value::map({{"satisfaction", Value::map({{"ELD02", 3}})}}))
                          .bytes())
                      .status,
                  201);
    const Value progress = tree_of(read(path("/progress")));
    EXPECT_EQ(progress["answered"].int_or(0), 6) << "each phone once";
    EXPECT_EQ(progress["seated"].int_or(-1), 0);
    EXPECT_FALSE(tree_of(get("/api/v1/seats/" + code))["is_used"].bool_or(true));
    // It stays at the door whatever is printed for the households, or again for the building.
    Value slips = body;
    slips.set("buildings", Value::list({Value::map({{"name", "3 幢"}, {"households", 2}})}));
    EXPECT_EQ(post(path("/sheets"), slips).header("X-Total-Count"), "2");
    EXPECT_EQ(post(path("/sheets"), body).header("X-Total-Count"), "1");
    EXPECT_EQ(get("/api/v1/seats/" + code).status, 200);
    const std::string before = storage().derived_text().value();
    ASSERT_TRUE(storage().rebuild());
    EXPECT_EQ(storage().derived_text().value(), before);
    EXPECT_EQ(storage().wrong_tallies().value(), std::vector<std::string>());
}

TEST_F(WavesTest, each_mistake_of_a_sheet_is_named) {
    open_wave();
    const auto sheet = [&](Value buildings, std::string_view community = kCommunityCode) {
        return code_at(post(path("/sheets"), Value::map({{"community", community},
                                                         {"buildings", std::move(buildings)}})));
    };
    const auto building = [](std::string_view name, int households) {
        return Value::map({{"name", name}, {"households", households}});
    };
    EXPECT_EQ(sheet(Value::list()), "field_missing /buildings");
    EXPECT_EQ(sheet(Value::list({building("", 3)})), "field_missing /buildings/0/name");
    EXPECT_EQ(sheet(Value::list({building("a", 0)})), "field_range /buildings/0/households");
    EXPECT_EQ(sheet(Value::list({building("a", 1), building("a", 1)})),
              "field_repeated /buildings/1/name");
    EXPECT_EQ(sheet(Value::list({building("a", 1)}), "12"), "community_code /community");
    EXPECT_EQ(sheet(Value::list({building("a", 1)}), "330106001059"), "not_found /community");
}

}  // namespace

}  // namespace kongdi::server::tests
