// SPDX-License-Identifier: Apache-2.0
// The parts of reduce(), one file a part.
#pragma once

#include "shell/app/reduce.hpp"

namespace kongdi::shell {

// navigation.cpp
/// Opens a route: its address, and what its screen needs.
void open_route(AppState& state, const Route& route, const Chance& chance, Effects& effects);
/// The same, as a person goes: from a dialog, whose entry of the history the new page takes.
void go(AppState& state, const Route& route, const Chance& chance, Effects& effects);
/// The same in the place of the current entry of the browser's history.
void replace_route(AppState& state, const Route& route, const Chance& chance, Effects& effects);
/// Back to an entry at or before the report's first step, which becomes `route`: the way back from
/// there does not lead into a form that is gone.
void leave_report(AppState& state, const Route& route, int to_depth, const Chance& chance,
                  Effects& effects);
void go_back(AppState& state, const Chance& chance, Effects& effects);
void open_dialog(AppState& state, const std::string& name, Effects& effects);
void close_dialog(AppState& state, Effects& effects);
/// The address says what the table and its map show.
void show_filter(AppState& state, const std::string& filter, Effects& effects);
/// The person used the browser's own way back or forward.
void navigated(AppState& state, const Value& event, const Chance& chance, Effects& effects);
/// The same without writing an address: the browser went there by itself.
void enter_route(AppState& state, const Route& route, const Chance& chance, Effects& effects);
Value page_effect(const AppState& state);
/// A screen whose steps fill in a draft.
inline bool is_form(ScreenId screen) {
    return screen == ScreenId::Report || screen == ScreenId::Rate;
}

// display.cpp
void set_language(AppState& state, text::Language language, Effects& effects);
void set_display(AppState& state, const Display& display, Effects& effects);
void read_aloud(AppState& state, const std::string& words, Effects& effects);
void stop_reading(AppState& state, Effects& effects);
void take_prefers(AppState& state, const Value& prefers);

// waiting.cpp
void stop_waiting(AppState& state, const StopWaiting& action, const Chance& chance,
                  Effects& effects);

// reporting.cpp
void start_report(AppState& state, const Chance& chance, Effects& effects);
void set_answer(AppState& state, const SetAnswer& action, Effects& effects);
void remove_photo(AppState& state, const RemovePhoto& action, Effects& effects);
void move_map(AppState& state, const MoveMap& action, Effects& effects);
void found_here(AppState& state, const FoundHere& action, Effects& effects);
void say_community(AppState& state, const SayCommunity& action, Effects& effects);
void ask_fix(AppState& state, Effects& effects);
void tick_consent(AppState& state, const TickConsent& action, Effects& effects);
void next_step(AppState& state, const Chance& chance, Effects& effects);
void discard_draft(AppState& state, const Chance& chance, Effects& effects);
void save_draft(const AppState& state, Effects& effects);
/// Where the device keeps the draft, in its table "drafts".
inline constexpr std::string_view kDraftKey = "idle_space";
/// Before the key of each form of the desk, in the same table.
inline constexpr std::string_view kFormPrefix = "desk/";
void photo_ready(AppState& state, const Value& event, Effects& effects);
void fix_ready(AppState& state, const Value& event, Effects& effects);
void fix_failed(AppState& state, const Value& event);

// rating.cpp
inline constexpr std::string_view kRatingKey = "service_checkup";
/// The request, and where the device keeps its answer, in its table "cache".
inline constexpr std::string_view kSurveyTag = "survey";
/// How far the check-up has come in a community; in the city alone without one.
void want_survey(std::string_view community, Effects& effects);
void survey_answered(AppState& state, int status, const Value& body, Effects& effects);
void save_rating(const AppState& state, Effects& effects);
void start_rating(AppState& state, const Chance& chance, Effects& effects);
/// True when the tag was a code's.
bool seat_answered(AppState& state, std::string_view tag, int status, const Value& body,
                   const Chance& chance, Effects& effects);
/// The wave's version is here: who has not answered anything yet answers it.
void take_version_of_seat(AppState& state, std::int64_t version, const Chance& chance,
                          Effects& effects);
void answer_rating(AppState& state, const AnswerRating& action, const Chance& chance,
                   Effects& effects);
void next_rating(AppState& state, const NextRating& action, const Chance& chance, Effects& effects);
void say_rating_community(AppState& state, const SayRatingCommunity& action, const Chance& chance,
                          Effects& effects);
void send_rating(AppState& state, const Chance& chance, Effects& effects);
void discard_rating(AppState& state, const Chance& chance, Effects& effects);

// corroborating.cpp
void say_same(AppState& state, const std::string& id, const Chance& chance, Effects& effects);
/// True when the tag was theirs. Status 0 stands for no answer at all.
bool same_answered(AppState& state, std::string_view tag, int status, const Chance& chance,
                   Effects& effects);
/// The key of a report's row, in the settings until it is sent, then in what is delivered.
std::string same_key(std::string_view id);
/// Of the settings: a row for each. Pages of before kept one list of all, which goes.
void take_stored_same(AppState& state, const Value& settings, Effects& effects);
/// Sends what waits, one at a time.
void pump_same(AppState& state, const Chance& chance, Effects& effects);

// restoring.cpp
void take_restoration(AppState& state, const Value& city);
/// What was delivered since waits once more; not while one's own data is erased, but of what is
/// left then.
void offer_again(AppState& state, const Value& restored, Effects& effects);
/// It was not: that is tried again when the server names the restoration next.
void not_offered(AppState& state);
/// Of each answer of the server.
void server_heard(AppState& state, std::string_view tag, const Value& headers, const Chance& chance,
                  Effects& effects);
/// Somebody is there again, after a while or after a time without a network.
void look_again(AppState& state, const Chance& chance, Effects& effects);
/// At the start and at each wake: a page that nobody touches asks now and then.
void look_when_due(AppState& state, const Chance& chance, Effects& effects);

// map_source.cpp
/// The tiles of the map; kept, so that they are found again without a network.
void take_map_about(AppState& state, const Value& tree, Effects& effects);
void map_about_answered(AppState& state, int status, const Value& body, Effects& effects);
void take_map(AppState& state, const Value& tree);
void map_answered(AppState& state, int status, const Value& body, Effects& effects);
/// Asks for the part of the map around a point when there are no tiles and it is not there yet.
void want_map(AppState& state, Wgs84Point centre, Effects& effects);
/// Asks for what was reported in a rectangle, unless that is there or on its way.
void want_points(AppState& state, const Box& box, Effects& effects);
/// The same around a point: what a report may be about.
void want_points_near(AppState& state, Wgs84Point centre, Effects& effects);
/// Where the map of the city opens, unless the person has moved it; the rectangle of its points,
/// empty while nothing is known of the city.
Box look_at_city(AppState& state);
void open_city_map(AppState& state, Effects& effects);
void want_map_of_draft(AppState& state, Effects& effects);

// events.cpp
/// The city and what its map is made of are asked for.
void want_city(AppState& state, Effects& effects);
/// As if nothing had come of a request, whoever ended it.
void no_answer(AppState& state, std::string_view tag, const Chance& chance, Effects& effects);

// nearby.cpp
void want_nearby(AppState& state, Effects& effects);
/// The list, or the facility that the address names.
void enter_nearby(AppState& state, Effects& effects);
/// True when the tag was theirs. Status 0 stands for no answer at all.
bool nearby_answered(AppState& state, std::string_view tag, int status, const Value& body,
                     Effects& effects);
void ask_missing(AppState& state, Effects& effects);
void send_remark(AppState& state, const Chance& chance, Effects& effects);

// joining.cpp
void take_stored_joined(AppState& state, const Value& tree);
void enter_meeting(AppState& state, Effects& effects);
/// Asks what is being asked, when it is time.
void pump_meeting(AppState& state, Effects& effects);
void agree_to_meeting(AppState& state, bool agreed, Effects& effects);
/// The person does not wait for the meeting any longer.
void stop_looking(AppState& state, Effects& effects);
void join_meeting(AppState& state, Effects& effects);
/// A page opened again sits there, too.
void keep_seat(const AppState& state, Effects& effects);
void answer_meeting(AppState& state, const AnswerMeeting& action, const Chance& chance,
                    Effects& effects);
/// True when the tag was theirs. Status 0 stands for no answer at all.
bool meeting_answered(AppState& state, std::string_view tag, int status, const Value& body,
                      Effects& effects);

// outbox.cpp
/// Puts a record into the outbox that is no report of a space: nothing else is opened.
void queue_record(AppState& state, const Record& record, Effects& effects);
void send_report(AppState& state, const Chance& chance, Effects& effects);
/// Puts a record into the outbox in the step that ends its draft, and shows its receipt.
void send_record(AppState& state, const Record& record, std::string_view draft_key,
                 const Chance& chance, Effects& effects);
/// Sends what is due; at most one request at a time for each record.
void pump_outbox(AppState& state, const Chance& chance, Effects& effects);
void retry_now(AppState& state, bool also_held, const Chance& chance, Effects& effects);
/// Not sent until the person says so.
void hold_record(AppState& state, const std::string& id, Effects& effects);
/// True when the tag was the outbox's.
bool outbox_event(AppState& state, std::string_view name, const Value& event, const Chance& chance,
                  Effects& effects);

// working.cpp
/// + id: a turn of the work for a record, and the record on its way with it.
inline constexpr std::string_view kWorkTag = "work:";
/// True when `asked`, of the server's refusal, is work that a phone can do; the first turn is next.
bool begin_work(const OutboxItem& item, const Value& asked, Effects& effects);
/// One turn, unless the record is not on its way any more. Once it is done, the record is sent.
void work_on(OutboxItem& item, const Value& turn, Effects& effects);

// outbox.cpp
/// A record and its report as they lie ready to be sent.
struct Outgoing {
    OutboxItem item;
    MyReport report;
};
Outgoing outgoing_of(const AppState& state, const Record& record, std::string bytes);

// other_tabs.cpp
/// The draft is to be changed here; asks for it unless it was asked for.
void want_draft_lock(AppState& state, Effects& effects);
void drop_draft_lock(AppState& state, Effects& effects);
void take_draft(AppState& state, Effects& effects);
void lock_event(AppState& state, std::string_view name, Effects& effects);
/// Another tab, or the service worker, changed what the device keeps.
void store_changed_elsewhere(AppState& state, const Value& tables, const Chance& chance,
                             Effects& effects);

// handover.cpp
void save_handover(AppState& state, Effects& effects);

// covering.cpp
inline constexpr std::string_view kCoverDialog = "cover";
/// What is covered, [left, top, right, bottom] in parts of the width and height: fields beside each
/// other in a row are one box.
Value boxes_of(const PhotoCover& cover);
void open_cover(AppState& state, const OpenCover& action, Effects& effects);
void tap_cover(AppState& state, const TapCover& action);
void apply_cover(AppState& state, Effects& effects);
/// True when the photo that is ready takes the place of another.
bool photo_covered(AppState& state, const Value& event, Effects& effects);

// own_data.cpp
void save_own_data(AppState& state, Effects& effects);
/// What is sent from now on stands under another pseudonym; what was, stays known here.
void rotate_device(AppState& state, const Chance& chance, Effects& effects);
/// On the server; once it says so, here, too, and the device goes on under a new pseudonym.
void erase_own_data(AppState& state, Effects& effects);
/// True when the tag was theirs.
bool own_data_answered(AppState& state, std::string_view tag, int status, const Chance& chance,
                       Effects& effects);
/// True when the event was of the file.
// push.cpp
/// How it stands with messages; asked once a person has sent something.
void ask_push(AppState& state, Effects& effects);
void turn_push(AppState& state, bool on, Effects& effects);
void push_told(AppState& state, const Value& event);

bool own_data_event(AppState& state, std::string_view name, const Value& event);
/// True when the event was about a file of that kind.
bool handover_event(AppState& state, std::string_view name, const Value& event,
                    const Chance& chance, Effects& effects);

// my_reports.cpp
void refresh_my(AppState& state, Effects& effects);
void my_reports_done(AppState& state, const Value& body, Effects& effects);
void withdraw_report(AppState& state, const std::string& id, Effects& effects);
void send_answer(AppState& state, const std::string& id, Effects& effects);
void judge_report(AppState& state, const JudgeReport& action, Effects& effects);
/// True when the answer was to one of these two.
bool answer_done(AppState& state, std::string_view tag, int status, const Value& body,
                 Effects& effects);
/// Status 0 stands for no answer at all.
void withdraw_done(AppState& state, const std::string& id, int status, const Value& body,
                   Effects& effects);

// events.cpp
void take_storage_failure(AppState& state, const Value& event);
void platform_event(AppState& state, const Value& event, const Chance& chance, Effects& effects);

// versions.cpp: questionnaires, so that the newest are asked without a network, too
/// Versions that came after the program; those that cannot be read are for newer programs.
void take_questionnaires(AppState& state, const Value& tree);
void want_version(std::string_view id, std::int64_t version, Effects& effects);
/// Fetches what a draft was begun with and the device does not have.
void want_versions_of_drafts(const AppState& state, Effects& effects);
/// True when the answer was to one of these.
bool questionnaire_answered(AppState& state, std::string_view tag, const Value& body,
                            const Chance& chance, Effects& effects);

// stored.cpp: what the device keeps, and back
Value stored_draft(const Draft& draft);
std::optional<Draft> draft_of_stored(const Value& tree);
void take_stored_drafts(AppState& state, const Value& table);
Value stored_outbox_item(const OutboxItem& item);
std::optional<OutboxItem> outbox_item_of_stored(const Value& tree);
Value stored_report(const MyReport& report);
std::optional<MyReport> report_of_stored(const Value& tree);
/// One entry of a table of the store, as the tree it was stored as.
Value stored_tree(const Value& text);
void take_stored_outbox(AppState& state, const Value& table);
void take_stored_reports(AppState& state, const Value& table);
Value stored_settings(const AppState& state);
void load_settings(AppState& state, const Value& tree);
void save_settings(const AppState& state, Effects& effects);

}  // namespace kongdi::shell
