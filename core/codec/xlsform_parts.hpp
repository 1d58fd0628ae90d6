// SPDX-License-Identifier: Apache-2.0
// What writing and reading of XLSForms share: names of types, languages, lists.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/codec/words.hpp"
#include "core/model/questionnaire.hpp"

namespace kongdi::xlsform {

struct TypeRow {
    std::string_view type;  // in the survey sheet
    QuestionKind kind;
};

/// The first row of a kind is what is written; the others are read.
inline constexpr std::array<TypeRow, 11> kTypes{{
    {"select_one", QuestionKind::SingleChoice},
    {"select_multiple", QuestionKind::MultipleChoice},
    {"rank", QuestionKind::Ranking},
    {"decimal", QuestionKind::Number},
    {"integer", QuestionKind::Number},
    {"text", QuestionKind::Text},
    {"geopoint", QuestionKind::Place},
    {"image", QuestionKind::Photo},
    {"date", QuestionKind::Date},
    {"note", QuestionKind::Information},
    {"calculate", QuestionKind::Calculated},
}};

/// Does a type name a list of choices behind it?
inline bool names_list(std::string_view type) {
    return type.starts_with("select_") || type == "rank";
}

/// Codes of a scale in the order they are shown.
inline constexpr std::array<std::string_view, 7> kScaleCodes{"5", "4",         "3",        "2",
                                                             "1", "dont_know", "none_here"};
inline constexpr std::array<std::string_view, 7> kScaleKeys{
    "scale.very_good", "scale.good",      "scale.middling", "scale.bad",
    "scale.very_bad",  "scale.dont_know", "scale.none_here"};

/// "zh" to "中文 (zh)", as XLSForms name languages.
inline std::string language_name(std::string_view code) {
    const std::string_view own = code == "zh" ? "中文 " : code == "en" ? "English " : "";
    return std::string(own) + "(" + std::string(code) + ")";
}

/// The standard words of a step, in Chinese and English.
inline LocalText scale_words(std::string_view key) {
    LocalText out;
    for (const Language language : {Language::Zh, Language::En})
        out.by_language.emplace_back(language_code(language), Words(language)(key));
    return out;
}

/// In front of a constraint of its own: what a number's range or a text's length asks.
std::string limits_of(const Question& question);

/// With each ${name} of the list in braces as ${prefix + name}; and back.
std::string with_prefix(std::string_view text, const Question& matrix, std::string_view prefix);
std::string without_prefix(std::string text, std::string_view prefix);

}  // namespace kongdi::xlsform
