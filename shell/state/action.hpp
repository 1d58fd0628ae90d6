// SPDX-License-Identifier: Apache-2.0
// What people do on screens and what the machine reports. Screens push actions; reduce() turns
// each into a new state and effects.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/api/messages.hpp"
#include "core/api/space_query.hpp"
#include "core/base/value.hpp"
#include "shell/map/camera.hpp"
#include "shell/state/account_actions.hpp"
#include "shell/state/any_action.hpp"
#include "shell/state/index_desk.hpp"
#include "shell/state/photo_cover.hpp"
#include "shell/state/plan_desk.hpp"
#include "shell/state/report_desk.hpp"
#include "shell/state/route.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell {

// of a person
struct Go {
    Route route;
};
struct GoBack {};
/// A dialog of the screen, by its name in the address.
struct OpenDialog {
    std::string name;
};
struct CloseDialog {};
struct SetLanguage {
    text::Language language;
};
struct SetDisplay {
    Display display;
};
/// Reads a text aloud; an empty one stops.
struct ReadAloud {
    std::string text;
};
/// Stops something the person waits for; `id` names the record of Send and Withdraw, the tag of a
/// Request.
struct StopWaiting {
    Wait wait;
    std::string id = {};
};
struct StartReport {};
struct SetAnswer {
    std::string question;
    Value answer;
};
struct RemovePhoto {
    std::string question;
    std::string sha256;
};
struct MoveMap {
    std::string question;
    map::Camera camera;
    bool settled;
};
/// The city's map was moved.
struct MoveCityMap {
    map::Camera camera;
    bool settled;
};
/// The list beside the map goes on.
struct ListMore {};
/// The card of a point of the map; an empty id closes it.
/// What the map of all shows: states and types.
struct FilterMap {
    SpaceFilter filter;
};
struct ChoosePoint {
    std::string id;
};
/// What is being reported is that space: it is corroborated, and the draft is done with.
struct SaySame {
    std::string id;
};
/// The points of the map came, or did not (status 0).
struct PointsAnswered {
    int status;
};
/// The tiles know which community the point lies in.
struct FoundHere {
    map::Whereabouts here;
};
/// The person knows better; an empty code: in none.
struct SayCommunity {
    map::CommunityName community;
};
struct AskFix {};
struct TickConsent {
    std::string purpose;
    bool ticked;
};
struct NextStep {};
struct StartRating {};
/// An answer to a question of the check-up; null takes it back.
struct AnswerRating {
    std::string question;
    Value answer;
    bool goes_on = false;  // to the next step
};
/// On to the next service, or past all of them.
struct NextRating {
    bool to_end = false;
};
struct SearchCommunity {
    std::string text;
};
/// Where the person lives; an empty code: they do not say.
struct SayRatingCommunity {
    map::CommunityName community;
};
struct SendRating {};
struct DiscardRating {};
struct SendReport {};
struct DiscardDraft {};
struct RetryNow {};
/// Go on with the draft here, and no longer in the other tab.
struct TakeDraft {};
/// What waits on the device as one file.
struct SaveHandover {};
struct SaveOwnData {};
struct EraseOwnData {};
struct RotateDevice {};
/// Messages while the page is closed.
struct TurnPush {
    bool on;
};
struct WithdrawReport {
    std::string id;
};
/// To what was asked of the report that is shown, as it is typed.
struct TypeAnswer {
    std::string words;
};
struct SendAnswer {
    std::string id;
};
/// "Is it what you hoped?"
struct JudgeReport {
    std::string id;
    Judgement judgement;
};
/// Where the city lies, and its map, are asked for again.
struct WantCity {};
/// The facilities near the middle of the map are asked for again.
struct WantNearby {};
struct AskMissing {};
struct SetRemark {
    RemarkForm form;
};
struct SendRemark {};
struct AgreeToMeeting {
    bool agreed;
};
struct JoinMeeting {};
struct TypeMeetingCode {
    std::string code;
};
/// What is not sent yet: several choices, words.
struct ChooseInMeeting {
    std::string question;
    Value answer;
};
struct AnswerMeeting {
    std::string question;
    Value answer;
};
struct RefreshMy {};
struct QuerySpaces {
    api::SpaceQuery query;
};
/// A day of the filter as it is being typed.
struct SetFilterDay {
    bool is_last;
    std::string text;
};
struct MovePlanMap {
    map::Camera camera;
    bool settled;
    Box view;
};
/// Which indicator colours the communities, and in which classes; an empty name for none.
struct ChooseIndicator {
    std::string name;
    ClassMethod method;
};
struct ChooseCommunity {
    std::string code;
};
/// A corner of the path that is measured, where the map's middle is.
struct AddCorner {};
struct RemoveCorner {};
struct ClearCorners {};
/// The corners become the area of the filter; with `view` what the map shows does.
struct ChooseArea {
    bool view;
};
/// From now on fingers draw a rectangle on the map, or no more.
struct DrawRectangle {
    bool on;
};
/// Its corners, one after another, become the area of the filter.
struct ChooseRectangle {
    std::vector<Wgs84Point> corners;
};
struct OpenDesk {
    std::string id;
};
struct DownloadSpaces {
    std::string format;
};

