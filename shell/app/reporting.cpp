// SPDX-License-Identifier: Apache-2.0
// Making a report: its draft is written to the device after every change.
#include <algorithm>
#include <cmath>
#include <span>

#include "core/api/endpoints.hpp"
#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/geometry/distance.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr double kStartZoom = 17;
/// A tenth of a metre is all that a place needs.
double rounded_degrees(double degrees) { return std::round(degrees * 1e6) / 1e6; }

Value point_tree(double lon, double lat, std::string_view source, const Value& accuracy_m) {
    return Value::map({{"lon", rounded_degrees(lon)},
                       {"lat", rounded_degrees(lat)},
                       {"datum", datum_name(Datum::Wgs84)},
                       {"source", source},
                       {"accuracy_m", accuracy_m}});
}

/// Photos that an answer still names.
void drop_unnamed_photos(Draft& draft, const Questionnaire& questionnaire) {
    const auto named = [&](const PhotoEntry& photo) {
        for (const QuestionPage& page : questionnaire.pages)
            for (const Question& question : page.questions)
                if (question.kind == QuestionKind::Photo)
                    for (const Value& hash : draft.body.items(question.name))
                        if (hash.string_or("") == photo.sha256) return true;
        return false;
    };
    std::erase_if(draft.photos, [&](const PhotoEntry& photo) { return !named(photo); });
}

std::string photo_question(const AppState& state) {
    for (const QuestionPage& page : report_questionnaire(state).pages)
        for (const Question& question : page.questions)
            if (question.kind == QuestionKind::Photo) return question.name;
    return {};
}

std::string place_question(const AppState& state) {
    for (const QuestionPage& page : report_questionnaire(state).pages)
        for (const Question& question : page.questions)
            if (question.kind == QuestionKind::Place) return question.name;
    return {};
}

/// Takes a photo off the device, unless a record that is not sent yet still needs it.
void drop_photo(const AppState& state, const std::string& hash, Effects& effects) {
    for (const OutboxItem& item : state.outbox)
        if (std::find(item.photos.begin(), item.photos.end(), hash) != item.photos.end()) return;
    effects.push_back(effect("photo.drop", {{"sha256", hash}}));
}

/// Whoever touches the map before there is a point gives it the middle. Afterwards a zoom and a
/// turn move none. A fix, and a community that was corrected, are not given up for a finger that
/// trembles; it is held against the point, so that many small steps count as well.
bool moves_point(const Draft& draft, const Value& point, Wgs84Point centre) {
    constexpr double kTrembleM = 0.5;
    constexpr double kRoundingM = 0.001;
    if (point.is_null()) return true;
    const bool at_stake = draft.here_by_hand || point.text("source") == "fix";
    if (!at_stake) return distance_m(draft.camera.centre, centre) > kRoundingM;
    return distance_m({point["lon"].number_or(0), point["lat"].number_or(0)}, centre) > kTrembleM;
}

void place_by_hand(const AppState& state, Draft& draft, const MoveMap& action) {
    draft.place_touched = true;
    draft.here_by_hand = false;
    const Value fix = draft.body[action.question]["fix"];
    Value point = point_tree(draft.camera.centre.lon, draft.camera.centre.lat, "hand", Value());
    point.set("at", format_time(state.now_ms));
    Value place = Value::map({{"point", std::move(point)}});
    if (!fix.is_null()) place.set("fix", fix);
    draft.body.set(action.question, std::move(place));
}

}  // namespace

void save_draft(const AppState& state, Effects& effects) {
    if (state.draft && state.draft_lock != DraftLock::Elsewhere)
        effects.push_back(store_put("drafts", kDraftKey, stored_draft(*state.draft)));
}

void start_report(AppState& state, const Chance& chance, Effects& effects) {
    if (!state.draft) {
        Draft draft;
        std::span<const std::uint8_t, 16> random(chance.random);
        draft.id = make_uuid_v7(chance.now_ms, random.first<10>());
        draft.camera.zoom = kStartZoom;
        if (state.city && !state.city->box.empty()) {
            const Wgs84Point centre = state.city->box.centre();
            draft.camera.centre = {centre.lon, centre.lat};
        }
        draft.questionnaire_version = report_questionnaire(state).version;
        state.draft = draft;
        state.fix_status = FixStatus::NotAsked;
        state.photo_status = PhotoStatus::Idle;
    }
    const int steps = static_cast<int>(report_steps(state).size());
    const int step = std::clamp(state.draft->furthest_step, 1, steps);
    const Route route{ScreenId::Report, std::to_string(step)};
    if (state.route.screen == ScreenId::Report) {
        // Came by a step's address: stay on it, no further than the draft got.
        if (current_step(state) <= step) return;
        replace_route(state, route, chance, effects);
        return;
    }
    open_route(state, route, chance, effects);
}

void set_answer(AppState& state, const SetAnswer& action, Effects& effects) {
    if (!state.draft) return;
    if (action.answer.is_null())
        state.draft->body.erase(action.question);
    else
        state.draft->body.set(action.question, action.answer);
    save_draft(state, effects);
}

