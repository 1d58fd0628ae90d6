// SPDX-License-Identifier: Apache-2.0
// The bodies both ends compile: what the server writes is what the page reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/codec/geojson.hpp"
#include "core/model/covered_photo.hpp"
#include "core/model/report_step.hpp"
#include "core/model/space.hpp"

namespace kongdi::api {

/// Answer to a record: it is committed.
struct Receipt {
    std::string receipt = {};  // to be read aloud: "翠苑 3827"
    std::string id = {};
    std::string sha256 = {};  // of the bytes as received
    std::int64_t received_at_ms = 0;
};
Value to_value(const Receipt&);
Result<Receipt> receipt_of(const Value&);

/// Any 4xx or 5xx. `issues` repeats the first error and adds the others of a record.
struct Failure {
    Error first = {};
    std::string request_id = {};
    Errors issues = {};
};
Value to_value(const Failure&);
/// Whatever can be read of it; an unknown code becomes Internal.
Failure failure_of(const Value&);

struct StateChange {
    ReportState state = ReportState::Submitted;
    std::int64_t at_ms = 0;
};

/// What became of a space: an item of the action plan, once it is listed there.
struct PlanPart {
    std::string item = {};   // its id
    std::string state = {};  // of core/model/plan_item.hpp
    std::int64_t year = 0;
    std::string ends_on = {};  // "2027-10-01", or empty
    std::string reason = {};   // of a removal
    std::vector<std::string> kinds = {};
    // When it was listed, when work began and when it ended; 0 before.
    std::int64_t listed_at_ms = 0;
    std::int64_t building_at_ms = 0;
    std::int64_t done_at_ms = 0;
};
Value to_value(const PlanPart&);
std::optional<PlanPart> plan_part_of(const Value&);

/// What staff asked and decided, for whoever sent the report; empty where nothing was.
struct DecidedPart {
    std::string asked = {};
    std::string answer = {};
    std::string reason = {};  // of core/model/report_step.hpp, while it is rejected
    std::string words = {};
    std::string into_receipt = {};  // of the report it goes on as
    std::string into_state = {};
    std::string judgement = {};
};

Value to_value(const DecidedPart&);
DecidedPart decided_part_of(const Value&);

/// A record's state and history, for its own device or a worker.
struct RecordState {
    std::string id = {};
    std::string receipt = {};
    ReportState state = ReportState::Submitted;
    std::vector<StateChange> history = {};
    std::vector<std::string> photos_missing = {};  // their SHA-256
    std::string community_name = {};
    std::string type = {};
    std::int64_t created_at_ms = 0;
    std::optional<PlanPart> plan = {};  // of the report it goes on as, when it is merged
    DecidedPart decided = {};
    std::string into = {};  // the id of that report; not sent
};
Value to_value(const RecordState&);
Result<RecordState> record_state_of(const Value&);

/// One page of the planners' or the workers' table.
struct SpacePage {
    std::vector<Space> rows = {};
    std::int64_t total = 0;  // of the filter
};
Value to_value(const Space&);
Result<Space> space_of_message(const Value&);
Value to_value(const SpacePage&);
Result<SpacePage> space_page_of(const Value&);

/// What was done to a report, by an account or (an empty name) by a resident.
struct TakenStep {
    ReportStep step = {};
    Role role = Role::Resident;
    std::string by = {};
    std::int64_t at_ms = 0;
};

/// What staff did to a space on its way.
struct TakenSpaceStep {
    SpaceStep step = {};
    std::string by = {};
    std::int64_t at_ms = 0;
};

/// Another report, near this one or merged into it.
struct OtherReport {
    std::string id = {};
    std::string receipt = {};
    std::string type = {};
    ReportState state = ReportState::Submitted;
    double away_m = 0;
    std::int64_t received_at_ms = 0;
};

/// GET /api/v1/spaces/{id}: one space for a worker's or planner's desk, with its photos' SHA-256.
struct SpaceCard {
    Space space = {};
    std::vector<std::string> photos = {};
    std::int64_t corroborations = 0;  // other devices that said: it is there
    std::optional<PlanPart> plan = {};
    ReportStanding standing = {};
    std::vector<TakenStep> steps = {};  // oldest first
    SpaceStanding space_standing = {};
    Known usual_common_parts = Known::Unknown;     // of its type: do all owners own it in common?
    std::vector<TakenSpaceStep> space_steps = {};  // oldest first
    std::vector<OtherReport> merged = {};          // into this one
    std::vector<OtherReport> likely = {};          // to be the same, nearest first
    std::string into_receipt = {};                 // of the one it is merged into
    bool two_persons = false;                      // must find the same on site
    std::vector<CoveredPhoto> covered = {};        // of its photos and those of its checks
};
Value to_value(const SpaceCard&);
Result<SpaceCard> space_card_of(const Value&);

/// Who is logged in. `device` is the pseudonym of a resident's demo log-in, else empty.
struct Login {
    std::string name = {};
    Role role = Role::Resident;
    std::string device = {};
};
Value to_value(const Login&);
Result<Login> login_of(const Value&);

struct Community {
    std::string code = {};
    std::string name = {};
    std::string street = {};
};

/// The city as a whole: where its map opens, what it is called, and the clock of the server.
struct City {
    std::string name = {};
    bool demo = false;
    Box box = {};
    std::int64_t now_ms = 0;
    std::vector<Community> communities = {};
};
Value to_value(const City&);
Result<City> city_of(const Value&);

/// What the map shows of a rectangle. Role: "community", "building", "road", "water", "green".
struct MapFeature {
    std::string role = {};
    std::string name = {};
    std::string code = {};  // of a community
    Geometry geometry = Wgs84Point{};
};
struct MapPart {
    Box box = {};
    std::vector<MapFeature> features = {};
};
Value to_value(const MapPart&);
Result<MapPart> map_part_of(const Value&);

}  // namespace kongdi::api
