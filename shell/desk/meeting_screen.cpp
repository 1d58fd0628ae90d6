// SPDX-License-Identifier: Apache-2.0
// A meeting in its host's hand: open a question, see how many have answered, reveal, go on; at the
// end what was decided.
#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/model/least_shown.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/meeting_state_words.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/screens/meeting_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

Said meeting_state_said(MeetingState state) {
    using widgets::Tone;
    const std::string key = "meeting.state." + std::string(meeting_state_name(state));
    switch (state) {
        case MeetingState::Open: return {key, Tone::Good};
        case MeetingState::Closed: return {key, Tone::Waiting};
        case MeetingState::Published: return {key, Tone::Info};
        default: return {key, Tone::Neutral};
    }
}

std::string spaced_code(std::string_view code) {
    std::string out(code.substr(0, code.size() / 2));
    return out.append(" ").append(code.substr(code.size() / 2));
}

namespace {

void draw_moves(const AppState& state, const text::Text& text, const api::MeetingView& view,
                Actions& out) {
    struct Way {
        MeetingState from;
        MeetingMove move;
        std::string_view key;
    };
    constexpr std::array<Way, 4> kWays{{
        {MeetingState::Draft, MeetingMove::Open, "meeting.open"},
        {MeetingState::Open, MeetingMove::Close, "meeting.close"},
        {MeetingState::Closed, MeetingMove::Summarise, "meeting.summarise"},
        {MeetingState::Summarised, MeetingMove::Publish, "meeting.publish"},
    }};
    if (state.meetings.moving.busy) {
        if (widgets::progress("moving", text("meeting.moving"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Request, "meeting.step"});
        return;
    }
    for (const Way& way : kWays)
        if (way.from == view.state && widgets::primary_button("move", text(way.key)))
            out.push_back(StepMeeting{MoveMeeting{way.move}});
}

/// "what was agreed 2026-12-31": a line each, the day of a promise at its end.
std::vector<Decision> decisions_of(std::string_view lines) {
    constexpr std::size_t kDaySigns = 10;
    std::vector<Decision> out;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        std::string_view line = trimmed(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (line.empty()) continue;
        Decision& one = out.emplace_back();
        if (line.size() > kDaySigns && parse_date(line.substr(line.size() - kDaySigns))) {
            one.due = line.substr(line.size() - kDaySigns);
            line = trimmed(line.substr(0, line.size() - kDaySigns));
        }
        one.text = line;
    }
    return out;
}

std::string lines_of(const std::vector<Decision>& decisions) {
    std::string out;
    for (const Decision& one : decisions) {
        if (!out.empty()) out += '\n';
        out += one.text;
        if (!one.due.empty()) out.append(" ").append(one.due);
    }
    return out;
}

/// What was agreed on, and until when it is promised.
void draw_decisions(const AppState& state, const text::Text& text, const api::MeetingView& view,
                    Actions& out) {
    if (view.state != MeetingState::Closed && view.state != MeetingState::Summarised) return;
    const widgets::Card card("decisions", text("meeting.decisions"));
    widgets::heading(text("meeting.decisions"));
    const std::string kept = lines_of(view.decisions);
    const std::string& typed = state.meetings.decisions.value_or(kept);
    const auto change = widgets::text_field("lines", typed,
                                            {.label = text("meeting.decisions_label"),
                                             .kind = widgets::FieldKind::Multiline,
                                             .hint = text("meeting.decisions_hint"),
                                             .max_code_points = 2000,
                                             .lines = 5});
    if (change && change->value != typed) out.push_back(TypeDecisions{change->value});
    if (typed != kept && widgets::secondary_button("keep", text("meeting.decisions_keep")))
        out.push_back(StepMeeting{SumUp{decisions_of(typed)}});
}

void draw_ask(const text::Text& text, const api::MeetingQuestion& one, Actions& out) {
    widgets::Columns columns(2, 130);
    const std::string& name = one.question.name;
    if (one.asked.state == AskState::Open) {
        if (widgets::secondary_button("set", text("meeting.stop")))
            out.push_back(StepMeeting{SetQuestion{name, AskMove::Close}});
    } else if (widgets::secondary_button(
                   "set", text(one.asked.state == AskState::Waiting ? "meeting.ask"
                                                                    : "meeting.ask_again"))) {
        out.push_back(StepMeeting{SetQuestion{name, AskMove::Open}});
    }
    columns.next();
    // Nothing was asked yet, so there is nothing to show.
    if (one.asked.state == AskState::Waiting) return;
    if (widgets::secondary_button("show",
                                  text(one.asked.revealed ? "meeting.hide" : "meeting.reveal")))
        out.push_back(
            StepMeeting{SetQuestion{name, one.asked.revealed ? AskMove::Hide : AskMove::Reveal}});
}

void draw_words_to_let_through(const text::Text& text, const api::MeetingQuestion& one,
                               Actions& out) {
    for (const api::MeetingWord& word : one.words) {
        const widgets::Scope scope(word.id);
        if (widgets::checkbox("shown", word.text, word.shown, text("meeting.let_through")))
            out.push_back(StepMeeting{ShowWords{word.id, !word.shown}});
    }
}

/// Behind it stands the name of the question.
constexpr std::string_view kSplitDialog = "modes-";

/// Nobody is told by it: each way was used by as many as are shown anywhere.
bool can_be_split(const api::MeetingQuestion& one) {
    return one.question.kind != QuestionKind::Text &&
           std::all_of(one.by_mode.begin(), one.by_mode.end(),
                       [](const api::ModeResult& mode) { return may_show(mode.result.n); });
}

void draw_split_dialog(const AppState& state, const text::Text& text,
                       const api::MeetingQuestion& one, Actions& out) {
    const widgets::Dialog dialog("split", text("meeting.split"), text("action.close"));
    widgets::paragraph(one.question.label.in(language_code(state.language)));
    // On its own map each would say the same of the ground.
    api::MeetingQuestion part = one;
    for (Choice& choice : part.question.choices) choice.point.reset();
    for (const api::ModeResult& mode : one.by_mode) {
        const widgets::Scope scope(mode_name(mode.mode));
        widgets::heading(
            text("meeting.mode." + std::string(mode_name(mode.mode)), {{"count", mode.result.n}}));
        part.results = mode.result;
        draw_meeting_results(state, text, part);
    }
    if (dialog.closed()) out.push_back(CloseDialog{});
}

/// How many answered in which way, and what each said.
void draw_modes(const AppState& state, const text::Text& text, const api::MeetingQuestion& one,
                Actions& out) {
    if (one.by_mode.size() < 2) return;
    std::string line;
    for (const api::ModeResult& mode : one.by_mode) {
        if (!line.empty()) line += " · ";
        line +=
            text("meeting.mode." + std::string(mode_name(mode.mode)), {{"count", mode.result.n}});
    }
    widgets::second(line);
    if (!can_be_split(one)) {
        if (one.question.kind != QuestionKind::Text) widgets::second(text("meeting.split_later"));
        return;
    }
    const std::string name = std::string(kSplitDialog) + one.question.name;
    if (widgets::text_button("split", text("meeting.split"))) out.push_back(OpenDialog{name});
    if (state.route.dialog == name) draw_split_dialog(state, text, one, out);
}

void draw_question(const AppState& state, const text::Text& text, const api::MeetingView& view,
                   const api::MeetingQuestion& one, Actions& out) {
    const widgets::Scope scope(one.question.name);
    const std::string_view label = one.question.label.in(language_code(state.language));
    const widgets::Card card("question", label);
    widgets::heading(label);
    const bool open = one.asked.state == AskState::Open;
    const std::string key = "meeting.ask." + std::string(ask_state_name(one.asked.state));
    widgets::status_chip(open ? widgets::Tone::Good : widgets::Tone::Neutral, text(key));
    widgets::second(text("meeting.answered", {{"count", one.answered}, {"joined", view.joined}}));
    if (view.state == MeetingState::Open) draw_ask(text, one, out);
    if (one.results && (one.answered > 0 || one.asked.revealed))
        draw_meeting_results(state, text, one);
    draw_modes(state, text, one, out);
    draw_words_to_let_through(text, one, out);
}

}  // namespace

void draw_meeting(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "meeting", text("meeting.page"), StaffPlace::BelowWithMenu,
                         out);
    const MeetingDesk& desk = state.meetings;
    if (!desk.view) {
        if (draw_asked(text, desk.opening, true)) out.push_back(OpenMeeting{});
        return;
    }
    const api::MeetingView& view = *desk.view;
    widgets::title(view.title);
    const Said said = meeting_state_said(view.state);
    widgets::status_chip(said.tone, text(said.key));
    if (desk.opening.failed)
        widgets::note("offline", widgets::Tone::Waiting, text("join.no_network"));
    if (desk.moving.failed)
        widgets::note("refused", widgets::Tone::Error,
                      text(desk.moving.error ? error_row(desk.moving.error->code).key
                                             : std::string_view("remark.not_settled")));
    if (!view.code.empty()) {
        widgets::Columns columns(3, 140);
        widgets::stat(text("meeting.code"), spaced_code(view.code));
        columns.next();
        widgets::stat(text("meeting.joined"), text.number(static_cast<double>(view.joined)));
        columns.next();
        if (widgets::secondary_button("wall", text("meeting.wall"), widgets::Icon::Forward))
            out.push_back(Go{{ScreenId::Projector, view.id}});
        if (view.state == MeetingState::Open &&
            widgets::secondary_button("assist", text("meeting.assist"))) {
            out.push_back(Go{{ScreenId::Assist, view.code}});
            out.push_back(AssistNext{});
        }
    }
    draw_decisions(state, text, view, out);
    const bool is_over = view.state != MeetingState::Draft && view.state != MeetingState::Open;
    if (is_over &&
        widgets::secondary_button("summary", text("meeting.summary"), widgets::Icon::Forward))
        out.push_back(OpenSummary{});
    draw_moves(state, text, view, out);
    widgets::Columns columns(widgets::is_wide() ? 2 : 1, 380);
    for (std::size_t i = 0; i < view.questions.size(); ++i) {
        if (i > 0) columns.next();
        draw_question(state, text, view, view.questions[i], out);
    }
}

