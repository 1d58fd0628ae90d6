// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/xpath.hpp"

#include <gtest/gtest.h>

#include "core/codec/questionnaire_codec.hpp"
#include "server/openrosa/nodes.hpp"
#include "tests/support/record_builder.hpp"
#include "tests/support/small_questionnaire.hpp"

namespace kongdi::server::openrosa::tests {

namespace {

using kongdi::tests::catalogue;

/// The small questionnaire, with a number whose source is asked and truths that are calculated.
const Questionnaire& questionnaire() {
    static const Questionnaire kQuestionnaire = [] {
        Questionnaire out =
            read_questionnaire(kongdi::tests::small_questionnaire(), catalogue()).questionnaire;
        out.pages[0].questions.push_back(
            {.name = "area", .kind = QuestionKind::Number, .sources = {{.code = "paced"}}});
        out.pages[0].questions.push_back(
            {.name = "far_too", .kind = QuestionKind::Calculated, .calculation = "not(${far})"});
        out.pages[0].questions.push_back(
            {.name = "far", .kind = QuestionKind::Calculated, .calculation = "${minutes} > 30"});
        return out;
    }();
    return kQuestionnaire;
}

std::string written(const std::string& expression, const Standpoint& from = {}) {
    const auto out = XPathWriter(questionnaire()).write(expression, from);
    return out ? out->text : "error " + out.error().path;
}

}  // namespace

TEST(OpenRosaXPath, names_become_paths) {
    EXPECT_EQ(written("${how} != 'none'"), "/data/body/how != 'none'");
    EXPECT_EQ(written("${area} > 3"), "/data/body/area/value > 3");
    EXPECT_EQ(written("${parts.shade} = 5"), "/data/body/parts/shade = 5");
    EXPECT_EQ(written("${stops.park.goes} = 'yes'"), "/data/body/stops/park/goes = 'yes'");
    EXPECT_EQ(written("string-length(.) = 36", {.self = "."}), "string-length(.) = 36");
}

TEST(OpenRosaXPath, a_column_sees_its_row_first) {
    const Question* stops = questionnaire().find("stops");
    EXPECT_EQ(written("${goes} = 'yes' and ${how} = 'foot'", {.matrix = stops, .row = "shop"}),
              "/data/body/stops/shop/goes = 'yes' and /data/body/how = 'foot'");
}

TEST(OpenRosaXPath, brackets_stand_where_they_are_needed) {
    EXPECT_EQ(written("(1 + 2) * 3 - (4 - 5)"), "(1 + 2) * 3 - (4 - 5)");
    EXPECT_EQ(written("1 + (2 * 3) - 4 - 5"), "1 + 2 * 3 - 4 - 5");
    EXPECT_EQ(written("(${how} = 'a' or true()) and false()"),
              "(/data/body/how = 'a' or true()) and false()");
    EXPECT_EQ(written("-(1 + 2) mod -3"), "(0 - (1 + 2)) mod -3");
    EXPECT_EQ(written("-${minutes} + 50 - -${minutes}"),
              "0 - /data/body/minutes + 50 - (0 - /data/body/minutes)");
    EXPECT_EQ(written("(1 = 2) = (3 < 4)"), "1 = 2 = 3 < 4") << "which binds more";
    EXPECT_EQ(written("1 = (2 = 3)"), "1 = (2 = 3)");
}

TEST(OpenRosaXPath, texts_keep_their_quotes) {
    EXPECT_EQ(written("${how} = \"it's\""), "/data/body/how = \"it's\"");
    EXPECT_EQ(written("${how} = 'say \"a\"'"), "/data/body/how = 'say \"a\"'");
}

TEST(OpenRosaXPath, a_day_in_quotes_is_counted_where_it_is_compared) {
    EXPECT_EQ(written("${since} >= '2026-01-01'"), "/data/body/since >= date('2026-01-01')");
    EXPECT_EQ(written("${since} = '2026-01-01'"), "/data/body/since = '2026-01-01'");
    EXPECT_EQ(written("today() - '2026-01-01' > 7"), "today() - date('2026-01-01') > 7");
}

TEST(OpenRosaXPath, what_xforms_do_otherwise_is_written_out) {
    EXPECT_EQ(written("coalesce(${how}, ${since}, 'x')"),
              "coalesce(/data/body/how, coalesce(/data/body/since, 'x'))");
    EXPECT_EQ(written("coalesce(${how})"), "string(/data/body/how)");
    EXPECT_EQ(written("concat()"), "''");
    EXPECT_EQ(written("${photo} != ''"),
              "normalize-space(concat(/data/body/photo/file1, ' ', /data/body/photo/file2)) != ''");
    EXPECT_EQ(written("${place} = ''"),
              "if(/data/body/place = '', '', concat(selected-at(/data/body/place, 0), ' ', "
              "selected-at(/data/body/place, 1))) = ''");
}

TEST(OpenRosaXPath, a_calculated_truth_is_a_text_there) {
    EXPECT_EQ(written("${far} and ${hours} > 2"),
              "(/data/body/far = 'true') and /data/body/hours > 2");
    EXPECT_EQ(written("if(${far_too}, 1, 2)"), "if((/data/body/far_too = 'true'), 1, 2)");
}

TEST(OpenRosaXPath, what_was_not_answered_is_not_true) {
    const auto condition = [](const std::string& expression) {
        const auto out = XPathWriter(questionnaire()).condition(expression, {});
        return out ? out->text : "error " + out.error().path;
    };
    EXPECT_EQ(condition("${how}"), "/data/body/how != ''");
    EXPECT_EQ(written("${how}"), "/data/body/how");
    EXPECT_EQ(condition("${how} = 'foot'"), "/data/body/how = 'foot'");
    EXPECT_EQ(condition("${far}"), "(/data/body/far = 'true')");
    EXPECT_EQ(written("not(${how})"), "not(/data/body/how != '')");
    EXPECT_EQ(written("${how} and ${minutes}"),
              "/data/body/how != '' and (/data/body/minutes != '' and /data/body/minutes != 0)");
    EXPECT_EQ(written("if(${hours}, 1, 2)"),
              "if(/data/body/hours != '' and /data/body/hours != 0 and /data/body/hours != 'NaN', "
              "1, 2)");
    EXPECT_EQ(written("${how} = true()"), "/data/body/how != '' = true()");
}

TEST(OpenRosaXPath, a_number_is_one_however_it_is_written) {
    const std::string words = "if(/data/body/minutes = '', '', string(number(/data/body/minutes)))";
    EXPECT_EQ(written("concat(${minutes}, ' min')"), "concat(" + words + ", ' min')");
    EXPECT_EQ(written("string-length(${minutes}) = 1"), "string-length(" + words + ") = 1");
    EXPECT_EQ(written("${minutes} = '7'"), "/data/body/minutes = number('7')");
    EXPECT_EQ(written("${minutes} != ''"), "/data/body/minutes != ''");
    EXPECT_EQ(written("${hours} != ${minutes}"),
              "not(/data/body/hours = /data/body/minutes or "
              "number(/data/body/hours) = number(/data/body/minutes))");
    EXPECT_EQ(written("${minutes} = ${area}"), "/data/body/minutes = /data/body/area/value");
}

TEST(OpenRosaXPath, the_least_and_the_most_are_of_what_was_answered) {
    EXPECT_EQ(written("min(${minutes}, 30)"), "min(coalesce(/data/body/minutes, 30), 30)");
    EXPECT_EQ(written("max(${minutes}, ${hours}, 1)"),
              "max(coalesce(/data/body/minutes, coalesce(/data/body/hours, 1)), "
              "coalesce(/data/body/hours, 1), 1)");
    EXPECT_EQ(written("min(${minutes}, ${hours})"),
              "min(coalesce(/data/body/minutes, /data/body/hours), "
              "coalesce(/data/body/hours, /data/body/minutes))");
    EXPECT_EQ(written("min(${minutes})"), "min(/data/body/minutes)");
}

TEST(OpenRosaXPath, what_cannot_be_said_is_named_with_its_place) {
    EXPECT_EQ(written("${how} = 'a' or ${stops} != ''"), "error :19");
    EXPECT_EQ(written("${parts} = ''"), "error :3");
    EXPECT_EQ(written("string-length(.) > 3"), "error :1") << "of several nodes";
    EXPECT_EQ(written("if(true(), 1, false())"), "error :1");
    EXPECT_EQ(written("coalesce(true(), 1)"), "error :1");
    EXPECT_EQ(written("1 +"), "error :4");
}

TEST(OpenRosaXPath, rows_have_names_that_xml_allows_and_no_two_the_same) {
    EXPECT_EQ(row_node("ELD02"), "ELD02");
    EXPECT_EQ(row_node("0_5"), "_.0_5");
    EXPECT_EQ(row_node("_0"), "_._0");
    EXPECT_EQ(row_node("-"), "_.-");
}

}  // namespace kongdi::server::openrosa::tests
