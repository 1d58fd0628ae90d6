// SPDX-License-Identifier: Apache-2.0
// The forms that need no script, as a browser and as an attacker see them.
#include "server/handlers/plain.hpp"

#include "core/codec/questionnaire_codec.hpp"
#include "core/question/kinds.hpp"
#include "server/handlers/plain_questions.hpp"
#include "tests/server/handlers/plain_fixture.hpp"
#include "tests/support/phone_photo.hpp"
#include "tests/support/small_questionnaire.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::phone_photo;

using PlainTest = PlainFixture;

TEST_F(PlainTest, a_report_is_the_record_that_a_phone_would_send) {
    const Response sent = post("/plain/report", report_form()
                                                    .with("floor_area", "６０")
                                                    .with("floor_area.source", "paced")
                                                    .more("facts", "water")
                                                    .more("facts", "power")
                                                    .with("description", "空了三年\r\n想改成食堂"));
    ASSERT_EQ(sent.status, 303) << sent.body;
    EXPECT_EQ(sent.header("Location"), "/plain/sent/" + std::string(kFormId) + "?lang=zh");
    const Value record = record_sent();
    const RecordBuilder phone =
        RecordBuilder()
            .with("id", kFormId)
            .with("created_at", record["created_at"])
            .with("community", Value())
            .with("/body/place/point/accuracy_m", Value())
            .with("/body/floor_area", Value::map({{"value", 60}, {"source", "paced"}}))
            .with("/body/facts", Value::list({"water", "power"}))
            .with("/body/description", "空了三年\n想改成食堂");
    EXPECT_EQ(write_json(record), phone.bytes());
    EXPECT_EQ(parse_time(record.text("created_at")), uuid_v7_ms(kFormId));
    const auto rows = storage().spaces({});
    ASSERT_EQ(rows->total, 1);
    EXPECT_EQ(rows->rows[0].community_name, "翠苑一区社区");
}

TEST_F(PlainTest, a_rating_is_a_checkup_of_the_community_chosen) {
    const Response sent =
        post("/plain/rate", rating_form().with("age_band", "60_74").more("household", "age_60_up"));
    ASSERT_EQ(sent.status, 303) << sent.body;
    const Value record = record_sent();
    const RecordBuilder phone =
        RecordBuilder::service_checkup()
            .with("id", kFormId)
            .with("created_at", record["created_at"])
            .with("/body", Value::map({{"services", record["body"]["services"]},
                                       {"age_band", "60_74"},
                                       {"household", Value::list({"age_60_up"})}}));
    EXPECT_EQ(write_json(record), phone.bytes());
    EXPECT_EQ(record["body"]["services"]["ELD02"], Value::list({"yes", "6_10", 4, 5}));
    EXPECT_EQ(record["body"]["services"]["EDU01"],
              Value::list({"none_here", Value(), Value(), "dont_know"}));
    EXPECT_EQ(record["body"]["services"].if_map()->size(), 2u);
    EXPECT_TRUE(has(page("/plain/my").body, "给身边的服务打分"));
}

TEST_F(PlainTest, a_table_of_services_is_filled_in_a_few_rows_a_page) {
    const auto rows = [](const Response& page) {
        std::size_t count = 0;
        for (std::size_t at = page.body.find("<legend>"); at != std::string::npos;
             at = page.body.find("<legend>", at + 1))
            ++count;
        return count;
    };
    Response shown = post("/plain/rate", rating_form().with("step", "rows"));
    EXPECT_EQ(shown.status, 200);
    EXPECT_TRUE(has(shown.body, "name=\"services.page\" value=\"1\"")) << shown.body;
    // What was said on other pages goes along.
    EXPECT_TRUE(has(shown.body, "name=\"services.EDU01\" value=\"none_here,,,dont_know\""));
    EXPECT_EQ(rows(shown), 4u + 3u);  // and the table, the age, the household
    EXPECT_EQ(record_count(), 0u);
    const Response last =
        post("/plain/rate", rating_form().with("services.page", "99").with("step", "rows"));
    EXPECT_TRUE(has(last.body, "name=\"services.page\" value=\"0\""));
}

TEST_F(PlainTest, a_cell_that_is_not_asked_is_left_out) {
    ASSERT_EQ(post("/plain/rate", rating_form().with("services.ELD02", "none_here,0_5,4,5")).status,
              303);
    EXPECT_EQ(record_sent()["body"]["services"]["ELD02"],
              Value::list({"none_here", Value(), Value(), 5}));
}

