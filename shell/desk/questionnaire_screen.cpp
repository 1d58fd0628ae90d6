// SPDX-License-Identifier: Apache-2.0
// A planner's questionnaires: every version there is, or one that is being changed beside the phone
// that asks it, its mistakes as they are made, and the next version at the thumb.
#include <algorithm>
#include <array>

#include "core/codec/questionnaire_codec.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/questionnaire_parts.hpp"
#include "shell/screens/staff_navigation.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

/// What the server refused, and what this program sees itself: the same rules.
Errors issues_of(const AppState& state, const ReadQuestionnaire& read) {
    Errors issues = state.questionnaires.issues;
    Errors own = read.errors.empty() ? check_questionnaire(read.questionnaire) : read.errors;
    const auto kind = record_kind_from_name(read.questionnaire.id);
    const Questionnaire* known = state.catalogue.questionnaire(read.questionnaire.id);
    if (read.errors.empty() && kind && known != nullptr)
        for (Error& error : check_kept_questions(read.questionnaire, *known, *kind))
            own.push_back(std::move(error));
    for (Error& error : own)
        if (std::find(issues.begin(), issues.end(), error) == issues.end())
            issues.push_back(std::move(error));
    return issues;
}

/// What has no field to stand at.
void draw_loose_issues(const Editing& editing) {
    for (std::size_t i = 0; i < editing.issues.size(); ++i) {
        const Error& issue = editing.issues[i];
        const bool cell = issue.path.find('!') != std::string::npos;
        const bool named = !cell && issue.path.find('/', 1) == std::string::npos;
        if (place_of_issue(editing.document(), issue) && !named) continue;
        if (issue.path == "/title") continue;
        widgets::note(
            "issue" + std::to_string(i), widgets::Tone::Error,
            (named ? std::string() : issue.path + " · ") + issue_words(editing.text, issue));
    }
    const QuestionnaireDesk& desk = editing.desk();
    for (std::size_t i = 0; i < desk.left_out.size(); ++i)
        widgets::note("left" + std::to_string(i), widgets::Tone::Waiting,
                      editing.text("questionnaire.left_out", {{"cell", desk.left_out[i].path},
                                                              {"what", desk.left_out[i].detail}}));
}

/// The next mistake behind what is open, round and round.
void go_to_issue(const Editing& editing) {
    std::optional<IssuePlace> first;
    bool here = false;
    for (const Error& issue : editing.issues) {
        const auto place = place_of_issue(editing.document(), issue);
        if (!place) continue;
        const bool open = place->open == editing.open() && place->tab == editing.desk().tab;
        if (!first) first = place;
        if (here && !open) {
            first = place;
            break;
        }
        here = here || open;
    }
    if (first) editing.out.push_back(ShowQuestion{first->open, first->tab});
}

void draw_busy(const text::Text& text, Actions& out) {
    if (widgets::progress("busy", text("questionnaire.busy"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Questionnaire});
}

/// How far it is from being published, and the button that does it.
void draw_footer(const Editing& editing) {
    const QuestionnaireDesk& desk = editing.desk();
    const text::Text& text = editing.text;
    const std::string version = std::to_string(desk.document["version"].int_or(0));
    const widgets::Footer footer;
    widgets::Columns columns(2, 150);
    if (desk.busy)
        draw_busy(text, editing.out);
    else if (desk.unreachable)
        widgets::note("unreachable", widgets::Tone::Error, text("error.no_network"));
    else if (desk.published)
        widgets::note("published", widgets::Tone::Good,
                      text("questionnaire.published", {{"version", version}}));
    else if (editing.issues.empty())
        widgets::second(desk.changed ? text("questionnaire.next_version", {{"version", version}})
                                     : std::string(text("questionnaire.unchanged")));
    else if (widgets::secondary_button(
                 "mend", text("questionnaire.mend", {{"count", editing.issues.size()}}),
                 widgets::Icon::Warning))
        go_to_issue(editing);
    columns.next();
    if (widgets::primary_button("publish", text("questionnaire.publish", {{"version", version}}),
                                editing.issues.empty() && desk.changed && !desk.busy))
        editing.out.push_back(PublishQuestionnaire{});
}

void draw_editor(const AppState& state, const text::Text& text, Actions& out) {
    const ReadQuestionnaire read =
        read_questionnaire(state.questionnaires.document, state.catalogue);
    const Errors issues = issues_of(state, read);
    const Editing editing{state, text, issues, out};
    static constexpr std::array<float, 2> kShares{3, 2};
    if (widgets::is_wide()) {
        widgets::Columns columns(kShares, 340, 20);
        draw_loose_issues(editing);
        draw_outline(editing);
        draw_question_editor(editing);
        draw_adding(editing);
        columns.next();
        const widgets::Pinned pinned("beside");
        draw_preview(state, text, read.questionnaire, out);
    } else {
        draw_loose_issues(editing);
        draw_outline(editing);
        if (draw_question_editor(editing) == QuestionTab::Preview)
            draw_preview(state, text, read.questionnaire, out);
        else
            draw_adding(editing);
    }
    draw_footer(editing);
}

}  // namespace

void draw_questionnaires(const AppState& state, const text::Text& text, Actions& out) {
    const std::vector<widgets::PageAction> navigation = staff_navigation(state, text);
    const QuestionnaireDesk& desk = state.questionnaires;
    const bool lists = state.route.argument.empty();
    const bool at_hand = !lists && desk.document["id"].string_or("") == state.route.argument;
    std::string title(text("questionnaire.page"));
    if (at_hand) title = desk.document["title"][language_code(state.language)].string_or(title);
    widgets::Page page({.id = lists ? "questionnaires" : "questionnaire",
                        .title = title,
                        .back_label = lists ? std::string_view() : text("action.back"),
                        .navigation = navigation,
                        .navigation_label = text("nav.label"),
                        .wide = true});
    if (page.back()) out.push_back(GoBack{});
    follow_navigation(page.pressed(), state, text, out);
    if (at_hand) {
        draw_editor(state, text, out);
        return;
    }
    if (desk.busy) draw_busy(text, out);
    if (lists) {
        draw_questionnaire_list(state, text, out);
        return;
    }
    if (desk.unreachable || desk.list_failed)
        widgets::note("unreachable", widgets::Tone::Error, text("error.no_network"));
    for (const Error& issue : desk.issues)
        widgets::note("issue", widgets::Tone::Error, issue_words(text, issue));
}

}  // namespace kongdi::shell::desk
