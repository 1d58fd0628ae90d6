// SPDX-License-Identifier: Apache-2.0
// Everything the screens show, as plain values. Only shell/app/reduce changes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/api/map_messages.hpp"
#include "core/api/messages.hpp"
#include "core/api/space_query.hpp"
#include "core/base/error.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/record.hpp"
#include "core/rules/answer_logic.hpp"
#include "shell/map/camera.hpp"
#include "shell/map/map_view.hpp"
#include "shell/state/access_desk.hpp"
#include "shell/state/account_desk.hpp"
#include "shell/state/change_desk.hpp"
#include "shell/state/desk_form.hpp"
#include "shell/state/download_desk.hpp"
#include "shell/state/import_desk.hpp"
#include "shell/state/index_desk.hpp"
#include "shell/state/loading.hpp"
#include "shell/state/meetings.hpp"
#include "shell/state/nearby.hpp"
#include "shell/state/photo_cover.hpp"
#include "shell/state/plan_desk.hpp"
#include "shell/state/plan_map.hpp"
#include "shell/state/programme_desk.hpp"
#include "shell/state/questionnaire_desk.hpp"
#include "shell/state/register_desk.hpp"
#include "shell/state/report_desk.hpp"
#include "shell/state/report_steps.hpp"
#include "shell/state/route.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell {

/// How asking the phone for its position went.
enum class FixStatus : std::uint8_t { NotAsked, Asking, Known, Denied, Unavailable, TimedOut };

/// How taking a photo goes.
enum class PhotoStatus : std::uint8_t { Idle, Busy, Failed };

/// A report that is being made. It is kept on the device after every change.
struct Draft {
    std::string id = {};  // of the record it becomes
    /// That was begun with; a newer one that comes meanwhile is for the next time.
    std::int64_t questionnaire_version = 0;
    Value body = Value::map();  // answers so far
    std::vector<PhotoEntry> photos = {};
    std::vector<std::string> consents = {};  // purposes ticked, in the language shown
    map::Camera camera = {};
    bool place_touched = false;  // the map was moved or a fix came
    map::Whereabouts here = {};  // the community of the point
    bool here_by_hand = false;   // the person said which it is
    bool show_errors = false;    // the person tried to go on from this step
    int furthest_step = 1;
    std::string seat = {};        // hash of a household's code that was scanned
    std::string seat_place = {};  // where that household lives: "翠苑一区 · 3 幢"
    bool assisted = false;        // a worker answers for somebody who has no phone

    friend bool operator==(const Draft&, const Draft&) = default;
};

/// How a record is on its way.
enum class SendPhase : std::uint8_t {
    Saving,   // being written to the device; not yet safe to close
    Waiting,  // saved, will be sent
    Sending,
    Uploading,  // the record is received, photos are on their way
    Refused,    // the server said that it cannot take it; kept here
};

/// A record on this device that the server does not have in full.
struct OutboxItem {
    std::string id = {};
    std::string bytes = {};                // as they are sent, and hashed
    std::vector<std::string> photos = {};  // SHA-256 of those not uploaded yet
    SendPhase phase = SendPhase::Waiting;
    bool received = false;  // the record itself
    bool held = false;      // the person stopped it; sent when they say so, or at the next start
    bool kept = false;      // it is in the device's store
    float sent = -1;        // part of the photo that is uploaded, 0 to 1; below 0: not known
    int attempts = 0;
    std::int64_t next_try_ms = 0;
    std::optional<Error> refusal = {};

    friend bool operator==(const OutboxItem&, const OutboxItem&) = default;
};

/// "The same", said of somebody's report, until the server has it.
struct Corroboration {
    std::string id = {};           // of the report
    std::string device = {};       // the pseudonym that said it
    std::int64_t next_try_ms = 0;  // later when its report is yet to come back

    friend bool operator==(const Corroboration&, const Corroboration&) = default;
};

/// What this page knows of the server's store having been filled from a backup.
struct Restoration {
    std::string at = {};            // when, as the city said; empty: it was not
    std::string told = {};          // the same by the server's last answer
    std::int64_t asked_ms = 0;      // when the city was asked for
    std::int64_t heard_ms = 0;      // when the server answered last, or was asked whether it would
    std::int64_t next_look_ms = 0;  // when a page that nobody touches looks whether to ask
};

/// A pseudonym that went before, and what was created until then was sent under it.
struct OldDevice {
    std::string device = {};
    std::int64_t until_ms = 0;
};

/// A report of this device as its "my reports" shows it.
struct MyReport {
    std::string id = {};
    std::string type = {};  // "I05"
    std::string community_name = {};
    std::string photo = {};  // SHA-256 of the first one on this device
    std::int64_t created_at_ms = 0;
    std::string receipt = {};  // empty until it was received
    ReportState state = ReportState::Submitted;
    std::vector<api::StateChange> history = {};
    std::vector<std::string> photos_missing = {};
    std::optional<api::PlanPart> plan = {};
    api::DecidedPart decided = {};
};

