// SPDX-License-Identifier: Apache-2.0
// One piece of the action plan (补短板行动计划): what is to be built where, by whom, of whose
// money, and how far it is. Which moves are legal: core/lifecycle/plan_lifecycle.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kongdi {

/// The five ways of digging space: 拆除既有低效建筑, 腾退老旧小区闲散空间, 整合社区用房, 产权置换,
/// 征收改建.
enum class AcquisitionWay : std::uint8_t { Demolish, Vacate, Integrate, Swap, Expropriate, Count_ };

enum class PlanState : std::uint8_t {
    Proposed,
    Listed,
    Scheme,
    Funded,
    Building,
    Done,
    Accepted,
    EffectMeasured,
    CarriedOver,
    Removed,
    Count_
};

enum class PlanMove : std::uint8_t {
    ListByRank,    // its community is in the bottom tenth of last year's run
    ListByReason,  // somebody's decision, with its reason
    Design,
    Fund,
    Build,
    Finish,
    Rework,  // not accepted, with the reason
    Accept,
    MeasureEffect,
    CarryOver,  // into the plan of the next year
    Resume,     // there, where it stood
    Remove,     // with the reason
    Count_
};

std::string_view acquisition_way_name(AcquisitionWay way);
std::optional<AcquisitionWay> acquisition_way_from_name(std::string_view name);
std::string_view plan_state_name(PlanState state);
std::optional<PlanState> plan_state_from_name(std::string_view name);
std::string_view plan_move_name(PlanMove move);
std::optional<PlanMove> plan_move_from_name(std::string_view name);

/// Where an item stands. One carried over remembers where it stood.
struct PlanStanding {
    PlanState state = PlanState::Proposed;
    PlanState carried_from = PlanState::Proposed;  // only while it is carried over
    friend bool operator==(const PlanStanding&, const PlanStanding&) = default;
};

struct FundShare {
    std::string source = {};  // "city", "district", "street", "owners", "company", …: free text
    std::int64_t yuan = 0;
    friend bool operator==(const FundShare&, const FundShare&) = default;
};

struct YearProgress {
    std::int64_t year = 0;
    std::int64_t percent = 0;  // of the whole, at the end of the year or so far
    std::int64_t spent_yuan = 0;
    std::string note = {};
    friend bool operator==(const YearProgress&, const YearProgress&) = default;
};

struct PlanItem {
    std::string id = {};  // UUIDv7
    std::int64_t year = 0;
    std::string title = {};
    std::string community = {};           // 12 digits
    std::vector<std::string> kinds = {};  // codes of facility kinds
    std::string space = {};               // id of the record of the idle space, or empty
    std::optional<AcquisitionWay> way = {};
    std::string source_index_run = {};  // the run of the year before
    std::string reason = {};            // of the listing by reason, or of the removal
    std::string owner = {};             // who answers for it
    std::int64_t budget_yuan = 0;
    std::vector<FundShare> funds = {};
    std::optional<std::int64_t> starts_at_ms = {};
    std::optional<std::int64_t> ends_at_ms = {};
    std::vector<YearProgress> progress = {};  // by year
    std::vector<std::string> photos_before = {};
    std::vector<std::string> photos_after = {};
    std::optional<std::int64_t> carried_from_year = {};
    std::optional<double> index_before = {};  // of its community, in the run it was listed by
    std::optional<double> index_after = {};   // in the run its effect was measured by
    PlanStanding standing = {};
    friend bool operator==(const PlanItem&, const PlanItem&) = default;
};

}  // namespace kongdi
