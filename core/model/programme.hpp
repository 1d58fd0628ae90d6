// SPDX-License-Identifier: Apache-2.0
// The programme of future communities (未来社区) as a register: candidates, budgets, awards, best
// cases, operation, property certificates and land-sale conditions. What an entry says stands in
// core/model/programme_fields.hpp, which moves are legal in core/lifecycle/programme_lifecycle.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/value.hpp"
#include "core/model/facility_kind.hpp"

namespace kongdi {

enum class ProgrammeKind : std::uint8_t {
    Candidate,    // 未来社区创建, from application to acceptance
    Budget,       // money of a year or of several for awards
    Award,        // 奖补资金
    Case,         // 最佳案例
    Operation,    // after the opening
    Certificate,  // 产权办理 of converted rooms
    Land,         // 土地出让条件 of a plot
    Count_
};

enum class ProgrammeState : std::uint8_t {
    Draft,
    Applied,
    SchemeFiled,  // 方案备案
    Creating,
    Submitted,
    Accepted,
    Approved,
    Paid,
    Nominated,
    Selected,  // everybody may see it
    Planned,
    Operating,
    Suspended,
    Ended,
    Preparing,
    Certified,
    Issued,
    InContract,
    Built,
    Refused,
    Withdrawn,
    Count_
};

enum class ProgrammeMove : std::uint8_t {
    FileScheme,
    Start,
    Submit,
    SendBack,
    Accept,
    Approve,
    Pay,
    Nominate,
    Select,
    Suspend,
    End,
    Certify,
    Issue,
    Contract,
    Build,
    Refuse,
    Withdraw,
    Count_
};

enum class ProgrammeDoing : std::uint8_t { File, Change, Move, Count_ };

std::string_view programme_kind_name(ProgrammeKind kind);
std::optional<ProgrammeKind> programme_kind_from_name(std::string_view name);
std::string_view programme_state_name(ProgrammeState state);
std::optional<ProgrammeState> programme_state_from_name(std::string_view name);
std::string_view programme_move_name(ProgrammeMove move);
std::optional<ProgrammeMove> programme_move_from_name(std::string_view name);
std::string_view programme_doing_name(ProgrammeDoing doing);
std::optional<ProgrammeDoing> programme_doing_from_name(std::string_view name);

/// Why a plot must carry a facility, or need not.
enum class LandBasis : std::uint8_t {
    People,      // its people are as many as one or several of the kind serve
    Households,  // so many m² for each 100 households
    EachPlot,    // of the tier of the plot, and no number says for how many
    Shared,      // fewer people than one of the kind serves: with the plots around
    ByPlanner,   // no number of the catalogue says it
    Count_
};
std::string_view land_basis_name(LandBasis basis);
std::optional<LandBasis> land_basis_from_name(std::string_view name);

struct LandFacility {
    std::string kind = {};  // "ELD01"
    Tier tier = Tier::Plot;
    LandBasis basis = LandBasis::ByPlanner;
    std::int64_t count = 0;               // on the plot
    std::optional<double> floor_m2 = {};  // at least, of all of them
    std::optional<double> site_m2 = {};
    friend bool operator==(const LandFacility&, const LandFacility&) = default;
};

struct ProgrammeEntry {
    std::string id = {};  // UUIDv7
    ProgrammeKind kind = ProgrammeKind::Candidate;
    std::int64_t version = 1;
    Value facts = Value::map();  // the fields of its kind that are said
    ProgrammeState state = ProgrammeState::Draft;
    std::string reason = {};                    // of the last move that had to give one
    std::vector<LandFacility> facilities = {};  // of land, as they were issued
    std::string community_name = {};
    std::string filed_by = {};
    std::int64_t filed_at_ms = 0;
    std::int64_t changed_at_ms = 0;
    friend bool operator==(const ProgrammeEntry&, const ProgrammeEntry&) = default;
};

/// One thing that was done to it, and what it was after that.
struct ProgrammeVersion {
    std::int64_t version = 1;
    ProgrammeDoing doing = ProgrammeDoing::File;
    std::optional<ProgrammeMove> move = {};
    std::string reason = {};
    std::string by = {};
    std::int64_t at_ms = 0;
    ProgrammeEntry entry = {};
    friend bool operator==(const ProgrammeVersion&, const ProgrammeVersion&) = default;
};

}  // namespace kongdi
