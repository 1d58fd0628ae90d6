// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/xform.hpp"

#include <gtest/gtest.h>

#include "core/codec/questionnaire_codec.hpp"
#include "core/codec/xlsform_parts.hpp"
#include "server/openrosa/md5.hpp"
#include "server/openrosa/xml.hpp"
#include "tests/support/record_builder.hpp"
#include "tests/support/small_questionnaire.hpp"

namespace kongdi::server::openrosa::tests {

namespace {

using kongdi::tests::catalogue;

Questionnaire small() {
    return read_questionnaire(kongdi::tests::small_questionnaire(), catalogue()).questionnaire;
}

FormMade made(const Questionnaire& questionnaire) {
    return xform_of({questionnaire, catalogue(), xlsform::scale_words});
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// The bind of a node, as it stands there.
std::string bind_of(const std::string& form, const std::string& node) {
    const auto at = form.find("<bind nodeset=\"" + node + "\"");
    return at == std::string::npos ? "none" : form.substr(at, form.find("/>", at) + 2 - at);
}

}  // namespace

TEST(OpenRosaForm, every_kind_of_question_is_asked) {
    const FormMade form = made(small());
    ASSERT_TRUE(form.errors.empty()) << form.errors.front().path;
    EXPECT_EQ(bind_of(form.xml, "/data/body/minutes"),
              "<bind nodeset=\"/data/body/minutes\" type=\"decimal\" "
              "relevant=\"/data/body/how != 'none'\" required=\"/data/body/how = 'foot'\" "
              "constraint=\"((. &gt;= 0) and (. &lt;= 600)) and (. mod 1 = 0)\" "
              "jr:constraintMsg=\"jr:itext('/data/body/minutes:constraint')\"/>");
    EXPECT_EQ(bind_of(form.xml, "/data/body/hours"),
              "<bind nodeset=\"/data/body/hours\" type=\"string\" "
              "calculate=\"round(/data/body/minutes div 60, 2)\"/>");
    EXPECT_TRUE(has(bind_of(form.xml, "/data/body/long_way"), "readonly=\"true()\""));
    EXPECT_TRUE(has(bind_of(form.xml, "/data/body/place"), "type=\"geopoint\""));
    EXPECT_TRUE(has(bind_of(form.xml, "/data/body/since"), "type=\"date\""));
    EXPECT_TRUE(has(bind_of(form.xml, "/data/body/photo/file2"),
                    "relevant=\"(/data/body/how != 'none') and (/data/body/photo/file1 != '')\""))
        << "the page is not asked of those who stay at home";
    EXPECT_TRUE(has(bind_of(form.xml, "/data/body/stops/shop/likes"),
                    "relevant=\"/data/body/stops/shop/goes = 'yes'\""));
    for (const std::string_view control :
         {"<select1 ref=\"/data/body/liking\">", "<select1 ref=\"/data/body/parts/shade\">",
          "<select ref=\"/data/body/with\">", "<input ref=\"/data/body/dog_name\">",
          "<upload ref=\"/data/body/photo/file1\" mediatype=\"image/*\">"})
        EXPECT_TRUE(has(form.xml, control)) << control;
}

TEST(OpenRosaForm, it_is_xml_and_speaks_both_languages) {
    const FormMade form = made(small());
    const auto root = read_xml(form.xml);
    ASSERT_TRUE(root) << form.xml;
    EXPECT_EQ(root->name, "html");
    EXPECT_TRUE(has(form.xml, "<translation lang=\"中文 (zh)\" default=\"true()\">"));
    EXPECT_TRUE(has(form.xml, "<translation lang=\"English (en)\">"));
    EXPECT_TRUE(has(form.xml, "How many minutes?"));
    EXPECT_TRUE(has(form.xml, "几分钟？"));
}

TEST(OpenRosaForm, a_table_that_must_be_answered_asks_until_one_thing_is_said) {
    Questionnaire questionnaire = small();
    for (QuestionPage& page : questionnaire.pages)
        for (Question& question : page.questions)
            if (question.name == "parts" || question.name == "stops") question.required = true;
    const FormMade form = made(questionnaire);
    EXPECT_TRUE(has(bind_of(form.xml, "/data/body/parts/pavement"),
                    "required=\"concat(/data/body/parts/shade, '') = ''\""));
    EXPECT_FALSE(has(bind_of(form.xml, "/data/body/parts/shade"), "required"));
    EXPECT_TRUE(has(bind_of(form.xml, "/data/body/stops/shop/goes"),
                    "required=\"concat(/data/body/stops/shop/likes, /data/body/stops/park/goes, "
                    "/data/body/stops/park/likes, '') = ''\""));
}

TEST(OpenRosaForm, consent_is_asked_for_each_purpose_unticked_in_the_words_there_are) {
    const FormMade form = made(small());
    for (const std::string purpose : {"survey", "photo", "location"}) {
        const ConsentText* consent = catalogue().consent(purpose);
        const std::string node = "/data/consent/" + purpose;
        EXPECT_TRUE(has(bind_of(form.xml, node), "required=\"true()\"")) << purpose;
        EXPECT_TRUE(has(form.xml, "<" + purpose + "/>")) << "unticked";
        EXPECT_TRUE(has(form.xml, "<value>" + consent_value(*consent) + "</value>"));
        const std::string both = std::string(consent->text.in("en")) + "&#10;&#10;" +
                                 std::string(consent->text.in("zh"));
        EXPECT_TRUE(has(form.xml, both)) << "whichever language is shown, the hashed words are";
    }
    EXPECT_TRUE(has(form.xml, "<group ref=\"/data/consent\"")) << "else its label is not shown";
    EXPECT_TRUE(has(bind_of(form.xml, "/data/consent/photo"),
                    "relevant=\"/data/body/photo/file1 != '' or /data/body/photo/file2 != ''\""));
    EXPECT_TRUE(has(bind_of(form.xml, "/data/consent/location"),
                    "relevant=\"number(selected-at(/data/body/place, 3)) &gt; 0\""));
}

TEST(OpenRosaForm, a_text_has_the_limits_it_has_here) {
    Questionnaire questionnaire = small();
    const auto limits = [&questionnaire](std::int64_t most, bool required) {
        for (Question& question : questionnaire.pages[1].questions)
            if (question.name == "dog_name") {
                question.max_length = most;
                question.required = required;
            }
        const std::string bind = bind_of(made(questionnaire).xml, "/data/body/dog_name");
        return bind.substr(bind.find("constraint="));
    };
    EXPECT_EQ(limits(20, false), "constraint=\"string-length(.) &lt;= 20\"/>");
    EXPECT_EQ(limits(0, false), "constraint=\"string-length(.) &lt;= 2000\"/>");
    EXPECT_EQ(limits(20, true),
              "constraint=\"(normalize-space(.) != '') and (string-length(.) &lt;= 20)\"/>");
}

TEST(OpenRosaForm, the_community_is_asked_where_no_place_says_it) {
    EXPECT_FALSE(has(made(small()).xml, "communities.xml"));
    const FormMade form = made(*catalogue().questionnaire("service_checkup"));
    EXPECT_TRUE(has(form.xml, "<instance id=\"communities\" src=\"jr://file/communities.xml\"/>"));
    EXPECT_TRUE(has(form.xml, "nodeset=\"instance('communities')/choices/item\""));
    EXPECT_TRUE(has(bind_of(form.xml, "/data/community"), "required=\"true()\""));
}

TEST(OpenRosaForm, what_cannot_be_said_is_named_and_no_form_is_made) {
    const auto mistake = [](std::string_view name, auto change) {
        Questionnaire questionnaire = small();
        for (QuestionPage& page : questionnaire.pages)
            for (Question& question : page.questions)
                if (question.name == name) change(question);
        const FormMade form = made(questionnaire);
        EXPECT_TRUE(form.xml.empty());
        EXPECT_EQ(form.errors.size(), 1u) << name;
        if (form.errors.empty()) return std::string();
        EXPECT_EQ(form.errors[0].code, ErrorCode::SheetUnsupported);
        return form.errors[0].path;
    };
    EXPECT_EQ(mistake("parts", [](Question& one) { one.constraint = "true()"; }),
              "/pages/1/questions/1/constraint");
    EXPECT_EQ(mistake("photo", [](Question& one) { one.constraint = "true()"; }),
              "/pages/1/questions/6/constraint");
    EXPECT_EQ(mistake("dog_name", [](Question& one) { one.relevant = "1 = 1 or ${stops}"; }),
              "/pages/1/questions/5/relevant:12");
    EXPECT_EQ(mistake("hours", [](Question& one) { one.calculation = "string(${parts})"; }),
              "/pages/0/questions/2/calculation:10");
    EXPECT_EQ(mistake("stops", [](Question& one) { one.columns[1].relevant = "${parts} = 1"; }),
              "/pages/1/questions/2/columns/1/relevant:3")
        << "once, not for each row";
}

TEST(OpenRosaForm, a_sum_names_it_as_the_standard_has_it) {
    // RFC 1321, A.5
    EXPECT_EQ(md5_of(""), "md5:d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(md5_of("message digest"), "md5:f96b697d7cb7938d525a2f31aaf161d0");
}

}  // namespace kongdi::server::openrosa::tests
