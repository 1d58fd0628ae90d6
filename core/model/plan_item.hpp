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

/// Whose money it is: 上级补助, 市级财政, 区级财政, 居民, 社会资本, 其他.
enum class FundSource : std::uint8_t { State, City, District, Owners, Company, Other, Count_ };

/// What is done to an item: it is filed as a proposal, what it says is changed, how far it is is
/// told, or it makes a move of its life cycle.
enum class PlanDoing : std::uint8_t { File, Change, Progress, Move, Count_ };

std::string_view acquisition_way_name(AcquisitionWay way);
std::optional<AcquisitionWay> acquisition_way_from_name(std::string_view name);
std::string_view plan_state_name(PlanState state);
std::optional<PlanState> plan_state_from_name(std::string_view name);
std::string_view plan_move_name(PlanMove move);
std::optional<PlanMove> plan_move_from_name(std::string_view name);

std::string_view fund_source_name(FundSource source);
std::optional<FundSource> fund_source_from_name(std::string_view name);
std::string_view plan_doing_name(PlanDoing doing);
std::optional<PlanDoing> plan_doing_from_name(std::string_view name);

/// Where an item stands. One carried over remembers where it stood.
struct PlanStanding {
    PlanState state = PlanState::Proposed;
    PlanState carried_from = PlanState::Proposed;  // only while it is carried over
    friend bool operator==(const PlanStanding&, const PlanStanding&) = default;
};

struct FundShare {
    FundSource source = FundSource::City;
    std::int64_t yuan = 0;
    friend bool operator==(const FundShare&, const FundShare&) = default;
};

struct YearProgress {
    std::int64_t year = 0;
    std::int64_t percent = 0;     // of the whole work, at the end of the year or so far
    std::int64_t spent_yuan = 0;  // in this year
    std::string note = {};
    friend bool operator==(const YearProgress&, const YearProgress&) = default;
};

/// What planners write of it.
struct PlanFacts {
    std::int64_t year = 0;  // of the plan it is in
    std::string title = {};
    std::string community = {};           // 12 digits
    std::vector<std::string> kinds = {};  // codes of facility kinds
    std::string space = {};               // id of the record of the idle space, or empty
    std::optional<AcquisitionWay> way = {};
    std::string source_index_run = {};  // of the year before, or empty
    std::string owner = {};             // who answers for it
    std::int64_t budget_yuan = 0;
    std::vector<FundShare> funds = {};  // each source once
    std::string starts_on = {};         // "2027-03-01", or empty
    std::string ends_on = {};
    std::vector<std::string> photos_before = {};  // SHA-256
    std::vector<std::string> photos_after = {};
    friend bool operator==(const PlanFacts&, const PlanFacts&) = default;
};

struct PlanItem {
    std::string id = {};  // UUIDv7
    std::int64_t version = 1;
    PlanFacts facts = {};
    PlanStanding standing = {};
    std::string reason = {};  // of the listing by reason, of rework, or of the removal
    std::vector<YearProgress> progress = {};             // by year
    std::optional<std::int64_t> carried_from_year = {};  // the first it was planned for
    std::optional<double> index_before = {};  // of its community, in the run it was listed by
    std::string effect_index_run = {};
    // When it was listed, when work began and when it ended last; 0 before.
    std::int64_t listed_at_ms = 0;
    std::int64_t building_at_ms = 0;
    std::int64_t done_at_ms = 0;
    std::optional<double> index_after = {};  // in that run
    std::string community_name = {};
    std::string filed_by = {};
    std::int64_t filed_at_ms = 0;
    std::int64_t changed_at_ms = 0;
    friend bool operator==(const PlanItem&, const PlanItem&) = default;
};

/// One thing that was done to it, and what it was after that.
struct PlanVersion {
    std::int64_t version = 1;
    PlanDoing doing = PlanDoing::File;
    std::optional<PlanMove> move = {};
    std::string reason = {};
    std::string by = {};
    std::int64_t at_ms = 0;
    PlanItem item = {};
    friend bool operator==(const PlanVersion&, const PlanVersion&) = default;
};

/// What the sources come to.
std::int64_t funded_yuan(const PlanFacts& facts);
std::int64_t spent_yuan(const PlanItem& item);
/// Of the last year that was told of; 0 before, 100 once the work is done.
std::int64_t percent_done(const PlanItem& item);

}  // namespace kongdi
