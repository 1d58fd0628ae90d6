// SPDX-License-Identifier: Apache-2.0
// Where passwords and codes are typed: an invitation, the second step of a log-in, one's own
// account.
#include "core/rules/account_check.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/screens/screens.hpp"
#include "shell/screens/staff_navigation.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

/// The words for what is wrong with a field, which here are its own.
std::string_view wrong_with(const SecretForm& form, const text::Text& text,
                            const std::string& field) {
    for (const Error& error : form.wrong) {
        if (error.path != "/" + field) continue;
        if (field == "code" && error.code != ErrorCode::FieldMissing) return text("secret.code");
        if ((field == "old" || field == "current") && error.code == ErrorCode::FieldChoice)
            return text("secret.old");
        if (field == "again") return text("secret.again");
        if (error.code == ErrorCode::FieldRange) return text("secret.short");
        if (error.code == ErrorCode::FieldChoice) return text("secret.common");
        return text(error_row(error.code).key);
    }
    return {};
}

void draw_secret(const SecretForm& form, const text::Text& text, const char* field,
                 widgets::FieldOptions options, Actions& out) {
    const std::string shown = form.text(field);
    options.error = wrong_with(form, text, field);
    options.required = true;
    if (const auto change = widgets::text_field(field, shown, options);
        change && change->value != shown)
        out.push_back(TypeSecret{field, change->value});
}

void draw_password(const SecretForm& form, const text::Text& text, const char* field,
                   std::string_view label, bool is_new, Actions& out) {
    draw_secret(form, text, field,
                {.label = label,
                 .kind = widgets::FieldKind::Password,
                 .hint = is_new && std::string_view(field) == "password" ? text("secret.rules")
                                                                         : std::string_view(),
                 .max_code_points = 256,
                 .autocomplete = is_new ? "new-password" : "current-password"},
                out);
}

void draw_code(const SecretForm& form, const text::Text& text, std::string_view hint,
               Actions& out) {
    draw_secret(form, text, "code",
                {.label = text("secret.code_label"),
                 .hint = hint,
                 .max_code_points = 40,
                 .autocomplete = "one-time-code"},
                out);
}

/// What is wrong with none of the fields.
void draw_state(const SecretForm& form, const text::Text& text, Actions& out) {
    if (form.asked.busy &&
        widgets::progress("sending", text("form.sending"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Request, "secret"});
    if (!form.asked.failed) return;
    if (!form.asked.error) {
        widgets::note("offline", widgets::Tone::Error, text("login.no_network"));
        return;
    }
    const Error& error = *form.asked.error;
    if (!wrong_with(form, text, error.path.substr(error.path.empty() ? 0 : 1)).empty()) return;
    std::string_view words = text(error_row(error.code).key);
    if (error.code == ErrorCode::LoginNeeded) words = text("secret.over");
    if (error.path == "/key") words = text("account.no_key");
    widgets::note("wrong", widgets::Tone::Error, words);
}

void draw_setup(const AppState& state, const text::Text& text, Actions& out) {
    const SecretForm& form = state.secret;
    widgets::paragraph(text("second.scan"));
    widgets::matrix_code("qr", form.setup->rows, text("second.qr"));
    widgets::second(text("second.type"));
    widgets::bold(form.setup->secret);
    draw_code(form, text, text("second.code_hint"), out);
}

void draw_recovery(const SecretForm& form, const text::Text& text) {
    widgets::title(text("second.on"));
    widgets::note("keep", widgets::Tone::Waiting, text("second.recovery"));
    const widgets::Card group("codes", text("second.codes"));
    for (const std::string& code : form.recovery) widgets::bold(code);
}

void draw_own_password(const AppState& state, const text::Text& text, Actions& out) {
    const SecretForm& form = state.secret;
    const widgets::Card group("password-card", text("own.password"));
    widgets::heading(text("own.password"));
    if (form.done && form.sent == Secret::Password)
        widgets::note("changed", widgets::Tone::Good, text("own.changed"));
    draw_password(form, text, "old", text("own.old"), false, out);
    draw_password(form, text, "password", text("secret.new"), true, out);
    draw_password(form, text, "again", text("secret.new_again"), true, out);
    if (form.sent == Secret::Password) draw_state(form, text, out);
    if (widgets::secondary_button("change", text("own.change")))
        out.push_back(SendSecret{Secret::Password});
}

}  // namespace

