// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/questionnaires.hpp"

#include "core/codec/questionnaire_codec.hpp"
#include "server/import/workbook.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/form_body.hpp"
#include "tests/support/small_questionnaire.hpp"

namespace kongdi::server::tests {

namespace {

Value checkup(std::int64_t version) {
    Value tree = questionnaire_tree(*catalogue().questionnaire("service_checkup"));
    tree.set("version", version);
    return tree;
}

class QuestionnairesTest : public ServerFixture {
protected:
    Response publish(const Value& tree, Role role = Role::Planner) {
        Request asked = json_request(std::string(api::kQuestionnaires), write_json(tree));
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.push_back(as(role));
        return send(asked);
    }
    std::string issues(const Response& response) {
        std::string out;
        for (const Error& error : response.errors)
            out.append(error_row(error.code).name).append("@").append(error.path).append(" ");
        return out;
    }
};

TEST_F(QuestionnairesTest, a_new_version_is_published_and_found_by_phones) {
    const Response done = publish(checkup(3));
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(publish(checkup(3)).status, 200);
    const Value list = tree_of(get(std::string(api::kQuestionnaires)));
    EXPECT_EQ(list.items("questionnaires").size(), catalogue().questionnaires.size() + 1);
    ASSERT_EQ(list.items("newest").size(), 1u);
    EXPECT_EQ(list.items("newest")[0], checkup(3));
    const Response one = get(std::string(api::kQuestionnaires) + "/service_checkup/3");
    EXPECT_EQ(one.status, 200);
    EXPECT_EQ(tree_of(one), checkup(3));
    EXPECT_NE(one.header("Cache-Control").find("immutable"), std::string_view::npos);
    EXPECT_EQ(tree_of(get(std::string(api::kQuestionnaires) + "/service_checkup/2")), checkup(2));
    for (const char* path : {"/service_checkup/9", "/service_checkup/x", "/service_checkup/0",
                             "/service_checkup/-1", "/walk/1", "/service_checkup/3x"})
        EXPECT_EQ(get(std::string(api::kQuestionnaires) + path).status, 404) << path;
}

TEST_F(QuestionnairesTest, versions_follow_one_another) {
    EXPECT_EQ(issues(publish(checkup(2))), "version_taken@/version ");
    EXPECT_EQ(issues(publish(checkup(4))), "version_taken@/version ");
    ASSERT_EQ(publish(checkup(3)).status, 201);
    Value other = checkup(3);
    other.find("title")->set("en", "Something else");
    EXPECT_EQ(issues(publish(other)), "version_taken@/version ");
    EXPECT_EQ(publish(checkup(4)).status, 201);
}

TEST_F(QuestionnairesTest, only_planners_publish) {
    EXPECT_EQ(publish(checkup(3), Role::Worker).status, 403);
}

TEST_F(QuestionnairesTest, a_bad_one_is_refused_with_each_place_named) {
    Value tree = checkup(3);
    kongdi::tests::set_path(tree, "/pages/0/questions/0/relevant", "${nobody} = ((");
    EXPECT_EQ(issues(publish(tree)), "expression_syntax@/pages/0/questions/0/relevant:15 ");
    kongdi::tests::set_path(tree, "/pages/0/questions/0/relevant", "${age_band} = ''");
    kongdi::tests::set_path(tree, "/pages/1/questions/0/relevant", "${services} = ''");
    EXPECT_EQ(issues(publish(tree)), "expression_cycle@/pages/0/questions/0/relevant ");
    tree = checkup(3);
    kongdi::tests::set_path(tree, "/pages/1/questions/1/name", "age_band");
    kongdi::tests::erase_path(tree, "/pages/1/title/en");
    EXPECT_EQ(issues(publish(tree)),
              "translation_missing@/pages/1/title/en field_repeated@/pages/1/questions/1/name "
              "field_missing@/household ");
    EXPECT_EQ(publish(Value::map({{"id", "service_checkup"}})).status, 422);
    EXPECT_EQ(issues(publish(kongdi::tests::small_questionnaire())), "field_choice@/id ");
}

TEST_F(QuestionnairesTest, what_the_tables_are_made_of_must_stay) {
    Value tree = checkup(3);
    kongdi::tests::set_path(tree, "/pages/0/questions/0/columns/0/choices/1/code", "never");
    EXPECT_EQ(issues(publish(tree)), "field_choice@/services ");
    tree = checkup(3);
    kongdi::tests::set_path(tree, "/pages/0/questions/0/columns/0/choices/1/label/en", "Never");
    EXPECT_EQ(publish(tree).status, 201);
}

TEST_F(QuestionnairesTest, a_version_goes_out_as_a_form_and_comes_in_again) {
    const std::string path = std::string(api::kQuestionnaires);
    const Response file = get(path + "/service_checkup/2/form.xlsx", {as(Role::Planner)});
    ASSERT_EQ(file.status, 200);
    EXPECT_NE(file.header("Content-Disposition").find("service_checkup_2.xlsx"),
              std::string_view::npos);
    EXPECT_EQ(get(path + "/service_checkup/9/form.xlsx", {as(Role::Planner)}).status, 404);
    const auto convert = [&](std::string_view bytes) {
        kongdi::tests::FormBody form;
        form.file("file", "form.xlsx", std::string(bytes));
        Request asked = request(Method::Post, path + "/xlsform", form.bytes());
        asked.headers.emplace_back("Content-Type", std::string(kongdi::tests::FormBody::kType));
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.push_back(as(Role::Planner));
        return send(asked);
    };
    const Value read = tree_of(convert(file.body));
    EXPECT_EQ(read["document"], checkup(2));
    EXPECT_EQ(read["issues"], Value::list());
    EXPECT_EQ(read["left_out"], Value::list());
    EXPECT_EQ(convert("no workbook").status, 422);
    const Value bad = tree_of(convert(
        write_workbook({{"survey", {{"type", "name"}, {"audio", "a"}, {"text", ""}}},
                        {"settings", {{"form_title", "form_id"}, {"走", "service_checkup"}}}})
            .value()));
    ASSERT_EQ(bad.items("left_out").size(), 1u);
    EXPECT_EQ(bad.items("left_out")[0].text("path"), "survey!A2");
    EXPECT_EQ(bad.items("left_out")[0].text("what"), "audio");
    EXPECT_EQ(bad.items("issues")[0].text("path"), "survey!B3");
}

TEST_F(QuestionnairesTest, the_schema_is_published) {
    const Response schema = get(std::string(api::kSchema) + "/questionnaire.json");
    EXPECT_EQ(schema.status, 200);
    EXPECT_EQ(tree_of(schema), questionnaire_schema());
}

TEST_F(QuestionnairesTest, the_plain_form_asks_what_was_published_last) {
    Value tree = checkup(3);
    tree.find("title")->set("zh", "给服务打分，第三版");
    ASSERT_EQ(publish(tree).status, 201);
    import_square(storage());
    const Response form = get("/plain/rate", {}, {{"community", std::string(kCommunityCode)}});
    EXPECT_NE(form.body.find("name=\"questionnaire_version\" value=\"3\""), std::string::npos);
}

TEST_F(QuestionnairesTest, the_plain_form_says_what_may_not_apply) {
    Value tree = checkup(3);
    kongdi::tests::set_path(tree, "/pages/1/relevant", "${services.ELD02.used} = 'yes'");
    kongdi::tests::set_path(tree, "/pages/1/questions/1/relevant", "${age_band} != ''");
    ASSERT_EQ(publish(tree).status, 201);
    import_square(storage());
    const std::string form =
        get("/plain/rate", {}, {{"community", std::string(kCommunityCode)}}).body;
    EXPECT_NE(form.find("下面几题看前面的回答，可能不用答"), std::string::npos);
    const std::size_t age = form.find("id=\"q-age_band\"");
    const std::size_t household = form.find("id=\"q-household\"");
    ASSERT_NE(household, std::string::npos);
    EXPECT_NE(form.find("（看前面的回答，可能不用答）", household), std::string::npos);
    EXPECT_EQ(form.substr(age, household - age).find("看前面的回答"), std::string::npos);
}

}  // namespace

}  // namespace kongdi::server::tests
