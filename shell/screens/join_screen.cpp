// SPDX-License-Identifier: Apache-2.0
// Taking part in a meeting from a phone: a tick and a press, then what the host asks.
#include <algorithm>
#include <array>

#include "core/rules/meeting_rules.hpp"
#include "shell/questions/question_views.hpp"
#include "shell/screens/join_parts.hpp"
#include "shell/screens/meeting_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

using api::MeetingQuestion;

/// For whoever sees the wall and cannot scan it.
void draw_code(const AppState& state, const text::Text& text, Actions& out) {
    const std::string& typed = state.joined.typed;
    const auto change =
        widgets::text_field("code", typed, {.label = text("join.code"), .max_code_points = 12});
    if (change && change->value != typed) out.push_back(TypeMeetingCode{change->value});
    const widgets::Footer footer;
    const std::string& now = change ? change->value : typed;
    if (widgets::primary_button("go", text("join.go")) && !now.empty())
        out.push_back(
            Go{{ScreenId::Join, meeting_code_of(now).empty() ? "x" : meeting_code_of(now)}});
}

/// How this phone's answer stands.
void draw_answer_state(const AppState& state, const text::Text& text, const MeetingQuestion& one) {
    const auto at = state.joined.answers.find(one.question.name);
    if (at == state.joined.answers.end()) return;
    const OutboxItem* item = outbox_item(state, at->second.record);
    if (item == nullptr)
        widgets::status_line("answered", widgets::Tone::Good, text("join.received"),
                             one.asked.state == AskState::Open ? text("join.may_change") : "");
    else if (item->phase == SendPhase::Refused)
        widgets::note("refused", widgets::Tone::Error,
                      text(error_row(item->refusal.value_or(Error{}).code).key));
    else
        widgets::status_line("waiting", widgets::Tone::Waiting, text("join.waiting"),
                             state.online ? "" : text("join.waiting_hint"));
}

const Value* given(const Joined& joined, const std::string& name) {
    if (const auto at = joined.chosen.find(name); at != joined.chosen.end()) return &at->second;
    if (const auto at = joined.answers.find(name); at != joined.answers.end())
        return &at->second.value;
    return nullptr;
}

void draw_choices(const AppState& state, const text::Text& text, const MeetingQuestion& one,
                  Actions& out) {
    const Question& question = one.question;
    const bool many = question.kind == QuestionKind::MultipleChoice;
    const Value* answer = given(state.joined, question.name);
    const std::string_view language = language_code(state.language);
    const auto is_chosen = [&](const std::string& code) {
        if (answer == nullptr) return false;
        if (!many) return answer->string_or("") == code;
        const Value::List* list = answer->if_list();
        return list != nullptr && std::find(list->begin(), list->end(), Value(code)) != list->end();
    };
    std::vector<widgets::Choice> choices;
    std::vector<std::string> labels;
    std::vector<std::string> picked;
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        const Choice& choice = question.choices[i];
        const std::string letter = option_letter(question, i);
        labels.push_back((letter.empty() ? letter : letter + " · ") +
                         std::string(choice.label.in(language)));
        if (is_chosen(choice.code)) picked.push_back(choice.code);
    }
    for (std::size_t i = 0; i < labels.size(); ++i)
        choices.push_back({question.choices[i].code, labels[i], widgets::Icon::None,
                           is_chosen(question.choices[i].code)});
    auto pressed = draw_option_map(state, question, text("join.map"), picked);
    if (const auto line = widgets::choice_list("choices", question.label.in(language), choices,
                                               many ? widgets::Pick::Many : widgets::Pick::One))
        pressed = line;
    if (pressed && !many)
        out.push_back(AnswerMeeting{question.name, question.choices[*pressed].code});
    if (pressed && many) {
        Value next = Value::list();
        for (std::size_t i = 0; i < question.choices.size(); ++i)
            if (is_chosen(question.choices[i].code) != (i == *pressed))
                next.push(question.choices[i].code);
        out.push_back(ChooseInMeeting{question.name, std::move(next)});
    }
    if (many && state.joined.chosen.contains(question.name) &&
        widgets::primary_button("send", text("join.send")))
        out.push_back(AnswerMeeting{question.name, state.joined.chosen.at(question.name)});
}

void draw_ranking(const AppState& state, const text::Text& text, const MeetingQuestion& one,
                  Actions& out) {
    const Question& question = one.question;
    widgets::second(text("ranking.hint"));
    const Value* answer = given(state.joined, question.name);
    if (auto next = draw_ranks(question, language_code(state.language), answer))
        out.push_back(ChooseInMeeting{question.name, *std::move(next)});
    const auto at = state.joined.chosen.find(question.name);
    if (at == state.joined.chosen.end()) return;
    const Value::List* order = at->second.if_list();
    if (order != nullptr && order->size() == question.choices.size() &&
        widgets::primary_button("send", text("join.send")))
        out.push_back(AnswerMeeting{question.name, at->second});
}

void draw_scale(const AppState& state, const text::Text& text, const MeetingQuestion& one,
                Actions& out) {
    const Value* answer = given(state.joined, one.question.name);
    std::array<std::string, 5> labels;
    std::vector<widgets::Choice> choices;
    for (int step = 5; step >= 1; --step) {
        labels[static_cast<std::size_t>(step - 1)] = scale_words(text, step);
        choices.push_back({kScaleIds[static_cast<std::size_t>(step - 1)],
                           labels[static_cast<std::size_t>(step - 1)], widgets::Icon::None,
                           answer != nullptr && answer->int_or(0) == step});
    }
    const std::string_view label = one.question.label.in(language_code(state.language));
    if (const auto pressed = widgets::choice_list("steps", label, choices))
        out.push_back(AnswerMeeting{one.question.name, 5 - static_cast<std::int64_t>(*pressed)});
}

