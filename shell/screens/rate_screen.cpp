// SPDX-License-Identifier: Apache-2.0
// One step of rating the services: one thing is asked at a time, a tap answers it and goes on.
#include "shell/state/rate_steps.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/rules/record_check.hpp"
#include "shell/questions/matrix_row.hpp"
#include "shell/questions/question_views.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

constexpr std::size_t kMostFound = 6;

/// Communities whose name or street has what was typed.
std::vector<const api::Community*> found_communities(const AppState& state) {
    std::vector<const api::Community*> out;
    if (!state.city) return out;
    const std::string_view wanted = trimmed(state.rating_search);
    for (const api::Community& one : state.city->communities) {
        const bool fits = one.name.find(wanted) != std::string::npos ||
                          one.street.find(wanted) != std::string::npos;
        // Of a long list nothing is shown before something was typed.
        if (fits && (!wanted.empty() || state.city->communities.size() <= kMostFound))
            out.push_back(&one);
    }
    return out;
}

void draw_community(const AppState& state, const text::Text& text, Actions& out) {
    widgets::title(text("rate.community"));
    if (!state.city) widgets::note("offline", widgets::Tone::Waiting, text("rate.no_list"));
    const std::vector<const api::Community*> found = found_communities(state);
    widgets::FieldOptions options;
    options.label = text("rate.community_find");
    options.hint = text("rate.community_hint");
    options.kind = widgets::FieldKind::Search;
    options.max_code_points = 40;
    if (const auto change = widgets::text_field("find", state.rating_search, options))
        out.push_back(SearchCommunity{change->value});
    const std::string& chosen = state.rating->here.community.code;
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < std::min(found.size(), kMostFound); ++i)
        choices.push_back({found[i]->code, found[i]->name, widgets::Icon::None,
                           found[i]->code == chosen, found[i]->street});
    if (!choices.empty())
        if (const auto pressed = widgets::choice_list("found", text("rate.community"), choices))
            out.push_back(SayRatingCommunity{{found[*pressed]->code, found[*pressed]->name}});
    if (found.size() > kMostFound)
        widgets::second(text("rate.more_found", {{"count", found.size() - kMostFound}}));
    if (found.empty() && !trimmed(state.rating_search).empty())
        widgets::second(text("rate.none_found"));
}

/// Once the person tried to go on.
Errors errors_shown(const AppState& state, const RateStep& step) {
    return state.rating->show_errors ? rate_step_errors(state, step) : Errors{};
}

void draw_cell(const AppState& state, const text::Text& text, const RateStep& step, Actions& out) {
    const Question& matrix = *step.question;
    const Question& column = matrix.columns[step.column];
    const Choice& row = matrix.choices[step.row];
    const Errors errors = errors_shown(state, step);
    const QuestionShown shown{.text = text,
                              .language = language_code(state.language),
                              .answer = state.rating->body.find(matrix.name),
                              .errors = errors};
    const std::string_view label = column.label.in(shown.language);
    widgets::title(label);
    const std::vector<questions::ScaleAnswer> answers = questions::column_answers(column, shown);
    const Value& given = questions::cell_of(shown.answer, row.code, step.column);
    std::vector<widgets::Choice> choices;
    for (const questions::ScaleAnswer& one : answers)
        choices.push_back({one.id, one.words, widgets::Icon::None, given == one.value});
    const widgets::Scope scope(row.code);
    if (const auto pressed = widgets::choice_list(column.name, label, choices))
        out.push_back(AnswerRating{
            matrix.name,
            questions::with_cell(shown.answer, row.code, step.column, answers[*pressed].value),
            true});
    if (const std::string_view error = question_error(matrix, shown); !error.empty())
        widgets::note("error", widgets::Tone::Error, error);
}

void draw_one_question(const AppState& state, const text::Text& text, const RateStep& step,
                       Actions& out) {
    const Question& question = *step.question;
    const Draft& draft = *state.rating;
    const AnswerLogic logic(rate_questionnaire(state), draft.body,
                            day_of_record(state.now_ms + state.clock_offset_ms));
    const Errors errors = errors_shown(state, step);
    const QuestionShown shown{.text = text,
                              .language = language_code(state.language),
                              .answer = draft.body.find(question.name),
                              .errors = errors,
                              .alone = true,
                              .logic = &logic};
    QuestionDone done;
    draw_question(question, shown, done);
    if (done.answer)
        out.push_back(
            AnswerRating{question.name, *done.answer, question.kind == QuestionKind::SingleChoice});
}

void draw_send(const AppState& state, const text::Text& text, Actions& out) {
    const Draft& draft = *state.rating;
    const std::size_t rated = rated_services(state);
    widgets::title(text(rated > 0 ? "rate.done" : "rate.nothing", {{"count", rated}}));
    if (rated == 0) {
        widgets::paragraph(text("rate.nothing_hint"));
        return;
    }
    if (!draft.here.community.name.empty())
        widgets::fact(text("rate.community"), draft.here.community.name);
    widgets::second(text("consent.hint"));
    const ConsentText* consent = state.catalogue.consent("survey");
    if (consent == nullptr) return;
    const bool ticked =
        std::find(draft.consents.begin(), draft.consents.end(), "survey") != draft.consents.end();
    const std::string_view language = language_code(state.language);
    if (widgets::checkbox(
            "survey", consent->label.in(language), ticked, consent->text.in(language),
            draft.show_errors && !ticked ? text(error_row(ErrorCode::ConsentMissing).key) : ""))
        out.push_back(TickConsent{"survey", !ticked});
}

