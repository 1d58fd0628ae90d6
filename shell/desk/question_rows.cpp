// SPDX-License-Identifier: Apache-2.0
// Rows of a list of the open question, such as its choices: each goes up, down or away.
#include <array>
#include <utility>

#include "shell/desk/questionnaire_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr int kMostCode = 64;

void take_row_step(const Editing& editing, std::string_view list, const RowStep& step) {
    Change change(editing);
    Value::List& rows = *change.question().find(list)->if_list();
    const std::size_t row = step.row;
    const bool up = step.way == RowStep::Way::Up;
    if (step.way == RowStep::Way::Remove) {
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
        if (rows.empty()) change.question().erase(list);
    } else if (up ? row > 0 : row + 1 < rows.size()) {
        std::swap(rows[row], rows[up ? row - 1 : row + 1]);
    } else {
        return;
    }
    change.done();
}

}  // namespace

Value& row_of(Change& change, std::string_view list, std::size_t row) {
    return (*change.question().find(list)->if_list())[row];
}

std::optional<RowStep> draw_row_steps(const Editing& editing, std::size_t row,
                                      std::string_view remove) {
    const std::array<widgets::PillChoice, 3> pills{{
        {"up", editing.text("questionnaire.up")},
        {"down", editing.text("questionnaire.down")},
        {"remove", remove, widgets::Icon::Trash},
    }};
    const auto pressed = widgets::pill_row(pills);
    widgets::divider();
    if (!pressed) return std::nullopt;
    return RowStep{static_cast<RowStep::Way>(*pressed), row};
}

void draw_rows(const Editing& editing, const Value& question, std::string_view list,
               const std::string& path, DrawRow draw_row) {
    const Value::List& rows = question.items(list);
    std::optional<RowStep> step;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto pressed = draw_row(editing, rows[i], i,
                                          path + "/" + std::string(list) + "/" + std::to_string(i)))
            step = pressed;
    if (step) take_row_step(editing, list, *step);
}

void edit_row_code(const Editing& editing, std::string_view list, std::size_t row,
                   const std::string& code, const std::string& path) {
    const auto changed = edit_line(editing, "code", editing.text("questionnaire.code"), code,
                                   path + "/code", kMostCode);
    if (!changed) return;
    Change change(editing);
    row_of(change, list, row).set("code", *changed);
    change.done();
}

void edit_row_words(const Editing& editing, std::string_view list, std::size_t row,
                    std::string_view label, const Value& words, const std::string& path) {
    const auto changed = edit_words(editing, "label", label, words, path + "/label");
    if (!changed) return;
    Change change(editing);
    set_member(row_of(change, list, row), "label", *changed);
    change.done();
}

void add_row(const Editing& editing, std::string_view list, Value row) {
    Change change(editing);
    Value& owner = change.question();
    if (owner[list].if_list() == nullptr) owner.set(list, Value::list());
    owner.find(list)->push(std::move(row));
    change.done();
}

}  // namespace kongdi::shell::desk