void draw_invited(const AppState& state, const text::Text& text, Actions& out) {
    const widgets::Page page({.id = "invited", .title = text("app.name")});
    const SecretForm& form = state.secret;
    if (form.inviting.busy) {
        if (widgets::progress("asking", text("register.loading"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Request, "secret.invite"});
        return;
    }
    if (form.inviting.failed) {
        const bool over = form.inviting.error && form.inviting.error->code == ErrorCode::NotFound;
        widgets::empty_state(widgets::Icon::Warning, text(over ? "invited.over" : "invited.failed"),
                             over                  ? text("invited.over_hint")
                             : form.inviting.error ? text(error_row(form.inviting.error->code).key)
                                                   : text("login.no_network"));
        if (widgets::secondary_button("home", text("nav.home"))) out.push_back(Go{});
        return;
    }
    widgets::title(text("invited.title", {{"name", form.shown_name}}));
    widgets::paragraph(text("invited.name", {{"name", form.name}}));
    draw_password(form, text, "password", text("secret.new"), true, out);
    draw_password(form, text, "again", text("secret.new_again"), true, out);
    draw_state(form, text, out);
    const widgets::Footer footer;
    if (widgets::primary_button("set", text("invited.set"), !form.asked.busy))
        out.push_back(SendSecret{Secret::Invited});
}

void draw_login_step(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "login-step", .title = text("login.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const SecretForm& form = state.secret;
    const bool setup = state.route.argument == "setup";
    if (!form.recovery.empty()) {
        draw_recovery(form, text);
        const widgets::Footer footer;
        if (widgets::primary_button("go-on", text("second.kept"))) out.push_back(LeaveRecovery{});
        return;
    }
    widgets::title(text(setup ? "second.set_up" : "second.ask"));
    if (setup) widgets::paragraph(text("second.must"));
    if (form.setup)
        draw_setup(state, text, out);
    else if (!setup)
        draw_code(form, text, text("second.ask_hint"), out);
    draw_state(form, text, out);
    const widgets::Footer footer;
    if ((form.setup || !setup) &&
        widgets::primary_button("send", text("login.submit"), !form.asked.busy))
        out.push_back(SendSecret{setup ? Secret::ConfirmSecond : Secret::Code});
    if (setup && !form.setup && !form.asked.busy &&
        widgets::primary_button("begin", text("action.again")))
        out.push_back(SendSecret{Secret::BeginSecond});
}

void draw_own_account(const AppState& state, const text::Text& text, Actions& out) {
    const std::vector<widgets::PageAction> navigation = staff_navigation(state, text);
    widgets::Page page({.id = "own-account",
                        .title = text("own.page"),
                        .navigation = navigation,
                        .navigation_label = text("nav.label")});
    follow_navigation(page.pressed(), state, text, out);
    const SecretForm& form = state.secret;
    if (!form.recovery.empty()) {
        draw_recovery(form, text);
        if (widgets::secondary_button("kept", text("second.kept"))) out.push_back(LeaveRecovery{});
        return;
    }
    if (state.login) widgets::title(state.login->name);
    if (!form.setup) draw_own_password(state, text, out);
    const bool reads = may_see(state, screen_row(ScreenId::Tokens).audience);
    if (reads && !form.setup &&
        widgets::secondary_button("tokens", text("tokens.page"), widgets::Icon::Download))
        out.push_back(Go{{ScreenId::Tokens}});
    const widgets::Card group("second-card", text("account.second"));
    const widgets::Scope scope("second");
    widgets::heading(text("account.second"));
    widgets::status_chip(form.has_second ? widgets::Tone::Good : widgets::Tone::Neutral,
                         text(form.has_second ? "account.second_on" : "account.second_off"));
    if (form.setup) {
        draw_setup(state, text, out);
        draw_state(form, text, out);
        if (widgets::secondary_button("confirm", text("second.confirm")))
            out.push_back(SendSecret{Secret::ConfirmSecond});
        return;
    }
    widgets::paragraph(text("second.why"));
    if (state.route.dialog != "second") {
        if (widgets::secondary_button("set-up", text("second.set_up")))
            out.push_back(OpenDialog{"second"});
        return;
    }
    const widgets::Dialog dialog("second", text("second.set_up"), text("action.close"));
    if (dialog.closed()) out.push_back(CloseDialog{});
    widgets::paragraph(text("second.password"));
    draw_password(form, text, "current", text("login.password"), false, out);
    if (form.sent == Secret::BeginSecond) draw_state(form, text, out);
    if (widgets::primary_button("begin", text("second.begin"), !form.asked.busy))
        out.push_back(SendSecret{Secret::BeginSecond});
}

}  // namespace kongdi::shell::desk