void remove_photo(AppState& state, const RemovePhoto& action, Effects& effects) {
    if (!state.draft) return;
    Value kept = Value::list();
    for (const Value& hash : state.draft->body.items(action.question))
        if (hash.string_or("") != action.sha256) kept.push(hash);
    if (kept.if_list()->empty())
        state.draft->body.erase(action.question);
    else
        state.draft->body.set(action.question, std::move(kept));
    drop_unnamed_photos(*state.draft, report_questionnaire(state));
    if (state.draft->photos.empty()) std::erase(state.draft->consents, "photo");
    save_draft(state, effects);
    drop_photo(state, action.sha256, effects);
}

void photo_ready(AppState& state, const Value& event, Effects& effects) {
    if (!state.draft) return;
    Draft& draft = *state.draft;
    state.photo_status = PhotoStatus::Idle;
    const std::string hash = event.text("sha256");
    const std::string question = photo_question(state);
    const auto same = [&hash](const PhotoEntry& photo) { return photo.sha256 == hash; };
    if (std::any_of(draft.photos.begin(), draft.photos.end(), same)) return;
    draft.photos.push_back(
        {hash, event["bytes"].int_or(0), event["width"].int_or(0), event["height"].int_or(0)});
    Value hashes = draft.body[question].if_list() != nullptr ? draft.body[question] : Value::list();
    hashes.push(hash);
    draft.body.set(question, std::move(hashes));
    save_draft(state, effects);
}

void move_map(AppState& state, const MoveMap& action, Effects& effects) {
    if (!state.draft) return;
    Draft& draft = *state.draft;
    const bool moves =
        moves_point(draft, draft.body[action.question]["point"], action.camera.centre);
    draft.camera = action.camera;
    if (moves) place_by_hand(state, draft, action);
    if (!action.settled) return;
    save_draft(state, effects);
    want_map_of_draft(state, effects);
}

void found_here(AppState& state, const FoundHere& action, Effects& effects) {
    if (!state.draft || state.draft->here_by_hand || state.draft->here == action.here) return;
    state.draft->here = action.here;
    if (state.draft->place_touched) save_draft(state, effects);
}

void say_community(AppState& state, const SayCommunity& action, Effects& effects) {
    if (!state.draft) return;
    state.draft->here = {true, action.community};
    state.draft->here_by_hand = true;
    save_draft(state, effects);
}

void ask_fix(AppState& state, Effects& effects) {
    if (state.fix_status == FixStatus::Asking) return;
    state.fix_status = FixStatus::Asking;
    effects.push_back(simple_effect("fix.ask"));
}

void fix_ready(AppState& state, const Value& event, Effects& effects) {
    state.fix_status = FixStatus::Known;
    if (!state.draft) return;
    Draft& draft = *state.draft;
    const double lon = event["lon"].number_or(0);
    const double lat = event["lat"].number_or(0);
    draft.camera.centre = {lon, lat};
    draft.camera.zoom = std::max(draft.camera.zoom, kStartZoom);
    draft.place_touched = true;
    draft.here_by_hand = false;
    Value point = point_tree(lon, lat, "fix", event["accuracy_m"]);
    point.set("at", format_time(event["at_ms"].int_or(state.now_ms)));
    draft.body.set(place_question(state), Value::map({{"point", point}, {"fix", point}}));
    save_draft(state, effects);
    want_map_of_draft(state, effects);
}

void fix_failed(AppState& state, const Value& event) {
    const std::string_view reason = event["reason"].string_or("");
    state.fix_status = reason == "denied"    ? FixStatus::Denied
                       : reason == "timeout" ? FixStatus::TimedOut
                                             : FixStatus::Unavailable;
}

void tick_consent(AppState& state, const TickConsent& action, Effects& effects) {
    const bool rates = state.route.screen == ScreenId::Rate;
    std::optional<Draft>& draft = rates ? state.rating : state.draft;
    if (!draft) return;
    std::erase(draft->consents, action.purpose);
    // Ticked like a consent, and none: it says who answers, in whichever language.
    if (action.purpose == mode_name(Mode::Assisted))
        draft->assisted = action.ticked;
    else if (action.ticked)
        draft->consents.push_back(action.purpose);
    if (rates)
        save_rating(state, effects);
    else
        save_draft(state, effects);
}

void next_step(AppState& state, const Chance& chance, Effects& effects) {
    if (!state.draft) return;
    const int step = current_step(state);
    const std::vector<FormStep> steps = report_steps(state);
    if (!step_errors(state, steps[static_cast<std::size_t>(step - 1)]).empty()) {
        state.draft->show_errors = true;
        return;
    }
    // Past what these answers make needless; the last look is always asked.
    std::size_t next = std::min(static_cast<std::size_t>(step), steps.size() - 1);
    while (next + 1 < steps.size() && !step_asks(state, steps[next])) ++next;
    const int number = static_cast<int>(next) + 1;
    state.draft->furthest_step = std::max(state.draft->furthest_step, number);
    save_draft(state, effects);
    open_route(state, {ScreenId::Report, std::to_string(number)}, chance, effects);
}

void discard_draft(AppState& state, const Chance& chance, Effects& effects) {
    if (!state.draft) return;
    for (const PhotoEntry& photo : state.draft->photos) drop_photo(state, photo.sha256, effects);
    state.draft.reset();
    effects.push_back(store_delete("drafts", kDraftKey));
    leave_report(state, {}, state.report_depth - 1, chance, effects);
}

}  // namespace kongdi::shell
