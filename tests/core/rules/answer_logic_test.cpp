// SPDX-License-Identifier: Apache-2.0
// Skip logic: what is asked, and what becomes of answers to what is not.
#include "core/rules/answer_logic.hpp"

#include <gtest/gtest.h>

#include "core/codec/questionnaire_codec.hpp"
#include "core/rules/record_check.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"
#include "tests/support/small_questionnaire.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;

constexpr std::string_view kDay = "2026-11-24";

const Questionnaire& walk() {
    static const Questionnaire kWalk =
        questionnaire_of(tests::small_questionnaire(), tests::catalogue()).value();
    return kWalk;
}

Value json(std::string_view text) { return parse_own_json(text).value(); }

std::string asked(std::string_view body) {
    const Value tree = json(body);
    const AnswerLogic logic(walk(), tree, std::string(kDay));
    std::string out;
    for (const QuestionPage& page : walk().pages)
        for (const Question& question : page.questions)
            if (logic.asks(question)) out += (out.empty() ? "" : " ") + question.name;
    return out;
}

Errors errors_of(std::string_view body) {
    const Value tree = json(body);
    const AnswerLogic logic(walk(), tree, std::string(kDay));
    Errors out;
    for (const QuestionPage& page : walk().pages) {
        const Errors errors = check_page(page, tree, {}, logic);
        out.insert(out.end(), errors.begin(), errors.end());
    }
    return out;
}

}  // namespace

TEST(AnswerLogic, asks_what_follows_from_the_answers_so_far) {
    EXPECT_EQ(asked("{}"), "how minutes hours liking parts stops with since photo place wishes");
    EXPECT_EQ(asked(R"({"how":"none"})"), "how hours");
    EXPECT_EQ(asked(R"({"how":"foot","minutes":180})"),
              "how minutes hours long_way liking parts stops with since photo place wishes");
    EXPECT_EQ(asked(R"({"how":"bike","with":["dog"],"stops":{"park":["yes"]}})"),
              "how minutes hours liking parts stops with since dog_name photo place wishes");
}

TEST(AnswerLogic, an_answer_that_is_not_asked_counts_as_none_further_on) {
    // Without "how" being none the 180 minutes would make a long way.
    EXPECT_EQ(asked(R"({"how":"none","minutes":180})"), "how hours");
}

TEST(AnswerLogic, an_answer_to_a_skipped_question_is_refused) {
    EXPECT_EQ(errors_of(R"({"how":"none"})"), Errors{});
    EXPECT_EQ(errors_of(R"({"how":"none","minutes":null})"), Errors{});
    EXPECT_EQ(errors_of(R"({"how":"none","minutes":5,"liking":3})"),
              (Errors{{AnswerSkipped, "/body/minutes"}, {AnswerSkipped, "/body/liking"}}));
    EXPECT_EQ(errors_of(R"({"how":"foot","minutes":5,"hours":1})"),
              (Errors{{AnswerSkipped, "/body/hours"}}));
}

TEST(AnswerLogic, the_form_drops_what_is_not_asked_and_the_rest_passes) {
    const Value body = json(R"({"how":"none","minutes":5,"liking":3,"stops":{"shop":["yes",4]},
                                "hours":1,"unknown":true})");
    const Value kept = AnswerLogic(walk(), body, std::string(kDay)).asked_body();
    EXPECT_EQ(kept, json(R"({"how":"none","unknown":true})"));
    const Value cells = json(R"({"how":"bike","stops":{"shop":["yes",4],"park":["no",4]}})");
    EXPECT_EQ(AnswerLogic(walk(), cells, std::string(kDay)).asked_body(),
              json(R"({"how":"bike","stops":{"shop":["yes",4],"park":["no"]}})"));
}

TEST(AnswerLogic, what_must_be_answered_may_depend_on_the_rest) {
    EXPECT_EQ(errors_of("{}"), (Errors{{FieldMissing, "/body/how"}}));
    EXPECT_EQ(errors_of(R"({"how":"foot"})"), (Errors{{FieldMissing, "/body/minutes"}}));
    EXPECT_EQ(errors_of(R"({"how":"bike"})"), Errors{});
}

