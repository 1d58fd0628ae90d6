// SPDX-License-Identifier: Apache-2.0
// What the platform reports, turned into changes of the state.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "core/base/id.hpp"
#include "core/codec/json.hpp"
#include "shell/app/desk.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

void started(AppState& state, const Value& event, const Chance& chance, Effects& effects) {
    std::string languages = event.text("lang");
    for (const Value& tag : event.items("languages"))
        languages.append(",").append(tag.string_or(""));
    state.language = text::language_of(languages);
    state.online = event["online"].bool_or(true);
    state.utc_offset_min = static_cast<int>(event["utc_offset_min"].int_or(480));
    take_prefers(state, event["prefers"]);
    state.can_speak = event["speech"].bool_or(false);
    state.depth = static_cast<int>(event["depth"].int_or(0));
    state.report_depth = static_cast<int>(event["report_depth"].int_or(0));
    state.device = make_device(chance.random);  // unless the device's store knows an older one
    state.route = route_of(event["path"].string_or("/"));
    effects.push_back(page_effect(state));
    effects.push_back(simple_effect("store.load"));
}

bool take_city(AppState& state, const Value& tree) {
    Result<api::City> city = api::city_of(tree);
    if (!city) return false;
    state.city = *std::move(city);
    take_restoration(state, tree);
    // A draft that began before the city was known looks at nowhere.
    if (state.draft && !state.draft->place_touched && !state.city->box.empty()) {
        const Wgs84Point centre = state.city->box.centre();
        state.draft->camera.centre = {centre.lon, centre.lat};
    }
    return true;
}

/// Pages of the first kind wrote these one after the other, and may have been closed in between.
/// Once the outbox holds the record, or the server has it, the draft goes, from the device, too:
/// otherwise it would be back after the outbox is empty. Before that it is still a draft, and
/// nothing was reported.
void clear_sent_draft(AppState& state, Effects& effects) {
    if (!state.draft) return;
    const std::string id = state.draft->id;
    const MyReport* report = my_report(state, id);
    if (outbox_item(state, id) != nullptr || (report != nullptr && !report->receipt.empty())) {
        state.draft.reset();
        effects.push_back(store_delete("drafts", kDraftKey));
    } else if (report != nullptr) {
        std::erase_if(state.reports, [&id](const MyReport& one) { return one.id == id; });
        effects.push_back(store_delete("reports", id));
    }
}

void store_loaded(AppState& state, const Value& event, const Chance& chance, Effects& effects) {
    const Value& tables = event["tables"];
    const Value& me = tables["settings"]["me"];
    if (me.if_string() != nullptr)
        load_settings(state, stored_tree(me));
    else
        save_settings(state, effects);
    take_questionnaires(state, stored_tree(tables["cache"]["questionnaires"]));
    take_stored_drafts(state, tables["drafts"]);
    take_stored_outbox(state, tables["outbox"]);
    take_stored_reports(state, tables["reports"]);
    take_stored_same(state, tables["settings"], effects);
    take_stored_joined(state, stored_tree(tables["settings"]["joined"]));
    take_city(state, stored_tree(tables["cache"]["city"]));
    take_map(state, stored_tree(tables["cache"]["map"]));
    state.survey = stored_tree(tables["cache"]["survey"]);
    take_map_about(state, stored_tree(tables["cache"]["map_about"]), effects);
    desk::take_stored(state, tables);
    clear_sent_draft(state, effects);

    state.started = true;
    want_city(state, effects);
    effects.push_back(http_get("questionnaires", api::kQuestionnaires));
    want_versions_of_drafts(state, effects);
    want_survey(state.survey.text("community"), effects);
    enter_route(state, state.route, chance, effects);
    pump_outbox(state, chance, effects);
    pump_same(state, chance, effects);
    look_when_due(state, chance, effects);
}

void city_answered(AppState& state, const Value& body, const Chance& chance, Effects& effects) {
    // The clock of a city that was kept is that of another day.
    const bool came = take_city(state, body);
    state.city_loading = state.city ? Loading::Idle : Loading::Failed;
    if (!came) return;
    state.clock_offset_ms = state.city->now_ms - chance.now_ms;
    effects.push_back(store_put("cache", "city", body));
    if (!body["restored"].is_null()) offer_again(state, body["restored"], effects);
    want_map_of_draft(state, effects);
    if (state.route.screen == ScreenId::Map) open_city_map(state, effects);
    if (state.route.screen == ScreenId::Nearby) want_nearby(state, effects);
    // Whoever went straight there was waiting for the city.
    const bool waits = (state.route.screen == ScreenId::PlannerMap && !state.map_camera) ||
                       (state.route.screen == ScreenId::FacilityForm && !state.form.touched);
    if (waits && state.login) desk::enter(state, effects);
}

/// `is_current`: of the pseudonym that is in use.
void my_answered(AppState& state, int status, const Value& body, bool is_current,
                 Effects& effects) {
    if (is_current) state.my_loading = status == 200 ? Loading::Idle : Loading::Failed;
    if (status == 200) my_reports_done(state, body, effects);
}

