// SPDX-License-Identifier: Apache-2.0
// Every version of every questionnaire, the newest first, and what was changed and not published.
#include <algorithm>
#include <vector>

#include "core/base/time.hpp"
#include "shell/desk/questionnaire_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kDiscard = "discard";

std::string title_of(const Value& entry, std::string_view language) {
    const std::string own(entry["title"][language].string_or(""));
    return own.empty() ? entry.text("id") : own;
}

Route editor_of(const Value& document) { return {ScreenId::Questionnaires, document.text("id")}; }

/// What is at hand and not published stands first: it is one press away.
void draw_unpublished(const AppState& state, const text::Text& text, Actions& out) {
    const QuestionnaireDesk& desk = state.questionnaires;
    const std::string title = title_of(desk.document, language_code(state.language));
    const widgets::Card card("unpublished", title);
    widgets::heading(title);
    widgets::status_chip(widgets::Tone::Waiting, text("questionnaire.unpublished"));
    const std::vector<widgets::PillChoice> pills{
        {"go_on", text("questionnaire.go_on")},
        {"discard", text("questionnaire.discard"), widgets::Icon::Trash}};
    const auto pressed = widgets::pill_row(pills);
    if (!pressed) return;
    if (*pressed == 0)
        out.push_back(Go{editor_of(desk.document)});
    else
        out.push_back(OpenDialog{std::string(kDiscard)});
}

void draw_version(const AppState& state, const text::Text& text, const Value& one, Actions& out) {
    const std::int64_t number = one["version"].int_or(0);
    const std::string version = std::to_string(number);
    const widgets::Scope scope(one.text("id") + version);
    const auto at = parse_time(one["published_at"].string_or(""));
    widgets::second(
        text("questionnaire.version", {{"version", version}}) + " · " +
        (at ? text.moment(*at, state.now_ms) : std::string(text("questionnaire.built_in"))));
    const std::vector<widgets::PillChoice> pills{
        {"open", text("questionnaire.open")},
        {"form", text("questionnaire.download"), widgets::Icon::Download}};
    const auto pressed = widgets::pill_row(pills);
    if (!pressed) return;
    if (*pressed == 1) {
        out.push_back(DownloadForm{one.text("id"), number});
    } else if (state.questionnaires.changed) {
        out.push_back(OpenDialog{std::string(kDiscard)});
    } else {
        out.push_back(OpenQuestionnaire{one.text("id"), number});
        out.push_back(Go{editor_of(one)});
    }
}

/// The versions of one questionnaire, the newest first.
void draw_entry(const AppState& state, const text::Text& text,
                const std::vector<const Value*>& versions, Actions& out) {
    const Value& newest = *versions.front();
    const std::string title = title_of(newest, language_code(state.language));
    const widgets::Card card(newest.text("id"), title);
    widgets::heading(title);
    for (std::size_t i = 0; i < versions.size(); ++i) {
        if (i > 0) widgets::divider();
        draw_version(state, text, *versions[i], out);
    }
}

std::vector<std::vector<const Value*>> by_id(const Value& list) {
    std::vector<std::vector<const Value*>> groups;
    for (const Value& one : *list.if_list()) {
        const auto same = [&](const auto& group) {
            return group.front()->text("id") == one.text("id");
        };
        auto group = std::find_if(groups.begin(), groups.end(), same);
        if (group == groups.end())
            group = groups.insert(groups.end(), {&one});
        else
            group->push_back(&one);
    }
    for (auto& group : groups)
        std::sort(group.begin(), group.end(), [](const Value* a, const Value* b) {
            return (*a)["version"].int_or(0) > (*b)["version"].int_or(0);
        });
    return groups;
}

void draw_discard(const AppState& state, const text::Text& text, Actions& out) {
    if (state.route.dialog != kDiscard) return;
    const widgets::Dialog dialog("discard", text("questionnaire.discard_title"),
                                 text("action.close"));
    widgets::paragraph(
        text("questionnaire.discard_hint",
             {{"title", title_of(state.questionnaires.document, language_code(state.language))}}));
    if (widgets::primary_button("keep", text("questionnaire.keep")) || dialog.closed())
        out.push_back(CloseDialog{});
    if (widgets::secondary_button("throw", text("questionnaire.discard"), widgets::Icon::Trash)) {
        out.push_back(DiscardQuestionnaire{});
        out.push_back(CloseDialog{});
    }
}

}  // namespace

void draw_questionnaire_list(const AppState& state, const text::Text& text, Actions& out) {
    const QuestionnaireDesk& desk = state.questionnaires;
    if (desk.list_failed || desk.unreachable)
        widgets::note("list_failed", widgets::Tone::Error, text("error.no_network"));
    for (std::size_t i = 0; i < desk.issues.size(); ++i)
        widgets::note("issue" + std::to_string(i), widgets::Tone::Error,
                      issue_words(text, desk.issues[i]));
    if (desk.changed) draw_unpublished(state, text, out);
    const auto groups = by_id(desk.list);
    if (!groups.empty()) {
        widgets::Columns columns(2, 320);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (i > 0) columns.next();
            draw_entry(state, text, groups[i], out);
        }
    }
    widgets::second(text(desk.changed ? "questionnaire.finish_first" : "questionnaire.form_hint"));
    if (!desk.changed)
        widgets::file_button("layer_file", text("questionnaire.upload"), widgets::Icon::Plus);
    draw_discard(state, text, out);
}

}  // namespace kongdi::shell::desk
