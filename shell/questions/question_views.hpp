// SPDX-License-Identifier: Apache-2.0
// THE table of how each kind of question is asked. A view shows the answer it is given and says
// what the person made of it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/value.hpp"
#include "core/model/questionnaire.hpp"
#include "core/model/record.hpp"
#include "core/rules/answer_logic.hpp"
#include "shell/map/map_view.hpp"
#include "shell/text/text.hpp"
#include "shell/widgets/icon.hpp"

namespace kongdi::shell {

/// A space that is known and may be the one meant.
struct KnownSpace {
    std::string id = {};
    widgets::Icon icon = widgets::Icon::None;
    std::string title = {};    // "Bike shed"
    std::string line = {};     // "23 m away · reported 3 days ago"
    std::string picture = {};  // of this device's own report
};

/// What the place view shows beside the answer.
struct PlaceShown {
    map::Camera camera = {};
    std::span<const map::MapShape> shapes = {};
    std::optional<map::Fix> fix = {};
    map::TileStore* tiles = nullptr;
    map::PointLayer* points = nullptr;
    map::Whereabouts here = {};              // as it is known so far
    std::string_view line = {};              // what lies under the cross: the community's name
    std::string_view status = {};            // of the fix, in words
    bool poor = false;                       // the fix is too rough to be relied on
    std::span<const KnownSpace> known = {};  // near by, the nearest first
    std::string_view known_line = {};        // how many
    bool asking = false;                     // the phone looks for its position
    bool loading_map = false;
};

/// How taking a photo goes.
enum class PhotoWait : std::uint8_t { Idle, Busy, Failed };

struct QuestionShown {
    const text::Text& text;
    std::string_view language;  // of the questionnaire's own texts: "zh"
    const Value* answer = nullptr;
    const Errors& errors;  // of the page; empty until the person tried to go on
    std::span<const PhotoEntry> photos = {};
    const PlaceShown* place = nullptr;  // for place questions
    bool alone = false;                 // the only question of its page: its label is the title
    PhotoWait photo_wait = PhotoWait::Idle;
    const AnswerLogic* logic = nullptr;  // of the questionnaire; nullptr when it has none
    const Choice* only_row = nullptr;    // of a matrix; nullptr for all
};

/// Choices in an order of the person's: what the answer is after a press, null when nothing is
/// left of it. It is whole once it holds all of them.
std::optional<Value> draw_ranks(const Question& question, std::string_view language,
                                const Value* answer);

struct QuestionDone {
    std::optional<Value> answer = {};  // null takes the answer back
    std::optional<map::Camera> camera = {};
    bool settled = false;
    std::optional<map::Whereabouts> here = {};
    bool ask_fix = false;
    bool stop_fix = false;
    bool stop_map = false;
    bool stop_photo = false;
    std::string remove_photo = {};
    std::string cover_photo = {};    // a part of it is to be covered
    std::string same_as = {};        // id of the known space that was pressed
    bool correct_community = false;  // the person wants to say which it is
};

struct QuestionViewRow {
    QuestionKind kind;
    void (*draw)(const Question&, const QuestionShown&, QuestionDone&);
    /// A few words that sum the answer up, for the last look before sending.
    std::string (*summary)(const Question&, const QuestionShown&);
};

void draw_question(const Question& question, const QuestionShown& shown, QuestionDone& done);
/// Empty when there is no answer.
std::string question_summary(const Question& question, const QuestionShown& shown);

/// The text of the first error at or below the question's path, empty when there is none.
std::string_view question_error(const Question& question, const QuestionShown& shown);

}  // namespace kongdi::shell
