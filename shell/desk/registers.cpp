// SPDX-License-Identifier: Apache-2.0
// The register of facilities and the waves, asked for and moved.
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/asked.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::int64_t kAskAgainMs = 5'000;

constexpr std::int64_t kRowsOfPage = 100;

std::string path_of(std::string_view base, const std::string& id, std::string_view rest = {}) {
    std::string out(base);
    return out.append("/").append(id).append(rest);
}

void add_parameter(std::string& path, std::string_view name, const std::string& value) {
    if (value.empty()) return;
    path += path.find('?') == std::string::npos ? '?' : '&';
    path.append(name).append("=").append(percent_encoded(value));
}

void add_filter(std::string& path, const FacilityFilter& filter) {
    add_parameter(path, "state", filter.state);
    add_parameter(path, "kind", filter.kind);
    add_parameter(path, "community", filter.community);
    add_parameter(path, "name", filter.name);
}

void facility_moved(AppState& state, int status, const Value& body, Effects& effects) {
    const auto moved = api::facility_of(body);
    if (!answered(state.facilities.moving, status, moved.has_value(), body)) return;
    state.facilities.reason.clear();
    state.toast = "facility.moved";
    for (Facility& row : state.facilities.list.rows)
        if (row.id == moved->id) row = *moved;
    // Another one may have been opened meanwhile.
    const auto& card = state.facilities.card;
    if (card && card->facility.id == moved->id) open_facility(state, moved->id, effects);
}

void wave_moved(AppState& state, int status, const Value& body, Effects& effects) {
    const auto moved = api::wave_of(body);
    if (!answered(state.waves.moving, status, moved.has_value(), body)) return;
    state.toast = "wave.moved";
    const auto& progress = state.waves.progress;
    if (progress && progress->wave.id == moved->id) open_wave(state, moved->id, effects);
}

/// An open wave is shown as it goes on.
void ask_wave_later(AppState& state, Effects& effects) {
    if (!state.waves.progress || state.waves.progress->wave.state != WaveState::Open) return;
    state.waves.next_ask_ms = state.now_ms + kAskAgainMs;
    effects.push_back(effect("wake.at", {{"ms", state.waves.next_ask_ms}}));
}

/// Says which curves are meant: an answer to an earlier wish is passed over.
std::string reach_tag(const AppState& state) {
    return "reach:" + state.reach.pace + ":" + state.reach.subject;
}

template <class Message, class Target>
void take(Asked& asked, Target& target, Result<Message> message, int status, const Value& body) {
    if (answered(asked, status, message.has_value(), body)) target = *std::move(message);
}

}  // namespace

void query_facilities(AppState& state, const FacilityFilter& filter, Effects& effects) {
    state.facilities.filter = filter;
    ask(state.facilities.listing);
    std::string path(api::kFacilities);
    add_filter(path, filter);
    if (filter.offset > 0) add_parameter(path, "offset", std::to_string(filter.offset));
    add_parameter(path, "limit", std::to_string(kRowsOfPage));
    effects.push_back(http_get("facilities", path));
}

std::string facilities_path(const FacilityFilter& filter, std::string_view format) {
    std::string path(api::kExport);
    path.append("/facilities.").append(format);
    add_filter(path, filter);
    return path;
}

void open_facility(AppState& state, const std::string& id, Effects& effects) {
    FacilityDesk& desk = state.facilities;
    if (desk.card && desk.card->facility.id != id) {
        desk.card.reset();
        desk.reason.clear();
        if (!desk.moving.busy) desk.moving = {};
    }
    ask(desk.opening);
    effects.push_back(http_get("facility", path_of(api::kFacilities, id)));
}

void move_facility(AppState& state, const MoveFacility& action, Effects& effects) {
    FacilityDesk& desk = state.facilities;
    if (desk.moving.busy || !desk.card) return;
    ask(desk.moving);
    Value body = Value::map(
        {{"move", facility_move_name(action.move)}, {"version", desk.card->facility.version}});
    // What was written for a closing that was not sent is no reason of a verification.
    if (action.move != FacilityMove::Verify && !desk.reason.empty())
        body.set("reason", desk.reason);
    effects.push_back(
        http_post("facility.move",
                  path_of(api::kFacilities, desk.card->facility.id, api::kRecordEvents), body));
}

