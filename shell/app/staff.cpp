// SPDX-License-Identifier: Apache-2.0
// Logging in, the table of spaces and the worker's desk.
#include "core/api/endpoints.hpp"
#include "shell/app/reducers.hpp"
#include "shell/screens/screens.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kVerifyTag = "verify:";

/// After a log-in: the screen that was asked for, or the one of the role.
void go_on(AppState& state, const Chance& chance, Effects& effects) {
    Route route = state.route;
    if (route.screen == ScreenId::Login && state.login) {
        const Role role = state.login->role;
        route = {role == Role::Planner  ? ScreenId::Planner
                 : role == Role::Worker ? ScreenId::Worker
                                        : ScreenId::My,
                 {}};
        replace_route(state, route, chance, effects);
        return;
    }
    enter_route(state, route, chance, effects);
}

void logged_in(AppState& state, const Value& body, const Chance& chance, Effects& effects) {
    const Result<api::Login> login = api::login_of(body);
    if (!login) {
        state.login_form.loading = Loading::Failed;
        return;
    }
    state.login = *login;
    state.login_known = true;
    state.login_form = {};
    if (!login->device.empty() && login->device != state.device) {
        state.device = login->device;
        save_settings(state, effects);
    }
    go_on(state, chance, effects);
}

void login_answered(AppState& state, int status, const Value& body, const Chance& chance,
                    Effects& effects) {
    if (status == 200) {
        logged_in(state, body, chance, effects);
        return;
    }
    state.login_form.loading = status == 0 ? Loading::Failed : Loading::Idle;
    state.login_form.password.clear();
    if (status != 0) state.login_form.error = api::failure_of(body).first;
}

void me_answered(AppState& state, int status, const Value& body, const Chance& chance,
                 Effects& effects) {
    state.login_known = status != 0;
    const Result<api::Login> login = api::login_of(body);
    if (status == 200 && login) state.login = *login;
    // What was asked for while nobody knew: open it now, or show the log-in in front of it.
    if (state.login && state.route.screen != ScreenId::Login &&
        screen_row(state.route.screen).audience != Audience::Everybody)
        enter_route(state, state.route, chance, effects);
    else
        effects.push_back(page_effect(state));
}

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

void submit_login(AppState& state, Effects& effects) {
    LoginForm& form = state.login_form;
    if (form.loading == Loading::Busy) return;
    form.error.reset();
    if (form.name.empty() || form.password.empty()) {
        form.error = Error{ErrorCode::FieldMissing};
        return;
    }
    form.loading = Loading::Busy;
    effects.push_back(http_post("login", api::kLogin,
                                Value::map({{"name", form.name}, {"password", form.password}})));
}

void ask_login(AppState&, Effects& effects) { effects.push_back(http_get("me", api::kMe)); }

void logout(AppState& state, const Chance& chance, Effects& effects) {
    state.login.reset();
    state.spaces = {};
    state.desk = {};
    effects.push_back(http_post("logout", api::kLogout, Value::map()));
    open_route(state, {}, chance, effects);
}

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

bool staff_event(AppState& state, std::string_view tag, int status, const Value& body,
                 const Chance& chance, Effects& effects) {
    if (tag == "login")
        login_answered(state, status, body, chance, effects);
    else if (tag == "me")
        me_answered(state, status, body, chance, effects);
    else if (tag == "spaces")
        spaces_answered(state, status, body, effects);
    else if (tag == "desk")
        desk_answered(state, status, body, effects);
    else if (tag.starts_with(kVerifyTag))
        verify_answered(state, status, body);
    else
        return tag == "logout";
    return true;
}

}  // namespace kongdi::shell