TEST_F(PlainTest, the_same_form_again_is_the_same_record) {
    const FormBody form = report_form()
                              .with("consent.photo", consent_of("photo"))
                              .file("photo", "a.jpg", phone_photo(64, 48));
    for (int i = 0; i < 3; ++i) EXPECT_EQ(post("/plain/report", form).status, 303);
    EXPECT_EQ(record_count(), 1u);
    const Response receipt = page("/plain/sent/" + std::string(kFormId));
    EXPECT_EQ(receipt.status, 200);
    EXPECT_TRUE(has(receipt.body, "翠苑一区 1001")) << receipt.body;
}

TEST_F(PlainTest, a_form_changed_after_it_was_sent_is_told_that_the_first_one_counts) {
    ASSERT_EQ(post("/plain/report", report_form()).status, 303);
    const Response changed = post("/plain/report", report_form().with("space_type", "I06"));
    EXPECT_EQ(changed.status, 409);
    EXPECT_TRUE(has(changed.body, words("plain.sent_before")));
    EXPECT_TRUE(has(changed.body, "/plain/sent/" + std::string(kFormId)));
    EXPECT_EQ(record_count(), 1u);
    EXPECT_EQ(record_sent()["body"].text("space_type"), "I05");
}

struct Mistake {
    std::string what;
    FormBody form;
    std::string key;     // of the words said
    std::string anchor;  // of the field they stand at; empty for the whole
};

class PlainMistakes : public PlainFixture {
protected:
    void expect_refused(std::string_view path, const std::vector<Mistake>& mistakes) {
        for (const Mistake& one : mistakes) {
            SCOPED_TRACE(one.what);
            const Response response = post(std::string(path), one.form);
            EXPECT_EQ(response.status / 100, 4);
            EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
            EXPECT_TRUE(has(response.body, words("plain.wrong"))) << response.body;
            EXPECT_TRUE(has(response.body, words(one.key))) << response.body;
            if (!one.anchor.empty()) {
                EXPECT_TRUE(has(response.body, "href=\"#" + one.anchor + "\"")) << response.body;
                EXPECT_TRUE(has(response.body, "id=\"" + one.anchor + "\""));
            }
        }
        EXPECT_EQ(record_count(), 0u);
    }
};

TEST_F(PlainMistakes, of_a_report_are_said_where_they_were_made) {
    expect_refused(
        "/plain/report",
        {{"no place", report_form().without("place.lon").without("place.lat"),
          "error.field_missing", "q-place"},
         {"half a place", report_form().without("place.lat"), "error.field_missing", "q-place"},
         {"no number", report_form().with("place.lon", "east"), "error.field_type", "q-place"},
         {"no such place", report_form().with("place.lat", "95"), "error.coordinates_range",
          "q-place"},
         {"no type", report_form().without("space_type"), "error.field_missing", "q-space_type"},
         {"another type", report_form().with("space_type", "I99"), "error.field_choice",
          "q-space_type"},
         {"words for a number", report_form().with("floor_area", "gross"), "error.field_type",
          "q-floor_area"},
         {"too large", report_form().with("floor_area", "1000000"), "error.field_range",
          "q-floor_area"},
         {"another source",
          report_form().with("floor_area", "9").with("floor_area.source", "guess"),
          "error.field_choice", "q-floor_area"},
         {"another fact", report_form().more("facts", "gold"), "error.field_choice", "q-facts"},
         {"a fact twice", report_form().more("facts", "lift").more("facts", "lift"),
          "error.field_repeated", "q-facts"},
         {"501 characters", report_form().with("description", std::string(501, 'x')),
          "error.field_too_long", "q-description"},
         {"a megabyte", report_form().with("description", std::string(1u << 20, 'x')),
          "error.field_too_long", "q-description"},
         {"control characters", report_form().with("description", "a\x01z"), "error.field_format",
          "q-description"},
         {"no consent", report_form().without("consent.survey"), "error.consent_missing",
          "c-survey"},
         {"consent to other words",
          report_form().with("consent.survey", "1 " + std::string(64, 'a')),
          "error.consent_unknown", "c-survey"},
         {"consent to nothing", report_form().with("consent.survey", "on"), "error.consent_unknown",
          "c-survey"},
         {"no id", report_form().without("id"), "error.field_format", ""},
         {"another id", report_form("0").with("description", "x"), "error.field_format", ""},
         {"a form of tomorrow", report_form("0fffffff-0000-7000-8000-000000000001"),
          "error.date_future", ""},
         {"another version", report_form().with("questionnaire_version", "9"),
          "error.questionnaire_unknown", ""},
         {"invalid UTF-8", report_form().with("description", "\xFF\xFE"), "error.body_not_utf8",
          ""}});
}

