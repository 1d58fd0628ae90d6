// SPDX-License-Identifier: Apache-2.0
// What comes after a form is filled in: its photos, its receipt, what this browser sent.
#include "server/handlers/plain.hpp"

#include "core/base/id.hpp"
#include "tests/server/handlers/plain_fixture.hpp"
#include "tests/support/phone_photo.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::phone_photo;

using PlainSendingTest = PlainFixture;

TEST_F(PlainSendingTest, photos_past_the_limit_are_a_413_in_words) {
    Request asked = request(Method::Post, "/plain/report");
    asked.headers = {cookie(), {"Content-Type", std::string(FormBody::kType)}};
    asked.query = {{"lang", "en"}};
    const auto opening = m_dispatcher.open(asked, 13'000'000);
    const Response response = m_dispatcher.answer(opening, asked);
    EXPECT_EQ(response.status, 413);
    EXPECT_TRUE(has(response.body, "12 MB at most")) << response.body;
    EXPECT_TRUE(has(response.body, "back button"));
    EXPECT_TRUE(has(page("/plain/report", {{"lon", "120.15"},
                                           {"lat", "30.27"},
                                           {"move", "done"},
                                           {"point_lon", "120.15"},
                                           {"point_lat", "30.27"}})
                        .body,
                    "12 MB"))
        << "the form says so before";
}

TEST_F(PlainSendingTest, a_photo_is_kept_without_its_place_and_listed) {
    const std::string sent = phone_photo(640, 480);
    ASSERT_EQ(post("/plain/report", report_form()
                                        .with("consent.photo", consent_of("photo"))
                                        .file("photo", "IMG_1.jpg", sent))
                  .status,
              303);
    const Value record = record_sent();
    ASSERT_EQ(record.items("photos").size(), 1u);
    const std::string hash = record.items("photos")[0].text("sha256");
    EXPECT_NE(hash, sha256(sent));
    EXPECT_EQ(record["body"].items("photo")[0], Value(hash));
    EXPECT_EQ(record.items("photos")[0]["height"], Value(640)) << "upright";
    const auto bytes = storage().photo_bytes(hash);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(sha256(*bytes), hash);
    EXPECT_FALSE(has(*bytes, "Exif"));
    EXPECT_TRUE(storage().record(kFormId)->value().state.photos_missing.empty());
    EXPECT_TRUE(record["consent"].find("photo") != nullptr);
}

TEST_F(PlainSendingTest, a_photo_without_consent_is_not_kept) {
    const std::string sent = phone_photo(64, 48);
    const Response back = post("/plain/report", report_form().file("photo", "a.jpg", sent));
    EXPECT_EQ(back.status, 422);
    EXPECT_TRUE(has(back.body, words("error.consent_missing")));
    EXPECT_TRUE(has(back.body, "href=\"#c-photo\""));
    EXPECT_TRUE(has(back.body, words("plain.photo_again")));
    EXPECT_FALSE(has(back.body, "photo.kept"));
    EXPECT_EQ(record_count(), 0u);
    std::size_t files = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(m_folder.path() / "data" / "photos"))
        files += entry.is_regular_file();
    EXPECT_EQ(files, 0u);
}

TEST_F(PlainSendingTest, a_photo_that_came_is_not_asked_for_again_when_something_else_is_wrong) {
    const FormBody good = report_form().with("consent.photo", consent_of("photo"));
    const Response back =
        post("/plain/report",
             FormBody(good).without("space_type").file("photo", "a.jpg", phone_photo(64, 48)));
    EXPECT_EQ(back.status, 422);
    const std::string mark = "name=\"photo.kept\" value=\"";
    const auto at = back.body.find(mark);
    ASSERT_NE(at, std::string::npos) << back.body;
    const std::string hash = back.body.substr(at + mark.size(), 64);
    ASSERT_EQ(
        post("/plain/report", FormBody(good).with("photo.kept", hash).file("photo", "", "")).status,
        303);
    EXPECT_EQ(record_sent().items("photos")[0].text("sha256"), hash);
}