/// Status 0 stands for no answer at all.
void http_answered(AppState& state, std::string_view tag, int status, const Value& body,
                   const Chance& chance, Effects& effects) {
    constexpr std::string_view kWithdraw = "withdraw:";
    if (tag == "city")
        city_answered(state, body, chance, effects);
    else if (questionnaire_answered(state, tag, body, chance, effects))
        return;
    else if (tag == kSurveyTag)
        survey_answered(state, status, body, effects);
    else if (tag == "about")
        map_about_answered(state, status, body, effects);
    else if (tag == "map")
        map_answered(state, status, body, effects);
    else if (meeting_answered(state, tag, status, body, effects))
        return;
    else if (seat_answered(state, tag, status, body, chance, effects))
        return;
    else if (nearby_answered(state, tag, status, body, effects))
        return;
    else if (same_answered(state, tag, status, chance, effects))
        return;
    else if (answer_done(state, tag, status, body, effects))
        return;
    else if (own_data_answered(state, tag, status, chance, effects))
        return;
    else if (tag == "my" || tag.starts_with("my:"))
        my_answered(state, status, body, tag == "my", effects);
    else if (tag.starts_with(kWithdraw))
        withdraw_done(state, std::string(tag.substr(kWithdraw.size())), status, body, effects);
    else
        desk::http_event(state, tag, status, body, chance, effects);
}

void online(AppState& state, const Chance& chance, Effects& effects) {
    state.online = true;
    if (!state.city) want_city(state, effects);
    want_versions_of_drafts(state, effects);
    retry_now(state, false, chance, effects);
    pump_same(state, chance, effects);
    look_again(state, chance, effects);
}

/// JSON of an answer of ours; a map part is larger than a record.
Value body_of(const Value& event) {
    constexpr std::size_t kLargest = 16 * 1024 * 1024;
    Result<Value> tree = parse_json(event["body"].string_or(""), {kLargest, 64});
    return tree ? *std::move(tree) : Value();
}

}  // namespace

void want_city(AppState& state, Effects& effects) {
    state.city_loading = Loading::Busy;
    state.restoration.asked_ms = state.now_ms;
    effects.push_back(http_get("city", api::kCity));
    effects.push_back(http_get("about", api::kMapAbout));
}

void no_answer(AppState& state, std::string_view tag, const Chance& chance, Effects& effects) {
    http_answered(state, tag, 0, Value(), chance, effects);
}

void take_storage_failure(AppState& state, const Value& event) {
    state.storage_failed = true;
    if (event["reason"].string_or("") == "full") state.storage_full = true;
}

void platform_event(AppState& state, const Value& event, const Chance& chance, Effects& effects) {
    const std::string_view name = event["event"].string_or("");
    if (name == "http.done")
        server_heard(state, event["tag"].string_or(""), event["headers"], chance, effects);
    if (outbox_event(state, name, event, chance, effects)) return;
    if (handover_event(state, name, event, chance, effects)) return;
    if (own_data_event(state, name, event)) return;
    if (desk::platform_event(state, name, event, chance, effects)) return;
    if (name == "start") {
        started(state, event, chance, effects);
    } else if (name == "store.loaded") {
        if (state.started)
            store_changed_elsewhere(state, event["tables"], chance, effects);
        else
            store_loaded(state, event, chance, effects);
    } else if (name == "store.changed") {
        if (state.started) effects.push_back(simple_effect("store.load"));
    } else if (name == "store.not_reoffered") {
        not_offered(state);
    } else if (name == "store.failed") {
        take_storage_failure(state, event);
    } else if (name.starts_with("lock.")) {
        lock_event(state, name, effects);
    } else if (name == "push.told") {
        push_told(state, event);
    } else if (name == "persist.done") {
        state.persisted = event["granted"].bool_or(false);
    } else if (name == "http.done") {
        http_answered(state, event["tag"].string_or(""),
                      static_cast<int>(event["status"].int_or(0)), body_of(event), chance, effects);
    } else if (name == "http.failed") {
        // Who stopped it knows already.
        if (event["reason"].string_or("") != "cancelled")
            http_answered(state, event["tag"].string_or(""), 0, Value(), chance, effects);
    } else if (name == "photo.started") {
        state.photo_status = PhotoStatus::Busy;
    } else if (name == "photo.ready") {
        if (!photo_covered(state, event, effects)) photo_ready(state, event, effects);
    } else if (name == "photo.failed") {
        const bool stopped = event["reason"].string_or("") == "cancelled";
        state.photo_status = stopped ? PhotoStatus::Idle : PhotoStatus::Failed;
    } else if (name == "fix.ready") {
        fix_ready(state, event, effects);
    } else if (name == "fix.failed") {
        fix_failed(state, event);
    } else if (name == "nav.changed") {
        navigated(state, event, chance, effects);
    } else if (name == "online") {
        online(state, chance, effects);
    } else if (name == "offline") {
        state.online = false;
    } else if (name == "visible") {
        retry_now(state, false, chance, effects);
        pump_same(state, chance, effects);
        refresh_my(state, effects);
        look_again(state, chance, effects);
    } else if (name == "wake") {
        pump_outbox(state, chance, effects);
        pump_same(state, chance, effects);
        pump_meeting(state, effects);
        desk::wake(state, effects);
        look_when_due(state, chance, effects);
    } else if (name == "prefers") {
        take_prefers(state, event);
    } else if (name == "speak.done") {
        state.speaking = false;
    } else if (name == "speak.failed") {
        state.speaking = false;
        state.toast = "reading.failed";
    }
}

}  // namespace kongdi::shell
