// SPDX-License-Identifier: Apache-2.0
// What the parts of the desk are called by: the functions behind its screens, and its reducers.
#pragma once

#include "shell/app/effects.hpp"
#include "shell/app/reduce.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

// one file a screen
void draw_worker(const AppState&, const text::Text&, Actions&);
void draw_worker_report(const AppState&, const text::Text&, Actions&);
void draw_site_check(const AppState&, const text::Text&, Actions&);
void draw_planner(const AppState&, const text::Text&, Actions&);
void draw_planner_map(const AppState&, const text::Text&, Actions&);
void draw_questionnaires(const AppState&, const text::Text&, Actions&);
void draw_import(const AppState&, const text::Text&, Actions&);
void draw_facilities(const AppState&, const text::Text&, Actions&);
void draw_facility(const AppState&, const text::Text&, Actions&);
void draw_facility_form(const AppState&, const text::Text&, Actions&);
void draw_thresholds(const AppState&, const text::Text&, Actions&);
void draw_downloads(const AppState&, const text::Text&, Actions&);
void download_set(const AppState& state, const DownloadSet& action, Effects& effects);
void draw_threshold(const AppState&, const text::Text&, Actions&);
void draw_waves(const AppState&, const text::Text&, Actions&);
void draw_wave(const AppState&, const text::Text&, Actions&);
void draw_wave_form(const AppState&, const text::Text&, Actions&);
void draw_sheets(const AppState&, const text::Text&, Actions&);

void draw_login(const AppState&, const text::Text&, Actions&);

// login.cpp
void ask_login(AppState& state, Effects& effects);
/// Once, where a provider's name is shown.
void ask_provider(AppState& state, Effects& effects);
/// In the language of the page; empty when there is none, or nobody knows yet.
std::string_view provider_name(const AppState& state);
void go_to_provider(AppState& state, Effects& effects);
void submit_login(AppState& state, Effects& effects);
void stop_login(AppState& state, Effects& effects);
/// The log-in is whole: on to where the person wanted to go.
void logged_in(AppState& state, const Value& body, const Chance& chance, Effects& effects);
void logout(AppState& state, const Chance& chance, Effects& effects);
/// True when the tag was the log-in's.
bool login_event(AppState& state, std::string_view tag, int status, const Value& body,
                 const Chance& chance, Effects& effects);

// spaces.cpp
void query_spaces(AppState& state, const api::SpaceQuery& query, Effects& effects);
/// The same, and the address and the map follow.
void filter_spaces(AppState& state, const api::SpaceQuery& query, Effects& effects);
void set_filter_day(AppState& state, const SetFilterDay& action, Effects& effects);
/// With the filter of the address, or the one this screen had.
void enter_table(AppState& state, Effects& effects);
void sort_queue(AppState& state, bool nearest, Effects& effects);
/// Where the worker stands; true when it was asked for by the queue.
bool queue_fix(AppState& state, std::string_view name, const Value& event, Effects& effects);
/// True when the tag was theirs.
bool space_event(AppState& state, std::string_view tag, int status, const Value& body,
                 Effects& effects);

// reports.cpp
void open_desk(AppState& state, const std::string& id, Effects& effects);
void weigh_step(AppState& state, const WeighStep& action);
void take_step(AppState& state, Effects& effects);
void send_cover(AppState& state, bool whole, Effects& effects);
/// True when the tag was theirs.
bool report_event(AppState& state, std::string_view tag, int status, const Value& body,
                  Effects& effects);

// assisting.cpp
/// The seat is left: the next one is another person's, of whom nothing is known yet.
void assist_next(AppState& state, Effects& effects);
void say_who_agrees(AppState& state, const std::string& purpose, Effects& effects);
/// All that was answered for the one who is helped has come, and can be withdrawn.
bool can_take_back(const AppState& state);
void take_back_answers(AppState& state, Effects& effects);
/// True when the tag was theirs.
bool take_back_event(AppState& state, std::string_view tag, int status, Effects& effects);