void draw_words(const AppState& state, const text::Text& text, const MeetingQuestion& one,
                Actions& out) {
    const Value* answer = given(state.joined, one.question.name);
    const std::string shown(answer != nullptr ? answer->string_or("") : "");
    const auto change = widgets::text_field("words", shown,
                                            {.label = text("join.words"),
                                             .kind = widgets::FieldKind::Multiline,
                                             .hint = text("join.words_hint"),
                                             .max_code_points = 200,
                                             .lines = 3});
    if (change && change->value != shown)
        out.push_back(ChooseInMeeting{one.question.name, change->value});
    const auto at = state.joined.chosen.find(one.question.name);
    if (at != state.joined.chosen.end() && !at->second.string_or("").empty() &&
        widgets::primary_button("send", text("join.send")))
        out.push_back(AnswerMeeting{one.question.name, at->second});
}

void draw_question(const AppState& state, const text::Text& text, const MeetingQuestion& one,
                   Actions& out) {
    const widgets::Scope scope(one.question.name);
    const bool open = one.asked.state == AskState::Open;
    widgets::title(one.question.label.in(language_code(state.language)));
    if (!open) widgets::status_chip(widgets::Tone::Neutral, text("join.closed"));
    if (open) {
        switch (one.question.kind) {
            case QuestionKind::Scale: draw_scale(state, text, one, out); break;
            case QuestionKind::Ranking: draw_ranking(state, text, one, out); break;
            case QuestionKind::Text: draw_words(state, text, one, out); break;
            default: draw_choices(state, text, one, out); break;
        }
    }
    draw_answer_state(state, text, one);
    if (one.asked.revealed && one.results) draw_meeting_results(state, text, one);
    widgets::space(8);
}

}  // namespace

const api::MeetingView* draw_meeting_found(const AppState& state, const text::Text& text,
                                           Actions& out) {
    const Joined& joined = state.joined;
    if (joined.is_unknown) {
        widgets::empty_state(widgets::Icon::Search, text("join.unknown"),
                             text("join.unknown_hint"));
        return nullptr;
    }
    if (joined.asking == Loading::Failed)
        widgets::note("failed", widgets::Tone::Waiting, text("join.no_network"));
    if (joined.view) return &*joined.view;
    if (joined.asking == Loading::Busy) {
        if (widgets::progress("asking", text("join.asking"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Meeting});
    } else if (widgets::primary_button("again", text("join.go"))) {
        out.push_back(Go{state.route});
    }
    return nullptr;
}

void draw_taking_seat(const AppState& state, const text::Text& text, Actions& out) {
    const Joined& joined = state.joined;
    if (const ConsentText* consent = state.catalogue.consent(joined.purpose)) {
        const std::string_view language = language_code(state.language);
        const bool lacks = joined.show_errors && !joined.agreed;
        if (widgets::checkbox("agreed", consent->label.in(language), joined.agreed,
                              consent->text.in(language),
                              lacks ? text(error_row(ErrorCode::ConsentMissing).key) : ""))
            out.push_back(AgreeToMeeting{!joined.agreed});
    }
    if (joined.joining == Loading::Failed)
        widgets::note("not-joined", widgets::Tone::Waiting, text("join.not_joined"));
    const widgets::Footer footer;
    if (joined.joining == Loading::Busy) {
        if (widgets::progress("joining", text("join.joining"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Request, "join.seat"});
    } else if (widgets::primary_button("enter", text("join.enter"))) {
        out.push_back(JoinMeeting{});
    }
}

void draw_agenda(const AppState& state, const text::Text& text, const api::MeetingView& view,
                 Actions& out) {
    // Fewer than five are not told.
    widgets::second(view.joined > 0
                        ? text("join.joined", {{"title", view.title}, {"count", view.joined}})
                        : text("join.few_joined", {{"title", view.title}}));
    // What is being asked stands first.
    std::array<std::vector<const MeetingQuestion*>, 3> ranks;
    for (const MeetingQuestion& one : view.questions) {
        const bool open = one.asked.state == AskState::Open;
        if (!open && !one.asked.revealed) continue;
        ranks[one.question.name == view.current ? 0U : (open ? 1U : 2U)].push_back(&one);
    }
    if (view.state != MeetingState::Open)
        widgets::note("over", widgets::Tone::Info, text("join.over"));
    const bool none = ranks[0].empty() && ranks[1].empty() && ranks[2].empty();
    if (none && view.state == MeetingState::Open)
        widgets::empty_state(widgets::Icon::Clock, text("join.soon"), text("join.soon_hint"));
    for (const auto& rank : ranks)
        for (const MeetingQuestion* one : rank) draw_question(state, text, *one, out);
}

void draw_join(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "join", .title = text("join.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    if (state.route.argument.empty()) {
        draw_code(state, text, out);
        return;
    }
    const api::MeetingView* view = draw_meeting_found(state, text, out);
    if (view == nullptr) return;
    if (!state.joined.secret.empty()) {
        draw_agenda(state, text, *view, out);
        return;
    }
    widgets::title(view->title);
    if (!view->community_name.empty()) widgets::second(view->community_name);
    widgets::paragraph(text("join.what"));
    draw_taking_seat(state, text, out);
}

}  // namespace kongdi::shell::screen