TEST_F(PlainMistakes, of_a_rating_are_said_where_they_were_made) {
    expect_refused(
        "/plain/rate",
        {{"nothing rated",
          rating_form()
              .without("services.ELD02")
              .without("services.EDU01.0")
              .without("services.EDU01.3"),
          "error.field_missing", "q-services"},
         {"six of five", rating_form().with("services.ELD02", "yes,,6"), "error.field_range",
          "q-services"},
         {"another word", rating_form().with("services.ELD02", "meh"), "error.field_choice",
          "q-services"},
         {"another age", rating_form().with("age_band", "0_3"), "error.field_choice", "q-age_band"},
         {"no community", rating_form().with("community", "9999"), "error.community_code", ""},
         {"no consent", rating_form().without("consent.survey"), "error.consent_missing",
          "c-survey"}});
}

TEST_F(PlainTest, what_was_filled_in_stands_in_the_form_that_comes_back) {
    const Response back = post("/plain/report", report_form()
                                                    .without("consent.survey")
                                                    .with("floor_area", "around 60")
                                                    .more("facts", "lift")
                                                    .with("description", "一楼 <空>"));
    EXPECT_EQ(back.status, 422);
    for (const std::string& kept :
         {"name=\"id\" value=\"" + std::string(kFormId) + "\"",
          std::string("value=\"I05\" checked"), std::string("value=\"lift\" checked"),
          std::string("value=\"around 60\""), std::string("一楼 &lt;空&gt;"),
          std::string("name=\"place.lon\" value=\"120.1551\"")})
        EXPECT_TRUE(has(back.body, kept)) << kept;
    EXPECT_FALSE(has(back.body, "value=\"water\" checked"));
    const Response rating =
        post("/plain/rate", rating_form().with("age_band", "none").with("community", "none"));
    EXPECT_TRUE(has(rating.body, "<option value=\"dont_know\" selected>"));
    EXPECT_TRUE(has(rating.body, "name=\"community\" value=\"none\""));
}

TEST_F(PlainTest, unknown_fields_do_not_get_into_the_record) {
    ASSERT_EQ(post("/plain/report", report_form()
                                        .with("device", std::string(32, 'a'))
                                        .with("mode", "assisted")
                                        .with("body", "{}")
                                        .with("consent.location", consent_of("location"))
                                        .with("services.ELD02", "yes,,4"))
                  .status,
              303);
    const Value record = record_sent();
    EXPECT_EQ(record.text("mode"), "self");
    EXPECT_EQ(record.text("device"), kDevice) << "the cookie's";
    EXPECT_EQ(record["consent"].if_map()->size(), 1u);
    EXPECT_EQ(record["body"].if_map()->size(), 2u);
}

TEST_F(PlainTest, markup_in_any_field_stays_text) {
    const std::string attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
    const auto expect_harmless = [&](const Response& response, const std::string& where) {
        EXPECT_LT(response.status, 500) << where;
        EXPECT_FALSE(has(response.body, "<script")) << where;
        EXPECT_FALSE(has(response.body, "<img src=x")) << where;
        EXPECT_FALSE(has(response.body, "\"'>")) << where;
        for (const Pair& header : response.headers)
            EXPECT_FALSE(has(header.second, "<script")) << where;
    };
    for (const std::string path :
         {"/plain/report", "/plain/rate", "/plain/nearby", "/plain/withdraw", "/plain/answer"}) {
        const FormBody whole = (path == "/plain/rate" ? rating_form() : report_form())
                                   .with("device", "x")
                                   .with("description", "x")
                                   .with("floor_area", "1")
                                   .with("floor_area.source", "estimate")
                                   .with("age_band", "x")
                                   .with("photo.kept", "x")
                                   .with("photo_dropped", "1")
                                   .with("consent.photo", "x")
                                   .with("step", "x")
                                   .with("move", "x")
                                   .with("zoom", "16")
                                   .with("lon", "120")
                                   .with("lat", "30");
        for (const std::string& name : whole.names()) {
            expect_harmless(post(path, FormBody(whole).with(name, attack)), path + " " + name);
            expect_harmless(post(path, FormBody(whole).with("step", "place").with(name, attack)),
                            path + " carried " + name);
        }
        expect_harmless(post(path, FormBody(whole).with(attack, attack)), path);
        expect_harmless(post(path, FormBody(whole).with("step", "place").with(attack, "1")), path);
    }
    for (const std::string path :
         {"/plain", "/plain/report", "/plain/rate", "/plain/nearby", "/plain/my", "/plain/survey",
          "/plain/sent/x", "/plain/map.svg", "/plain/nothing", "/plain/style.css"})
        for (const std::string name :
             {"lang", "find", "community", "lon", "lat", "zoom", "point_lon", "point_lat", "at.x",
              "at.y", "move", "facility", "missing"})
            expect_harmless(
                page(path, {{"lon", "120.15"}, {"lat", "30.27"}, {name, attack}, {attack, attack}}),
                path + "?" + name);
    expect_harmless(page("/plain/sent/" + attack), "path");
    expect_harmless(get("/plain/my", {{"Cookie", "kongdi_device=" + attack}}), "cookie");
}

