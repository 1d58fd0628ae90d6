// SPDX-License-Identifier: Apache-2.0
// A planner's questionnaires: every version there is, one that is being changed beside the phone
// that asks it, its mistakes as they are made, and the next version.
#include <algorithm>

#include "core/base/time.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/question/kinds.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/questionnaire_parts.hpp"
#include "shell/screens/staff_navigation.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::size_t kShownIssues = 12;

std::string title_of(const Value& entry, std::string_view language) {
    const std::string own(entry["title"][language].string_or(""));
    return own.empty() ? entry.text("id") : own;
}

void draw_list(const AppState& state, const text::Text& text, Actions& out) {
    const QuestionnaireDesk& desk = state.questionnaires;
    widgets::title(text("questionnaire.list"));
    if (desk.list_failed)
        widgets::note("list_failed", widgets::Tone::Error, text("error.no_network"));
    for (const Value& one : *desk.list.if_list()) {
        const std::string version = std::to_string(one["version"].int_or(0));
        const widgets::Scope scope(one.text("id") + version);
        const std::string title = title_of(one, language_code(state.language));
        const widgets::Card card("entry", title);
        widgets::bold(title);
        const auto at = parse_time(one["published_at"].string_or(""));
        widgets::second(
            text("questionnaire.version", {{"version", version}}) + " · " +
            (at ? text.moment(*at, state.now_ms) : std::string(text("questionnaire.built_in"))));
        if (widgets::pill_button("open", text("questionnaire.open")))
            out.push_back(OpenQuestionnaire{one.text("id"), one["version"].int_or(0)});
        if (widgets::pill_button("form", text("questionnaire.download"), widgets::Icon::Download))
            out.push_back(DownloadForm{one.text("id"), one["version"].int_or(0)});
    }
    widgets::second(text("questionnaire.form_hint"));
    widgets::file_button("layer_file", text("questionnaire.upload"), widgets::Icon::Plus);
}

/// A question's place in the document as a change of it.
struct Move {
    Value document;
    std::size_t page = 0;
    std::size_t question = 0;
};

void say(Move move, Actions& out) {
    out.push_back(EditQuestionnaire{std::move(move.document), move.page, move.question});
}

Value::List& questions_of(Value& document, std::size_t page) {
    return *(*document.find("pages")->if_list())[page].find("questions")->if_list();
}

/// One up or down, over the border of a page, too; a page keeps at least one.
void shift_question(const QuestionnaireDesk& desk, bool up, Actions& out) {
    Move move{desk.document, desk.page, desk.question};
    Value::List& here = questions_of(move.document, desk.page);
    const std::size_t pages = move.document.items("pages").size();
    const std::size_t other = up ? desk.question - 1 : desk.question + 1;
    if (up ? desk.question > 0 : other < here.size()) {
        std::swap(here[desk.question], here[other]);
        move.question = other;
    } else if (here.size() > 1 && (up ? desk.page > 0 : desk.page + 1 < pages)) {
        Value moved = std::move(here[desk.question]);
        here.erase(here.begin() + static_cast<std::ptrdiff_t>(desk.question));
        move.page = up ? desk.page - 1 : desk.page + 1;
        Value::List& there = questions_of(move.document, move.page);
        move.question = up ? there.size() : 0;
        there.insert(there.begin() + static_cast<std::ptrdiff_t>(move.question), std::move(moved));
    } else {
        return;
    }
    say(std::move(move), out);
}

std::string fresh_name(const Value& document) {
    for (int number = 1;; ++number) {
        const std::string name = "q" + std::to_string(number);
        bool taken = false;
        for (const Value& page : document.items("pages"))
            for (const Value& one : page.items("questions"))
                taken = taken || one["name"].string_or("") == name;
        if (!taken) return name;
    }
}

void add_question(const QuestionnaireDesk& desk, std::string_view kind, Actions& out) {
    Move move{desk.document, desk.page, desk.question + 1};
    Value one = Value::map({{"name", fresh_name(desk.document)}, {"kind", kind}});
    if (kind != "calculated") one.set("label", Value::map());
    Value::List& here = questions_of(move.document, desk.page);
    move.question = std::min(move.question, here.size());
    here.insert(here.begin() + static_cast<std::ptrdiff_t>(move.question), std::move(one));
    say(std::move(move), out);
}

void remove_question(const QuestionnaireDesk& desk, Actions& out) {
    Move move{desk.document, desk.page, 0};
    Value::List& here = questions_of(move.document, desk.page);
    if (here.size() < 2) return;
    here.erase(here.begin() + static_cast<std::ptrdiff_t>(desk.question));
    move.question = std::min(desk.question, here.size() - 1);
    say(std::move(move), out);
}

