// SPDX-License-Identifier: Apache-2.0
#include "shell/screens/screens.hpp"

#include "shell/screens/desk_screens.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell {

namespace {

using namespace screen;
using enum ScreenId;

constexpr std::array<ScreenRow, static_cast<std::size_t>(Count_)> kScreens{{
    {Home, "home", "home.page", Audience::Everybody, draw_home},
    {Report, "report", "report.page", Audience::Everybody, draw_report},
    {Rate, "rate", "rate.page", Audience::Everybody, draw_rate},
    {Sent, "sent", "sent.page", Audience::Everybody, draw_sent},
    {My, "my", "my.page", Audience::Everybody, draw_my},
    {MyReport, "my-report", "my_report.page", Audience::Everybody, draw_my_report},
    {Login, "login", "login.page", Audience::Desk, desk::draw},
    {Worker, "worker", "worker.page", Audience::Worker, desk::draw},
    {WorkerReport, "worker-report", "worker_report.page", Audience::Worker, desk::draw},
    {SiteCheck, "site-check", "worker_report.page", Audience::Worker, desk::draw},
    {Planner, "planner", "planner.page", Audience::Planner, desk::draw},
    {PlannerMap, "planner-map", "planner_map.page", Audience::Planner, desk::draw},
    {Import, "import", "import.page", Audience::Planner, desk::draw},
    {Facilities, "facilities", "facilities.page", Audience::Worker, desk::draw},
    {Facility, "facility", "facility.page", Audience::Worker, desk::draw},
    {FacilityForm, "facility-form", "facility_form.page", Audience::Worker, desk::draw},
    {Thresholds, "thresholds", "thresholds.page", Audience::Worker, desk::draw},
    {Threshold, "threshold", "threshold.page", Audience::Worker, desk::draw},
    {Waves, "waves", "waves.page", Audience::Worker, desk::draw},
    {Wave, "wave", "wave.page", Audience::Worker, desk::draw},
    {WaveForm, "wave-form", "wave_form.page", Audience::Planner, desk::draw},
    {Index, "index", "index.page", Audience::Worker, desk::draw},
    {IndexCommunity, "index-community", "index.community_page", Audience::Worker, desk::draw},
    {IndexForm, "index-form", "index_form.page", Audience::Planner, desk::draw},
    {IndexProposals, "proposals", "proposals.page", Audience::Planner, desk::draw},
    {Plan, "plan", "plan.page", Audience::Worker, desk::draw},
    {PlanItem, "plan-item", "plan.page", Audience::Worker, desk::draw},
    {PlanForm, "plan-form", "plan.page", Audience::Planner, desk::draw},
    {Programme, "programme", "programme.page", Audience::Worker, desk::draw},
    {ProgrammeEntry, "programme-entry", "programme.page", Audience::Worker, desk::draw},
    {ProgrammeForm, "programme-form", "programme.page", Audience::Planner, desk::draw},
    {ProgrammeLand, "programme-land", "programme.page", Audience::Worker, desk::draw},
    {Meetings, "meetings", "meetings.page", Audience::Worker, desk::draw},
    {Meeting, "meeting", "meeting.page", Audience::Worker, desk::draw},
    {MeetingForm, "meeting-form", "meetings.plan", Audience::Worker, desk::draw},
    {Projector, "projector", "meeting.page", Audience::Worker, desk::draw},
    {Assist, "assist", "join.page", Audience::Worker, desk::draw},
    {Sheets, "sheets", "sheets.page", Audience::Worker, desk::draw},
    {Questionnaires, "questionnaires", "questionnaire.page", Audience::Planner, desk::draw},
    {Downloads, "downloads", "downloads.page", Audience::Worker, desk::draw},
    {Map, "map", "map.page", Audience::Everybody, draw_map},
    {Join, "join", "join.page", Audience::Everybody, draw_join},
    {Nearby, "nearby", "nearby.page", Audience::Everybody, draw_nearby},
    {Accounts, "accounts", "accounts.page", Audience::Administrator, desk::draw},
    {Account, "account", "accounts.page", Audience::Administrator, desk::draw},
    {AccountForm, "account-form", "accounts.page", Audience::Administrator, desk::draw},
    {Reads, "reads", "reads.page", Audience::Administrator, desk::draw},
    {OwnAccount, "own-account", "own.page", Audience::Account, desk::draw},
    {Tokens, "tokens", "tokens.page", Audience::Worker, desk::draw},
    {LoginStep, "login-step", "login.page", Audience::Desk, desk::draw},
    {Invited, "invited", "login.page", Audience::Desk, desk::draw},
    {Display, "display", "display.page", Audience::Everybody, draw_display},
    {Lost, "lost", "lost.page", Audience::Everybody, draw_lost},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kScreens.size(); ++i)
        if (kScreens[i].screen != static_cast<ScreenId>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each screen, in the order of the enum");

}  // namespace

const std::array<ScreenRow, static_cast<std::size_t>(ScreenId::Count_)>& screens() {
    return kScreens;
}

const ScreenRow& screen_row(ScreenId screen) { return kScreens[static_cast<std::size_t>(screen)]; }

bool may_see(const AppState& state, Audience audience) {
    if (audience == Audience::Everybody || audience == Audience::Desk) return true;
    if (!state.login) return false;
    const Role role = state.login->role;
    if (audience == Audience::Account) return role != Role::Resident;
    if (audience == Audience::Administrator) return role == Role::Administrator;
    return role == Role::Planner || (audience == Audience::Worker && role == Role::Worker);
}

namespace {

/// What waits is said on every screen that does not say it anyway.
void say_what_waits(const AppState& state, const text::Text& text) {
    const ScreenId screen = state.route.screen;
    const std::int64_t waiting = waiting_count(state);
    if (waiting == 0 || screen == Home || screen == Sent) return;
    widgets::page_notice(text("outbox.waiting", {{"count", waiting}}));
}

}  // namespace

void draw_screen(const AppState& state, const text::Text& text, Actions& out) {
    say_what_waits(state, text);
    screen_row(state.route.screen).draw(state, text, out);
    if (!state.toast.empty()) widgets::toast("toast", text(state.toast));
}

}  // namespace kongdi::shell
