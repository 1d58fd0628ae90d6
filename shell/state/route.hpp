// SPDX-License-Identifier: Apache-2.0
// Each screen has an address; an address leads to one screen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kongdi::shell {

enum class ScreenId : std::uint8_t {
    Home,
    Report,    // one step of reporting a space
    Rate,      // one step of rating the services
    Sent,      // the receipt
    My,        // what this device reported
    MyReport,  // what became of one report
    Login,
    Worker,          // incoming reports
    WorkerReport,    // one of them
    SiteCheck,       // what was found there, to be written down
    Planner,         // the table of spaces
    PlannerMap,      // the same on the map, with indicators, choosing and measuring
    Import,          // files that become layers of the map
    Facilities,      // the register
    Facility,        // one of it
    FacilityForm,    // one that is filed or changed
    Thresholds,      // the numbers of the catalogue
    Threshold,       // one of them, with how it came about
    Waves,           // of the check-up
    Wave,            // how far one has come
    WaveForm,        // one that is planned
    Index,           // how all communities stand
    IndexCommunity,  // why one of them stands there
    IndexForm,       // a run that is to be made
    IndexProposals,  // idle spaces for what its plan lacks
    Plan,            // what is to be built where
    PlanItem,        // one piece of it
    PlanForm,        // the same, filed or changed
    Programme,       // of future communities: entries of a kind
    ProgrammeEntry,  // one of them
    ProgrammeForm,   // the same, filed or changed
    ProgrammeLand,   // what a plot must carry
    Meetings,        // participation sessions
    Meeting,         // one in its host's hand
    MeetingForm,     // one that is planned
    Projector,       // one on the wall
    Assist,          // in one, for somebody without a phone
    Sheets,          // codes for the households of its buildings
    Questionnaires,  // versions, and one that is being changed
    Downloads,       // all data sets, and one with its choices
    Map,             // the city and what was reported in it
    Join,            // taking part in a meeting, by its code
    Nearby,          // the facilities around a place
    Accounts,        // that administrators keep
    Account,         // one of them
    AccountForm,     // one that is added or changed
    Reads,           // who was shown raw reports
    OwnAccount,      // one's own password and second factor
    Tokens,          // by which programs read for oneself
    LoginStep,       // what a log-in asks for after the password
    Invited,         // a link to set a password by
    Display,         // size, colours, view, language
    Lost,            // an address nobody knows
    Count_,
};

/// A form of the plan for an item that is not there yet: "new@COMMUNITY@KIND@SPACE".
inline constexpr std::string_view kNewPlanItem = "new@";

struct Route {
    ScreenId screen = ScreenId::Home;
    /// Step of Report and Rate (from 1), id of Sent, MyReport, WorkerReport, Facility, Wave and
    /// their forms (empty for a new one); "CON02.radius_m" of Threshold; name of Account and its
    /// form; "code" or "setup" of LoginStep; the secret of Invited; id of
    /// Index (empty for the published run); "CODE" or "CODE@RUN" of IndexCommunity;
    /// id of PlanItem, ProgrammeEntry and their forms; name of the data set of Downloads; code of a
    /// meeting of Join and Assist.
    std::string argument = {};
    /// A dialog over the screen ("discard"); it has an address of its own, so that the way back
    /// closes it.
    std::string dialog = {};
    /// What the table of spaces and its map show, as core/api/space_query.hpp writes it, or the
    /// programme ("kind=award&year=2026"), or for whom the proposals are ("community=CODE&run=ID");
    /// empty for all of it, and on screens without a table.
    std::string filter = {};

    friend bool operator==(const Route&, const Route&) = default;
};

/// "/report/2?ask=discard" → {Report, "2", "discard"}. Anything else behind ? or # is passed over.
Route route_of(std::string_view path);
std::string path_of(const Route& route);
/// Where the way back leads when nothing of ours lies behind: the step before, the list above.
Route route_above(const Route& route);

}  // namespace kongdi::shell
