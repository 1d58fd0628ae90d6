// SPDX-License-Identifier: Apache-2.0
// What is asked of the registers, and what they answer with.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/geometry/box.hpp"
#include "core/lifecycle/plan_steps.hpp"
#include "core/lifecycle/programme_steps.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/facility.hpp"
#include "core/model/facility_remark.hpp"
#include "core/model/index_run.hpp"
#include "core/model/meeting.hpp"
#include "core/model/owners_vote.hpp"
#include "core/model/plan_item.hpp"
#include "core/model/programme.hpp"
#include "core/model/record.hpp"
#include "core/model/report_step.hpp"
#include "core/model/tally.hpp"
#include "core/model/wave.hpp"
#include "server/storage/accounts.hpp"

namespace kongdi::server {

/// Who makes a move; the name of an account or a device's pseudonym.
struct Actor {
    Role role = Role::Resident;
    std::string name = {};
};

/// What staff noted of the owners of spaces, by the id of the space.
using OwnersOfSpaces = std::map<std::string, OwnersNoted, std::less<>>;

/// Some of the records that were looked at, behind the one of a number; `last` is that of the last
/// that was looked at, 0 when there was none.
struct DuePage {
    std::int64_t last = 0;
    std::vector<std::string> ids = {};
};

/// Empty fields do not count. Newest change first.
struct FacilityQuery {
    std::string community = {};
    std::string kind = {};
    std::optional<FacilityState> state = {};
    std::string name_part = {};
    std::optional<Scope> within = {};  // of whoever asks
    std::int64_t offset = 0;
    std::int64_t limit = 100;
};

struct FacilityPage {
    std::vector<Facility> rows = {};
    std::int64_t total = 0;
};

/// Empty fields do not count.
struct RemarkQuery {
    std::optional<ReportState> state = {};
    std::string community = {};
    std::optional<Scope> within = {};  // of whoever asks
    std::int64_t limit = 100;
};

/// What is to be done to a facility that is there.
struct FacilityStep {
    std::string id = {};
    FacilityMove move = FacilityMove::Change;
    std::int64_t base_version = 0;            // the one that whoever acts has seen
    std::optional<FacilityFacts> facts = {};  // of a change, or of a reopening that changes
    std::string reason = {};
};

/// A code of a household, by its hash.
struct Seat {
    std::string wave_id = {};
    std::string community = {};
    std::string community_name = {};
    std::string building = {};
    std::int64_t place = 0;  // on its sheet
    bool is_used = false;    // an answer of it counts
};

/// Codes for the households of a building; only their hashes are ever kept.
struct SeatSheet {
    std::string community = {};
    std::string building = {};
    std::vector<std::string> hashes = {};
    /// A code at the door that leads there and speaks for no household: answers count as without.
    bool of_building = false;
};

/// How many answers of a community count, by how they came in and by age.
struct WaveCount {
    std::string community = {};
    Mode mode = Mode::Self;
    std::string age_band = {};  // empty when not said
    std::int64_t answered = 0;
    std::int64_t seated = 0;  // of these, with a code
    friend bool operator==(const WaveCount&, const WaveCount&) = default;
};

/// What the ratings of a wave are summed by.
enum class WaveGroup : std::uint8_t { None, Community, Mode, AgeBand };
struct WaveTally {
    std::string group = {};  // community, mode or age band
    std::string facility = {};
    Tally tally = {};
};

/// What a meeting takes answers by: the hash of a secret, and whose voice it is. Whoever has the
/// same voice answers once; that of a device begins with d.
struct MeetingSeat {
    std::string hash = {};
    std::string voice = {};
};

/// How often an answer was given, of those that count.
struct MeetingVotes {
    std::string question = {};
    Mode mode = Mode::Session;
    std::string answer = {};  // JSON; empty for free words
    std::int64_t count = 0;
};

struct MeetingWords {
    std::string record = {};
    std::string text = {};
    bool shown = false;
};
inline constexpr std::int64_t kMostWords = 400;  // of a question

struct MeetingCounts {
    std::int64_t joined = 0;
    std::vector<MeetingVotes> votes = {};
    /// By question: those that all see first, each newest first.
    std::vector<std::pair<std::string, std::vector<MeetingWords>>> words = {};
};

/// What is to be done to an item of the plan that is there, or its filing under a new id.
struct PlanChange {
    std::string id = {};
    std::int64_t base_version = 0;  // the one that whoever acts has seen; 0 of a filing
    PlanStep step = {};
};

/// What is to be done to an entry of the programme, one step after the other; the first may be its
/// filing under a new id.
struct ProgrammeChange {
    std::string id = {};
    std::int64_t base_version = 0;  // the one that whoever acts has seen; 0 of a filing
    std::vector<ProgrammeStep> steps = {};
};

/// What was found on site, by the id of the report.
using FactsOnSite = std::map<std::string, SiteFacts, std::less<>>;

/// Empty fields do not count. By year, the newest first, then by when they were filed.
struct PlanQuery {
    std::optional<std::int64_t> year = {};
    std::optional<PlanState> state = {};
    std::string community = {};
    std::optional<Scope> within = {};  // of whoever asks
};

/// Empty fields do not count. By kind, then the newest year, then by when they were filed.
struct ProgrammeQuery {
    std::optional<ProgrammeKind> kind = {};
    std::optional<ProgrammeState> state = {};
    std::optional<std::int64_t> year = {};
    std::string community = {};
    std::optional<Scope> within = {};  // of whoever asks; what has no community is for all to read
};

/// A run that was just reckoned.
struct NewIndexRun {
    std::string id = {};
    std::string title = {};
    std::string wave = {};
    std::string document = {};  // core/codec/index_codec.hpp
    std::string document_sha256 = {};
    std::string result = {};
    std::string result_sha256 = {};
    std::int64_t ranked = 0;
    std::int64_t bottom = 0;
    std::int64_t survey_first = 0;
    double mean = 0;
};

}  // namespace kongdi::server