struct QueryFacilities {
    FacilityFilter filter;
};
struct OpenFacility {
    std::string id;
};
struct SetFacilityReason {
    std::string reason;
};
/// Of the facility whose card is open.
struct MoveFacility {
    FacilityMove move;
};
struct LoadRemarks {};
/// Somebody has looked into what a resident said.
struct SettleRemark {
    std::string id;
};
struct DownloadFacilities {
    std::string format;
};
/// What the data set of the address is to be like.
struct ChooseDownload {
    DownloadDesk choice;
};
/// It, in a format: its ending.
struct DownloadSet {
    std::string set;
    std::string format;
};
struct StopExport {
    std::string id;
};
struct LoadThresholds {};
struct ListMeetings {};
/// The one of the address.
struct OpenMeeting {};
/// What became of it, on a page of the server that prints.
struct OpenSummary {};
/// The next answers at the table are somebody else's.
struct AssistNext {};
/// What was answered for the one who is helped is withdrawn.
struct TakeBackAnswers {};
/// Who agrees for whoever is helped, by the purpose: they themselves, or their guardian.
struct SayWhoAgrees {
    std::string purpose;
};
/// What was agreed on, a line each, not kept yet.
struct TypeDecisions {
    std::string lines;
};
struct StepMeeting {
    MeetingStep step;
};
struct ListWaves {};
struct OpenWave {
    std::string id;
};
/// Of the wave that is open.
struct MoveWave {
    WaveMove move;
};
/// The curves of reach of the place with this path; an empty pace shows none.
struct ShowReach {
    std::string subject;
    std::string pace;
};
/// Of the wave that is open; `parts_of` is the one whose parts are shown.
struct ShowCommunities {
    bool only_behind;
    std::string parts_of = {};
};

/// A field of the open form as it is typed; null takes it back.
struct SetFormField {
    std::string name;
    Value value;
};
/// Sends it, or shows what is wrong.
struct SubmitForm {};
/// What was written is dropped.
struct DiscardForm {};
/// A photo of the open form, by its hash.
struct DropFormPhoto {
    std::string sha256;
};

/// Something the platform reports, as its tree (shell/platform/platform.hpp lists them).
struct PlatformEvent {
    Value event;
};

/// A version of a questionnaire as the beginning of the next one.
struct OpenQuestionnaire {
    std::string id;
    std::int64_t version;
};
/// The document as it is now, and which question of it is open, when that is another one.
struct EditQuestionnaire {
    Value document;
    std::optional<QuestionPlace> open = {};
};
struct ShowQuestion {
    QuestionPlace open;
    QuestionTab tab;
};
/// What was not published yet is thrown away.
struct DiscardQuestionnaire {};
/// The answers given to try a questionnaire out.
struct AnswerPreview {
    Value answers;
};
/// The preview's language, and which row of a matrix it asks.
struct TurnPreview {
    std::string language;
    std::size_t row;
};
struct PublishQuestionnaire {};
/// A version as an XLSForm.
struct DownloadForm {
    std::string id;
    std::int64_t version;
};

