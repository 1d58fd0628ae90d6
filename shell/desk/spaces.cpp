// SPDX-License-Identifier: Apache-2.0
// The table of spaces, and one report on the worker's desk.
#include "core/api/endpoints.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kVerifyTag = "verify:";

void spaces_answered(AppState& state, int status, const Value& body, Effects& effects) {
    Result<api::SpacePage> page = api::space_page_of(body);
    if (status == 200 && page) {
        state.spaces.page = *std::move(page);
        state.spaces.loading = Loading::Idle;
        state.spaces.error.reset();
        return;
    }
    state.spaces.loading = Loading::Failed;
    state.spaces.error.reset();
    if (status != 0) state.spaces.error = api::failure_of(body).first;
    if (status != 401) return;
    // The session is over: the log-in comes up in front.
    state.login.reset();
    effects.push_back(page_effect(state));
}

void desk_answered(AppState& state, int status, const Value& body, Effects& effects) {
    Result<api::SpaceCard> card = api::space_card_of(body);
    if (status != 200 || !card) {
        state.desk.loading = Loading::Failed;
        state.desk.error.reset();
        if (status != 0) state.desk.error = api::failure_of(body).first;
        return;
    }
    state.desk = {};
    state.desk.corroborations = card->corroborations;
    for (const std::string& hash : card->photos)
        state.desk.photos.push_back(std::string(api::kPhotos) + "/" + hash + "?size=1280");
    state.desk.space = std::move(card->space);
    want_map(state, state.desk.space->point, effects);
}

void verify_answered(AppState& state, int status, const Value& body) {
    const Result<api::RecordState> told = api::record_state_of(body);
    if (status != 200 || !told) {
        state.desk.moving = Loading::Failed;
        state.desk.error.reset();
        if (status != 0) state.desk.error = api::failure_of(body).first;
        return;
    }
    state.desk.moving = Loading::Idle;
    if (state.desk.space && state.desk.space->id == told->id) state.desk.space->state = told->state;
    for (Space& space : state.spaces.page.rows)
        if (space.id == told->id) space.state = told->state;
    state.toast = "worker_report.verified";
}

}  // namespace

void query_spaces(AppState& state, const api::SpaceQuery& query, Effects& effects) {
    state.spaces.query = query;
    state.spaces.loading = Loading::Busy;
    std::string path(api::kSpaces);
    effects.push_back(http_get("spaces", path + "?" + api::query_string(query)));
}

void open_desk(AppState& state, const std::string& id, Effects& effects) {
    state.desk = {};
    state.desk.loading = Loading::Busy;
    effects.push_back(http_get("desk", std::string(api::kSpaces) + "/" + id));
}

void verify_report(AppState& state, const std::string& id, Effects& effects) {
    if (state.desk.moving == Loading::Busy) return;
    state.desk.moving = Loading::Busy;
    std::string path(api::kRecords);
    path.append("/").append(id).append(api::kRecordEvents);
    effects.push_back(http_post(std::string(kVerifyTag) + id, path,
                                Value::map({{"move", report_move_name(ReportMove::Verify)}})));
}

bool space_event(AppState& state, std::string_view tag, int status, const Value& body,
                 Effects& effects) {
    if (tag == "spaces")
        spaces_answered(state, status, body, effects);
    else if (tag == "desk")
        desk_answered(state, status, body, effects);
    else if (tag.starts_with(kVerifyTag))
        verify_answered(state, status, body);
    else
        return false;
    return true;
}

}  // namespace kongdi::shell::desk
