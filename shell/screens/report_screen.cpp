// SPDX-License-Identifier: Apache-2.0
// One step of reporting a space: a page of its questionnaire, the consent, the last look.
#include <algorithm>

#include "core/rules/likely_same.hpp"
#include "core/rules/record_check.hpp"
#include "shell/questions/question_views.hpp"
#include "shell/screens/cover_dialog.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

constexpr double kPoorM = 100;

bool asks_only(const FormStep& step, QuestionKind kind) {
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
            const double accuracy_m = fix["accuracy_m"].number_or(0);
            return text(accuracy_m > kPoorM ? "place.accuracy_poor" : "place.accuracy",
                        {{"metres", text.number(accuracy_m)}});
        }
        case FixStatus::NotAsked:
        case FixStatus::Asking: break;
    }
    return {};
}

constexpr std::size_t kMostKnown = 3;
constexpr std::string_view kSame = "same";
constexpr std::string_view kCommunity = "community";

/// Spaces that may be the one meant, by the place alone: the type is asked for later.
std::vector<KnownSpace> known_spaces(const AppState& state, const text::Text& text) {
    std::vector<KnownSpace> known;
    const Draft& draft = *state.draft;
    if (!draft.place_touched || state.points == nullptr) return known;
    const Value& accuracy = draft.body["place"]["point"]["accuracy_m"];
    const std::optional<double> accuracy_m =
        accuracy.is_number() ? std::optional(accuracy.number_or(0)) : std::nullopt;
    const double widest_m = likely_same_m({}, accuracy_m);
    for (const map::NearPoint& near :
         state.points->nearest(draft.camera.centre, kMostKnown * 4, widest_m)) {
        const std::string_view type = state.points->type_of(near.point);
        if (near.away_m > likely_same_m(type, accuracy_m) || known.size() >= kMostKnown) continue;
        const std::string_view id = state.points->points().id(near.point);
        KnownSpace space{std::string(id), type_icon(state, type),
                         std::string(type_label(state, type))};
        space.line = away_text(text, near.away_m) + " · " +
                     age_text(text, state.points->points().age_days[near.point]);
        // Other people's photos are for staff only: that is what they agreed to.
        if (const MyReport* mine = my_report(state, id)) space.picture = mine->photo;
        known.push_back(std::move(space));
    }
    return known;
}

/// The community's name, or that the point lies outside of all.
std::string place_line(const AppState& state, const text::Text& text) {
    if (!state.draft->place_touched) return {};
    const map::Whereabouts here = draft_whereabouts(state, *state.draft);
    if (!here.known) return {};
    return here.community.code.empty() ? std::string(text("place.outside")) : here.community.name;
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
    place.poor = state.fix_status == FixStatus::Known && fix.if_map() != nullptr &&
                 fix["accuracy_m"].number_or(0) > kPoorM;
    place.asking = state.fix_status == FixStatus::Asking;
    place.loading_map = state.map_loading == Loading::Busy;
    return place;
}

