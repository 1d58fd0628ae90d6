// SPDX-License-Identifier: Apache-2.0
// Places of a questionnaire's document: as paths of mistakes, and in words.
#include <array>
#include <charconv>
#include <vector>

#include "shell/desk/questionnaire_parts.hpp"

namespace kongdi::shell::desk {

namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        parts.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

/// "survey!C5": of a form that was sent.
bool is_cell(std::string_view path) { return path.find('!') != std::string_view::npos; }

std::size_t number_of(std::string_view digits) {
    std::size_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// "relevant:17" without the character.
std::string_view field_of(std::string_view part) { return part.substr(0, part.find(':')); }

struct FieldTab {
    std::string_view field;
    QuestionTab tab;
};

constexpr std::array<FieldTab, 19> kTabs{{
    {"name", QuestionTab::Words},           {"label", QuestionTab::Words},
    {"hint", QuestionTab::Words},           {"kind", QuestionTab::Words},
    {"required", QuestionTab::Logic},       {"relevant", QuestionTab::Logic},
    {"constraint", QuestionTab::Logic},     {"constraint_message", QuestionTab::Logic},
    {"calculation", QuestionTab::Logic},    {"choices", QuestionTab::Answers},
    {"choices_from", QuestionTab::Answers}, {"steps", QuestionTab::Answers},
    {"columns", QuestionTab::Answers},      {"unit", QuestionTab::Answers},
    {"presets", QuestionTab::Answers},      {"sources", QuestionTab::Answers},
    {"min", QuestionTab::Answers},          {"max", QuestionTab::Answers},
    {"max_length", QuestionTab::Answers},
}};

std::optional<QuestionTab> tab_of(std::string_view field) {
    for (const FieldTab& row : kTabs)
        if (row.field == field) return row.tab;
    return std::nullopt;
}

/// The server names a question that must stay as it was by its name alone: "/services".
std::optional<IssuePlace> place_of_name(const Value& document, std::string_view name) {
    const Value::List& pages = document.items("pages");
    for (std::size_t p = 0; p < pages.size(); ++p)
        for (std::size_t q = 0; q < pages[p].items("questions").size(); ++q)
            if (pages[p].items("questions")[q]["name"].string_or("") == name)
                return IssuePlace{{p, q, 0}, QuestionTab::Words};
    return std::nullopt;
}

template <class Tree>
Tree* at(Tree& document, const QuestionPlace& place) {
    Tree* pages = document.find("pages");
    if (pages == nullptr || pages->if_list() == nullptr || place.page >= pages->if_list()->size())
        return nullptr;
    Tree* questions = (*pages->if_list())[place.page].find("questions");
    if (questions == nullptr || questions->if_list() == nullptr ||
        place.question >= questions->if_list()->size())
        return nullptr;
    Tree* question = &(*questions->if_list())[place.question];
    if (place.column == 0) return question;
    Tree* columns = question->find("columns");
    if (columns == nullptr || columns->if_list() == nullptr ||
        place.column > columns->if_list()->size())
        return nullptr;
    return &(*columns->if_list())[place.column - 1];
}

}  // namespace

const Value* question_at(const Value& document, const QuestionPlace& place) {
    return at(document, place);
}

Value* question_at(Value& document, const QuestionPlace& place) { return at(document, place); }

std::string path_of(const QuestionPlace& place) {
    std::string path =
        "/pages/" + std::to_string(place.page) + "/questions/" + std::to_string(place.question);
    if (place.column > 0) path += "/columns/" + std::to_string(place.column - 1);
    return path;
}

std::optional<IssuePlace> place_of_issue(const Value& document, const Error& issue) {
    const std::vector<std::string_view> parts = parts_of(issue.path);
    if (parts.empty() || is_cell(issue.path)) return std::nullopt;
    if (parts[0] == "title") return IssuePlace{{}, QuestionTab::Page};
    if (parts[0] != "pages")
        return parts.size() == 1 ? place_of_name(document, parts[0]) : std::nullopt;
    if (parts.size() < 3) return std::nullopt;
    IssuePlace place{{number_of(parts[1]), 0, 0}, QuestionTab::Page};
    if (parts[2] != "questions" || parts.size() < 4) {
        const std::string_view field = field_of(parts[2]);
        if (field != "title" && field != "relevant") return std::nullopt;
        return place;
    }
    place.open.question = number_of(parts[3]);
    std::size_t next = 4;
    if (parts.size() > 6 && parts[4] == "columns") {
        place.open.column = number_of(parts[5]) + 1;
        next = 6;
    }
    if (parts.size() <= next) return std::nullopt;
    const std::optional<QuestionTab> tab = tab_of(field_of(parts[next]));
    if (!tab) return std::nullopt;
    place.tab = *tab;
    return place;
}

bool has_issue(const Errors& issues, const QuestionPlace& place) {
    const std::string path = path_of(place) + "/";
    for (const Error& issue : issues)
        if (issue.path.starts_with(path)) return true;
    return false;
}

std::string issue_words(const text::Text& text, const Error& issue) {
    const std::vector<std::string_view> parts = parts_of(issue.path);
    const bool kept = parts.size() == 1 && !is_cell(issue.path) && parts[0] != "title" &&
                      parts[0] != "pages" && parts[0] != "id" && parts[0] != "version";
    std::string_view key = error_row(issue.code).key;
    if (kept && issue.code == ErrorCode::FieldMissing) key = "questionnaire.kept_missing";
    if (kept && issue.code == ErrorCode::FieldChoice) key = "questionnaire.kept_changed";
    const std::string_view last = parts.empty() ? std::string_view() : parts.back();
    if (issue.code == ErrorCode::FieldRepeated) key = "questionnaire.name_taken";
    if (issue.code == ErrorCode::FieldFormat && (last == "name" || last == "code"))
        key = "questionnaire.name_format";
    const std::size_t colon = last.rfind(':');
    if (colon == std::string_view::npos)
        return kept ? text(key, {{"name", last}}) : std::string(text(key));
    return text("questionnaire.at_character",
                {{"number", last.substr(colon + 1)}, {"what", text(key)}});
}

std::string field_error(const Editing& editing, const std::string& path) {
    for (const Error& issue : editing.issues)
        if (issue.path == path || issue.path.starts_with(path + ":"))
            return issue_words(editing.text, issue);
    return {};
}

std::string language_name(const text::Text& text, std::string_view code) {
    const std::string key = "questionnaire.in." + std::string(code);
    return text.has(key) ? std::string(text(key)) : std::string(code);
}

std::string question_title(const AppState& state, const Value& question) {
    const std::string own(question["label"][language_code(state.language)].string_or(""));
    return own.empty() ? question.text("name") : own;
}

}  // namespace kongdi::shell::desk
