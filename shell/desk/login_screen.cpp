// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/desk_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

void draw_login(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "login", .title = text("login.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    if (!state.login_known && state.online) {
        if (widgets::progress("asking", text("login.asking"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Login});
        return;
    }
    widgets::title(text("login.title"));
    if (state.login) {
        widgets::paragraph(text("login.as", {{"name", state.login->name}}));
        if (state.route.screen != ScreenId::Login)
            widgets::note("denied", widgets::Tone::Waiting, text("error.access_denied"));
        if (widgets::secondary_button("logout", text("login.logout"))) out.push_back(Logout{});
        return;
    }
    widgets::second(text("login.hint"));
    const LoginForm& form = state.login_form;
    if (form.error)
        widgets::note("error", widgets::Tone::Error, text(error_row(form.error->code).key));
    if (form.loading == Loading::Failed)
        widgets::note("offline", widgets::Tone::Waiting, text("login.no_network"));
    if (const std::string_view provider = provider_name(state); !provider.empty()) {
        if (widgets::secondary_button("provider", text("login.provider", {{"name", provider}}),
                                      widgets::Icon::Door))
            out.push_back(GoToProvider{});
        widgets::heading(text("login.or"));
    }
    if (const auto change = widgets::text_field("name", form.name,
                                                {.label = text("login.name"),
                                                 .max_code_points = 64,
                                                 .required = true,
                                                 .autocomplete = "username"}))
        out.push_back(SetLoginName{change->value});
    if (const auto change = widgets::text_field("password", form.password,
                                                {.label = text("login.password"),
                                                 .kind = widgets::FieldKind::Password,
                                                 .max_code_points = 128,
                                                 .required = true,
                                                 .autocomplete = "current-password"}))
        out.push_back(SetLoginPassword{change->value});
    if (form.loading == Loading::Busy &&
        widgets::progress("busy", text("login.busy"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Login});
    const widgets::Footer footer;
    if (widgets::primary_button("submit", text("login.submit"), form.loading != Loading::Busy))
        out.push_back(SubmitLogin{});
}

}  // namespace kongdi::shell::desk