/// What everybody may see of a community's spaces, for the agenda of a meeting.
struct AskMeetingSpaces {
    std::string community;
};
/// A chart or a sheet that the server draws: a file, or a page to go to.
struct OpenPaper {
    std::string path;
    bool is_page;
};

/// What workers and planners do (shell/app/desk.hpp).
using DeskActions = ActionList<
    QuerySpaces, OpenDesk, WeighStep, TakeStep, WeighSpaceStep, TakeSpaceStep, SendCover, SortQueue,
    DownloadSpaces, ChooseImport, ChooseImportColumn, DecideImportName, RunImport, AskUndoImport,
    UndoImport, QueryFacilities, OpenFacility, SetFacilityReason, MoveFacility, LoadRemarks,
    SettleRemark, ListMeetings, OpenMeeting, StepMeeting, OpenSummary, TypeDecisions,
    DownloadFacilities, ListWaves, OpenWave, MoveWave, ShowCommunities, ShowReach, AskIndex,
    ShowIndex, FindInIndex, SortIndex, CompareIndex, PublishIndex, DownloadIndex, AskProposals,
    LimitProposals, AskPlan, ShowPlan, ShowPlanYear, SetPlanReason, ChooseEffectRun, MovePlanItem,
    TypePlanProgress, TellPlanProgress, DownloadPlan, AskProgramme, FilterProgramme,
    ListMoreProgramme, TypeProgramme, MoveProgramme, ChangeProgramme, ReckonLand, OpenCases,
    SetFilterDay, MovePlanMap, ChooseIndicator, ChooseCommunity, AddCorner, RemoveCorner,
    ClearCorners, ChooseArea, DrawRectangle, ChooseRectangle, ChooseDownload, DownloadSet,
    StopExport, LoadThresholds, SetFormField, SubmitForm, DiscardForm, DropFormPhoto,
    OpenQuestionnaire, EditQuestionnaire, ShowQuestion, AnswerPreview, TurnPreview,
    PublishQuestionnaire, DiscardQuestionnaire, DownloadForm, ListAccounts, OpenAccount,
    MoveAccount, WantSecond, TypeSecret, SendSecret, LeaveRecovery, SetLoginName, SetLoginPassword,
    SubmitLogin, Logout, GoToProvider, TypeSubject, OpenPaper, AskMeetingSpaces, ShowChanges,
    TypeToken, AddToken, AskEndToken, EndToken, TypeReads, ListReads, TypeChangesReason,
    ApplyChanges, AssistNext, TakeBackAnswers, SayWhoAgrees>;

/// What residents do, and what the machine reports.
using AppActions =
    ActionList<Go, GoBack, OpenDialog, CloseDialog, SetLanguage, SetDisplay, ReadAloud, StopWaiting,
               StartReport, SetAnswer, RemovePhoto, OpenCover, TapCover, ApplyCover, MoveMap,
               MoveCityMap, ListMore, ChoosePoint, FilterMap, SaySame, PointsAnswered, FoundHere,
               SayCommunity, AskFix, TickConsent, NextStep, StartRating, AnswerRating, NextRating,
               SearchCommunity, SayRatingCommunity, SendRating, DiscardRating, SendReport,
               DiscardDraft, RetryNow, TakeDraft, SaveHandover, SaveOwnData, EraseOwnData,
               RotateDevice, TurnPush, WithdrawReport, TypeAnswer, SendAnswer, JudgeReport,
               WantCity, WantNearby, AskMissing, SetRemark, SendRemark, AgreeToMeeting, JoinMeeting,
               TypeMeetingCode, ChooseInMeeting, AnswerMeeting, RefreshMy, PlatformEvent>;

/// One of these, whichever.
class Action : public AnyAction {
public:
    template <class T>
    requires(DeskActions::has<T> || AppActions::has<T>) Action(T action)
        : AnyAction(std::in_place, std::move(action)) {}
};

using Actions = std::vector<Action>;

}  // namespace kongdi::shell
