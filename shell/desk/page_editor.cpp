// SPDX-License-Identifier: Apache-2.0
// The page of the open question, and the title of the whole questionnaire.
#include "shell/desk/questionnaire_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

Value& page_of(Change& change, std::size_t page) {
    return (*change.document().find("pages")->if_list())[page];
}

void add_page(const Editing& editing) {
    Change change(editing);
    Value::List& pages = *change.document().find("pages")->if_list();
    const QuestionPlace place{editing.open().page + 1, 0, 0};
    pages.insert(
        pages.begin() + static_cast<std::ptrdiff_t>(place.page),
        Value::map({{"title", Value::map()},
                    {"questions", Value::list({fresh_question(editing.document(), "text")})}}));
    change.done(place);
}

}  // namespace

void draw_page_editor(const Editing& editing) {
    const text::Text& text = editing.text;
    const std::size_t number = editing.open().page;
    const Value& page = editing.document().items("pages")[number];
    const std::string path = "/pages/" + std::to_string(number);
    if (const auto words = edit_words(editing, "title", text("questionnaire.title"),
                                      editing.document()["title"], "/title")) {
        Change change(editing);
        change.document().set("title", *words);
        change.done();
    }
    if (const auto words = edit_words(editing, "page_title",
                                      text("questionnaire.page_title", {{"number", number + 1}}),
                                      page["title"], path + "/title")) {
        Change change(editing);
        set_member(page_of(change, number), "title", *words);
        change.done();
    }
    constexpr int kMostExpression = 4000;
    if (const auto line = edit_line(editing, "page_relevant", text("questionnaire.page_relevant"),
                                    page.text("relevant"), path + "/relevant", kMostExpression,
                                    text("questionnaire.relevant_hint"))) {
        Change change(editing);
        set_member(page_of(change, number), "relevant", *line);
        change.done();
    }
    if (widgets::secondary_button("add_page", text("questionnaire.add_page"), widgets::Icon::Plus))
        add_page(editing);
}

}  // namespace kongdi::shell::desk