TEST_F(PlainSendingTest, photos_that_are_none_or_too_many_are_refused_at_their_field) {
    const FormBody good = report_form().with("consent.photo", consent_of("photo"));
    const Response none = post("/plain/report", FormBody(good).file("photo", "a.jpg", "hello"));
    EXPECT_EQ(none.status, 415);
    EXPECT_TRUE(has(none.body, words("error.photo_format")));
    EXPECT_TRUE(has(none.body, "href=\"#q-photo\""));
    FormBody many = good;
    for (int side = 16; side <= 48; side += 8) many.file("photo", "a.jpg", phone_photo(side, side));
    const Response five = post("/plain/report", many);
    EXPECT_EQ(five.status, 422);
    EXPECT_TRUE(has(five.body, words("error.field_range")));
    EXPECT_EQ(post("/plain/report", FormBody(good).file("photo", "", "")).status, 303)
        << "no photo chosen";
    EXPECT_EQ(record_sent()["consent"].find("photo"), nullptr) << "nothing to keep";
}

TEST_F(PlainSendingTest, a_receipt_is_for_the_browser_that_sent_the_form) {
    ASSERT_EQ(post("/plain/report", report_form()).status, 303);
    const std::string path = "/plain/sent/" + std::string(kFormId);
    EXPECT_EQ(page(path).status, 200);
    EXPECT_EQ(get(path).status, 404);
    EXPECT_EQ(get(path, {cookie(kOtherDevice)}).status, 404);
    EXPECT_EQ(get(path, {as_device()}).status, 404) << "a header is not the cookie";
    EXPECT_TRUE(has(page("/plain/my").body, "翠苑一区 1001"));
    EXPECT_FALSE(has(get("/plain/my", {cookie(kOtherDevice)}).body, "翠苑一区 1001"));
    EXPECT_TRUE(has(get("/plain/my").body, words("my.none")));
}

TEST_F(PlainSendingTest, a_browser_without_cookies_gets_its_receipt_at_once_and_only_one) {
    const FormBody form = report_form().with("device", std::string(kOtherDevice));
    for (int i = 0; i < 2; ++i) {
        const Response sent = post("/plain/report", form, {});
        EXPECT_EQ(sent.status, 200);
        EXPECT_TRUE(has(sent.body, "翠苑一区 1001")) << sent.body;
    }
    EXPECT_EQ(record_count(), 1u);
    EXPECT_EQ(record_sent().text("device"), kOtherDevice);
}