void take_over(const AppState& state, const Question& question, const QuestionDone& done,
               Actions& out) {
    if (done.camera) out.push_back(MoveMap{question.name, *done.camera, done.settled});
    if (done.here && !state.draft->here_by_hand) out.push_back(FoundHere{*done.here});
    if (done.correct_community) out.push_back(OpenDialog{std::string(kCommunity)});
    if (!done.same_as.empty()) {
        out.push_back(ChoosePoint{done.same_as});
        out.push_back(OpenDialog{std::string(kSame)});
    }
    if (done.ask_fix) out.push_back(AskFix{});
    if (done.stop_fix) out.push_back(StopWaiting{Wait::Fix});
    if (done.stop_map) out.push_back(StopWaiting{Wait::Map});
    if (done.stop_photo) out.push_back(StopWaiting{Wait::Photo});
    if (!done.cover_photo.empty()) out.push_back(OpenCover{question.name, done.cover_photo});
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

void draw_questions(const AppState& state, const text::Text& text, const FormStep& step,
                    Actions& out) {
    const Draft& draft = *state.draft;
    const Errors errors = draft.show_errors ? step_errors(state, step) : Errors{};
    const std::string status = fix_words(state, text);
    const bool places = asks_only(step, QuestionKind::Place);
    PlaceShown place = place_shown(state, status);
    const std::string line = place_line(state, text);
    place.line = line;
    const std::vector<KnownSpace> known =
        places ? known_spaces(state, text) : std::vector<KnownSpace>{};
    const std::string known_line = text("place.known", {{"count", known.size()}});
    place.known = known;
    place.known_line = known_line;
    const AnswerLogic logic = report_logic(state);
    // Came back to by an older entry of the history, after another answer.
    if (!step_asks(state, step)) widgets::paragraph(text("report.not_asked"));
    for (const Question& question : step.questions) {
        if (!logic.asks(question)) continue;
        const QuestionShown shown{.text = text,
                                  .language = language_code(state.language),
                                  .answer = draft.body.find(question.name),
                                  .errors = errors,
                                  .photos = draft.photos,
                                  .place = &place,
                                  .alone = step.questions.size() == 1,
                                  .photo_wait = photo_wait(state.photo_status),
                                  .logic = &logic};
        QuestionDone done;
        draw_question(question, shown, done);
        take_over(state, question, done, out);
        widgets::space(12);
    }
}

void draw_consent(const AppState& state, const text::Text& text, const FormStep& step,
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
    const std::vector<FormStep> steps = report_steps(state);
    const AnswerLogic logic = report_logic(state);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].kind != StepKind::Questions || !step_asks(state, steps[i])) continue;
        const std::string id = "step" + std::to_string(i + 1);
        const std::string_view language = language_code(state.language);
        // A step of one question is named after it: pages of several share their title.
        const std::string_view name = steps[i].questions.size() == 1
                                          ? steps[i].questions.front().label.in(language)
                                          : steps[i].page->title.in(language);
        const widgets::Card card(id, name);
        const widgets::Scope scope(id);
        for (const Question& question : steps[i].questions) {
            if (!logic.asks(question) || question.kind == QuestionKind::Information) continue;
            const QuestionShown shown{.text = text,
                                      .language = language_code(state.language),
                                      .answer = draft.body.find(question.name),
                                      .errors = none,
                                      .photos = draft.photos,
                                      .place = &place,
                                      .logic = &logic};
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

/// "The same" adds weight to the report that is there, in place of a second one.
void draw_same(const AppState& state, const text::Text& text, Actions& out) {
    if (state.route.dialog != kSame) return;
    const widgets::Dialog dialog("same", text("place.same_title"), text("action.close"));
    widgets::paragraph(text("place.same_hint"));
    if (state.corroborating == Loading::Failed)
        widgets::note("failed", widgets::Tone::Error, text("place.same_failed"));
    if (state.corroborating == Loading::Busy &&
        widgets::progress("sending", text("place.same_sending"), -1, text("sent.later")))
        out.push_back(StopWaiting{Wait::Request, "same:" + state.map_chosen});
    if (widgets::primary_button("yes", text("place.same_yes"),
                                state.corroborating != Loading::Busy))
        out.push_back(SaySame{state.map_chosen});
    if (widgets::secondary_button("no", text("place.same_no")) || dialog.closed())
        out.push_back(CloseDialog{});
}

/// Boundaries on a map are not always where people live by them.
void draw_community(const AppState& state, const text::Text& text, Actions& out) {
    if (state.route.dialog != kCommunity) return;
    const widgets::Dialog dialog("community", text("place.community_title"), text("action.close"));
    std::vector<map::CommunityName> near;
    if (state.tiles != nullptr)
        near = state.tiles->communities_near(to_world(state.draft->camera.centre));
    for (const map::CommunityName& one : near)
        if (widgets::secondary_button(one.code, one.name)) {
            out.push_back(SayCommunity{one});
            out.push_back(CloseDialog{});
        }
    if (widgets::text_button("none", text("place.community_none"))) {
        out.push_back(SayCommunity{});
        out.push_back(CloseDialog{});
    }
    if (dialog.closed()) out.push_back(CloseDialog{});
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
    const std::vector<FormStep> all = report_steps(state);
    const FormStep& step = all[static_cast<std::size_t>(number - 1)];
    // What is not asked counts for nothing.
    int at = 1;
    int steps = 0;
    for (const FormStep& one : all) {
        if (&one != &step && !step_asks(state, one)) continue;
        ++steps;
        if (&one == &step) at = steps;
    }
    const std::string step_label = text("report.step", {{"step", at}, {"steps", steps}});
    const std::string_view title =
        step.page != nullptr ? step.page->title.in(language_code(state.language))
                             : text(step.kind == StepKind::Consent ? "consent.page" : "check.page");
    widgets::Page page({.id = "report",
                        .title = title,
                        .back_label = text("action.back"),
                        .step = at,
                        .steps = steps,
                        .step_label = step_label});
    if (page.back()) out.push_back(GoBack{});
    if (state.draft_lock == DraftLock::Elsewhere) {
        draw_elsewhere(text, out);
        return;
    }
    // A version that the device does not have yet is on its way.
    if (!state.draft || state.draft_lock == DraftLock::Taking ||
        report_questionnaire(state).pages.empty()) {
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
    if (draw_discard(state, text, out)) out.push_back(DiscardDraft{});
    draw_same(state, text, out);
    draw_community(state, text, out);
    draw_cover(state, text, out);

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
