// SPDX-License-Identifier: Apache-2.0
#include "shell/screens/staff_navigation.hpp"

#include <algorithm>
#include <initializer_list>

#include "shell/widgets/side.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell {

namespace {

bool is_one_of(ScreenId screen, std::initializer_list<ScreenId> screens) {
    return std::find(screens.begin(), screens.end(), screen) != screens.end();
}

/// What belongs to the work of the role.
void add_work(const AppState& state, const text::Text& text,
              std::vector<widgets::PageAction>& lines) {
    const bool planner = state.login && state.login->role == Role::Planner;
    if (planner) {
        lines.push_back({"spaces", text("nav.spaces"), widgets::Icon::List,
                         state.route.screen == ScreenId::Planner});
        lines.push_back({"plan-map", text("nav.plan_map"), widgets::Icon::MapPin,
                         state.route.screen == ScreenId::PlannerMap});
        lines.push_back({"questionnaires", text("nav.questionnaires"), widgets::Icon::List,
                         state.route.screen == ScreenId::Questionnaires});
    }
    lines.push_back(
        {"reports", text("nav.reports"), widgets::Icon::Check,
         state.route.screen == ScreenId::Worker || state.route.screen == ScreenId::WorkerReport});
    lines.push_back({"facilities", text("nav.facilities"), widgets::Icon::House,
                     is_one_of(state.route.screen,
                               {ScreenId::Facilities, ScreenId::Facility, ScreenId::Thresholds})});
    lines.push_back(
        {"waves", text("nav.waves"), widgets::Icon::List,
         state.route.screen == ScreenId::Waves || state.route.screen == ScreenId::Wave});
    lines.push_back({"index", text("nav.index"), widgets::Icon::Sliders,
                     is_one_of(state.route.screen, {ScreenId::Index, ScreenId::IndexCommunity})});
    lines.push_back(
        {"plan", text("nav.plan"), widgets::Icon::Roof,
         is_one_of(state.route.screen, {ScreenId::Plan, ScreenId::PlanItem, ScreenId::Programme,
                                        ScreenId::ProgrammeEntry, ScreenId::ProgrammeLand})});
    lines.push_back(
        {"meetings", text("nav.meetings"), widgets::Icon::Clock,
         state.route.screen == ScreenId::Meetings || state.route.screen == ScreenId::Meeting});
    lines.push_back({"downloads", text("nav.downloads"), widgets::Icon::Download,
                     state.route.screen == ScreenId::Downloads});
    // Planners have a map of their own.
    if (!planner)
        lines.push_back(
            {"map", text("nav.map"), widgets::Icon::MapPin, state.route.screen == ScreenId::Map});
}

}  // namespace

std::vector<widgets::PageAction> staff_navigation(const AppState& state, const text::Text& text) {
    std::vector<widgets::PageAction> lines;
    const ScreenId screen = state.route.screen;
    if (state.login && state.login->role == Role::Administrator)
        lines.push_back(
            {"accounts", text("nav.accounts"), widgets::Icon::People,
             is_one_of(screen, {ScreenId::Accounts, ScreenId::Account, ScreenId::Reads})});
    else
        add_work(state, text, lines);
    lines.push_back({"own", text("nav.own"), widgets::Icon::User,
                     is_one_of(screen, {ScreenId::OwnAccount, ScreenId::Tokens})});
    lines.push_back({"home", text("nav.home"), widgets::Icon::House});
    lines.push_back({"language", text("language.other"), widgets::Icon::Globe});
    lines.push_back({"display", text("display.short"), widgets::Icon::Sliders});
    lines.push_back({"logout", text("login.logout"), widgets::Icon::Door});
    return lines;
}

std::span<const widgets::PageAction> beside(const std::vector<widgets::PageAction>& lines) {
    return widgets::is_wide() ? std::span(lines) : std::span<const widgets::PageAction>();
}

namespace {

constexpr std::string_view kMenu = "menu";

/// What was pressed in the menu, if it is open.
std::string_view draw_menu(const AppState& state, const text::Text& text, Actions& out) {
    if (state.route.dialog != kMenu || !is_staff(state)) return {};
    const std::vector<widgets::PageAction> lines = staff_navigation(state, text);
    if (widgets::has_side(lines.size())) return {};
    const widgets::Dialog dialog(kMenu, text("nav.label"), text("action.close"));
    if (dialog.closed()) out.push_back(CloseDialog{});
    const std::string_view pressed = widgets::menu_lines(text("nav.label"), lines);
    // It changes this page and opens no other.
    if (pressed == "language") out.push_back(CloseDialog{});
    return pressed;
}

}  // namespace

void follow_navigation(std::string_view pressed, const AppState& state, const text::Text& text,
                       Actions& out) {
    if (pressed == kMenu) out.push_back(OpenDialog{std::string(kMenu)});
    if (const std::string_view line = draw_menu(state, text, out); !line.empty()) pressed = line;
    if (pressed == "spaces") out.push_back(Go{{ScreenId::Planner, {}}});
    if (pressed == "plan-map") out.push_back(Go{{ScreenId::PlannerMap, {}}});
    if (pressed == "plan") out.push_back(Go{{ScreenId::Plan}});
    if (pressed == "facilities") out.push_back(Go{{ScreenId::Facilities}});
    if (pressed == "waves") out.push_back(Go{{ScreenId::Waves}});
    if (pressed == "index") out.push_back(Go{{ScreenId::Index}});
    if (pressed == "questionnaires") out.push_back(Go{{ScreenId::Questionnaires, {}}});
    if (pressed == "downloads") out.push_back(Go{{ScreenId::Downloads}});
    if (pressed == "meetings") out.push_back(Go{{ScreenId::Meetings}});
    if (pressed == "reports") out.push_back(Go{{ScreenId::Worker, {}}});
    if (pressed == "accounts") out.push_back(Go{{ScreenId::Accounts}});
    if (pressed == "own") out.push_back(Go{{ScreenId::OwnAccount}});
    if (pressed == "map") out.push_back(Go{{ScreenId::Map}});
    if (pressed == "home") out.push_back(Go{{ScreenId::Home, {}}});
    if (pressed == "display") out.push_back(Go{{ScreenId::Display}});
    if (pressed == "logout") out.push_back(Logout{});
    if (pressed == "language")
        out.push_back(SetLanguage{state.language == text::Language::Zh ? text::Language::En
                                                                       : text::Language::Zh});
}

}  // namespace kongdi::shell