/// For whom the answers are, when a household's code led here.
void draw_seat(const AppState& state, const text::Text& text, Actions& out) {
    const Draft& draft = *state.rating;
    if (state.seat.loading == Loading::Busy &&
        widgets::progress("asking", text("rate.seat_asking"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Request, "seat:" + draft.seat});
    if (state.seat.is_unknown)
        widgets::note("seat", widgets::Tone::Waiting, text("rate.seat_unknown"));
    else if (state.seat.is_used)
        widgets::note("seat", widgets::Tone::Waiting, text("rate.seat_used"));
    else if (!draft.seat.empty() && draft.seat_place.empty() &&
             state.seat.loading == Loading::Failed)
        widgets::note("seat", widgets::Tone::Info, text("rate.seat_later"));
    else if (!draft.seat_place.empty())
        widgets::note("seat", widgets::Tone::Info,
                      text("rate.seat", {{"place", draft.seat_place}}));
}

/// Whoever is logged in may answer for others, each of whom counts.
void draw_assisted(const AppState& state, const text::Text& text, Actions& out) {
    const bool assisted = state.rating->assisted;
    const std::string purpose(mode_name(Mode::Assisted));
    if ((state.login || assisted) && widgets::checkbox(purpose, text("rate.assisted"), assisted))
        out.push_back(TickConsent{purpose, !assisted});
}

/// What stands at the thumb: on without an answer, or the sending.
void draw_footer(const AppState& state, const text::Text& text, const RateStep& step,
                 Actions& out) {
    const widgets::Footer footer;
    const std::size_t rated = rated_services(state);
    switch (step.kind) {
        case RateStepKind::Community:
            if (widgets::secondary_button("none", text("rate.community_none")))
                out.push_back(SayRatingCommunity{});
            break;
        case RateStepKind::Cell: {
            const std::string& code = step.question->choices[step.row].code;
            const bool said = state.rating->body[step.question->name].find(code) != nullptr;
            if (widgets::primary_button("next", text(said ? "rate.next" : "rate.skip")))
                out.push_back(NextRating{});
            break;
        }
        case RateStepKind::Question: {
            const bool said = state.rating->body.find(step.question->name) != nullptr;
            if (widgets::primary_button("next", text(said ? "action.next" : "rate.no_answer")))
                out.push_back(NextRating{});
            break;
        }
        case RateStepKind::Send:
            if (rated > 0 && widgets::primary_button("send", text("check.send")))
                out.push_back(SendRating{});
            if (rated == 0 && widgets::primary_button("first", text("rate.begin")))
                out.push_back(Go{{ScreenId::Rate, "2"}});
            if (widgets::text_button("discard", text("discard.ask"), widgets::Icon::Trash))
                out.push_back(OpenDialog{std::string(kDiscard)});
            break;
    }
}

}  // namespace

void draw_rate(const AppState& state, const text::Text& text, Actions& out) {
    const RateSteps all = rate_steps_of(rate_questionnaire(state));
    const RateStep& step = all.steps[current_rate_step(state, all)];
    const std::string step_label = text("rate.step", {{"step", step.bar}, {"steps", all.bars}});
    const std::string_view title =
        step.kind == RateStepKind::Cell
            ? step.question->choices[step.row].label.in(language_code(state.language))
            : text("rate.page");
    widgets::Page page({.id = "rate",
                        .title = title,
                        .back_label = text("action.back"),
                        .step = step.bar,
                        .steps = step.bar > 0 ? all.bars : 0,
                        .step_label = step_label});
    if (page.back()) out.push_back(GoBack{});
    if (state.draft_lock == DraftLock::Elsewhere) {
        widgets::empty_state(widgets::Icon::List, text("report.elsewhere"),
                             text("report.elsewhere_hint"));
        const widgets::Footer footer;
        if (widgets::primary_button("take", text("report.take"))) out.push_back(TakeDraft{});
        if (widgets::text_button("home", text("action.home"))) out.push_back(Go{{ScreenId::Home}});
        return;
    }
    // A version that the device does not have yet is on its way.
    if (!state.rating || state.draft_lock == DraftLock::Taking ||
        rate_questionnaire(state).pages.empty()) {
        widgets::progress("starting", text("report.starting"));
        return;
    }
    const bool first = step.kind == RateStepKind::Community || step.bar == 1;
    if (first || step.kind == RateStepKind::Send) draw_seat(state, text, out);
    {
        const widgets::Scope scope(state.route.argument);
        switch (step.kind) {
            case RateStepKind::Community: draw_community(state, text, out); break;
            case RateStepKind::Cell: draw_cell(state, text, step, out); break;
            case RateStepKind::Question: draw_one_question(state, text, step, out); break;
            case RateStepKind::Send: draw_send(state, text, out); break;
        }
    }
    if (first) draw_assisted(state, text, out);
    if (step.kind != RateStepKind::Send) widgets::second(text("rate.any_time"));
    // In the body: six answers and the way on fit a small phone without scrolling.
    if (step.kind == RateStepKind::Cell && rated_services(state) > 0 &&
        widgets::text_button("end", text("rate.enough")))
        out.push_back(NextRating{true});
    if (draw_discard(state, text, out)) out.push_back(DiscardRating{});
    draw_footer(state, text, step, out);
}

}  // namespace kongdi::shell::screen