/// What a person waits for and can stop. Request: any other, by its tag; it ends as if no answer
/// had come.
enum class Wait : std::uint8_t {
    Login,
    Spaces,
    Desk,
    Verify,
    My,
    Withdraw,
    Map,
    Fix,
    Photo,
    Send,
    Import,
    Meeting,
    Form,
    Questionnaire,
    Points,
    Request
};

/// Whose colours: the device's choice, or one of our own.
enum class Appearance : std::uint8_t { Device, Light, Dark, Contrast };

/// How the person likes the page to look; kept on the device.
struct Display {
    Appearance appearance = Appearance::Device;
    int scale_percent = 100;  // of all sizes: 100 to 200
    bool elder = false;       // the elder view
    bool calm = false;        // no motion

    friend bool operator==(const Display&, const Display&) = default;
};

/// What the device says its owner prefers.
struct Prefers {
    bool dark = false;
    bool contrast = false;
    bool calm = false;

    friend bool operator==(const Prefers&, const Prefers&) = default;
};

/// Who may change the draft: with several tabs, one of them. Taking: it is ours, and what the other
/// tab left is being read.
enum class DraftLock : std::uint8_t { Free, Held, Elsewhere, Taking };

/// A household's code that led to the check-up, as the server knows it.
struct SeatAsked {
    Loading loading = Loading::Idle;
    bool is_unknown = false;
    bool is_used = false;
    std::int64_t version = 0;  // of the check-up that its wave asks
};

/// What came of the last file that was saved or opened to take reports to another device.
struct Handover {
    std::string key = {};  // a text key; empty: nothing was done
    int taken = 0;         // reports that are new here
    int known = 0;
    int wrong = 0;  // did not pass the check
};

struct LoginForm {
    std::string name = {};
    std::string password = {};
    Loading loading = Loading::Idle;
    std::optional<Error> error = {};
    std::optional<Route> wanted = {};  // the screen that the log-in came up in front of
};

/// Messages about one's reports while the page is closed. None: not here, or not known yet. The
/// page names them by their numbers (web/push.js).
enum class Push : std::uint8_t { None, Off, On, Denied, Failed, Busy };

/// The table of spaces, for workers and planners.
struct SpaceTable {
    api::SpaceQuery query = {};
    api::SpacePage page = {};
    Loading loading = Loading::Idle;
    std::optional<Error> error = {};
    ScreenId of = ScreenId::Home;  // whose filter it is
    Value agreement = {};          // of two persons on site, as it came
    std::string from_text = {};    // as typed, perhaps no day yet
    std::string to_text = {};
};

/// One report on the worker's desk.
struct Desk {
    std::optional<api::SpaceCard> card = {};
    bool from_list = false;               // without a network: what the list knew of it
    std::optional<ReportMove> move = {};  // that is being decided on, and with what
    std::string words = {};
    std::string reason = {};
    std::string into = {};
    Loading loading = Loading::Idle;
    Loading moving = Loading::Idle;
    SpaceDraft space_draft = {};
    Loading noting = Loading::Idle;    // what was found of the space
    Loading covering = Loading::Idle;  // a part of one of its photos
    std::optional<Error> error = {};
};

/// A list that runs long is made anew at each rest of the map; few people read so far.
inline constexpr std::size_t kFirstListed = 20;

struct AppState {
    Catalogue catalogue = {};

    // the person
    text::Language language = text::Language::Zh;
    Display display = {};
    Prefers prefers = {};
    bool can_speak = false;  // the browser has a voice
    bool speaking = false;
    std::string device = {};
    std::vector<OldDevice> old_devices = {};  // oldest first
    std::optional<api::Login> login = {};
    bool login_known = false;  // the server was asked who is logged in

    // where they are
    Route route = {};
    int depth = 0;         // entries of ours that lie behind in the browser's history
    int report_depth = 0;  // the depth of the report's first step; 0: not known
    bool started = false;  // the device's store has been read
    bool online = true;
    std::int64_t now_ms = 0;
    std::int64_t clock_offset_ms = 0;  // add it to now_ms for the server's time
    int utc_offset_min = 480;

