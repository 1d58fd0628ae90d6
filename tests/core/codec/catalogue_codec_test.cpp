// SPDX-License-Identifier: Apache-2.0
#include "core/codec/catalogue_codec.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "core/codec/words.hpp"
#include "core/model/record.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "core/rules/record_check.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using tests::catalogue;

/// Words in both languages, each of them more than white space.
void expect_words(const LocalText& text, const std::string& where) {
    ASSERT_EQ(text.by_language.size(), 2U) << where;
    for (const std::string_view language : {"zh", "en"}) {
        EXPECT_FALSE(trimmed(text.in(language)).empty()) << where << ' ' << language;
        EXPECT_EQ(trimmed(text.in(language)), text.in(language)) << where << ' ' << language;
    }
    EXPECT_EQ(text.by_language[0].first, "zh") << where;
    EXPECT_EQ(text.by_language[1].first, "en") << where;
}

}  // namespace

TEST(CatalogueFiles, load_and_hold_what_the_field_has) {
    EXPECT_EQ(catalogue().space_types.size(), 15U);
    EXPECT_GE(catalogue().facilities.size(), 20U);
    EXPECT_GE(catalogue().questionnaires.size(), 2U);
    EXPECT_GE(catalogue().consents.size(), 3U);
}

TEST(CatalogueFiles, each_kind_of_record_has_a_questionnaire_of_its_name) {
    for (int i = 0; i < static_cast<int>(RecordKind::Count_); ++i) {
        const std::string_view name = record_kind_name(static_cast<RecordKind>(i));
        // Meetings have an agenda each, made by who plans them.
        const bool is_made = static_cast<RecordKind>(i) == RecordKind::Meeting;
        EXPECT_EQ(catalogue().questionnaire(name) == nullptr, is_made) << name;
    }
}

TEST(CatalogueFiles, every_text_of_a_questionnaire_is_there_in_both_languages) {
    for (const Questionnaire& questionnaire : catalogue().questionnaires) {
        expect_words(questionnaire.title, questionnaire.id);
        for (const QuestionPage& page : questionnaire.pages) {
            expect_words(page.title, questionnaire.id);
            for (const Question& question : page.questions) {
                const std::string where = questionnaire.id + "." + question.name;
                expect_words(question.label, where);
                if (!question.hint.by_language.empty()) expect_words(question.hint, where);
                for (const Choice& choice : question.choices)
                    expect_words(choice.label, where + "." + choice.code);
                for (const NumberSource& source : question.sources)
                    expect_words(source.label, where + "." + source.code);
                for (const NumberPreset& preset : question.presets)
                    expect_words(preset.label, where);
            }
        }
    }
}

TEST(CatalogueFiles, each_questionnaire_may_be_published) {
    for (const Questionnaire& one : catalogue().questionnaires)
        EXPECT_EQ(check_questionnaire(one), Errors{}) << one.id << ' ' << one.version;
}

TEST(CatalogueFiles, numbers_of_questions_make_sense) {
    for (const Questionnaire& questionnaire : catalogue().questionnaires)
        for (const QuestionPage& page : questionnaire.pages)
            for (const Question& question : page.questions) {
                if (question.min && question.max) {
                    EXPECT_LE(*question.min, *question.max) << question.name;
                }
                for (const NumberSource& source : question.sources) {
                    EXPECT_GT(source.low_factor, 0) << source.code;
                    EXPECT_LE(source.low_factor, 1) << source.code;
                    EXPECT_GE(source.high_factor, 1) << source.code;
                }
                for (const NumberPreset& preset : question.presets) {
                    EXPECT_GE(preset.value, question.min.value_or(preset.value));
                    EXPECT_LE(preset.value, question.max.value_or(preset.value));
                }
            }
}

TEST(CatalogueFiles, types_of_space_have_a_code_words_and_fits_that_exist) {
    std::set<std::string> codes;
    for (const SpaceType& type : catalogue().space_types) {
        EXPECT_TRUE(codes.insert(type.code).second) << type.code;
        expect_words(type.label, type.code);
        expect_words(type.description, type.code);
        EXPECT_FALSE(type.icon.empty()) << type.code;
        EXPECT_TRUE((std::set<std::string>{"yes", "half", "no", "either"}).contains(type.indoor))
            << type.code;
        for (const std::string& facility : type.fits)
            EXPECT_NE(catalogue().facility(facility), nullptr) << type.code << ' ' << facility;
    }
}

TEST(CatalogueFiles, no_basement_suits_the_young_or_the_old) {
    const SpaceType* basement = catalogue().space_type("I07");
    ASSERT_NE(basement, nullptr);
    for (const std::string& facility : basement->fits) {
        EXPECT_FALSE(facility.starts_with("ELD")) << facility;
        EXPECT_FALSE(facility.starts_with("EDU")) << facility;
    }
}

TEST(CatalogueFiles, each_purpose_that_a_record_may_need_has_a_consent_text) {
    const Value body = tests::RecordBuilder().fix(120, 30).build()["body"];
    for (const std::string_view purpose : consent_needed(body, true)) {
        const ConsentText* text = catalogue().consent(purpose);
        ASSERT_NE(text, nullptr) << purpose;
        expect_words(text->label, text->purpose);
        expect_words(text->text, text->purpose);
    }
}

TEST(LanguageFiles, each_error_has_words_in_each_language) {
    for (const Language language : {Language::Zh, Language::En}) {
        const Words words(language);
        for (const ErrorRow& row : error_table())
            EXPECT_TRUE(words.has(row.key)) << language_code(language) << ' ' << row.key;
    }
}

}  // namespace kongdi