// space_steps.cpp
void take_space_step(AppState& state, Effects& effects);
/// True when the tag was theirs.
bool space_step_event(AppState& state, std::string_view tag, int status, const Value& body,
                      Effects& effects);

// registers.cpp
void query_facilities(AppState& state, const FacilityFilter& filter, Effects& effects);
/// "/export/facilities.csv?…" with the filter of the list.
std::string facilities_path(const FacilityFilter& filter, std::string_view format);
void open_facility(AppState& state, const std::string& id, Effects& effects);
void move_facility(AppState& state, const MoveFacility& action, Effects& effects);
void show_reach(AppState& state, const ShowReach& action, Effects& effects);
void load_thresholds(AppState& state, Effects& effects);
/// With its targets, to be planned anew.
void load_wave_plan(AppState& state, const std::string& id, Effects& effects);
void list_waves(AppState& state, Effects& effects);
void open_wave(AppState& state, const std::string& id, Effects& effects);
/// How far the wave that is shown has come, when it is time.
void ask_wave_again(AppState& state, Effects& effects);
void move_wave(AppState& state, const MoveWave& action, Effects& effects);
/// True when the tag was the registers'.
bool register_event(AppState& state, std::string_view tag, int status, const Value& body,
                    Effects& effects);

// remarks.cpp
void load_remarks(AppState& state, Effects& effects);
void settle_remark(AppState& state, const std::string& id, Effects& effects);
/// True when the tag was theirs.
bool remark_event(AppState& state, std::string_view tag, int status, const Value& body);
void draw_remarks(const AppState&, const text::Text&, Actions&);

// meetings.cpp
void draw_meetings(const AppState&, const text::Text&, Actions&);
void draw_meeting(const AppState&, const text::Text&, Actions&);
void draw_meeting_form(const AppState&, const text::Text&, Actions&);
void draw_projector(const AppState&, const text::Text&, Actions&);
void draw_assist(const AppState&, const text::Text&, Actions&);
void list_meetings(AppState& state, Effects& effects);
void ask_meeting_spaces(AppState& state, const AskMeetingSpaces& action, Effects& effects);
/// That of the address.
void open_meeting(AppState& state, Effects& effects);
/// The same, when it is time.
void ask_meeting_again(AppState& state, Effects& effects);
void step_meeting(AppState& state, const MeetingStep& step, Effects& effects);
/// True when the tag was the meetings'.
bool meeting_event(AppState& state, std::string_view tag, int status, const Value& body,
                   Effects& effects);

// accounts.cpp
void draw_accounts(const AppState&, const text::Text&, Actions&);
void draw_account(const AppState&, const text::Text&, Actions&);
void draw_account_form(const AppState&, const text::Text&, Actions&);
void list_accounts(AppState& state, Effects& effects);
/// That of the address.
void open_account(AppState& state, Effects& effects);
void move_account(AppState& state, const std::string& move, Effects& effects);
void want_second(AppState& state, bool wanted, Effects& effects);
/// True when the tag was the accounts'.
bool account_event(AppState& state, std::string_view tag, int status, const Value& body);

// index_runs.cpp
void draw_index(const AppState&, const text::Text&, Actions&);
void draw_index_community(const AppState&, const text::Text&, Actions&);
void draw_index_form(const AppState&, const text::Text&, Actions&);
/// What the address shows of it.
void enter_index(AppState& state, Effects& effects);
void draw_proposals(const AppState&, const text::Text&, Actions&);
void ask_proposals(AppState& state, Effects& effects);
void load_index_defaults(AppState& state, Effects& effects);
void compare_index(AppState& state, const std::string& other, Effects& effects);
void publish_index(AppState& state, Effects& effects);
void download_index(const AppState& state, const std::string& format, Effects& effects);
/// True when the tag was the index's.
bool index_event(AppState& state, std::string_view tag, int status, const Value& body,
                 Effects& effects);

