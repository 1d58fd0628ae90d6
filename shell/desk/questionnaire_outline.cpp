// SPDX-License-Identifier: Apache-2.0
// All questions of a questionnaire, page by page: one is opened, moved, removed, another is added.
#include <algorithm>
#include <vector>

#include "shell/desk/questionnaire_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

/// More would fill the screen: then the browser's own list opens one.
constexpr std::size_t kMostChips = 30;

struct Line {
    QuestionPlace place;
    std::string id;
    std::string label;
};

std::vector<Line> lines_of(const Editing& editing) {
    std::vector<Line> lines;
    const Value::List& pages = editing.document().items("pages");
    for (std::size_t p = 0; p < pages.size(); ++p)
        for (std::size_t q = 0; q < pages[p].items("questions").size(); ++q) {
            const std::string place = std::to_string(p + 1) + "." + std::to_string(q + 1);
            const Value& question = pages[p].items("questions")[q];
            lines.push_back({{p, q, 0},
                             std::to_string(p) + "-" + std::to_string(q),
                             place + " " + question_title(editing.state, question)});
        }
    return lines;
}

Value::List& questions_of(Value& document, std::size_t page) {
    return *(*document.find("pages")->if_list())[page].find("questions")->if_list();
}

/// One up or down, over the border of a page, too; a page keeps at least one.
void shift_question(const Editing& editing, bool up) {
    Change change(editing);
    QuestionPlace place = editing.open();
    place.column = 0;
    Value::List& here = questions_of(change.document(), place.page);
    const std::size_t pages = change.document().items("pages").size();
    const std::size_t from = place.question;
    if (up ? from > 0 : from + 1 < here.size()) {
        place.question = up ? from - 1 : from + 1;
        std::swap(here[from], here[place.question]);
    } else if (here.size() > 1 && (up ? place.page > 0 : place.page + 1 < pages)) {
        Value moved = std::move(here[from]);
        here.erase(here.begin() + static_cast<std::ptrdiff_t>(from));
        place.page = up ? place.page - 1 : place.page + 1;
        Value::List& there = questions_of(change.document(), place.page);
        place.question = up ? there.size() : 0;
        there.insert(there.begin() + static_cast<std::ptrdiff_t>(place.question), std::move(moved));
    } else {
        return;
    }
    change.done(place);
}

/// A page that has lost its last question goes with it.
void remove_question(const Editing& editing) {
    Change change(editing);
    QuestionPlace place = editing.open();
    place.column = 0;
    Value::List& pages = *change.document().find("pages")->if_list();
    Value::List& here = questions_of(change.document(), place.page);
    if (here.size() > 1) {
        here.erase(here.begin() + static_cast<std::ptrdiff_t>(place.question));
        place.question = std::min(place.question, here.size() - 1);
    } else if (pages.size() > 1) {
        pages.erase(pages.begin() + static_cast<std::ptrdiff_t>(place.page));
        place = {std::min(place.page, pages.size() - 1), 0, 0};
    } else {
        return;
    }
    change.done(place);
}

}  // namespace

void draw_outline(const Editing& editing) {
    const std::vector<Line> lines = lines_of(editing);
    std::vector<widgets::Choice> choices;
    for (const Line& line : lines) {
        const bool wrong = has_issue(editing.issues, line.place);
        choices.push_back({line.id, line.label,
                           wrong ? widgets::Icon::Warning : widgets::Icon::None,
                           line.place.page == editing.open().page &&
                               line.place.question == editing.open().question});
    }
    const std::string_view label = editing.text("questionnaire.questions");
    const auto pressed = lines.size() <= kMostChips
                             ? widgets::choice_chips("question", label, choices)
                             : widgets::select("question", label, choices);
    if (pressed)
        editing.out.push_back(
            ShowQuestion{lines[*pressed].place, editing.desk().tab == QuestionTab::Preview
                                                    ? QuestionTab::Preview
                                                    : QuestionTab::Words});
}

void draw_question_moves(const Editing& editing) {
    const text::Text& text = editing.text;
    const std::vector<widgets::PillChoice> pills{
        {"up", text("questionnaire.up")},
        {"down", text("questionnaire.down")},
        {"remove", text("questionnaire.remove"), widgets::Icon::Trash}};
    const auto pressed = widgets::pill_row(pills);
    if (!pressed) return;
    if (*pressed == 2)
        remove_question(editing);
    else
        shift_question(editing, *pressed == 0);
}

void draw_adding(const Editing& editing) {
    const std::vector<std::string_view> kinds = kinds_to_ask(editing.document(), false);
    std::vector<std::string> labels;
    for (const std::string_view kind : kinds)
        labels.emplace_back(editing.text("question_kind." + std::string(kind)));
    std::vector<widgets::Choice> choices{
        {"", editing.text("questionnaire.add_what"), widgets::Icon::None, true}};
    for (std::size_t i = 0; i < labels.size(); ++i) choices.push_back({kinds[i], labels[i]});
    const auto pressed = widgets::select("add", editing.text("questionnaire.add"), choices);
    if (!pressed || *pressed == 0) return;
    Change change(editing);
    QuestionPlace place = editing.open();
    place.column = 0;
    Value::List& here = questions_of(change.document(), place.page);
    place.question = std::min(place.question + 1, here.size());
    here.insert(here.begin() + static_cast<std::ptrdiff_t>(place.question),
                fresh_question(editing.document(), choices[*pressed].id));
    change.done(place);
    editing.out.push_back(ShowQuestion{place, QuestionTab::Words});
}

}  // namespace kongdi::shell::desk