    // reporting
    std::optional<Draft> draft = {};
    FixStatus fix_status = FixStatus::NotAsked;
    PhotoStatus photo_status = PhotoStatus::Idle;
    PhotoCover cover = {};
    std::vector<OutboxItem> outbox = {};
    std::vector<MyReport> reports = {};  // newest first
    Loading my_loading = Loading::Idle;
    Loading withdrawing = Loading::Idle;
    Loading own_data = Loading::Idle;   // all of this device, saved or erased
    Loading answering = Loading::Idle;  // what was asked of a report, or "is it what you hoped?"
    std::string answer = {};            // as it is typed
    Push push = Push::None;
    bool storage_failed = false;         // the device would not keep something
    bool storage_full = false;           // for want of room
    std::optional<bool> persisted = {};  // the browser promised not to clear the store away
    DraftLock draft_lock = DraftLock::Free;
    Handover handover = {};

    // the check-up of services
    std::optional<Draft> rating = {};
    SeatAsked seat = {};
    std::string rating_search = {};  // what was typed to find one's community
    Value survey = {};               // how far it has come where the person lives, as it came

    // the city and its map
    std::optional<api::City> city = {};
    Loading city_loading = Loading::Idle;
    Restoration restoration = {};
    api::MapPart map_part = {};
    std::vector<map::MapShape> map_shapes = {};  // of map_part
    Loading map_loading = Loading::Idle;
    std::optional<api::MapAbout> map_about = {};
    bool map_about_asked = false;  // and answered, in whichever way
    map::PointLayer* points = nullptr;
    Box points_box = {};             // what was asked for
    std::string points_filter = {};  // and with which filter
    SpaceFilter map_filter = {};     // of the residents' map: states and types
    Loading points_loading = Loading::Idle;
    std::optional<map::Camera> map_camera = {};  // of the city's map
    Wgs84Point map_rest = {};                    // its middle when it came to rest
    std::size_t map_listed = kFirstListed;       // so many stand in the list beside the map
    Loading corroborating = Loading::Idle;
    std::vector<Corroboration> same_waiting = {};
    std::string same_sending = {};  // the report of the one that is on its way
    std::string map_chosen = {};    // id of the point whose card is open
    Nearby nearby = {};
    Joined joined = {};
    map::TileStore* tiles = nullptr;  // the program's; draws know what to do without

    // staff
    LoginForm login_form = {};
    SpaceTable spaces = {};
    Desk desk = {};
    ImportDesk import = {};
    FacilityDesk facilities = {};
    RemarkDesk remarks = {};
    ThresholdDesk thresholds = {};
    IndexDesk index = {};
    PlanDesk plan = {};
    ProgrammeDesk programme = {};
    ReachDesk reach = {};
    WaveDesk waves = {};
    MeetingDesk meetings = {};
    AccountDesk accounts = {};
    TokenDesk tokens = {};
    ReadDesk reads = {};
    SecretForm secret = {};
    DeskForm form = {};               // the one that is open
    Value kept_forms = Value::map();  // those the device keeps, by "account/key"
    PlanMap plan_map = {};
    QuestionnaireDesk questionnaires = {};
    DownloadDesk downloads = {};
    ExportWatch exports = {};
    ChangeDesk changes = {};
    std::string toast = {};  // a text key, shown for a moment
};

// What several screens and the reducer ask of the state.

/// The questionnaire of a report, of its draft's version; never null with a catalogue that loaded.
const Questionnaire& report_questionnaire(const AppState& state);
/// The steps of a report in the person's view.
std::vector<FormStep> report_steps(const AppState& state);
/// Is there something to ask at this step, given the answers so far?
bool step_asks(const AppState& state, const FormStep& step);
/// Skip logic with the answers of the draft, which must be there.
AnswerLogic report_logic(const AppState& state);
/// The step of the current route, from 1 to the number of steps.
int current_step(const AppState& state);
const OutboxItem* outbox_item(const AppState& state, std::string_view id);
const MyReport* my_report(const AppState& state, std::string_view id);
/// Records that will be sent: those the server refused do not wait any more.
std::int64_t waiting_count(const AppState& state);
/// The community at a point, by the boundaries of the map's part; null when none is known.
const api::MapFeature* community_at(const AppState& state, Wgs84Point point);
/// Where the draft's point lies: as the person said, or by the tiles, or by the map's part.
map::Whereabouts draft_whereabouts(const AppState& state, const Draft& draft);
/// The mistakes of a step, as the record's check finds them.
Errors step_errors(const AppState& state, const FormStep& step);
/// The record as it would be sent now.
Record record_of(const AppState& state, const Draft& draft, std::int64_t created_at_ms);
/// The service check-up as it would be sent now.
Record rating_record(const AppState& state, const Draft& draft, std::int64_t created_at_ms);
/// What was agreed to, in the words that were shown.
void add_consent(const AppState& state, std::string_view purpose, Record& record);
/// What is being said of a facility, as it would be sent now but for its id.
Record remark_record(const AppState& state, std::int64_t created_at_ms);
/// "/export/spaces.csv?…" with the filter of the table.
std::string export_path(const AppState& state, std::string_view format);

}  // namespace kongdi::shell