TEST(AnswerLogic, a_constraint_is_checked_once_the_answer_has_the_right_form) {
    EXPECT_EQ(errors_of(R"({"how":"foot","minutes":2.5})"),
              (Errors{{AnswerConstraint, "/body/minutes"}}));
    EXPECT_EQ(errors_of(R"({"how":"foot","minutes":"2"})"), (Errors{{FieldType, "/body/minutes"}}));
    EXPECT_EQ(errors_of(R"({"how":"bike","since":"2026-11-24"})"), Errors{});
    EXPECT_EQ(errors_of(R"({"how":"bike","since":"2026-11-25"})"),
              (Errors{{AnswerConstraint, "/body/since"}}));
}

TEST(AnswerLogic, a_cell_that_its_row_makes_needless_is_refused) {
    EXPECT_EQ(errors_of(R"({"how":"bike","stops":{"shop":["yes",4],"park":["no"]}})"), Errors{});
    EXPECT_EQ(errors_of(R"({"how":"bike","stops":{"shop":["yes",4],"park":["no",4]}})"),
              (Errors{{AnswerSkipped, "/body/stops/park/1"}}));
    EXPECT_EQ(errors_of(R"({"how":"bike","stops":{"park":[null,4]}})"),
              (Errors{{AnswerSkipped, "/body/stops/park/1"}}));
}

TEST(AnswerLogic, a_column_may_depend_on_an_answer_outside_of_its_table_and_on_nothing_else) {
    Value tree = tests::small_questionnaire();
    const Value how = tree.items("pages")[0].items("questions")[0];
    const Value table = tree.items("pages")[1].items("questions")[2];
    Value page = tree.items("pages")[0];
    page.set("questions", Value::list({how, table}));
    tree.set("pages", Value::list({page}));
    tests::set_path(tree, "/pages/0/questions/1/columns/1/relevant", "${how} = 'foot'");
    const Questionnaire walk = questionnaire_of(tree, tests::catalogue()).value();
    const Question& stops = *walk.find("stops");
    for (const auto& [body, asked] :
         {std::pair{R"({"how":"foot"})", true}, std::pair{R"({"how":"bike"})", false}}) {
        const Value answers = json(body);
        const AnswerLogic logic(walk, answers, std::string(kDay));
        EXPECT_EQ(logic.asked_columns(stops, Value()), (std::vector<bool>{true, asked})) << body;
    }
}

TEST(AnswerLogic, calculates_from_the_answers) {
    const Question& hours = *walk().find("hours");
    const auto calculated = [&](std::string_view body) {
        const Value tree = json(body);
        return AnswerLogic(walk(), tree, std::string(kDay)).calculated(hours);
    };
    EXPECT_EQ(calculated(R"({"how":"foot","minutes":90})"), Value(1.5));
    EXPECT_EQ(calculated(R"({"how":"foot","minutes":120})"), Value(2));
    EXPECT_EQ(calculated(R"({"how":"foot"})"), Value());
    EXPECT_EQ(calculated(R"({"how":"none","minutes":90})"), Value());
}

TEST(AnswerLogic, the_day_of_a_record_is_that_of_the_city) {
    EXPECT_EQ(day_of_record(parse_time("2026-11-24T15:59:59.999Z").value()), "2026-11-24");
    EXPECT_EQ(day_of_record(parse_time("2026-11-24T16:00:00Z").value()), "2026-11-25");
    EXPECT_EQ(day_of_record(0), "1970-01-01");
}

TEST(Record, of_a_checkup_with_a_cell_that_is_not_asked_is_refused_where_it_stands) {
    const auto errors = [](std::string_view services) {
        return check_record(tests::RecordBuilder::service_checkup()
                                .with("/body/services", json(services))
                                .build(),
                            tests::context())
            .errors;
    };
    EXPECT_EQ(errors(R"({"ELD02":["none_here",null,null,5],"COM01":["no","0_5"]})"), Errors{});
    EXPECT_EQ(errors(R"({"ELD02":["none_here","0_5",4,5]})"),
              (Errors{{AnswerSkipped, "/body/services/ELD02/1"},
                      {AnswerSkipped, "/body/services/ELD02/2"}}));
    EXPECT_EQ(errors("{}"), (Errors{{FieldMissing, "/body/services"}}));
}

}  // namespace kongdi