TEST_F(PlainSendingTest, the_first_form_gives_the_browser_its_pseudonym) {
    const Response form = get("/plain/rate", {}, {{"community", "none"}});
    const std::string_view cookie = form.header("Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("kongdi_device="));
    EXPECT_TRUE(is_device(cookie.substr(14, 32)));
    for (const std::string_view rule : {"; Path=/plain;", "; HttpOnly;", "; SameSite=Lax;"})
        EXPECT_TRUE(has(cookie, rule)) << cookie;
    EXPECT_TRUE(has(form.body, "name=\"device\" value=\"" + std::string(cookie.substr(14, 32))));
    const Response again = page("/plain/rate", {{"community", "none"}});
    EXPECT_TRUE(again.header("Set-Cookie").empty());
    EXPECT_FALSE(has(again.body, kDevice));
    Request secure = request(Method::Get, "/plain/rate");
    secure.query = {{"community", "none"}};
    secure.headers = {{"X-Forwarded-Proto", "https"}};
    EXPECT_TRUE(has(send(secure).header("Set-Cookie"), "; Secure"));
}

TEST_F(PlainSendingTest, what_a_worker_asks_is_answered_without_script) {
    ASSERT_EQ(post("/plain/report", report_form()).status, 303);
    const std::string address = "/plain/sent/" + std::string(kFormId);
    const auto answer = [&](std::string_view said, std::vector<Pair> headers) {
        return post("/plain/answer",
                    FormBody().with("id", std::string(kFormId)).with("words", std::string(said)),
                    headers);
    };
    EXPECT_EQ(
        post("/plain/answer", FormBody().with("id", std::string(kFormId)).with("words", "北门"))
            .status,
        409)
        << "nothing was asked";
    ASSERT_TRUE(storage().step_report(kFormId, {.move = ReportMove::AskMore, .words = "<哪个门?>"},
                                      {Role::Worker, "ling"}, m_now_ms));
    EXPECT_TRUE(has(page(address).body, "&lt;哪个门?&gt;"));
    EXPECT_TRUE(has(page(address).body, words("answer.send")));
    EXPECT_EQ(answer("北门", {cookie(kOtherDevice)}).status, 404);
    const FormBody form = FormBody().with("id", std::string(kFormId)).with("words", "北门");
    EXPECT_EQ(post("/plain/answer", FormBody().with("id", std::string(kFormId))).status, 422);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(post("/plain/answer", form).status, 303);
    EXPECT_EQ(storage().record(kFormId)->value().state.decided.answer, "北门");
    EXPECT_FALSE(has(page(address).body, words("answer.send")));
    ReportStep reject{.move = ReportMove::Reject, .words = "是库房"};
    reject.reason = RejectReason::InUse;
    ASSERT_TRUE(storage().step_report(kFormId, reject, {Role::Worker, "ling"}, m_now_ms));
    EXPECT_TRUE(has(page(address).body, words("reject.in_use")));
    EXPECT_TRUE(has(page(address).body, "是库房"));
}

TEST_F(PlainSendingTest, a_report_is_withdrawn_by_its_browser_and_nobody_else) {
    ASSERT_EQ(post("/plain/report", report_form()).status, 303);
    const FormBody form = FormBody().with("id", std::string(kFormId));
    EXPECT_EQ(post("/plain/withdraw", form, {cookie(kOtherDevice)}).status, 404);
    EXPECT_EQ(post("/plain/withdraw", form, {}).status, 404);
    EXPECT_EQ(post("/plain/withdraw", FormBody().with("id", "x")).status, 404);
    EXPECT_EQ(storage().record(kFormId)->value().state.state, ReportState::Submitted);
    EXPECT_TRUE(has(page("/plain/sent/" + std::string(kFormId)).body, words("withdraw.ask")));
    for (int i = 0; i < 2; ++i) EXPECT_EQ(post("/plain/withdraw", form).status, 303);
    EXPECT_EQ(storage().record(kFormId)->value().state.state, ReportState::Withdrawn);
    EXPECT_FALSE(has(page("/plain/sent/" + std::string(kFormId)).body, words("withdraw.ask")));
    EXPECT_TRUE(has(page("/plain/my").body, words("state.withdrawn")));
}

TEST_F(PlainSendingTest, the_receipt_says_what_the_city_makes_of_the_space) {
    ASSERT_EQ(post("/plain/report", report_form()).status, 303);
    const Actor planner{Role::Planner, "planner"};
    PlanFacts facts;
    facts.year = 2027;
    facts.title = "食堂";
    facts.community = kCommunityCode;
    facts.kinds = {"ELD01"};
    facts.space = kFormId;
    const std::string id = "01890000-0000-7000-8000-0000000000aa";
    ASSERT_TRUE(storage().file_plan_item(id, facts, planner, kNowMs));
    const std::string path = "/plain/sent/" + std::string(kFormId);
    EXPECT_FALSE(has(page(path).body, words("timeline.planned"))) << "it is only proposed";
    PlanStep step{.doing = PlanDoing::Move, .move = PlanMove::ListByReason, .reason = "内部"};
    ASSERT_TRUE(storage().step_plan_item(id, 1, step, planner, kNowMs));
    EXPECT_TRUE(has(page(path).body, words("timeline.planned")));
    EXPECT_FALSE(has(page(path).body, "内部"));
    step = {.doing = PlanDoing::Move, .move = PlanMove::Remove, .reason = "没有同意"};
    ASSERT_TRUE(storage().step_plan_item(id, 2, step, planner, kNowMs));
    EXPECT_TRUE(has(page(path).body, words("timeline.removed") + " · 没有同意"));
}

TEST_F(PlainSendingTest, a_busy_store_gives_the_form_back_with_all_that_is_in_it) {
    Database other((m_folder.path() / "data" / kSqliteFile).string(), Database::Use::Write, 50);
    other.execute("BEGIN IMMEDIATE");
    const Response busy = post("/plain/report", report_form().with("description", "留着"));
    other.execute("ROLLBACK");
    EXPECT_EQ(busy.status, 503);
    EXPECT_FALSE(busy.header("Retry-After").empty());
    EXPECT_TRUE(has(busy.body, words("plain.busy")));
    EXPECT_TRUE(has(busy.body, "留着"));
    EXPECT_EQ(post("/plain/report", report_form().with("description", "留着")).status, 303);
}

}  // namespace

}  // namespace kongdi::server::tests