// plan.cpp
void draw_plan(const AppState&, const text::Text&, Actions&);
void draw_plan_item(const AppState&, const text::Text&, Actions&);
void draw_plan_form(const AppState&, const text::Text&, Actions&);
/// What the address shows of it.
void enter_plan(AppState& state, Effects& effects);
void load_plan(AppState& state, Effects& effects);
void open_plan_item(AppState& state, const std::string& id, Effects& effects);
void move_plan_item(AppState& state, PlanMove move, Effects& effects);
void tell_plan_progress(AppState& state, Effects& effects);
void download_plan(const AppState& state, const std::string& format, Effects& effects);
/// True when the tag was the plan's.
bool plan_event(AppState& state, std::string_view tag, int status, const Value& body,
                Effects& effects);

// secrets.cpp
void draw_own_account(const AppState&, const text::Text&, Actions&);
void draw_login_step(const AppState&, const text::Text&, Actions&);
void draw_invited(const AppState&, const text::Text&, Actions&);
void enter_secret(AppState& state, Effects& effects);
void type_secret(AppState& state, const TypeSecret& action);
void send_secret(AppState& state, Secret secret, Effects& effects);
void leave_recovery(AppState& state, const Chance& chance, Effects& effects);
/// True when the tag was the secrets'.
bool secret_event(AppState& state, std::string_view tag, int status, const Value& body,
                  const Chance& chance, Effects& effects);

// plan_map.cpp
void enter_plan_map(AppState& state, Effects& effects);
void want_filtered_points(AppState& state, Effects& effects);
void move_plan_map(AppState& state, const MovePlanMap& action);
void choose_indicator(AppState& state, const ChooseIndicator& action, Effects& effects);
void choose_community(AppState& state, const ChooseCommunity& action, Effects& effects);
void add_corner(AppState& state, Effects& effects);
void remove_corner(AppState& state);
void clear_corners(AppState& state);
void choose_area(AppState& state, const ChooseArea& action, Effects& effects);
void draw_rectangle(AppState& state, bool on);
void choose_rectangle(AppState& state, const std::vector<Wgs84Point>& corners, Effects& effects);
/// True when the tag was the planner's map's.
bool plan_map_event(AppState& state, std::string_view tag, int status, const Value& body);

// questionnaires.cpp
/// The list, and the questionnaire of the address.
void enter_questionnaires(AppState& state, Effects& effects);
/// What was changed and not published when the page was closed.
void take_stored_questionnaire(AppState& state, const Value& settings);
void open_questionnaire(AppState& state, const OpenQuestionnaire& action, Effects& effects);
void edit_questionnaire(AppState& state, const EditQuestionnaire& action, Effects& effects);
void show_question(AppState& state, const ShowQuestion& action);
void discard_questionnaire(AppState& state, Effects& effects);
void publish_questionnaire(AppState& state, Effects& effects);
void form_picked(AppState& state, const Value& event, Effects& effects);
/// True when the tag was the questionnaires'.
bool questionnaire_event(AppState& state, std::string_view tag, int status, const Value& body,
                         const Chance& chance, Effects& effects);

// imports.cpp
void load_imports(AppState& state, Effects& effects);
void layer_picked(AppState& state, const Value& event, Effects& effects);
void choose_import(AppState& state, const ChooseImport& action, Effects& effects);
void choose_column(AppState& state, const ChooseImportColumn& action, Effects& effects);
void decide_name(AppState& state, const DecideImportName& action, Effects& effects);
void run_import(AppState& state, Effects& effects);
void undo_import(AppState& state, std::int64_t id, Effects& effects);
void stop_import(AppState& state, Effects& effects);
void stop_form(AppState& state, Effects& effects);
void stop_questionnaire(AppState& state, Effects& effects);
/// True when the tag was the imports'.
bool import_event(AppState& state, std::string_view tag, int status, const Value& body,
                  Effects& effects);

}  // namespace kongdi::shell::desk
