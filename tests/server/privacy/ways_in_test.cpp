// SPDX-License-Identifier: Apache-2.0
// Each way by which words of residents come in, and what none of them lets pass.
#include <functional>

#include "core/base/text.hpp"
#include "server/openrosa/submission.hpp"
#include "server/openrosa/xform.hpp"
#include "tests/server/handlers/plain_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const std::string kPhone = "13800138000";
/// Of GB 11643-1999, whose check digit is X.
const std::string kIdentity = "11010519491231002X";

/// What is sent beside what must be: words, and a member that nobody asked for.
struct Said {
    std::string words = {};
    std::string member = {};
    std::string value = {};
};

struct Way {
    const char* name;
    int taken;
    int refused;
    std::function<Response(const Said&)> send;
    bool drops_members = false;  // whatever nobody asked for is not read
};

class PrivacyRequirementsByEachWay : public PlainFixture {
protected:
    static std::string id_of(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    std::string record_of(const Said& said) {
        RecordBuilder builder;
        builder.number(++m_number);
        if (!said.words.empty()) builder.with("/body/description", said.words);
        if (!said.member.empty()) builder.with("/body/" + said.member, said.value);
        return builder.bytes();
    }
    Response send_lines(const Said& said) {
        Request asked = json_request(std::string(api::kRecords), record_of(said) + "\n");
        asked.headers[0].second = "application/x-ndjson";
        return send(std::move(asked));
    }
    Response send_form(const Said& said) {
        FormBody form = report_form(id_of(++m_number));
        if (!said.words.empty()) form.with("description", said.words);
        if (!said.member.empty()) form.with(said.member, said.value);
        return post("/plain/report", form);
    }
    Response send_open311(const Said& said) {
        const Value definition = tree_of(get("/open311/v2/services/I05.json"));
        std::vector<Pair> fields{{"service_code", "I05"}, {"lat", "30.2741"}, {"long", "120.1551"}};
        for (const Value& one : definition.items("attributes"))
            if (one.text("code") == "consent.survey")
                fields.emplace_back("attribute[consent.survey]",
                                    one.items("values")[0].text("key"));
        if (!said.words.empty()) fields.emplace_back("description", said.words);
        if (!said.member.empty()) {
            fields.emplace_back(said.member, said.value);
            fields.emplace_back("attribute[" + said.member + "]", said.value);
        }
        std::string body;
        for (const auto& [name, value] : fields)
            body += percent_encoded(name) + "=" + percent_encoded(value) + "&";
        body.pop_back();
        Request asked = request(Method::Post, "/open311/v2/requests.json", body);
        asked.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        return send(std::move(asked));
    }
    Response send_openrosa(const Said& said) {
        const std::string words =
            said.words.empty() ? "" : "<description>" + said.words + "</description>";
        const std::string member =
            said.member.empty() ? ""
                                : "<" + said.member + ">" + said.value + "</" + said.member + ">";
        const std::string xml =
            "<data id=\"idle_space\" version=\"1\" xmlns:orx=\"http://openrosa.org/xforms\">" +
            member + "<body><place>30.2741 120.1551 0 0</place><space_type>I05</space_type>" +
            words + member + "</body><consent><survey>" +
            openrosa::consent_value(*catalogue().consent("survey")) +
            "</survey></consent><orx:meta><orx:instanceID>uuid:0f8fad5b-d9cb-469f-a165-" +
            std::to_string(700'000'000'000 + ++m_number) + "</orx:instanceID>" +
            (said.member.empty() ? "" : "<orx:phoneNumber>" + said.value + "</orx:phoneNumber>") +
            "<orx:timeEnd>2026-11-24T15:59:00.000+08:00</orx:timeEnd></orx:meta></data>";
        return post("/openrosa/submission",
                    FormBody().file("xml_submission_file", "submission.xml", xml), {});
    }
    std::vector<Way> ways() {
        return {
            {"records", 201, 422, [this](const Said& s) { return post_record(record_of(s)); }},
            {"lines", 200, 422, [this](const Said& s) { return send_lines(s); }},
            {"form", 303, 422, [this](const Said& s) { return send_form(s); }, true},
            // Open311 has this one status for whatever is wrong with a request.
            {"open311", 201, 400, [this](const Said& s) { return send_open311(s); }, true},
            {"openrosa", 201, 422, [this](const Said& s) { return send_openrosa(s); }, true},
        };
    }
    /// Nothing that is kept says this.
    bool is_kept(const std::string& words) {
        if (storage().derived_text()->find(words) != std::string::npos) return true;
        const auto spaces = storage().spaces({});
        EXPECT_TRUE(spaces);
        for (const Space& space : spaces->rows) {
            const auto kept = storage().record_bytes(space.id);
            EXPECT_TRUE(kept);
            for (const std::string& bytes : *kept)
                if (bytes.find(words) != std::string::npos) return true;
        }
        return false;
    }

    std::uint32_t m_number = 0;
};

TEST_F(PrivacyRequirementsByEachWay, requirement_7_a_number_of_somebody_is_refused_in_free_words) {
    for (const Way& way : ways())
        for (const std::string& number : {kPhone, kIdentity}) {
            const std::size_t before = record_count();
            const Response refused = way.send({.words = "找老王，" + number});
            EXPECT_EQ(refused.status, way.refused) << way.name << refused.body;
            EXPECT_EQ(record_count(), before) << way.name;
            EXPECT_FALSE(is_kept(number)) << way.name;
        }
}

TEST_F(PrivacyRequirementsByEachWay, requirement_7_other_numbers_pass) {
    for (const Way& way : ways())
        for (const std::string number : {"110105194912310021", "0571-88889999", "1380013800"}) {
            const std::size_t before = record_count();
            const Response taken = way.send({.words = "牌上写着 " + number});
            EXPECT_EQ(taken.status, way.taken) << way.name << taken.body;
            EXPECT_EQ(record_count(), before + 1) << way.name;
            EXPECT_TRUE(is_kept(number)) << way.name;
        }
}

TEST_F(PrivacyRequirementsByEachWay, requirement_7_an_answer_to_a_worker_is_screened_too) {
    ASSERT_EQ(post("/plain/report", report_form()).status, 303);
    ASSERT_TRUE(storage().step_report(kFormId, {.move = ReportMove::AskMore, .words = "哪个门？"},
                                      {Role::Worker, "ling"}, m_now_ms));
    const auto by_page = [&](const std::string& words) {
        Request asked =
            json_request("/api/v1/records/" + std::string(kFormId) + "/events",
                         write_json(Value::map({{"move", "answer"}, {"words", words}})));
        asked.headers.push_back(as_device());
        return send(std::move(asked)).status;
    };
    const auto by_form = [&](const std::string& words) {
        return post("/plain/answer",
                    FormBody().with("id", std::string(kFormId)).with("words", words))
            .status;
    };
    for (const std::string& number : {kPhone, kIdentity}) {
        EXPECT_EQ(by_page("打 " + number), 422);
        EXPECT_EQ(by_form("打 " + number), 422);
        EXPECT_FALSE(is_kept(number));
        EXPECT_EQ(storage().record(kFormId)->value().state.decided.answer, "");
    }
    EXPECT_EQ(by_form("牌上写着 110105194912310021"), 303);
    EXPECT_EQ(storage().record(kFormId)->value().state.decided.answer,
              "牌上写着 110105194912310021");
}

TEST_F(PrivacyRequirementsByEachWay, requirement_1_what_nobody_asked_for_holds_no_number) {
    for (const Way& way : ways())
        for (const std::string& number : {kPhone, kIdentity}) {
            const Response answer = way.send({.member = "phone", .value = number});
            if (!way.drops_members) {
                EXPECT_EQ(answer.status, way.refused) << way.name;
                EXPECT_NE(answer.body.find("/body/phone"), std::string::npos) << answer.body;
            }
            EXPECT_FALSE(is_kept(number)) << way.name << answer.status << answer.body;
        }
}

TEST_F(PrivacyRequirementsByEachWay, requirement_3_no_way_that_somebody_went_is_kept) {
    const Value track = Value::list({Value::list({120.15, 30.27}), Value::list({120.16, 30.27})});
    for (const char* const path : {"/track", "/body/track", "/body/place/track",
                                   "/body/place/point/track", "/consent/survey/track"}) {
        Value record = RecordBuilder().number(++m_number).build();
        kongdi::tests::set_path(record, path, track);
        const Response refused = post_record(write_json(record));
        EXPECT_EQ(refused.status, 422) << path;
        EXPECT_EQ(tree_of(refused).text("code"), "field_unknown") << refused.body;
        EXPECT_EQ(tree_of(refused).text("path"), path);
    }
    EXPECT_EQ(record_count(), 0u);
}

}  // namespace

}  // namespace kongdi::server::tests
