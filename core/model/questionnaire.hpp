// SPDX-License-Identifier: Apache-2.0
// A questionnaire is data: pages of questions of a few kinds, each text in several languages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/geometry/point.hpp"
#include "core/model/local_text.hpp"

namespace kongdi {

enum class QuestionKind : std::uint8_t {
    Photo,
    Place,
    SingleChoice,
    MultipleChoice,
    Ranking,  // all choices, the most wanted first
    Number,
    Text,
    ScaleMatrix,
    Scale,
    Matrix,
    Date,
    Information,
    Calculated,
    Count_,
};

struct Choice {
    std::string code = {};
    LocalText label = {};
    std::string icon = {};                 // of shell/widgets/icons, may be empty
    std::optional<Wgs84Point> point = {};  // of a meeting: shown on a map, too

    friend bool operator==(const Choice&, const Choice&) = default;
};

/// How a number was come by, and how far the truth may lie from it: low = factor × value.
struct NumberSource {
    std::string code = {};  // "estimate", "paced", "measured"
    LocalText label = {};
    double low_factor = 1;
    double high_factor = 1;

    friend bool operator==(const NumberSource&, const NumberSource&) = default;
};

/// A value offered as one tap, such as "a classroom, 60 m²".
struct NumberPreset {
    double value = 0;
    LocalText label = {};

    friend bool operator==(const NumberPreset&, const NumberPreset&) = default;
};

/// Code points of a text whose question does not say how many.
inline constexpr std::int64_t kMaxTextLength = 2000;

/// What a question asks. Which fields count depends on the kind; see core/question/kinds.hpp.
struct Question {
    std::string name = {};  // of its answer in a record's body
    QuestionKind kind = QuestionKind::Text;
    LocalText label = {};
    LocalText hint = {};
    bool required = false;
    std::vector<Choice> choices =
        {};  // single, multiple, ranking: options; scale_matrix, matrix: rows
    std::string choices_from = {};   // "space_types" or "facilities" instead of own choices
    std::optional<double> min = {};  // number: value; photo, multiple: how many
    std::optional<double> max = {};
    std::string unit = {};                   // number: "m2"
    std::vector<NumberSource> sources = {};  // number: empty when the source is not asked
    std::vector<NumberPreset> presets = {};
    std::int64_t max_length = 0;         // text: code points; 0: kMaxTextLength
    bool multiline = false;              // text
    std::vector<LocalText> steps = {};   // scales: words for 1 to 5; empty: very bad … very good
    std::vector<Question> columns = {};  // matrix: single choices and scales; see core/question

    // Expressions of core/logic; empty when there is none.
    std::string relevant = {};       // asked only when true
    std::string required_when = {};  // as `required`, depending on other answers
    std::string constraint = {};     // of an answer, which is `.` in it
    LocalText constraint_message = {};
    std::string calculation = {};  // calculated

    friend bool operator==(const Question&, const Question&) = default;
};

struct QuestionPage {
    LocalText title = {};
    std::vector<Question> questions = {};
    std::string relevant = {};  // as of a question, for all of the page

    friend bool operator==(const QuestionPage&, const QuestionPage&) = default;
};

struct Questionnaire {
    std::string id = {};
    std::int64_t version = 1;
    LocalText title = {};
    std::vector<QuestionPage> pages = {};

    const Question* find(std::string_view name) const {
        for (const QuestionPage& page : pages)
            for (const Question& question : page.questions)
                if (question.name == name) return &question;
        return nullptr;
    }

    friend bool operator==(const Questionnaire&, const Questionnaire&) = default;
};

}  // namespace kongdi
