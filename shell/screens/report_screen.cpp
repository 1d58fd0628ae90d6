// SPDX-License-Identifier: Apache-2.0
// One step of reporting a space: a page of its questionnaire, the consent, the last look.
#include <algorithm>

#include "core/rules/record_check.hpp"
#include "shell/questions/question_views.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

constexpr std::string_view kDiscard = "discard";

bool asks_only(const ReportStep& step, QuestionKind kind) {
    return step.questions.size() == 1 && step.questions.front().kind == kind;
}

std::string fix_words(const AppState& state, const text::Text& text) {
    switch (state.fix_status) {
        case FixStatus::Denied: return std::string(text("place.denied"));
        case FixStatus::Unavailable: return std::string(text("place.unavailable"));
        case FixStatus::TimedOut: return std::string(text("place.timed_out"));
        case FixStatus::Known: {
            const Value& fix = state.draft->body["place"]["fix"];
            if (fix.if_map() == nullptr) return {};
            constexpr double kPoorM = 100;
            const double accuracy_m = fix["accuracy_m"].number_or(0);
            return text(accuracy_m > kPoorM ? "place.accuracy_poor" : "place.accuracy",
                        {{"metres", text.number(accuracy_m)}});
        }
        case FixStatus::NotAsked:
        case FixStatus::Asking: break;
    }
    return {};
}

PlaceShown place_shown(const AppState& state, const std::string& status) {
    PlaceShown place;
    const Draft& draft = *state.draft;
    place.camera = draft.camera;
    if (state.map_about)
        place.tiles = state.tiles;
    else
        place.shapes = state.map_shapes;
    const Value& fix = draft.body["place"]["fix"];
    if (fix.if_map() != nullptr)
        place.fix = map::Fix{{fix["lon"].number_or(0), fix["lat"].number_or(0)},
                             fix["accuracy_m"].number_or(0)};
    place.status = status;
    place.here = draft.here;
    place.points = state.points;
    place.asking = state.fix_status == FixStatus::Asking;
    place.loading_map = state.map_loading == Loading::Busy;
    return place;
}

void take_over(const AppState& state, const Question& question, const QuestionDone& done,
               Actions& out) {
    if (done.camera) out.push_back(MoveMap{question.name, *done.camera, done.settled});
    if (done.here && !state.draft->here_by_hand) out.push_back(FoundHere{*done.here});
    if (done.ask_fix) out.push_back(AskFix{});
    if (done.stop_fix) out.push_back(StopWaiting{Wait::Fix});
    if (done.stop_map) out.push_back(StopWaiting{Wait::Map});
    if (done.stop_photo) out.push_back(StopWaiting{Wait::Photo});
    if (!done.remove_photo.empty()) out.push_back(RemovePhoto{question.name, done.remove_photo});
    if (done.answer) out.push_back(SetAnswer{question.name, *done.answer});
}

/// Waiting for the photo, and how it went.
PhotoWait photo_wait(PhotoStatus status) {
    switch (status) {
        case PhotoStatus::Busy: return PhotoWait::Busy;
        case PhotoStatus::Failed: return PhotoWait::Failed;
        case PhotoStatus::Idle: break;
    }
    return PhotoWait::Idle;
}

void draw_questions(const AppState& state, const text::Text& text, const ReportStep& step,
                    Actions& out) {
    const Draft& draft = *state.draft;
    const Errors errors = draft.show_errors ? step_errors(state, step) : Errors{};
    const std::string status = fix_words(state, text);
    const PlaceShown place = place_shown(state, status);
    for (const Question& question : step.questions) {
        const QuestionShown shown{.text = text,
                                  .language = language_code(state.language),
                                  .answer = draft.body.find(question.name),
                                  .errors = errors,
                                  .photos = draft.photos,
                                  .place = &place,
                                  .alone = step.questions.size() == 1,
                                  .photo_wait = photo_wait(state.photo_status)};
        QuestionDone done;
        draw_question(question, shown, done);
        take_over(state, question, done, out);
        widgets::space(12);
    }
}

void draw_consent(const AppState& state, const text::Text& text, const ReportStep& step,
                  Actions& out) {
    const Draft& draft = *state.draft;
    widgets::title(text("consent.title"));
    widgets::second(text("consent.hint"));
    const Errors errors = draft.show_errors ? step_errors(state, step) : Errors{};
    for (const std::string_view purpose : consent_needed(draft.body, !draft.photos.empty())) {
        const ConsentText* consent = state.catalogue.consent(purpose);
        if (consent == nullptr) continue;
        const bool ticked = std::find(draft.consents.begin(), draft.consents.end(), purpose) !=
                            draft.consents.end();
        const std::string path = "/consent/" + std::string(purpose);
        const bool missing = std::any_of(errors.begin(), errors.end(), [&path](const Error& error) {
            return error.path == path;
        });
        const std::string_view language = language_code(state.language);
        if (widgets::checkbox(purpose, consent->label.in(language), ticked,
                              consent->text.in(language),
                              missing ? text(error_row(ErrorCode::ConsentMissing).key) : ""))
            out.push_back(TickConsent{std::string(purpose), !ticked});
    }
}

