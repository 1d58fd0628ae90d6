// SPDX-License-Identifier: Apache-2.0
#include "core/api/meeting_messages.hpp"
#include "core/codec/meeting_codec.hpp"
#include "core/rules/meeting_rules.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/meeting_plans.hpp"

namespace kongdi::server::tests {

namespace {

class MeetingsTest : public ServerFixture {
protected:
    static std::string id(std::uint32_t number = 900) {
        return RecordBuilder().number(number).build().text("id");
    }
    static std::string path(const std::string& rest = {}) {
        return "/api/v1/meetings/" + id() + rest;
    }
    static Value plan() {
        Value out = meeting_plan_tree(kongdi::tests::meeting_plan(std::string(kCommunityCode)));
        out.set("id", id());
        return out;
    }
    Response post(const std::string& where, const Value& body,
                  std::optional<Role> role = Role::Worker) {
        Request asked = json_request(where, write_json(body));
        if (role) asked.headers.push_back(as(*role));
        asked.headers.emplace_back(api::kPageHeader, "1");
        return send(std::move(asked));
    }
    api::MeetingView step(const MeetingStep& step) {
        const Response done = post(path("/events"), meeting_step_tree(step));
        EXPECT_EQ(done.status, 200) << done.body;
        return *api::meeting_view_of(tree_of(done), catalogue());
    }
    void open_meeting() {
        ASSERT_EQ(post("/api/v1/meetings", plan()).status, 201);
        m_code = step(MoveMeeting{MeetingMove::Open}).code;
        ASSERT_EQ(meeting_code_of(m_code), m_code);
    }
    api::MeetingView host() {
        const Response found = get(path(), {as(Role::Worker)});
        EXPECT_EQ(found.status, 200) << found.body;
        return *api::meeting_view_of(tree_of(found), catalogue());
    }
    Response phone_response(const std::string& code, std::string tag = {}) {
        return get("/api/v1/join/" + code, {{"If-None-Match", std::move(tag)}});
    }
    api::MeetingView phone() {
        return *api::meeting_view_of(tree_of(phone_response(m_code)), catalogue());
    }
    std::string device(int number) {
        std::string out = std::to_string(number);
        return std::string(32 - out.size(), '0') + out;
    }
    std::string join(int number) {
        const Response joined =
            post("/api/v1/join/" + m_code, Value::map({{"device", device(number)}}), std::nullopt);
        EXPECT_EQ(joined.status, 201) << joined.body;
        return api::seat_secret_of(tree_of(joined)).value_or("");
    }
    RecordBuilder vote(const std::string& secret, std::string_view question, Value answer) {
        return RecordBuilder::meeting(1)
            .number(++m_sent)
            .with("/seat", sha256(secret))
            .with("/body", Value::map({{std::string(question), std::move(answer)}}));
    }
    void say(int who, std::string_view question, Value answer) {
        const Response sent = post_record(vote(join(who), question, std::move(answer)).bytes());
        ASSERT_EQ(sent.status, 201) << sent.body;
    }
    static std::string code_at(const Response& response) {
        const Value tree = tree_of(response);
        return tree.text("code") + " " + tree.text("path");
    }
    std::string m_code;
    std::uint32_t m_sent = 0;
};

TEST_F(MeetingsTest, what_became_of_one_is_a_page_for_everybody_once_it_is_published) {
    open_meeting();
    const std::string page = "/plain/meetings/" + id();
    EXPECT_EQ(get(page, {as(Role::Worker)}).status, 404) << "it is not over";
    step(SetQuestion{"room", AskMove::Open});
    for (int i = 1; i <= 9; ++i) say(i, "room", i <= 2 ? "no" : "yes");
    step(MoveMeeting{MeetingMove::Close});
    EXPECT_EQ(get(page).status, 404);
    EXPECT_NE(get(page, {as(Role::Worker)}).body.find("还没有公布"), std::string::npos);
    step(MoveMeeting{MeetingMove::Summarise});
    step(SumUp{{{"粉刷<楼道>", "2027-03-31"}, {"装路灯", ""}}});
    step(MoveMeeting{MeetingMove::Publish});
    const Response published = get(page);
    ASSERT_EQ(published.status, 200);
    EXPECT_EQ(published.body.find("还没有公布"), std::string::npos);
    EXPECT_NE(published.body.find("9 人在场"), std::string::npos);
    EXPECT_NE(published.body.find("粉刷&lt;楼道&gt;"), std::string::npos) << "escaped";
    EXPECT_NE(published.body.find("2027-03-31 前办到"), std::string::npos);
    EXPECT_NE(published.body.find("9 份回答"), std::string::npos);
    EXPECT_NE(published.body.find("少于 5"), std::string::npos) << "two said no";
    EXPECT_EQ(published.body.find(">7<"), std::string::npos) << "or two could be worked out";
    EXPECT_NE(get(page, {}, {{"lang", "en"}}).body.find("9 answers"), std::string::npos);
    EXPECT_LT(published.body.size(), 10'000u);
    EXPECT_EQ(get("/plain/meetings/x").status, 404);
}

TEST_F(MeetingsTest, is_planned_and_opened_by_staff_only) {
    EXPECT_EQ(post("/api/v1/meetings", plan(), std::nullopt).status, 401);
    Value wrong = plan();
    wrong.erase("id");
    EXPECT_EQ(code_at(post("/api/v1/meetings", wrong)), "field_missing /id");
    wrong = plan();
    wrong.set("community", "here");
    EXPECT_EQ(code_at(post("/api/v1/meetings", wrong)), "community_code /community");
    open_meeting();
    EXPECT_EQ(code_at(post(path("/events"), Value::map({{"move", "publish"}}))), "move_illegal ");
    EXPECT_EQ(code_at(post(path("/events"), Value::map({{"move", "fly"}}))), "field_choice /move");
    const auto rows = api::meeting_list_of(tree_of(get("/api/v1/meetings", {as(Role::Planner)})));
    ASSERT_EQ(rows->size(), 1u);
    EXPECT_EQ(rows->at(0).state, MeetingState::Open);
    EXPECT_EQ(rows->at(0).community_name, "翠苑一区社区");
    EXPECT_EQ(get(path()).status, 401);
}

TEST_F(MeetingsTest, phones_join_answer_and_see_what_the_host_shows) {
    open_meeting();
    EXPECT_EQ(phone().joined, 0);
    step(SetQuestion{"room", AskMove::Open});
    for (int i = 1; i <= 12; ++i) say(i, "room", i <= 5 ? "no" : "yes");
    EXPECT_EQ(phone().joined, 12);
    EXPECT_EQ(phone().current, "room");
    EXPECT_FALSE(phone().questions[0].results);
    const api::MeetingQuestion seen = host().questions[0];
    EXPECT_EQ(seen.answered, 12);
    EXPECT_EQ(seen.results->counts, (std::vector<api::OptionCount>{{"yes", 7}, {"no", 5}}));
    step(SetQuestion{"room", AskMove::Reveal});
    EXPECT_EQ(phone().questions[0].results, seen.results);
    say(1, "room", "yes");
    EXPECT_EQ(host().questions[0].results->counts,
              (std::vector<api::OptionCount>{{"yes", 8}, {"no", 4}}))
        << "the device joined again and changed its mind";
    EXPECT_EQ(host().joined, 12);
    for (const api::OptionCount& one : phone().questions[0].results->counts)
        EXPECT_FALSE(one.count) << "four of twelve are few, and eight would tell them";
    EXPECT_EQ(phone().questions[0].results->n, 12);
}

TEST_F(MeetingsTest, phones_of_a_small_hall_are_told_no_number) {
    open_meeting();
    for (const char* name : {"room", "content"}) step(SetQuestion{name, AskMove::Open});
    for (int i = 1; i <= 4; ++i) say(i, "room", "yes");
    for (int i = 1; i <= 4; ++i) say(i, "content", 5);
    for (const char* name : {"room", "content"}) step(SetQuestion{name, AskMove::Reveal});
    const api::MeetingView seen = phone();
    EXPECT_EQ(seen.joined, 0);
    for (const api::MeetingQuestion& one : seen.questions) {
        if (!one.results) continue;
        EXPECT_EQ(one.results->n, 0);
        EXPECT_FALSE(one.results->mean);
        for (const api::OptionCount& option : one.results->counts) EXPECT_FALSE(option.count);
    }
    EXPECT_EQ(host().joined, 4) << "the host and the wall see the hands";
    EXPECT_EQ(host().questions[0].results->n, 4);
}

TEST_F(MeetingsTest, every_kind_of_question_has_its_result) {
    open_meeting();
    for (const char* name : {"services", "content", "wish"}) step(SetQuestion{name, AskMove::Open});
    say(1, "services", Value::list({"a", "c"}));
    say(2, "services", Value::list({"a"}));
    say(1, "content", 5);
    say(2, "content", 2);
    say(1, "wish", "一把椅子");
    const api::MeetingView view = host();
    EXPECT_EQ(view.questions[1].results->counts,
              (std::vector<api::OptionCount>{{"a", 2}, {"b", 0}, {"c", 1}}));
    EXPECT_EQ(view.questions[1].results->n, 2);
    EXPECT_EQ(view.questions[2].results->mean, 3.5);
    ASSERT_EQ(view.questions[3].words.size(), 1u);
    EXPECT_TRUE(view.questions[3].results->words.empty());
    step(ShowWords{view.questions[3].words[0].id, true});
    step(SetQuestion{"wish", AskMove::Reveal});
    EXPECT_EQ(phone().questions[3].results->words, std::vector<std::string>{"一把椅子"});
}

TEST_F(MeetingsTest, an_order_gives_points_and_the_page_says_the_mean_place) {
    open_meeting();
    step(SetQuestion{"order", AskMove::Open});
    for (int i = 1; i <= 4; ++i) say(i, "order", Value::list({"z", "x", "y"}));
    say(5, "order", Value::list({"x", "z", "y"}));
    say(6, "order", Value::list({"x", "y", "z"}));
    const api::MeetingResult seen = *host().questions[4].results;
    // x: 4 × 2 + 2 × 3; y: 4 × 1 + 1 + 2; z: 4 × 3 + 2 + 1
    EXPECT_EQ(seen.counts, (std::vector<api::OptionCount>{{"x", 14}, {"y", 7}, {"z", 15}}));
    EXPECT_EQ(seen.n, 6);
    for (const Value& wrong : {Value::list({"x", "y"}), Value::list({"x", "y", "y"}),
                               Value::list({"x", "y", "q"}), Value("x")})
        EXPECT_EQ(post_record(vote(join(7), "order", wrong).bytes()).status, 422);
    step(MoveMeeting{MeetingMove::Close});
    step(MoveMeeting{MeetingMove::Summarise});
    step(MoveMeeting{MeetingMove::Publish});
    const std::string page = get("/plain/meetings/" + id(), {}, {{"lang", "en"}}).body;
    const std::size_t first = page.find("选项 z");
    ASSERT_NE(first, std::string::npos);
    EXPECT_LT(first, page.find("选项 x")) << "the most wanted first";
    EXPECT_NE(page.find("1.5 on average"), std::string::npos);
}

TEST_F(MeetingsTest, options_on_the_map_keep_their_places) {
    open_meeting();
    step(SetQuestion{"spots", AskMove::Open});
    const Question asked = phone().questions[0].question.name == "spots"
                               ? phone().questions[0].question
                               : phone().questions[5].question;
    ASSERT_EQ(asked.choices.size(), 2u);
    EXPECT_EQ(asked.choices[1].point, (Wgs84Point{120.1633, 30.2815}));
    Value off = plan();
    off.set("id", id(901));
    Value::List questions = off.items("questions");
    Value::List choices = questions[5].items("choices");
    choices[0].set("lat", 95);
    Value list = Value::list();
    for (Value& one : choices) list.push(one);
    questions[5].set("choices", std::move(list));
    Value all = Value::list();
    for (Value& one : questions) all.push(one);
    off.set("questions", std::move(all));
    EXPECT_EQ(code_at(post("/api/v1/meetings", off)),
              "coordinates_range /questions/5/choices/0/lon");
}

TEST_F(MeetingsTest, a_poll_of_what_has_not_changed_is_answered_with_nothing) {
    open_meeting();
    step(SetQuestion{"room", AskMove::Open});
    const std::string secret = join(1);
    const std::string tag(phone_response(m_code).header("ETag"));
    ASSERT_EQ(post_record(vote(secret, "room", "yes").bytes()).status, 201);
    const Response same = phone_response(m_code, tag);
    EXPECT_EQ(same.status, 304) << "what phones see has not changed";
    EXPECT_TRUE(same.body.empty());
    step(SetQuestion{"room", AskMove::Reveal});
    EXPECT_EQ(phone_response(m_code, tag).status, 200);
}

TEST_F(MeetingsTest, a_code_is_found_as_it_is_typed_and_only_while_its_meeting_is_open) {
    open_meeting();
    std::string typed = m_code.substr(0, 3) + " " + m_code.substr(3);
    for (char& sign : typed) sign = static_cast<char>(std::tolower(sign));
    EXPECT_EQ(phone_response(typed).status, 200);
    EXPECT_EQ(phone_response(m_code == "222222" ? "333333" : "222222").status, 404);
    EXPECT_EQ(phone_response("I").status, 404);
    EXPECT_EQ(code_at(post("/api/v1/join/" + m_code, Value::map({{"device", "x"}}), std::nullopt)),
              "field_format /device");
    step(MoveMeeting{MeetingMove::Close});
    EXPECT_EQ(phone_response(m_code).status, 404);
    EXPECT_EQ(
        post("/api/v1/join/" + m_code, Value::map({{"device", device(1)}}), std::nullopt).status,
        404);
}

TEST_F(MeetingsTest, who_helps_is_logged_in_and_each_helped_one_has_a_voice) {
    open_meeting();
    step(SetQuestion{"room", AskMove::Open});
    const Value helped = Value::map({{"device", device(7)}, {"assisted", true}});
    EXPECT_EQ(code_at(post("/api/v1/join/" + m_code, helped, std::nullopt)),
              "login_needed /assisted");
    for (int i = 0; i < 2; ++i) {
        const std::string secret =
            *api::seat_secret_of(tree_of(post("/api/v1/join/" + m_code, helped)));
        const RecordBuilder record = vote(secret, "room", "yes").with("/mode", "assisted");
        EXPECT_EQ(code_at(post_record(record.bytes())), "login_needed /mode");
        EXPECT_EQ(post("/api/v1/records", record.build()).status, 201);
    }
    const api::MeetingView view = host();
    EXPECT_EQ(view.questions[0].answered, 2);
    ASSERT_EQ(view.questions[0].by_mode.size(), 1u);
    EXPECT_EQ(view.questions[0].by_mode[0].mode, Mode::Assisted);
    EXPECT_EQ(view.joined, 0);
    const auto events = storage().events_after(0, 1000);
    EXPECT_NE(events->back().facts.find("\"helper\":\"worker\""), std::string::npos);
}

TEST_F(MeetingsTest, a_guardian_agrees_only_where_a_worker_who_is_logged_in_helps) {
    open_meeting();
    step(SetQuestion{"room", AskMove::Open});
    const Value helped = Value::map({{"device", device(7)}, {"assisted", true}});
    const std::string secret =
        *api::seat_secret_of(tree_of(post("/api/v1/join/" + m_code, helped)));
    const auto by = [&](std::string_view mode, std::initializer_list<std::string_view> purposes) {
        RecordBuilder out = vote(secret, "room", "yes").with("/mode", mode);
        out.with("/consent", Value::map());
        for (const std::string_view purpose : purposes) out.consent(purpose);
        return out;
    };
    const std::string refused = "field_choice /consent/guardian";
    // The child's own phone; a worker who is not logged in, or says of a phone that it is theirs.
    EXPECT_EQ(code_at(post_record(by("session", {kGuardian}).bytes())), refused);
    EXPECT_EQ(code_at(post_record(by("assisted", {kGuardian}).bytes())), "login_needed /mode");
    EXPECT_EQ(code_at(post("/api/v1/records", by("session", {kGuardian}).build())), refused);
    EXPECT_EQ(code_at(post("/api/v1/records", by("assisted", {"survey", kGuardian}).build())),
              refused);
    EXPECT_EQ(code_at(post("/api/v1/records", by("assisted", {}).build())),
              "consent_missing /consent/survey");
    // Many at once are checked as one is.
    Request lines =
        request(Method::Post, "/api/v1/records",
                by("assisted", {kGuardian}).bytes() + "\n" + by("session", {kGuardian}).bytes());
    lines.headers.emplace_back("Content-Type", "application/x-ndjson");
    EXPECT_EQ(send(std::move(lines)).status, 401);
    EXPECT_EQ(host().questions[0].answered, 0) << "nothing was kept";
    EXPECT_EQ(post("/api/v1/records", by("assisted", {kGuardian}).build()).status, 201);
    const api::MeetingView view = host();
    EXPECT_EQ(view.questions[0].answered, 1);
    ASSERT_EQ(view.questions[0].by_mode.size(), 1u) << "by mode, and by nothing of the child";
    const auto events = storage().events_after(0, 1000);
    EXPECT_NE(events->back().facts.find("\"helper\":\"worker\""), std::string::npos)
        << "who saw the guardian is known";
}

TEST_F(MeetingsTest, an_answer_is_of_a_seat_and_to_one_question) {
    open_meeting();
    step(SetQuestion{"room", AskMove::Open});
    const std::string secret = join(1);
    EXPECT_EQ(code_at(post_record(vote(secret, "room", "yes").without("/seat").bytes())),
              "field_missing /seat");
    EXPECT_EQ(code_at(post_record(vote(secret, "room", "yes").with("/mode", "self").bytes())),
              "field_choice /mode");
    EXPECT_EQ(code_at(post_record(vote(secret, "nothing", "yes").bytes())), "field_missing /body");
    EXPECT_EQ(code_at(post_record(vote(secret, "room", "yes").with("/body/content", 3).bytes())),
              "field_range /body");
    EXPECT_EQ(code_at(post_record(vote(secret, "room", "perhaps").bytes())),
              "field_choice /body/room");
    EXPECT_EQ(
        code_at(post_record(vote(secret, "room", "yes").with("/questionnaire_version", 2).bytes())),
        "questionnaire_unknown /questionnaire_version");
}

TEST_F(MeetingsTest, the_summary_is_everybodys_once_published_and_keeps_small_numbers_back) {
    open_meeting();
    for (const char* name : {"room", "services", "content"}) step(SetQuestion{name, AskMove::Open});
    for (int i = 1; i <= 8; ++i) say(i, "room", i <= 2 ? "no" : "yes");
    for (int i = 1; i <= 8; ++i) say(i, "content", i <= 3 ? 1 : 5);
    for (int i = 1; i <= 4; ++i) say(i, "services", Value::list({"a"}));
    step(MoveMeeting{MeetingMove::Close});
    step(SumUp{{{"换灯", "2026-12-24"}}});
    EXPECT_EQ(get(path("/summary")).status, 404);
    EXPECT_EQ(get(path("/summary"), {as(Role::Worker)}).status, 200);
    step(MoveMeeting{MeetingMove::Summarise});
    step(MoveMeeting{MeetingMove::Publish});
    const auto summary = api::meeting_summary_of(tree_of(get(path("/summary"))), catalogue());
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->joined, 8);
    EXPECT_EQ(summary->decisions, (std::vector<Decision>{{"换灯", "2026-12-24"}}));
    ASSERT_EQ(summary->questions.size(), 3u) << "what was never asked is left out";
    const auto& room = *summary->questions[0].results;
    EXPECT_EQ(room.n, 8);
    for (const api::OptionCount& one : room.counts)
        EXPECT_FALSE(one.count) << "two said no, and eight less six are two";
    const auto& few = *summary->questions[1].results;
    EXPECT_EQ(few.n, 0);
    for (const api::OptionCount& one : few.counts) EXPECT_FALSE(one.count);
    const auto& scale = *summary->questions[2].results;
    EXPECT_EQ(scale.mean, 3.5);
    for (const api::OptionCount& one : scale.counts)
        EXPECT_FALSE(one.count) << "with the mean they could be worked out";
}

TEST_F(MeetingsTest, an_agenda_is_a_questionnaire_that_nobody_else_publishes) {
    open_meeting();
    EXPECT_EQ(get("/api/v1/questionnaires/meeting/1").status, 200);
    const Value listed = tree_of(get("/api/v1/questionnaires"));
    for (const Value& one : listed.items("questionnaires")) EXPECT_NE(one.text("id"), "meeting");
    Value own = tree_of(get("/api/v1/questionnaires/meeting/1"));
    own.set("version", 2);
    EXPECT_EQ(code_at(post("/api/v1/questionnaires", own, Role::Planner)), "field_choice /id");
}

TEST_F(MeetingsTest, the_wall_shows_the_address_to_join_by) {
    ASSERT_EQ(post("/api/v1/meetings", plan()).status, 201);
    EXPECT_EQ(get(path("/qr"), {as(Role::Worker)}).status, 404) << "a draft has no code";
    m_code = step(MoveMeeting{MeetingMove::Open}).code;
    const Value code = tree_of(get(path("/qr"), {as(Role::Worker), {"Host", "hall.example:8080"}}));
    EXPECT_EQ(code.text("url"), "http://hall.example:8080/j/" + m_code);
    const Value::List& rows = code.items("rows");
    ASSERT_GE(rows.size(), 21u);
    for (const Value& row : rows) EXPECT_EQ(row.string_or("").size(), rows.size());
    EXPECT_TRUE(rows[0].string_or("").starts_with("1111111")) << "a finder's edge";
}

}  // namespace

}  // namespace kongdi::server::tests