void show_reach(AppState& state, const ShowReach& action, Effects& effects) {
    state.reach = {.subject = action.subject, .pace = action.pace};
    if (action.pace.empty()) return;
    ask(state.reach.asking);
    effects.push_back(http_get(reach_tag(state), action.subject + "/reach?pace=" + action.pace));
}

void load_thresholds(AppState& state, Effects& effects) {
    ask(state.thresholds.asking);
    effects.push_back(http_get("thresholds", api::kCatalogue));
}

void load_wave_plan(AppState& state, const std::string& id, Effects& effects) {
    if (state.waves.plan && state.waves.plan->id != id) state.waves.plan.reset();
    ask(state.waves.planning);
    effects.push_back(http_get("wave.plan", path_of(api::kWaves, id)));
}

void list_waves(AppState& state, Effects& effects) {
    ask(state.waves.listing);
    effects.push_back(http_get("waves", api::kWaves));
}

void open_wave(AppState& state, const std::string& id, Effects& effects) {
    WaveDesk& desk = state.waves;
    if (desk.progress && desk.progress->wave.id != id) {
        desk.progress.reset();
        desk.results.clear();
        if (!desk.moving.busy) desk.moving = {};
    }
    ask(desk.opening);
    effects.push_back(http_get("wave.progress", path_of(api::kWaves, id, "/progress")));
    effects.push_back(http_get("wave.results", path_of(api::kWaves, id, "/results")));
}

void ask_wave_again(AppState& state, Effects& effects) {
    const WaveDesk& desk = state.waves;
    const bool shown = state.route.screen == ScreenId::Wave && desk.progress &&
                       desk.progress->wave.id == state.route.argument &&
                       desk.progress->wave.state == WaveState::Open;
    if (!shown || desk.opening.busy || desk.next_ask_ms > state.now_ms) return;
    // Nobody waits for it: what stands there stays until the answer.
    const std::string& id = desk.progress->wave.id;
    effects.push_back(http_get("wave.progress", path_of(api::kWaves, id, "/progress")));
    effects.push_back(http_get("wave.results", path_of(api::kWaves, id, "/results")));
    state.waves.next_ask_ms = state.now_ms + kAskAgainMs;
}

void move_wave(AppState& state, const MoveWave& action, Effects& effects) {
    WaveDesk& desk = state.waves;
    if (desk.moving.busy || !desk.progress) return;
    ask(desk.moving);
    effects.push_back(http_post("wave.move",
                                path_of(api::kWaves, desk.progress->wave.id, api::kRecordEvents),
                                Value::map({{"move", wave_move_name(action.move)}})));
}

bool register_event(AppState& state, std::string_view tag, int status, const Value& body,
                    Effects& effects) {
    FacilityDesk& facilities = state.facilities;
    WaveDesk& waves = state.waves;
    if (tag == "facilities")
        take(facilities.listing, facilities.list, api::facility_list_of(body), status, body);
    else if (tag == "facility")
        take(facilities.opening, facilities.card, api::facility_card_of(body), status, body);
    else if (tag == reach_tag(state))
        take(state.reach.asking, state.reach.card, api::reach_card_of(body), status, body);
    else if (tag == "facility.move")
        facility_moved(state, status, body, effects);
    else if (tag == "thresholds")
        take(state.thresholds.asking, state.thresholds.now, api::catalogue_now_of(body), status,
             body);
    else if (tag == "wave.plan")
        take(waves.planning, waves.plan, api::wave_of(body), status, body);
    else if (tag == "waves")
        take(waves.listing, waves.waves, api::wave_list_of(body), status, body);
    else if (tag == "wave.progress") {
        take(waves.opening, waves.progress, api::wave_progress_of(body), status, body);
        ask_wave_later(state, effects);
    } else if (tag == "wave.results") {
        Asked asked;
        take(asked, waves.results, api::wave_results_of(body), status, body);
    } else if (tag == "wave.move") {
        wave_moved(state, status, body, effects);
    } else {
        return false;
    }
    fill_form(state);
    return true;
}

}  // namespace kongdi::shell::desk
