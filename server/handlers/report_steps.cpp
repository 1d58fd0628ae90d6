// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/report_steps.hpp"

#include <algorithm>

#include "core/base/embedded.hpp"
#include "core/base/id.hpp"
#include "core/codec/json.hpp"
#include "core/codec/report_codec.hpp"
#include "core/geometry/distance.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "core/rules/agreement.hpp"
#include "core/rules/likely_same.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/plan_items.hpp"
#include "server/handlers/records.hpp"
#include "server/handlers/scope.hpp"
#include "server/handlers/snapshot_erasure.hpp"

namespace kongdi::server {

namespace {

/// As many as a worker will look at.
constexpr std::size_t kMostLikely = 8;

/// Somebody else's report, of which a stranger learns no more than that it was heard.
Response corroborate(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return refused(Error{ErrorCode::NotFound});
    if (request.device.empty()) return refused(Error{ErrorCode::AccessDenied});
    const auto found = services.storage.record(id);
    if (!found) return refused(found.error());
    if (!*found || (*found)->kind != RecordKind::IdleSpace)
        return refused(Error{ErrorCode::NotFound});
    // Nobody's own word counts twice.
    if ((*found)->device == request.device) return refused(Error{ErrorCode::MoveIllegal});
    const auto moved = services.storage.move(id, ReportMove::Corroborate,
                                             Actor{Role::Resident, request.device}, request.now_ms);
    if (!moved) return refused(moved.error());
    return json_response(200, Value::map({{"id", id}, {"corroborated", true}}));
}

bool is_of_residents(ReportMove move) {
    return move == ReportMove::Withdraw || move == ReportMove::Answer || move == ReportMove::Judge;
}

/// What is named is there, and where the one who asks may act.
Errors missing_of(const Services& services, const Request& request, const ReportStep& step) {
    Errors errors;
    if (step.check)
        for (const std::string& hash : step.check->photos) {
            const auto photo = services.storage.photo(hash);
            if (!photo) return {photo.error()};
            if (!*photo) errors.push_back({ErrorCode::NotFound, "/photos"});
        }
    if (!step.into.empty()) {
        const auto community = services.storage.record_community(step.into);
        if (!community) return {{community.error().code, "/into"}};
        if (out_of_scope(request, *community)) errors.push_back({ErrorCode::NotFound, "/into"});
    }
    return errors;
}

Result<void> decide_two_persons(const Services& services, const std::string& id, ReportStep& step) {
    const double from = KONGDI_TRY(two_persons_from_m2());
    const auto card = KONGDI_TRY(services.storage.space_card(id));
    if (!card) return {};
    double area = card->space.floor_area ? card->space.floor_area->value_m2 : 0;
    if (step.check && step.check->area_m2) area = std::max(area, *step.check->area_m2);
    step.two_persons = area >= from;
    return {};
}

/// Once something has been opened in the space.
bool may_judge(const api::RecordState& state) {
    return state.plan && state.plan->done_at_ms != 0 &&
           state.plan->state != plan_state_name(PlanState::Building) &&
           state.plan->state != plan_state_name(PlanState::Removed);
}

}  // namespace

Result<double> two_persons_from_m2() {
    const Value tree = KONGDI_TRY(parse_own_json(embedded_file("planning/site_check.json")));
    const double out = tree["two_persons_from_m2"].number_or(0);
    if (out <= 0) return Error{ErrorCode::Internal, "planning/site_check.json"};
    return out;
}

Response step_record(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    CheckedReportStep read = report_step_of(*tree, services.catalogue);
    if (!read.ok()) return refused(std::move(read.errors));
    ReportStep& step = read.step;
    if (step.move == ReportMove::Corroborate) return corroborate(services, request);

    auto record = visible_record(services, request);
    if (!record) return refused(record.error());
    const bool is_plain = step.move == ReportMove::Verify || step.move == ReportMove::Withdraw;
    if (record->kind != RecordKind::IdleSpace && !is_plain)
        return refused(Error{ErrorCode::MoveIllegal});
    // Staff act as staff; a record's own device acts as the resident it belongs to.
    const bool own = !request.device.empty() && record->device == request.device;
    const Actor actor = request.is_staff() && !(own && is_of_residents(step.move))
                            ? Actor{request.account->role, request.account->name}
                            : Actor{Role::Resident, request.device};
    if (Errors errors = missing_of(services, request, step); !errors.empty())
        return refused(std::move(errors));
    if (step.move == ReportMove::Verify && record->kind == RecordKind::IdleSpace)
        if (const auto decided = decide_two_persons(services, record->state.id, step); !decided)
            return refused(decided.error());
    api::RecordState* state = &record->state;
    if (step.move == ReportMove::Judge) {
        if (const auto added = add_plan(services, {&state, 1}); !added)
            return refused(added.error());
        if (!may_judge(*state)) return refused(Error{ErrorCode::MoveIllegal});
    }
    auto moved = services.storage.step_report(record->state.id, step, actor, request.now_ms);
    if (!moved) return refused(moved.error());
    if (step.move == ReportMove::Withdraw)
        take_out_now(services, {record->state.id}, request.now_ms);
    state = &moved->state;
    if (const auto added = add_plan(services, {&state, 1}); !added) return refused(added.error());
    return json_response(200, api::to_value(moved->state));
}

Response show_agreement(const Services& services, const Request& request) {
    const auto standings = services.storage.standings_checked_twice(within_scope(request));
    if (!standings) return refused(standings.error());
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const ReportStanding& one : *standings)
        pairs.emplace_back(static_cast<std::size_t>(one.checks[0].check.finding),
                           static_cast<std::size_t>(one.checks[1].check.finding));
    const Agreement agreement = agreement_of(pairs, static_cast<std::size_t>(SiteFinding::Count_));
    return json_response(
        200, Value::map({{"n", agreement.n},
                         {"same", agreement.same},
                         {"kappa", agreement.kappa ? Value(*agreement.kappa) : Value()}}));
}

Result<void> add_neighbours(const Services& services, const Request& request,
                            api::SpaceCard& card) {
    const Space& space = card.space;
    card.two_persons =
        (space.floor_area ? space.floor_area->value_m2 : 0) >= KONGDI_TRY(two_persons_from_m2());
    if (!shown_state(space.state)) return {};
    // Twice as far as a resident is asked about, since the other may be off by as much.
    const double reach = 2 * likely_same_m(space.type, space.accuracy_m);
    const Wgs84Point low = moved_m(space.point, -reach, -reach);
    const Wgs84Point high = moved_m(space.point, reach, reach);
    api::SpaceQuery query;
    query.view = Box{low.lon, low.lat, high.lon, high.lat};
    query.within = within_scope(request);
    query.filter.states = open_states();
    const auto page = KONGDI_TRY(services.storage.spaces(query));
    for (const Space& other : page.rows) {
        const double away = distance_m(space.point, other.point);
        if (other.id == space.id || away > reach) continue;
        card.likely.push_back(
            {other.id, other.receipt, other.type, other.state, away, other.received_at_ms});
    }
    std::sort(card.likely.begin(), card.likely.end(),
              [](const api::OtherReport& a, const api::OtherReport& b) {
                  return a.away_m != b.away_m ? a.away_m < b.away_m : a.id < b.id;
              });
    if (card.likely.size() > kMostLikely) card.likely.resize(kMostLikely);
    return {};
}

}  // namespace kongdi::server