/// All questions, page by page, to open one.
void draw_order(const AppState& state, const text::Text& text, Actions& out) {
    const QuestionnaireDesk& desk = state.questionnaires;
    std::vector<std::string> ids, labels;
    std::vector<std::pair<std::size_t, std::size_t>> places;
    const std::string_view language = language_code(state.language);
    const Value::List& pages = desk.document.items("pages");
    for (std::size_t p = 0; p < pages.size(); ++p)
        for (std::size_t q = 0; q < pages[p].items("questions").size(); ++q) {
            const Value& one = pages[p].items("questions")[q];
            places.emplace_back(p, q);
            ids.push_back(std::to_string(p) + "-" + std::to_string(q));
            const std::string label(one["label"][language].string_or(""));
            labels.push_back(std::to_string(p + 1) + "." + std::to_string(q + 1) + " " +
                             (label.empty() ? one.text("name") : label));
        }
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < places.size(); ++i)
        choices.push_back({ids[i], labels[i], widgets::Icon::None,
                           places[i].first == desk.page && places[i].second == desk.question});
    if (const auto pressed = widgets::select("question", text("questionnaire.question"), choices))
        out.push_back(
            EditQuestionnaire{desk.document, places[*pressed].first, places[*pressed].second});
    if (widgets::pill_button("up", text("questionnaire.up"))) shift_question(desk, true, out);
    if (widgets::pill_button("down", text("questionnaire.down"))) shift_question(desk, false, out);
    if (widgets::pill_button("remove", text("questionnaire.remove"), widgets::Icon::Trash))
        remove_question(desk, out);
}

void draw_adding(const AppState& state, const text::Text& text, Actions& out) {
    std::vector<std::string> labels;
    for (const QuestionKindRow& row : question_kinds())
        labels.emplace_back(text("question_kind." + std::string(row.name)));
    std::vector<widgets::Choice> choices{
        {"", text("questionnaire.add"), widgets::Icon::None, true}};
    for (std::size_t i = 0; i < labels.size(); ++i)
        choices.push_back({question_kinds()[i].name, labels[i]});
    if (const auto pressed = widgets::select("add", text("questionnaire.add"), choices);
        pressed && *pressed > 0)
        add_question(state.questionnaires, choices[*pressed].id, out);
}

void draw_issues(const text::Text& text, const Errors& issues) {
    for (std::size_t i = 0; i < std::min(issues.size(), kShownIssues); ++i)
        widgets::note("issue" + std::to_string(i), widgets::Tone::Error,
                      issues[i].path + " · " + std::string(text(error_row(issues[i].code).key)));
    if (issues.size() > kShownIssues)
        widgets::second(
            text("questionnaire.more_issues", {{"count", issues.size() - kShownIssues}}));
}

void draw_editor(const AppState& state, const text::Text& text, const Errors& issues,
                 Actions& out) {
    const QuestionnaireDesk& desk = state.questionnaires;
    widgets::title(title_of(desk.document, language_code(state.language)));
    widgets::second(
        text("questionnaire.next_version", {{"version", desk.document["version"].int_or(0)}}));
    for (std::size_t i = 0; i < desk.left_out.size(); ++i)
        widgets::note("left" + std::to_string(i), widgets::Tone::Waiting,
                      text("questionnaire.left_out",
                           {{"cell", desk.left_out[i].path}, {"what", desk.left_out[i].detail}}));
    draw_order(state, text, out);
    {
        const widgets::Scope scope(std::to_string(desk.page) + "-" + std::to_string(desk.question));
        draw_question_editor(state, text, out);
    }
    draw_adding(state, text, out);
    draw_issues(text, issues);
    if (desk.published)
        widgets::note("published", widgets::Tone::Good, text("questionnaire.published"));
    if (widgets::primary_button(
            "publish",
            text("questionnaire.publish", {{"version", desk.document["version"].int_or(0)}}),
            issues.empty() && desk.changed && !desk.busy))
        out.push_back(PublishQuestionnaire{});
}

}  // namespace

void draw_questionnaires(const AppState& state, const text::Text& text, Actions& out) {
    const std::vector<widgets::PageAction> navigation = staff_navigation(state, text);
    widgets::Page page({.id = "questionnaires",
                        .title = text("questionnaire.page"),
                        .navigation = navigation,
                        .navigation_label = text("nav.label"),
                        .wide = true});
    follow_navigation(page.pressed(), state, out);
    const QuestionnaireDesk& desk = state.questionnaires;
    if (desk.busy) widgets::progress("busy", text("questionnaire.busy"));
    if (desk.document.is_null()) {
        draw_issues(text, desk.issues);
        draw_list(state, text, out);
        return;
    }
    const ReadQuestionnaire read = read_questionnaire(desk.document, state.catalogue);
    Errors issues = desk.issues;
    const Errors own = read.errors.empty() ? check_questionnaire(read.questionnaire) : read.errors;
    issues.insert(issues.end(), own.begin(), own.end());
    {
        widgets::Columns columns(2, 340);
        draw_editor(state, text, issues, out);
        columns.next();
        draw_preview(state, text, read.questionnaire, out);
    }
    draw_list(state, text, out);
}

}  // namespace kongdi::shell::desk
