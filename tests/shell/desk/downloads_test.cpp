// SPDX-License-Identifier: Apache-2.0
// Every data set has its page, its choices and its formats.
#include "core/api/export_messages.hpp"
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
    /// The clock goes on, and what was to be done then is done.
    void ring(std::int64_t ms) {
        platform::native::advance_ms(ms);
        send(Value::map({{"event", "wake"}}));
        draw();
    }
    /// Longer than a wait that shows nothing.
    void wait_a_while() {
        draw();
        platform::native::advance_ms(400);
        draw();
    }
    /// Of the exports; empty when nothing was asked.
    std::string asked() {
        std::string path;
        for (const Value& one : take("http"))
            if (one.text("path").starts_with(api::kExports)) path = one.text("path");
        return path;
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

Value running_export(std::string_view id, std::int64_t rows, std::int64_t total) {
    return api::to_value(
        std::vector{api::ExportProgress{std::string(id), "reports.xlsx", rows, total}});
}

TEST_F(DownloadsPage, a_long_file_shows_how_far_it_is_and_can_be_stopped) {
    open_as(Role::Planner, "/downloads/reports");
    press("downloads/xlsx");
    EXPECT_EQ(asked(), "") << "most files are there at once";
    EXPECT_FALSE(take("wake.at").empty());
    ring(700);
    ASSERT_EQ(asked(), "/api/v1/exports");
    answer("exports", 200, running_export("7", 0, -1));
    wait_a_while();
    ASSERT_NE(node("downloads/export7/rows"), nullptr);
    EXPECT_EQ(node("downloads/export7/rows")->name, "reports.xlsx: looking up the data");
    ring(1000);
    ASSERT_EQ(asked(), "/api/v1/exports");
    answer("exports", 200, running_export("7", 250'000, 1'000'000));
    wait_a_while();
    const widgets::Node* shown = node("downloads/export7/rows");
    ASSERT_NE(shown, nullptr);
    EXPECT_EQ(shown->name, "reports.xlsx: 250,000 of 1,000,000 rows written");
    EXPECT_EQ(shown->value, "25");

    press("downloads/export7/rows-cancel");
    EXPECT_EQ(asked(), "/api/v1/exports/7/stop");
    draw();
    EXPECT_EQ(node("downloads/export7/rows-cancel"), nullptr) << "once is enough";
    answer("exports.stop", 204, Value());
    ASSERT_EQ(asked(), "/api/v1/exports") << "whether it was stopped in time";
    answer("exports", 200, Value::map({{"exports", Value::list()}}));
    draw();
    EXPECT_EQ(node("downloads/export7/rows"), nullptr);
}

TEST_F(DownloadsPage, nobody_asks_on_when_nothing_is_being_made) {
    open_as(Role::Planner, "/downloads/reports");
    press("downloads/csv");
    for (int i = 0; i < 3; ++i) {
        ring(1000);
        ASSERT_EQ(asked(), "/api/v1/exports") << i;
        answer("exports", 200, Value::map({{"exports", Value::list()}}));
    }
    ring(1000);
    EXPECT_EQ(asked(), "");
    press("downloads/csv");
    ring(700);
    EXPECT_EQ(asked(), "/api/v1/exports") << "for the next one";
    answer("exports", 0, Value());
    ring(1000);
    EXPECT_EQ(asked(), "/api/v1/exports") << "the network comes and goes";
}

TEST_F(DownloadsPage, what_is_being_made_is_shown_where_files_are_asked_for) {
    open_as(Role::Planner, "/downloads/reports");
    press("downloads/csv");
    ring(700);
    answer("exports", 200, running_export("7", 5, 10));
    for (const char* path : {"/planner", "/planner/map", "/facilities", "/index", "/plan"}) {
        send(Value::map({{"event", "nav.changed"}, {"path", path}}));
        draw();
        wait_a_while();
        const bool is_there = std::any_of(
            widgets::last_tree().begin(), widgets::last_tree().end(), [](const auto& one) {
                return one.role == widgets::Role::Progress && one.name.starts_with("reports.xlsx");
            });
        EXPECT_TRUE(is_there) << path;
    }
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
