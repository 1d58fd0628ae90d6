// SPDX-License-Identifier: Apache-2.0
#include "server/index/propose.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/codec/facility_kind_codec.hpp"
#include "core/codec/index_codec.hpp"
#include "core/codec/json.hpp"
#include "core/codec/matching_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "core/matching/say.hpp"
#include "core/rules/thresholds.hpp"
#include "server/index/planned.hpp"

namespace kongdi::server {

namespace {

Result<std::vector<Space>> idle_spaces(Storage& storage) {
    api::SpaceQuery query;
    query.filter.states = open_states();
    // What cannot be converted, and what an item of the plan means to use already, is not offered.
    query.filter.stages = {SpaceStage::Candidate,      SpaceStage::SiteChecked,
                           SpaceStage::OwnershipClear, SpaceStage::OwnershipDisputed,
                           SpaceStage::Feasible,       SpaceStage::Released};
    const auto cursor = KONGDI_TRY(storage.open_spaces(query));
    std::vector<Space> out;
    Space row;
    while (KONGDI_TRY(cursor->next(row))) out.push_back(row);
    return out;
}

Result<std::set<std::string, std::less<>>> communities_on_plan(Storage& storage,
                                                               const std::string& run_id) {
    const std::string result = KONGDI_TRY(storage.index_result(run_id));
    const Value tree = KONGDI_TRY(parse_own_json(result));
    const CityIndex index = KONGDI_TRY(city_index_of(tree["index"]));
    std::set<std::string, std::less<>> out;
    for (const CommunityIndex& one : index.communities)
        if (one.bottom) out.insert(one.code);
    return out;
}

std::vector<NewlyReached> reached_by_all(CityReach& reach, const std::vector<Space>& spaces,
                                         const std::vector<FacilityKind>& kinds,
                                         const CityInput& city,
                                         const std::set<std::string, std::less<>>& plan) {
    std::vector<NewlyReached> out;
    for (const Space& space : spaces)
        for (std::size_t k = 0; k < kinds.size(); ++k)
            for (const Gain& gain : reach.gains(space.point, k)) {
                const std::string& code = city.communities[gain.community].code;
                if (gain.reached > 0 && plan.contains(code))
                    out.push_back({space.id, kinds[k].code, code, gain.reached});
            }
    return out;
}

using SpacesById = std::map<std::string, const Space*, std::less<>>;

Value said_tree(const Said& said, const SpacesById& spaces) {
    Value values = Value::map();
    for (const SaidValue& one : said.values) {
        constexpr std::array<std::string_view, 6> kAs{"number", "yuan",      "space",
                                                      "kind",   "community", "texts"};
        Value value =
            Value::map({{"as", kAs[static_cast<std::size_t>(one.as)]}, {"value", one.value}});
        if (one.as == SaidAs::Space)
            if (const auto space = spaces.find(one.value.string_or("")); space != spaces.end())
                value.set("label", space->second->receipt);
        values.set(one.name, std::move(value));
    }
    return Value::map({{"key", said.key}, {"values", std::move(values)}});
}

Value space_tree(const Space& space) {
    return Value::map(
        {{"id", space.id},
         {"receipt", space.receipt},
         {"type", space.type},
         {"community", space.community ? Value(*space.community) : Value()},
         {"community_name", space.community_name},
         {"verified", space.state == ReportState::Verified},
         {"area_low_m2", space.floor_area ? Value(space.floor_area->low_m2) : Value()}});
}

/// A type that the rules do not know has none.
Value ways_tree(const MatchingRules& rules, std::string_view type) {
    Value out = Value::list();
    const TypeTraits* traits = rules.type(type);
    if (traits == nullptr) return out;
    for (const TypeWay& one : traits->ways) {
        const WayDemands& needs = rules.ways[static_cast<std::size_t>(one.way)];
        out.push(Value::map({{"way", acquisition_way_name(one.way)},
                             {"usual", one.usual},
                             {"rights", local_text_tree(needs.rights)},
                             {"certificate", local_text_tree(needs.certificate)},
                             {"consent", local_text_tree(needs.consent)}}));
    }
    return out;
}

double m2(std::int64_t dm2) { return static_cast<double>(dm2) / 100; }

Value tests_tree(const std::vector<ComplexTest>& tests) {
    Value out = Value::list();
    for (const ComplexTest test : tests) out.push(complex_test_name(test));
    return out;
}

Value complex_tree(const ChosenComplex& one, const Space& space) {
    Value kinds = Value::list();
    for (const std::string& kind : one.plan.kinds) kinds.push(kind);
    const bool known = one.plan.households > 0;
    return Value::map(
        {{"space", space_tree(space)},
         {"kinds", std::move(kinds)},
         {"is_complex", one.outcome.is_complex()},
         {"functions", one.outcome.functions},
         {"priority", one.outcome.priority},
         {"households", one.plan.households},
         {"other_floor_m2", m2(one.plan.other_floor_dm2)},
         {"m2_per_100_households", known ? Value(m2(one.outcome.dm2_per_100_households)) : Value()},
         {"failed", tests_tree(one.outcome.failed)},
         {"advised", tests_tree(one.outcome.advised)}});
}

bool among(const std::vector<std::string>& list, std::string_view code) {
    return std::find(list.begin(), list.end(), code) != list.end();
}

}  // namespace

Result<Proposals> propose(Storage& storage, const Catalogue& catalogue, const std::string& run_id,
                          const CityReachSettings& reach_settings, const MatchingLimits& limits) {
    const std::string document = KONGDI_TRY(storage.index_document(run_id));
    const FrozenRun run = KONGDI_TRY(frozen_run_of(document));
    const auto plan = KONGDI_TRY(communities_on_plan(storage, run_id));
    Proposals out;
    out.rules = KONGDI_TRY(load_matching_rules(catalogue));
    const auto changes = KONGDI_TRY(storage.threshold_changes());
    const std::vector<FacilityKind> kinds = kinds_in_force(catalogue.facilities, changes);
    CityReach reach = KONGDI_TRY(read_city_reach(storage, kinds, reach_settings));
    // Or the next space would be proposed for a gap that is closed by then.
    const auto planned = KONGDI_TRY(planned_services(storage, kinds));
    for (const ReachFacility& one : planned) reach.set_facility(one);
    out.planned = std::ssize(planned);
    const CityInput city = reach.input();
    out.spaces = KONGDI_TRY(idle_spaces(storage));
    std::vector<MatchSpace> spaces;
    const auto found = KONGDI_TRY(storage.facts_on_site());
    const auto noted = KONGDI_TRY(storage.owners_noted());
    for (const Space& space : out.spaces) {
        const auto facts = found.find(space.id);
        const auto owners = noted.find(space.id);
        spaces.push_back(match_space_of(space, facts == found.end() ? SiteFacts{} : facts->second,
                                        owners == noted.end() ? OwnersNoted{} : owners->second));
    }
    std::vector<KindWeight> weights;
    for (const FacilityKind& kind : kinds)
        weights.push_back({kind.code, run.settings.weight_of(kind.code)});
    const MatchingProblem problem =
        offers_of(spaces, catalogue, kinds, out.rules, weights,
                  reached_by_all(reach, out.spaces, kinds, city, plan), limits);
    SolveLimits search;
    search.most_seconds = kMostProposalSeconds;
    out.matching = KONGDI_TRY(solve_matching(problem, search));
    out.explanations = explain(out.matching.problem, out.matching.choice);
    const auto stock = KONGDI_TRY(community_stock(storage, city, out.rules.complex.counted));
    out.complexes =
        chosen_complexes(out.matching.problem, out.explanations, stock, out.rules.complex);
    return out;
}

Value proposals_tree(const Proposals& proposals) {
    const Matching& matching = proposals.matching;
    SpacesById spaces;
    for (const Space& space : proposals.spaces) spaces[space.id] = &space;
    Value choices = Value::list();
    for (const Explanation& one : proposals.explanations) {
        const Offer& offer = matching.problem.offers[one.offer];
        const auto space = spaces.find(matching.problem.spaces[offer.space].id);
        Value gives = Value::list();
        for (const Given& given : one.gives)
            gives.push(Value::map({{"community", matching.problem.communities[given.community]},
                                   {"people", given.people}}));
        Value said = Value::list();
        for (const Said& line : say(matching.problem, one)) said.push(said_tree(line, spaces));
        const bool known = space != spaces.end();
        const std::string& kind = matching.problem.kinds[offer.kind];
        choices.push(Value::map(
            {{"space", known ? space_tree(*space->second) : Value()},
             {"kind", kind},
             {"priority", among(proposals.rules.complex.priority, kind)},
             {"cost_yuan", offer.cost_yuan},
             {"people", one.people},
             {"gives", std::move(gives)},
             {"said", std::move(said)},
             {"ways", known ? ways_tree(proposals.rules, space->second->type) : Value::list()}}));
    }
    Value complexes = Value::list();
    for (const ChosenComplex& one : proposals.complexes)
        if (const auto space = spaces.find(matching.problem.spaces[one.space].id);
            space != spaces.end())
            complexes.push(complex_tree(one, *space->second));
    return Value::map({{"is_best", matching.end == SolveEnd::Optimal},
                       {"cost_yuan", matching.outcome.cost_yuan},
                       {"projects", matching.outcome.projects},
                       {"spaces", static_cast<std::int64_t>(proposals.spaces.size())},
                       {"planned", proposals.planned},
                       {"complexes", std::move(complexes)},
                       {"choices", std::move(choices)}});
}

}  // namespace kongdi::server
