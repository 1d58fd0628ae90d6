// SPDX-License-Identifier: Apache-2.0
#include "core/model/plan_item.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<AcquisitionWay> kWays{"demolish", "vacate", "integrate", "swap", "expropriate"};
constexpr EnumNames<PlanState> kStates{"proposed",     "listed", "scheme",   "funded",
                                       "building",     "done",   "accepted", "effect_measured",
                                       "carried_over", "removed"};
constexpr EnumNames<PlanMove> kMoves{"list_by_rank",   "list_by_reason", "design", "fund",
                                     "build",          "finish",         "rework", "accept",
                                     "measure_effect", "carry_over",     "resume", "remove"};

constexpr EnumNames<FundSource> kSources{"state", "city", "district", "owners", "company", "other"};
constexpr EnumNames<PlanDoing> kDoings{"file", "change", "progress", "move"};

}  // namespace

std::string_view acquisition_way_name(AcquisitionWay way) {
    return name_of<AcquisitionWay>(kWays, way);
}
std::optional<AcquisitionWay> acquisition_way_from_name(std::string_view name) {
    return from_name<AcquisitionWay>(kWays, name);
}
std::string_view plan_state_name(PlanState state) { return name_of<PlanState>(kStates, state); }
std::optional<PlanState> plan_state_from_name(std::string_view name) {
    return from_name<PlanState>(kStates, name);
}
std::string_view plan_move_name(PlanMove move) { return name_of<PlanMove>(kMoves, move); }
std::optional<PlanMove> plan_move_from_name(std::string_view name) {
    return from_name<PlanMove>(kMoves, name);
}

std::string_view fund_source_name(FundSource source) {
    return name_of<FundSource>(kSources, source);
}
std::optional<FundSource> fund_source_from_name(std::string_view name) {
    return from_name<FundSource>(kSources, name);
}
std::string_view plan_doing_name(PlanDoing doing) { return name_of<PlanDoing>(kDoings, doing); }
std::optional<PlanDoing> plan_doing_from_name(std::string_view name) {
    return from_name<PlanDoing>(kDoings, name);
}

std::int64_t funded_yuan(const PlanFacts& facts) {
    std::int64_t sum = 0;
    for (const FundShare& share : facts.funds) sum += share.yuan;
    return sum;
}

std::int64_t spent_yuan(const PlanItem& item) {
    std::int64_t sum = 0;
    for (const YearProgress& year : item.progress) sum += year.spent_yuan;
    return sum;
}

std::int64_t percent_done(const PlanItem& item) {
    switch (item.standing.state) {
        case PlanState::Done:
        case PlanState::Accepted:
        case PlanState::EffectMeasured: return 100;
        default: return item.progress.empty() ? 0 : item.progress.back().percent;
    }
}

}  // namespace kongdi