TEST_F(PlainTest, names_from_the_map_are_text_too) {
    Feature feature = square_community();
    feature.properties.set("name", "<b>&社区");
    ASSERT_TRUE(storage().import_features("community", "test", {&feature, 1}, kNowMs));
    const Response found = page("/plain/report");
    EXPECT_TRUE(has(found.body, "&lt;b&gt;&amp;社区")) << found.body;
    const Response map =
        page("/plain/map.svg", {{"lon", "120.155"}, {"lat", "30.275"}, {"zoom", "14"}});
    EXPECT_TRUE(has(map.body, "&lt;b&gt;&amp;社区")) << map.body;
    EXPECT_FALSE(has(map.body, "<b>"));
}

TEST_F(PlainTest, a_form_of_another_site_is_turned_away_with_a_page) {
    for (const std::string path :
         {"/plain/report", "/plain/rate", "/plain/nearby", "/plain/withdraw", "/plain/answer"}) {
        for (const Pair& from :
             std::vector<Pair>{{"Origin", "http://evil.example"},
                               {"Origin", "null"},
                               {"Sec-Fetch-Site", "cross-site"},
                               {"Referer", "http://evil.example/plain/report"}}) {
            const Response response =
                post(path, report_form(), {cookie(), {"Host", "city.example"}, from});
            EXPECT_EQ(response.status, 403) << path << " " << from.second;
            EXPECT_TRUE(has(response.body, words("plain.foreign")));
        }
    }
    EXPECT_EQ(record_count(), 0u);
    EXPECT_EQ(post("/plain/report", report_form(),
                   {cookie(),
                    {"Host", "city.example"},
                    {"Origin", "http://city.example"},
                    {"Sec-Fetch-Site", "same-origin"},
                    as(Role::Worker)})
                  .status,
              303)
        << "our own form, by somebody who is logged in, too";
}

TEST_F(PlainTest, bodies_that_are_no_form_get_a_page_that_says_so) {
    for (const std::string path :
         {"/plain/report", "/plain/rate", "/plain/nearby", "/plain/withdraw", "/plain/answer"}) {
        const auto answer = [&](std::string type, std::string body) {
            Request asked = request(Method::Post, path, std::move(body));
            asked.headers.emplace_back("Content-Type", std::move(type));
            return send(asked);
        };
        EXPECT_EQ(answer("application/x-www-form-urlencoded", "id=1").status, 415);
        EXPECT_EQ(answer("application/json", "{}").status, 415);
        EXPECT_EQ(answer("", "").status, 415);
        for (const std::string& body :
             {std::string(), std::string("--X\r\n"), std::string(5000, '-')}) {
            const Response response = answer("multipart/form-data; boundary=X", body);
            EXPECT_EQ(response.status, 400) << path;
            EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
            EXPECT_TRUE(has(response.body, words("error.request_format")));
        }
        EXPECT_EQ(post(path, FormBody()).status / 100, 4) << path << " with no field at all";
    }
    EXPECT_EQ(send(request(Method::Put, "/plain/report")).status, 405);
    EXPECT_TRUE(has(send(request(Method::Put, "/plain/report")).body, "<h1>"));
    EXPECT_TRUE(has(page("/plain/nowhere").body, words("error.not_found")));
    EXPECT_EQ(page("/plain/nowhere").status, 404);
    EXPECT_EQ(record_count(), 0u);
}

TEST(PlainQuestions, every_kind_is_drawn_and_read) {
    ASSERT_EQ(plain_questions().size(), question_kinds().size());
    std::vector<bool> drawn(question_kinds().size());
    Request request;
    const Errors errors;
    std::vector<Questionnaire> all = catalogue().questionnaires;
    all.push_back(questionnaire_of(kongdi::tests::small_questionnaire(), catalogue()).value());
    for (const Questionnaire& questionnaire : all) {
        for (const QuestionPage& part : questionnaire.pages) {
            for (const Question& question : part.questions) {
                PlainPage page(request);
                const std::vector<FormPart> fields;
                draw_plain_question(question, {page, fields, errors, {}});
                const std::string html = page.html.take();
                EXPECT_TRUE(has(html, escaped(question.label.in("zh")))) << question.name;
                const bool answered = question.kind != QuestionKind::Information &&
                                      question.kind != QuestionKind::Calculated;
                EXPECT_EQ(has(html, "name=\"" + question.name), answered) << question.name;
                drawn[static_cast<std::size_t>(question.kind)] = true;
            }
        }
    }
    for (const QuestionKindRow& row : question_kinds())
        EXPECT_TRUE(drawn[static_cast<std::size_t>(row.kind)]) << row.name << " in no form";
}

}  // namespace

}  // namespace kongdi::server::tests
