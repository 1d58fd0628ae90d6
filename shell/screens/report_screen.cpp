// SPDX-License-Identifier: Apache-2.0
// One step of reporting a space: a page of its questionnaire, the consent, the last look.
#include <algorithm>

#include "core/rules/record_check.hpp"
#include "shell/questions/question_views.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

const QuestionPage& page_of(const AppState& state, int step) {
    return report_questionnaire(state).pages[static_cast<std::size_t>(step - 1)];
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
    place.shapes = state.map_shapes;
    const Value& fix = draft.body["place"]["fix"];
    if (fix.if_map() != nullptr)
        place.fix = map::Fix{{fix["lon"].number_or(0), fix["lat"].number_or(0)},
                             fix["accuracy_m"].number_or(0)};
    place.status = status;
    place.asking = state.fix_status == FixStatus::Asking;
    place.loading_map = state.map_loading == Loading::Busy;
    const api::MapFeature* community =
        community_at(state, {draft.camera.centre.lon, draft.camera.centre.lat});
    if (community != nullptr) place.line = community->name;
    return place;
}

void take_over(const Question& question, const QuestionDone& done, Actions& out) {
    if (done.camera) out.push_back(MoveMap{question.name, *done.camera, done.settled});
    if (done.ask_fix) out.push_back(AskFix{});
    if (!done.remove_photo.empty()) out.push_back(RemovePhoto{question.name, done.remove_photo});
    if (done.answer) out.push_back(SetAnswer{question.name, *done.answer});
}

void draw_questions(const AppState& state, const text::Text& text, const QuestionPage& page,
                    int step, Actions& out) {
    const Draft& draft = *state.draft;
    const Errors errors = draft.show_errors ? step_errors(state, step) : Errors{};
    const std::string status = fix_words(state, text);
    const PlaceShown place = place_shown(state, status);
    for (const Question& question : page.questions) {
        const QuestionShown shown{.text = text,
                                  .language = language_code(state.language),
                                  .answer = draft.body.find(question.name),
                                  .errors = errors,
                                  .photos = draft.photos,
                                  .place = &place,
                                  .alone = page.questions.size() == 1,
                                  .photo_failed = state.photo_status == PhotoStatus::Failed};
        QuestionDone done;
        draw_question(question, shown, done);
        take_over(question, done, out);
        widgets::space(12);
    }
}

void draw_consent(const AppState& state, const text::Text& text, Actions& out) {
    const Draft& draft = *state.draft;
    widgets::title(text("consent.title"));
    widgets::second(text("consent.hint"));
    const Errors errors = draft.show_errors ? step_errors(state, consent_step(state)) : Errors{};
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
    const auto& pages = report_questionnaire(state).pages;
    for (std::size_t p = 0; p < pages.size(); ++p) {
        const std::string id = "page" + std::to_string(p + 1);
        const widgets::Card card(id, pages[p].title.in(language_code(state.language)));
        for (const Question& question : pages[p].questions) {
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
        const std::string change =
            text("check.change", {{"page", pages[p].title.in(language_code(state.language))}});
        if (widgets::text_button("change", change))
            out.push_back(Go{{ScreenId::Report, std::to_string(p + 1)}});
    }
}

void draw_discard(const AppState& state, const text::Text& text, Actions& out) {
    if (!state.discarding) return;
    const widgets::Dialog dialog("discard", text("discard.title"), text("action.close"));
    widgets::paragraph(text("discard.hint"));
    if (widgets::primary_button("keep", text("discard.keep")) || dialog.closed())
        out.push_back(AskDiscard{false});
    if (widgets::secondary_button("throw", text("discard.throw"), widgets::Icon::Trash))
        out.push_back(DiscardDraft{});
}

}  // namespace

void draw_report(const AppState& state, const text::Text& text, Actions& out) {
    const int step = current_step(state);
    const int steps = report_steps(state);
    const std::string step_label = text("report.step", {{"step", step}, {"steps", steps}});
    const bool questions = step < consent_step(state);
    const std::string_view title =
        questions ? page_of(state, step).title.in(language_code(state.language))
                  : text(step == consent_step(state) ? "consent.page" : "check.page");
    widgets::Page page({.id = "report",
                        .title = title,
                        .back_label = text("action.back"),
                        .step = step,
                        .steps = steps,
                        .step_label = step_label});
    if (page.back()) out.push_back(GoBack{});
    if (!state.draft) {
        widgets::progress("starting", text("report.starting"));
        return;
    }
    {
        const widgets::Scope scope(std::to_string(step));
        if (questions)
            draw_questions(state, text, page_of(state, step), step, out);
        else if (step == consent_step(state))
            draw_consent(state, text, out);
        else
            draw_check(state, text, out);
        if (step == steps &&
            widgets::text_button("discard", text("discard.ask"), widgets::Icon::Trash))
            out.push_back(AskDiscard{true});
    }
    if (state.storage_failed)
        widgets::note("storage", widgets::Tone::Error, text("outbox.storage_failed"));
    draw_discard(state, text, out);

    const widgets::Footer footer;
    const bool places = questions && page_of(state, step).questions.size() == 1 &&
                        page_of(state, step).questions[0].kind == QuestionKind::Place;
    const bool skips = questions && step == 1 && state.draft->photos.empty();
    const std::string_view label = text(step == steps ? "check.send"
                                        : places      ? "place.here"
                                        : skips       ? "photo.skip"
                                                      : "action.next");
    if (widgets::primary_button("next", label)) {
        if (step == steps)
            out.push_back(SendReport{});
        else
            out.push_back(NextStep{});
    }
}

}  // namespace kongdi::shell::screen
