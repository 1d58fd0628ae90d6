// SPDX-License-Identifier: Apache-2.0
// Passwords and codes: sent, and never kept.
#include "core/api/account_messages.hpp"
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kTag = "secret";
constexpr std::string_view kInviteTag = "secret.invite";
constexpr std::string_view kOwnTag = "secret.own";

std::string invite_path(const AppState& state) {
    return std::string(api::kInvite) + "/" + percent_encoded(state.route.argument);
}

/// What can be seen to be wrong without asking.
Errors mistakes(const SecretForm& form, Secret secret) {
    Errors out;
    const auto missing = [&](const char* field) {
        if (form.text(field).empty())
            out.push_back({ErrorCode::FieldMissing, "/" + std::string(field)});
    };
    const bool sets_one = secret == Secret::Invited || secret == Secret::Password;
    if (secret == Secret::Password) missing("old");
    if (sets_one) missing("password");
    if (secret == Secret::BeginSecond) missing("current");
    if (secret == Secret::Code || secret == Secret::ConfirmSecond) missing("code");
    if (!sets_one || !out.empty()) return out;
    if (code_point_count(form.text("password")) < kLeastPassword)
        out.push_back({ErrorCode::FieldRange, "/password"});
    else if (form.text("again") != form.text("password"))
        out.push_back({ErrorCode::FieldChoice, "/again"});
    return out;
}

void post(const AppState& state, Secret secret, Effects& effects) {
    const SecretForm& form = state.secret;
    std::string path;
    Value body = Value::map();
    switch (secret) {
        case Secret::Invited:
            path = invite_path(state);
            body.set("password", form.text("password"));
            break;
        case Secret::Code:
            path = api::kLoginCode;
            body.set("code", form.text("code"));
            break;
        case Secret::Password:
            path = api::kOwnPassword;
            body.set("old", form.text("old"));
            body.set("password", form.text("password"));
            break;
        case Secret::BeginSecond:
            path = api::kOwnSecond;
            body.set("password", form.text("current"));
            break;
        case Secret::ConfirmSecond:
            path = std::string(api::kOwnSecond) + "/confirm";
            body.set("code", form.text("code"));
            break;
    }
    effects.push_back(http_post(kTag, path, body));
}

void refused(AppState& state, int status, const Value& body) {
    SecretForm& form = state.secret;
    form.asked.failed = true;
    form.typed.erase("code");
    if (status == 0) return;
    const api::Failure failure = api::failure_of(body);
    form.asked.error = failure.first;
    form.wrong = failure.issues.empty() ? Errors{failure.first} : failure.issues;
    if (form.sent != Secret::BeginSecond) return;
    for (Error& error : form.wrong)
        if (error.path == "/password") error.path = "/current";
    form.asked.error = form.wrong.front();
}

void taken(AppState& state, int status, const Value& body, const Chance& chance, Effects& effects) {
    SecretForm& form = state.secret;
    const Secret sent = form.sent;
    if (sent == Secret::BeginSecond) {
        auto setup = api::second_setup_of(body);
        form.asked.failed = !setup;
        form.typed.clear();
        if (setup) form.setup = *std::move(setup);
        close_dialog(state, effects);
        return;
    }
    form.typed.clear();
    form.done = true;
    if (sent == Secret::ConfirmSecond) {
        form.has_second = true;
        form.setup.reset();
        for (const Value& code : body.items("recovery"))
            form.recovery.emplace_back(code.string_or(""));
        return;
    }
    if (sent == Secret::Password) return;
    // A link or a code: logged in, or one more step.
    if (status == 202)
        replace_route(state, {ScreenId::LoginStep, body.text("stage")}, chance, effects);
    else
        logged_in(state, body, chance, effects);
}

}  // namespace

void enter_secret(AppState& state, Effects& effects) {
    state.secret = {};
    if (state.route.screen == ScreenId::Invited) {
        state.secret.inviting = {.busy = true};
        effects.push_back(http_get(kInviteTag, invite_path(state)));
    }
    if (state.route.screen == ScreenId::OwnAccount) effects.push_back(http_get(kOwnTag, api::kMe));
    if (state.route.screen == ScreenId::LoginStep && state.route.argument == "setup")
        send_secret(state, Secret::BeginSecond, effects);
}

void type_secret(AppState& state, const TypeSecret& action) {
    SecretForm& form = state.secret;
    if (form.asked.busy) return;
    form.typed[action.field] = action.value;
    form.done = false;
    std::erase_if(form.wrong, [&](const Error& error) { return error.path == "/" + action.field; });
}

void send_secret(AppState& state, Secret secret, Effects& effects) {
    SecretForm& form = state.secret;
    if (form.asked.busy) return;
    form.asked = {};
    form.done = false;
    // Whoever must set up a second factor has just given the password.
    const bool known = secret == Secret::BeginSecond && state.route.screen == ScreenId::LoginStep;
    form.wrong = known ? Errors() : mistakes(form, secret);
    if (!form.wrong.empty()) return;
    form.sent = secret;
    form.asked.busy = true;
    post(state, secret, effects);
}

void leave_recovery(AppState& state, const Chance& chance, Effects& effects) {
    state.secret.recovery.clear();
    if (state.route.screen != ScreenId::LoginStep) return;
    // The log-in became whole with the code; who it is is not known here yet.
    state.login_known = false;
    Route wanted = state.login_form.wanted.value_or(Route{ScreenId::OwnAccount});
    state.login_form = {};
    replace_route(state, wanted, chance, effects);
}

bool secret_event(AppState& state, std::string_view tag, int status, const Value& body,
                  const Chance& chance, Effects& effects) {
    SecretForm& form = state.secret;
    if (tag == kInviteTag) {
        form.inviting = {.failed = status != 200};
        if (status != 0 && status != 200) form.inviting.error = api::failure_of(body).first;
        form.name = body.text("name");
        form.shown_name = body.text("shown_name");
    } else if (tag == kOwnTag) {
        form.has_second = body["has_second"].bool_or(false);
    } else if (tag == kTag) {
        if (!form.asked.busy) return true;
        form.asked.busy = false;
        if (status >= 200 && status < 300)
            taken(state, status, body, chance, effects);
        else
            refused(state, status, body);
    } else {
        return false;
    }
    return true;
}

}  // namespace kongdi::shell::desk