void draw_projector(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page({.id = "projector",
                        .title = text("meeting.page"),
                        .back_label = text("action.back"),
                        .wide = true});
    if (page.back()) out.push_back(GoBack{});
    const MeetingDesk& desk = state.meetings;
    if (!desk.view) {
        if (draw_asked(text, desk.opening, true)) out.push_back(OpenMeeting{});
        return;
    }
    const api::MeetingView& view = *desk.view;
    constexpr std::array<float, 2> kWidths{2, 1};
    widgets::Columns columns(kWidths, 200);
    std::string where = view.community_name;
    where.append(where.empty() ? "" : " · ").append(view.title);
    widgets::second(where);
    const api::MeetingQuestion* current = nullptr;
    for (const api::MeetingQuestion& one : view.questions)
        if (one.question.name == view.current) current = &one;
    if (current == nullptr) {
        widgets::title(text("meeting.soon"));
    } else {
        widgets::title(current->question.label.in(language_code(state.language)));
        if (current->asked.revealed && current->results)
            draw_meeting_results(state, text, *current);
        else
            widgets::bold(
                text("meeting.answered", {{"count", current->answered}, {"joined", view.joined}}));
    }
    columns.next();
    if (view.state != MeetingState::Open) {
        widgets::bold(text("join.over"));
        return;
    }
    widgets::matrix_code("qr", desk.qr, text("meeting.qr"));
    widgets::second(text("meeting.scan"), widgets::Align::Centre);
    widgets::title(spaced_code(view.code), widgets::Align::Centre);
    widgets::bold(text("meeting.here", {{"count", view.joined}}), widgets::Align::Centre);
}

}  // namespace kongdi::shell::desk