void draw_check(const AppState& state, const text::Text& text, Actions& out) {
    const Draft& draft = *state.draft;
    widgets::title(text("check.title"));
    widgets::second(text("check.hint"));
    const std::string status;
    const PlaceShown place = place_shown(state, status);
    const Errors none;
    const std::vector<ReportStep> steps = report_steps(state);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].kind != StepKind::Questions) continue;
        const std::string id = "step" + std::to_string(i + 1);
        const std::string_view language = language_code(state.language);
        // A step of one question is named after it: pages of several share their title.
        const std::string_view name = steps[i].questions.size() == 1
                                          ? steps[i].questions.front().label.in(language)
                                          : steps[i].page->title.in(language);
        const widgets::Card card(id, name);
        const widgets::Scope scope(id);
        for (const Question& question : steps[i].questions) {
            const QuestionShown shown{.text = text,
                                      .language = language_code(state.language),
                                      .answer = draft.body.find(question.name),
                                      .errors = none,
                                      .photos = draft.photos,
                                      .place = &place};
            std::string summary = question_summary(question, shown);
            if (question.kind == QuestionKind::Photo && !draft.photos.empty())
                widgets::picture(draft.photos[0].sha256, draft.photos[0].sha256,
                                 text("photo.alt", {{"number", 1}}), 120);
            widgets::second(question.label.in(language_code(state.language)));
            widgets::bold(summary.empty() ? text("check.no_answer") : std::string_view(summary));
        }
        const std::string change = text("check.change", {{"page", name}});
        if (widgets::text_button("change", change))
            out.push_back(Go{{ScreenId::Report, std::to_string(i + 1)}});
    }
}

void draw_discard(const AppState& state, const text::Text& text, Actions& out) {
    if (state.route.dialog != kDiscard) return;
    const widgets::Dialog dialog("discard", text("discard.title"), text("action.close"));
    widgets::paragraph(text("discard.hint"));
    if (widgets::primary_button("keep", text("discard.keep")) || dialog.closed())
        out.push_back(CloseDialog{});
    if (widgets::secondary_button("throw", text("discard.throw"), widgets::Icon::Trash))
        out.push_back(DiscardDraft{});
}

/// The draft is open in another tab: it is changed in one place at a time.
void draw_elsewhere(const text::Text& text, Actions& out) {
    widgets::empty_state(widgets::Icon::List, text("report.elsewhere"),
                         text("report.elsewhere_hint"));
    const widgets::Footer footer;
    if (widgets::primary_button("take", text("report.take"))) out.push_back(TakeDraft{});
    if (widgets::text_button("home", text("action.home"))) out.push_back(Go{{ScreenId::Home}});
}

}  // namespace

void draw_report(const AppState& state, const text::Text& text, Actions& out) {
    const int number = current_step(state);
    const std::vector<ReportStep> all = report_steps(state);
    const int steps = static_cast<int>(all.size());
    const ReportStep& step = all[static_cast<std::size_t>(number - 1)];
    const std::string step_label = text("report.step", {{"step", number}, {"steps", steps}});
    const std::string_view title =
        step.page != nullptr ? step.page->title.in(language_code(state.language))
                             : text(step.kind == StepKind::Consent ? "consent.page" : "check.page");
    widgets::Page page({.id = "report",
                        .title = title,
                        .back_label = text("action.back"),
                        .step = number,
                        .steps = steps,
                        .step_label = step_label});
    if (page.back()) out.push_back(GoBack{});
    if (state.draft_lock == DraftLock::Elsewhere) {
        draw_elsewhere(text, out);
        return;
    }
    if (!state.draft || state.draft_lock == DraftLock::Taking) {
        widgets::progress("starting", text("report.starting"));
        return;
    }
    {
        const widgets::Scope scope(std::to_string(number));
        switch (step.kind) {
            case StepKind::Questions: draw_questions(state, text, step, out); break;
            case StepKind::Consent: draw_consent(state, text, step, out); break;
            case StepKind::Check:
                draw_check(state, text, out);
                if (widgets::text_button("discard", text("discard.ask"), widgets::Icon::Trash))
                    out.push_back(OpenDialog{std::string(kDiscard)});
                break;
        }
    }
    if (state.storage_failed) draw_storage_failure(state, text, out);
    draw_discard(state, text, out);

    const widgets::Footer footer;
    const bool sends = step.kind == StepKind::Check;
    const bool places = asks_only(step, QuestionKind::Place);
    const bool skips = asks_only(step, QuestionKind::Photo) && state.draft->photos.empty();
    const std::string_view label = text(sends    ? "check.send"
                                        : places ? "place.here"
                                        : skips  ? "photo.skip"
                                                 : "action.next");
    if (widgets::primary_button("next", label)) {
        if (sends)
            out.push_back(SendReport{});
        else
            out.push_back(NextStep{});
    }
}

}  // namespace kongdi::shell::screen
