// SPDX-License-Identifier: Apache-2.0
// Every data set has its page, its choices and its formats.
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class DownloadsPage : public testing::AppTest {
protected:
    void open_as(Role role, std::string_view path) {
        open(path);
        api::Login login;
        login.name = "somebody";
        login.role = role;
        answer("me", 200, api::to_value(login));
    }
    std::string downloaded() {
        const auto asked = take("download");
        return asked.empty() ? "" : asked.back().text("url");
    }
};

TEST_F(DownloadsPage, a_data_set_is_chosen_then_its_coordinates_then_its_format) {
    open_as(Role::Planner, "/downloads");
    press("downloads/reports");
    EXPECT_EQ(path_of(state().route), "/downloads/reports");
    press("downloads/gpkg");
    EXPECT_EQ(downloaded(), "/export/reports.gpkg?lang=en");
    widgets::choose(node("downloads/crs")->id, 2);
    draw();
    press("downloads/xlsx");
    EXPECT_EQ(downloaded(), "/export/reports.xlsx?lang=en&crs=EPSG:4549");
}

TEST_F(DownloadsPage, answers_are_of_a_version_of_a_questionnaire) {
    open_as(Role::Planner, "/downloads/answers");
    const auto entry = [](const char* id, int version) {
        return Value::map({{"id", id},
                           {"version", version},
                           {"title", Value::map({{"en", "Check-up"}, {"zh", "体检"}})}});
    };
    answer("questionnaires.list", 200,
           Value::map({{"questionnaires",
                        Value::list({entry("service_checkup", 2), entry("service_checkup", 1)})}}));
    press("downloads/csv");
    EXPECT_EQ(downloaded(), "/export/answers.csv?lang=en") << "the newest";
    ASSERT_NE(node("downloads/version"), nullptr);
    widgets::choose(node("downloads/version")->id, 2);
    draw();
    press("downloads/csv");
    EXPECT_EQ(downloaded(), "/export/answers.csv?lang=en&questionnaire=service_checkup&version=1");
    widgets::choose(node("downloads/version")->id, 0);
    draw();
    press("downloads/csv");
    EXPECT_EQ(downloaded(), "/export/answers.csv?lang=en");
}

TEST_F(DownloadsPage, workers_are_offered_what_they_may_have) {
    open_as(Role::Worker, "/downloads");
    draw();
    EXPECT_NE(node("downloads/spaces"), nullptr);
    EXPECT_EQ(node("downloads/answers"), nullptr);
    send(Value::map({{"event", "nav.changed"}, {"path", "/downloads/answers"}}));
    draw();
    EXPECT_EQ(node("downloads/csv"), nullptr) << "by its address neither";
    EXPECT_NE(node("downloads/spaces"), nullptr);
}

}  // namespace kongdi::shell
