// SPDX-License-Identifier: Apache-2.0
// Logging in and out.
#include "core/api/account_messages.hpp"
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/screens/screens.hpp"

namespace kongdi::shell::desk {

namespace {

/// After a log-in: the screen that was asked for, or the one of the role.
void go_on(AppState& state, std::optional<Route> wanted, const Chance& chance, Effects& effects) {
    const ScreenId screen = state.route.screen;
    const bool of_login =
        screen == ScreenId::Login || screen == ScreenId::LoginStep || screen == ScreenId::Invited;
    if (!of_login) {
        enter_route(state, Route(state.route), chance, effects);
        return;
    }
    const Role role = state.login->role;
    Route route{role == Role::Planner         ? ScreenId::Planner
                : role == Role::Worker        ? ScreenId::Worker
                : role == Role::Administrator ? ScreenId::Accounts
                                              : ScreenId::My};
    if (wanted) route = *std::move(wanted);
    replace_route(state, route, chance, effects);
}

/// The password was right and something is owed: a code, or to set up what makes codes.
void step_on(AppState& state, const Value& body, const Chance& chance, Effects& effects) {
    std::optional<Route> wanted;
    if (state.route.screen != ScreenId::Login) wanted = state.route;
    state.login_form = {};
    state.login_form.wanted = std::move(wanted);
    replace_route(state, {ScreenId::LoginStep, body.text("stage")}, chance, effects);
}

void login_answered(AppState& state, int status, const Value& body, const Chance& chance,
                    Effects& effects) {
    if (status == 200) {
        logged_in(state, body, chance, effects);
        return;
    }
    if (status == 202) {
        step_on(state, body, chance, effects);
        return;
    }
    state.login_form.loading = status == 0 ? Loading::Failed : Loading::Idle;
    state.login_form.password.clear();
    if (status != 0) state.login_form.error = api::failure_of(body).first;
}

void provider_answered(AppState& state, int status, const Value& body) {
    LoginProvider& provider = state.accounts.provider;
    provider.asked = status == 200;
    provider.name.clear();
    if (const auto* names = body["name"].if_map())
        for (const auto& [language, name] : *names)
            provider.name.emplace(language, std::string(name.string_or("")));
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

}  // namespace

void logged_in(AppState& state, const Value& body, const Chance& chance, Effects& effects) {
    const Result<api::Login> login = api::login_of(body);
    if (!login) {
        state.login_form.loading = Loading::Failed;
        return;
    }
    std::optional<Route> wanted = std::move(state.login_form.wanted);
    state.login = *login;
    state.login_known = true;
    state.login_form = {};
    if (!login->device.empty() && login->device != state.device) {
        state.device = login->device;
        save_settings(state, effects);
    }
    go_on(state, std::move(wanted), chance, effects);
}

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

void ask_login(AppState& state, Effects& effects) {
    ask_provider(state, effects);
    effects.push_back(http_get("me", api::kMe));
}

void ask_provider(AppState& state, Effects& effects) {
    if (!state.accounts.provider.asked) effects.push_back(http_get("oidc", api::kProvider));
}

std::string_view provider_name(const AppState& state) {
    const auto& names = state.accounts.provider.name;
    const auto found = names.find(language_code(state.language));
    return found != names.end() ? std::string_view(found->second) : std::string_view();
}

void go_to_provider(AppState& state, Effects& effects) {
    std::string path(api::kProviderStart);
    path.append("?lang=").append(language_code(state.language));
    // To the page of their role, when nothing was asked for.
    if (state.route.screen != ScreenId::Login)
        path.append("&to=").append(percent_encoded(path_of(state.route)));
    effects.push_back(effect("page.leave", {{"path", path}}));
}

void stop_login(AppState& state, Effects& effects) {
    // Nobody knows who it is: the log-in says so.
    if (!state.login_known) effects.push_back(http_cancel("me"));
    state.login_known = true;
    state.login_form.loading = Loading::Stopped;
    effects.push_back(http_cancel("login"));
}

void logout(AppState& state, const Chance& chance, Effects& effects) {
    state.login.reset();
    state.spaces = {};
    state.desk = {};
    state.accounts = {.provider = std::move(state.accounts.provider)};
    effects.push_back(http_post("logout", api::kLogout, Value::map()));
    open_route(state, {}, chance, effects);
}

bool login_event(AppState& state, std::string_view tag, int status, const Value& body,
                 const Chance& chance, Effects& effects) {
    if (tag == "login")
        login_answered(state, status, body, chance, effects);
    else if (tag == "me")
        me_answered(state, status, body, chance, effects);
    else if (tag == "oidc")
        provider_answered(state, status, body);
    else
        return tag == "logout";
    return true;
}

}  // namespace kongdi::shell::desk
