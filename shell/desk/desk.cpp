// SPDX-License-Identifier: Apache-2.0
// Where the program comes to the part of workers and planners: screens, actions, events.
#include "shell/app/desk.hpp"

#include "core/api/endpoints.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/access.hpp"
#include "shell/desk/changes.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/downloads.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/papers.hpp"
#include "shell/desk/programme.hpp"
#include "shell/screens/screens.hpp"

namespace kongdi::shell::desk {

namespace {

/// One overload an action, so that a new action without one does not compile.
struct Reducer {
    AppState& state;
    const Chance& chance;
    Effects& effects;

    void operator()(const QuerySpaces& action) { filter_spaces(state, action.query, effects); }
    void operator()(const SetFilterDay& action) { set_filter_day(state, action, effects); }
    void operator()(const MovePlanMap& action) { move_plan_map(state, action); }
    void operator()(const ChooseIndicator& action) { choose_indicator(state, action, effects); }
    void operator()(const ChooseCommunity& action) { choose_community(state, action, effects); }
    void operator()(const AddCorner&) { add_corner(state, effects); }
    void operator()(const RemoveCorner&) { remove_corner(state); }
    void operator()(const ClearCorners&) { clear_corners(state); }
    void operator()(const ChooseArea& action) { choose_area(state, action, effects); }
    void operator()(const DrawRectangle& action) { draw_rectangle(state, action.on); }
    void operator()(const ChooseRectangle& action) {
        choose_rectangle(state, action.corners, effects);
    }
    void operator()(const OpenDesk& action) { open_desk(state, action.id, effects); }
    void operator()(const WeighStep& action) { weigh_step(state, action); }
    void operator()(const TakeStep&) { take_step(state, effects); }
    void operator()(const WeighSpaceStep& action) { state.desk.space_draft = action.draft; }
    void operator()(const TakeSpaceStep&) { take_space_step(state, effects); }
    void operator()(const SendCover& action) { send_cover(state, action.whole, effects); }
    void operator()(const SortQueue& action) { sort_queue(state, action.nearest, effects); }
    void operator()(const DownloadSpaces& action) {
        effects.push_back(effect("download", {{"url", export_path(state, action.format)}}));
    }
    void operator()(const ChooseImport& action) { choose_import(state, action, effects); }
    void operator()(const ChooseImportColumn& action) { choose_column(state, action, effects); }
    void operator()(const DecideImportName& action) { decide_name(state, action, effects); }
    void operator()(const RunImport&) { run_import(state, effects); }
    void operator()(const AskUndoImport& action) {
        state.import.asked_undo = action.id;
        open_dialog(state, "undo", effects);
    }
    void operator()(const QueryFacilities& action) {
        query_facilities(state, action.filter, effects);
    }
    void operator()(const OpenFacility& action) { open_facility(state, action.id, effects); }
    void operator()(const SetFacilityReason& action) { state.facilities.reason = action.reason; }
    void operator()(const MoveFacility& action) { move_facility(state, action, effects); }
    void operator()(const LoadRemarks&) { load_remarks(state, effects); }
    void operator()(const SettleRemark& action) { settle_remark(state, action.id, effects); }
    void operator()(const DownloadFacilities& action) {
        effects.push_back(
            effect("download", {{"url", facilities_path(state.facilities.filter, action.format)}}));
    }
    void operator()(const ChooseDownload& action) { state.downloads = action.choice; }
    void operator()(const DownloadSet& action) { download_set(state, action, effects); }
    void operator()(const StopExport& action) { stop_export(state, action.id, effects); }
    void operator()(const OpenPaper& action) { open_paper(action, effects); }
    void operator()(const LoadThresholds&) { load_thresholds(state, effects); }
    void operator()(const SetFormField& action) { set_form_field(state, action, effects); }
    void operator()(const SubmitForm&) { submit_form(state, chance, effects); }
    void operator()(const DiscardForm&) { discard_form(state, chance, effects); }
    void operator()(const DropFormPhoto& action) { drop_form_photo(state, action.sha256, effects); }
    void operator()(const ListMeetings&) { list_meetings(state, effects); }
    void operator()(const AskMeetingSpaces& action) { ask_meeting_spaces(state, action, effects); }
    void operator()(const OpenMeeting&) { open_meeting(state, effects); }
    void operator()(const TypeDecisions& action) { state.meetings.decisions = action.lines; }
    void operator()(const OpenSummary&) {
        if (state.meetings.view)
            effects.push_back(effect(
                "page.leave", {{"path", "/plain/meetings/" + state.meetings.view->id + "?lang=" +
                                            std::string(language_code(state.language))}}));
    }
    void operator()(const StepMeeting& action) { step_meeting(state, action.step, effects); }
    void operator()(const AssistNext&) { assist_next(state, effects); }
    void operator()(const TakeBackAnswers&) { take_back_answers(state, effects); }
    void operator()(const SayWhoAgrees& action) { say_who_agrees(state, action.purpose, effects); }
    void operator()(const ListWaves&) { list_waves(state, effects); }
    void operator()(const OpenWave& action) { open_wave(state, action.id, effects); }
    void operator()(const MoveWave& action) { move_wave(state, action, effects); }
    void operator()(const ShowCommunities& action) {
        state.waves.only_behind = action.only_behind;
        state.waves.parts_of = action.parts_of;
        if (!action.parts_of.empty()) open_dialog(state, "community", effects);
    }
    void operator()(const ShowReach& action) { show_reach(state, action, effects); }
    void operator()(const AskIndex&) { enter_index(state, effects); }
    void operator()(const ShowIndex& action) { state.index.shown = action.shown; }
    void operator()(const FindInIndex& action) { state.index.find = action.text; }
    void operator()(const SortIndex& action) { state.index.highest_first = action.highest_first; }
    void operator()(const CompareIndex& action) { compare_index(state, action.run, effects); }
    void operator()(const AskProposals&) { ask_proposals(state, effects); }
    void operator()(const LimitProposals& action) {
        (action.projects ? state.index.projects : state.index.budget_wan) = action.text;
    }
    void operator()(const AskPlan&) { enter_plan(state, effects); }
    void operator()(const ShowPlan& action) { state.plan.shown = action.shown; }
    void operator()(const ShowPlanYear& action) { state.plan.year = action.year; }
    void operator()(const SetPlanReason& action) { state.plan.reason = action.reason; }
    void operator()(const ChooseEffectRun& action) { state.plan.effect_run = action.run; }
    void operator()(const MovePlanItem& action) { move_plan_item(state, action.move, effects); }
    void operator()(const TypePlanProgress& action) {
        state.plan.progress.set(action.name, action.value);
    }
    void operator()(const TellPlanProgress&) { tell_plan_progress(state, effects); }
    void operator()(const DownloadPlan& action) { download_plan(state, action.format, effects); }
    void operator()(const AskProgramme&) { enter_programme(state, effects); }
    void operator()(const FilterProgramme& action) {
        filter_programme(state, action.filter, effects);
    }
    void operator()(const ListMoreProgramme&) { state.programme.listed += kFirstListed; }
    void operator()(const TypeProgramme& action) {
        state.programme.typed.set(action.name, action.value);
    }
    void operator()(const MoveProgramme& action) { move_programme(state, action.move, effects); }
    void operator()(const ChangeProgramme& action) { change_programme(state, action, effects); }
    void operator()(const ReckonLand&) { reckon_land(state, effects); }
    void operator()(const OpenCases&) {
        effects.push_back(
            effect("page.leave",
                   {{"path", "/plain/cases?lang=" + std::string(language_code(state.language))}}));
    }
    void operator()(const PublishIndex&) { publish_index(state, effects); }
    void operator()(const DownloadIndex& action) { download_index(state, action.format, effects); }
    void operator()(const OpenQuestionnaire& action) { open_questionnaire(state, action, effects); }
    void operator()(const EditQuestionnaire& action) { edit_questionnaire(state, action, effects); }
    void operator()(const ShowQuestion& action) { show_question(state, action); }
    void operator()(const DiscardQuestionnaire&) { discard_questionnaire(state, effects); }
    void operator()(const AnswerPreview& action) { state.questionnaires.answers = action.answers; }
    void operator()(const TurnPreview& action) {
        state.questionnaires.preview_language = action.language;
        state.questionnaires.preview_row = action.row;
    }
    void operator()(const PublishQuestionnaire&) { publish_questionnaire(state, effects); }
    void operator()(const DownloadForm& action) {
        std::string url(api::kQuestionnaires);
        url.append("/").append(action.id).append("/").append(std::to_string(action.version));
        effects.push_back(effect("download", {{"url", url + "/form.xlsx"}}));
    }
    void operator()(const ListAccounts&) { list_accounts(state, effects); }
    void operator()(const OpenAccount&) { open_account(state, effects); }
    void operator()(const MoveAccount& action) { move_account(state, action.move, effects); }
    void operator()(const TypeSubject& action) { state.accounts.subject = action.subject; }
    void operator()(const WantSecond& action) { want_second(state, action.wanted, effects); }
    void operator()(const TypeToken& action) {
        state.tokens.name = action.name;
        state.tokens.days = action.days;
    }
    void operator()(const AddToken&) { add_token(state, effects); }
    void operator()(const AskEndToken& action) { ask_end_token(state, action.id, effects); }
    void operator()(const EndToken&) { end_token(state, effects); }
    void operator()(const TypeReads& action) {
        state.reads.account = action.account;
        state.reads.subject = action.subject;
    }
    void operator()(const ListReads& action) { list_reads(state, action.limit, effects); }
    void operator()(const SetLoginName& action) { state.login_form.name = action.name; }
    void operator()(const SetLoginPassword& action) { state.login_form.password = action.password; }
    void operator()(const SubmitLogin&) { submit_login(state, effects); }
    void operator()(const GoToProvider&) { go_to_provider(state, effects); }
    void operator()(const Logout&) { logout(state, chance, effects); }
    void operator()(const TypeSecret& action) { type_secret(state, action); }
    void operator()(const SendSecret& action) { send_secret(state, action.secret, effects); }
    void operator()(const LeaveRecovery&) { leave_recovery(state, chance, effects); }
    void operator()(const UndoImport& action) { undo_import(state, action.id, effects); }
    void operator()(const ShowChanges& action) {
        state.changes.kind = action.kind;
        state.changes.offset = action.offset;
    }
    void operator()(const TypeChangesReason& action) { state.changes.reason = action.reason; }
    void operator()(const ApplyChanges&) { apply_changes(state, effects); }
};

}  // namespace

bool is_here() { return true; }

void draw(const AppState& state, const text::Text& text, Actions& out) {
    if (!may_see(state, screen_row(state.route.screen).audience)) {
        draw_login(state, text, out);
        return;
    }
    switch (state.route.screen) {
        case ScreenId::Worker: draw_worker(state, text, out); break;
        case ScreenId::WorkerReport: draw_worker_report(state, text, out); break;
        case ScreenId::SiteCheck: draw_site_check(state, text, out); break;
        case ScreenId::Planner: draw_planner(state, text, out); break;
        case ScreenId::PlannerMap: draw_planner_map(state, text, out); break;
        case ScreenId::Import: draw_import(state, text, out); break;
        case ScreenId::Facilities: draw_facilities(state, text, out); break;
        case ScreenId::Facility: draw_facility(state, text, out); break;
        case ScreenId::FacilityForm: draw_facility_form(state, text, out); break;
        case ScreenId::Thresholds: draw_thresholds(state, text, out); break;
        case ScreenId::Threshold: draw_threshold(state, text, out); break;
        case ScreenId::Waves: draw_waves(state, text, out); break;
        case ScreenId::Wave: draw_wave(state, text, out); break;
        case ScreenId::Questionnaires: draw_questionnaires(state, text, out); break;
        case ScreenId::Downloads: draw_downloads(state, text, out); break;
        case ScreenId::WaveForm: draw_wave_form(state, text, out); break;
        case ScreenId::Index: draw_index(state, text, out); break;
        case ScreenId::IndexCommunity: draw_index_community(state, text, out); break;
        case ScreenId::IndexForm: draw_index_form(state, text, out); break;
        case ScreenId::IndexProposals: draw_proposals(state, text, out); break;
        case ScreenId::Plan: draw_plan(state, text, out); break;
        case ScreenId::PlanItem: draw_plan_item(state, text, out); break;
        case ScreenId::PlanForm: draw_plan_form(state, text, out); break;
        case ScreenId::Programme: draw_programme(state, text, out); break;
        case ScreenId::ProgrammeEntry: draw_programme_entry(state, text, out); break;
        case ScreenId::ProgrammeForm: draw_programme_form(state, text, out); break;
        case ScreenId::ProgrammeLand: draw_programme_land(state, text, out); break;
        case ScreenId::Meetings: draw_meetings(state, text, out); break;
        case ScreenId::Meeting: draw_meeting(state, text, out); break;
        case ScreenId::MeetingForm: draw_meeting_form(state, text, out); break;
        case ScreenId::Projector: draw_projector(state, text, out); break;
        case ScreenId::Assist: draw_assist(state, text, out); break;
        case ScreenId::Sheets: draw_sheets(state, text, out); break;
        case ScreenId::Accounts: draw_accounts(state, text, out); break;
        case ScreenId::Account: draw_account(state, text, out); break;
        case ScreenId::AccountForm: draw_account_form(state, text, out); break;
        case ScreenId::OwnAccount: draw_own_account(state, text, out); break;
        case ScreenId::Tokens: draw_tokens(state, text, out); break;
        case ScreenId::Reads: draw_reads(state, text, out); break;
        case ScreenId::Login: draw_login(state, text, out); break;
        case ScreenId::LoginStep: draw_login_step(state, text, out); break;
        case ScreenId::Invited: draw_invited(state, text, out); break;
        default: break;
    }
}

void reduce(AppState& state, const Action& action, const Chance& chance, Effects& effects) {
    const std::size_t before = effects.size();
    action.visit(DeskActions(), Reducer{state, chance, effects});
    watch_exports(state, before, effects);
}

void arrive(AppState& state, Effects& effects) {
    const ScreenId screen = state.route.screen;
    if (state.login_known || screen == ScreenId::LoginStep || screen == ScreenId::Invited)
        enter(state, effects);
    else
        ask_login(state, effects);
}

void enter(AppState& state, Effects& effects) {
    switch (state.route.screen) {
        case ScreenId::Login: ask_provider(state, effects); break;
        case ScreenId::Worker:
        case ScreenId::Planner: enter_table(state, effects); break;
        case ScreenId::PlannerMap: enter_plan_map(state, effects); break;
        case ScreenId::WorkerReport: open_desk(state, state.route.argument, effects); break;
        case ScreenId::Import: load_imports(state, effects); break;
        case ScreenId::Facilities:
            query_facilities(state, state.facilities.filter, effects);
            load_remarks(state, effects);
            break;
        case ScreenId::Facility: open_facility(state, state.route.argument, effects); break;
        case ScreenId::Thresholds: load_thresholds(state, effects); break;
        case ScreenId::FacilityForm:
        case ScreenId::SiteCheck:
        case ScreenId::Threshold:
        case ScreenId::WaveForm:
        case ScreenId::MeetingForm:
        case ScreenId::AccountForm:
        case ScreenId::IndexForm:
        case ScreenId::PlanForm:
        case ScreenId::ProgrammeForm:
        case ScreenId::Sheets: enter_form(state, effects); break;
        case ScreenId::Index:
        case ScreenId::IndexProposals:
        case ScreenId::IndexCommunity: enter_index(state, effects); break;
        case ScreenId::Plan:
        case ScreenId::PlanItem: enter_plan(state, effects); break;
        case ScreenId::Programme:
        case ScreenId::ProgrammeEntry:
        case ScreenId::ProgrammeLand: enter_programme(state, effects); break;
        case ScreenId::Meetings: list_meetings(state, effects); break;
        case ScreenId::Accounts: list_accounts(state, effects); break;
        case ScreenId::Account: open_account(state, effects); break;
        case ScreenId::Tokens:
            state.tokens = {};  // a secret is not shown again
            list_tokens(state, effects);
            break;
        case ScreenId::Reads: list_reads(state, kFirstReads, effects); break;
        case ScreenId::OwnAccount:
        case ScreenId::LoginStep:
        case ScreenId::Invited: enter_secret(state, effects); break;
        case ScreenId::Meeting:
        case ScreenId::Projector: open_meeting(state, effects); break;
        case ScreenId::Assist: enter_meeting(state, effects); break;
        case ScreenId::Waves: list_waves(state, effects); break;
        case ScreenId::Wave: open_wave(state, state.route.argument, effects); break;
        case ScreenId::Downloads:
            if (state.login->role == Role::Planner) enter_questionnaires(state, effects);
            break;
        case ScreenId::Questionnaires: enter_questionnaires(state, effects); break;
        default: break;
    }
}

void stop_waiting(AppState& state, const StopWaiting& action, Effects& effects) {
    switch (action.wait) {
        case Wait::Login: stop_login(state, effects); break;
        case Wait::Spaces:
            state.spaces.loading = Loading::Stopped;
            effects.push_back(http_cancel("spaces"));
            break;
        case Wait::Desk:
            state.desk.loading = Loading::Stopped;
            effects.push_back(http_cancel("desk"));
            break;
        case Wait::Verify:
            state.desk.moving = Loading::Stopped;
            effects.push_back(http_cancel("report.step"));
            break;
        case Wait::Import:
            if (shows_changes(state))
                stop_changes(state, effects);
            else
                stop_import(state, effects);
            break;
        case Wait::Form: stop_form(state, effects); break;
        case Wait::Questionnaire: stop_questionnaire(state, effects); break;
        default: break;
    }
}

void take_stored(AppState& state, const Value& tables) {
    take_stored_questionnaire(state, tables["settings"]);
}

bool http_event(AppState& state, std::string_view tag, int status, const Value& body,
                const Chance& chance, Effects& effects) {
    return login_event(state, tag, status, body, chance, effects) ||
           form_answered(state, tag, status, body, chance, effects) ||
           import_event(state, tag, status, body, effects) ||
           changes_event(state, tag, status, body, effects) ||
           export_event(state, tag, status, body, effects) ||
           register_event(state, tag, status, body, effects) ||
           remark_event(state, tag, status, body) || plan_map_event(state, tag, status, body) ||
           questionnaire_event(state, tag, status, body, chance, effects) ||
           meeting_event(state, tag, status, body, effects) ||
           account_event(state, tag, status, body) ||
           access_event(state, tag, status, body, effects) ||
           index_event(state, tag, status, body, effects) ||
           plan_event(state, tag, status, body, effects) ||
           programme_event(state, tag, status, body, effects) ||
           secret_event(state, tag, status, body, chance, effects) ||
           report_event(state, tag, status, body, effects) ||
           space_step_event(state, tag, status, body, effects) ||
           take_back_event(state, tag, status, effects) ||
           space_event(state, tag, status, body, effects);
}

void wake(AppState& state, Effects& effects) {
    ask_meeting_again(state, effects);
    ask_wave_again(state, effects);
    ask_exports_again(state, effects);
}

bool platform_event(AppState& state, std::string_view name, const Value& event,
                    const Chance& chance, Effects& effects) {
    if (form_event(state, name, event, chance, effects) || queue_fix(state, name, event, effects))
        return true;
    if (name != "layer.picked") return false;
    if (state.route.screen == ScreenId::Questionnaires)
        form_picked(state, event, effects);
    else if (shows_changes(state))
        changes_picked(state, event, effects);
    else
        layer_picked(state, event, effects);
    return true;
}

}  // namespace kongdi::shell::desk
