// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plan_items.hpp"

#include <charconv>

#include "core/api/plan_messages.hpp"
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/codec/index_codec.hpp"
#include "core/codec/json.hpp"
#include "core/codec/plan_codec.hpp"
#include "core/lifecycle/plan_lifecycle.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/index_reading.hpp"
#include "server/handlers/scope.hpp"
#include "server/storage/plan_references.hpp"

namespace kongdi::server {

namespace {

constexpr int kChinaMinutes = 8 * 60;

/// How a community stands in a run; none when the run ranks it not.
struct Standing {
    IndexRun run = {};
    std::optional<CommunityIndex> community = {};
};

/// With the path of the field that names the run: not_found; move_illegal for one that nobody
/// published, which counts for nothing outside the office.
Result<Standing> standing_in(const Services& services, const std::string& run,
                             const std::string& community, const char* path) {
    const auto found = KONGDI_TRY(services.storage.index_run(run));
    if (!found) return Error{ErrorCode::NotFound, path};
    if (found->state == IndexRunState::Frozen) return Error{ErrorCode::MoveIllegal, path};
    const std::string text = KONGDI_TRY(services.storage.index_result(run));
    const Value tree = KONGDI_TRY(parse_own_json(text));
    const CityIndex index = KONGDI_TRY(city_index_of(tree["index"]));
    Standing out{*found, {}};
    for (const CommunityIndex& one : index.communities)
        if (one.code == community && one.has_index) out.community = one;
    return out;
}

/// What is named is there, and lies where the one who asks may act.
Errors there(const Services& services, const Request& request, const PlanFacts& facts) {
    if (const auto error = out_of_scope(request, facts.community)) return {*error};
    auto missing = missing_references(services.storage, request.account->scope, facts);
    return missing ? *std::move(missing) : Errors{missing.error()};
}

/// The report of a space, or the one it goes on as.
const std::string& space_of(const api::RecordState& state) {
    return state.into.empty() ? state.id : state.into;
}

Result<PlanItem> item_in_scope(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.plan_item(id));
    if (!found) return Error{ErrorCode::NotFound};
    if (const auto error = out_of_scope(request, found->facts.community)) return *error;
    return *std::move(found);
}

Result<void> look_into_source(const Services& services, const PlanItem& item, PlanStep& step) {
    const bool by_rank = *step.move == PlanMove::ListByRank;
    std::string source = item.facts.source_index_run;
    // How it stood before is known of every item, or its effect could not be measured.
    if (source.empty() && !by_rank)
        step.index_run = source = KONGDI_TRY(published_index_run(services));
    if (source.empty()) return {};
    const Standing standing =
        KONGDI_TRY(standing_in(services, source, item.facts.community, "/source_index_run"));
    if (standing.community)
        step.index = standing.community->index;
    else
        step.index_run.clear();
    if (!by_rank) return {};
    // The plan of a year uses the run of the year before.
    if (civil_time(standing.run.made_at_ms, kChinaMinutes).year + 1 != item.facts.year)
        return Error{ErrorCode::FieldRange, "/source_index_run"};
    if (!standing.community || !standing.community->bottom)
        return Error{ErrorCode::FieldChoice, "/source_index_run"};
    return {};
}

/// The index that a move writes down, and whether the run allows the move.
Result<void> look_into_run(const Services& services, const PlanItem& item, PlanStep& step) {
    if (*step.move == PlanMove::ListByRank || *step.move == PlanMove::ListByReason) {
        step.index_run.clear();
        return look_into_source(services, item, step);
    }
    if (*step.move == PlanMove::MeasureEffect && !step.index_run.empty()) {
        if (step.index_run == item.facts.source_index_run)
            return Error{ErrorCode::FieldChoice, "/index_run"};
        const Standing standing =
            KONGDI_TRY(standing_in(services, step.index_run, item.facts.community, "/index_run"));
        // One made before the work was done cannot tell of it.
        if (standing.run.made_at_ms <= item.done_at_ms)
            return Error{ErrorCode::FieldRange, "/index_run"};
        if (!standing.community) return Error{ErrorCode::FieldChoice, "/index_run"};
        step.index = standing.community->index;
    }
    return {};
}

Result<PlanStep> move_of(const Services& services, const PlanItem& item, const Value& tree) {
    PlanStep step{.doing = PlanDoing::Move};
    if (tree["move"].is_null()) return Error{ErrorCode::FieldMissing, "/move"};
    step.move = plan_move_from_name(tree["move"].string_or(""));
    if (!step.move) return Error{ErrorCode::FieldChoice, "/move"};
    step.reason = KONGDI_TRY(reason_member(tree, false));
    step.index_run = tree.text("index_run");
    if (!step.index_run.empty() && !is_uuid_v7(step.index_run))
        return Error{ErrorCode::FieldFormat, "/index_run"};
    // A run is read only for a move that is legal.
    if (plan_move(item.standing, *step.move) != nullptr)
        KONGDI_CHECK(look_into_run(services, item, step));
    return step;
}

Result<PlanStep> step_of(const Services& services, const Request& request, const PlanItem& item,
                         const Value& tree, Errors& errors) {
    if (tree["do"].is_null()) return Error{ErrorCode::FieldMissing, "/do"};
    const auto doing = plan_doing_from_name(tree["do"].string_or(""));
    if (!doing || *doing == PlanDoing::File) return Error{ErrorCode::FieldChoice, "/do"};
    if (*doing == PlanDoing::Move) return move_of(services, item, tree);
    PlanStep step{.doing = *doing};
    if (*doing == PlanDoing::Progress) {
        if (tree["progress"].if_map() == nullptr)
            return Error{ErrorCode::FieldMissing, "/progress"};
        step.progress = year_progress_of(tree["progress"], errors);
        return step;
    }
    if (tree["facts"].is_null()) return Error{ErrorCode::FieldMissing, "/facts"};
    CheckedPlan read = plan_facts_of(tree["facts"], services.catalogue);
    errors = std::move(read.errors);
    if (errors.empty()) errors = there(services, request, read.facts);
    for (Error& error : errors) error.path = "/facts" + error.path;
    step.facts = std::move(read.facts);
    step.reason = KONGDI_TRY(reason_member(tree, false));
    return step;
}

}  // namespace

Result<PlanQuery> plan_query_of(const std::vector<Pair>& query) {
    PlanQuery out;
    for (const auto& [name, text] : query) {
        if (text.empty()) continue;
        if (name == "year") {
            std::int64_t year = 0;
            const auto read = std::from_chars(text.data(), text.data() + text.size(), year);
            if (read.ec != std::errc() || read.ptr != text.data() + text.size())
                return Error{ErrorCode::RequestFormat, "/year"};
            out.year = year;
        } else if (name == "state") {
            out.state = plan_state_from_name(text);
            if (!out.state) return Error{ErrorCode::FieldChoice, "/state"};
        } else if (name == "community") {
            if (!is_community_code(text)) return Error{ErrorCode::CommunityCode, "/community"};
            out.community = text;
        }
    }
    return out;
}

Response show_plan(const Services& services, const Request& request) {
    auto query = plan_query_of(request.query);
    if (!query) return refused(query.error());
    query->within = within_scope(request);
    auto items = services.storage.plan_items(*query);
    if (!items) return refused(items.error());
    const auto all = services.storage.plan_items({.within = query->within});
    if (!all) return refused(all.error());
    return json_response(200,
                         api::to_value(api::PlanList{*std::move(items), api::plan_years(*all)}));
}

Response show_plan_item(const Services& services, const Request& request) {
    const auto item = item_in_scope(services, request);
    if (!item) return refused(item.error());
    const auto versions = services.storage.plan_versions(item->id);
    if (!versions) return refused(versions.error());
    Value out = Value::map({{"item", plan_item_tree(*item)},
                            {"versions", plan_versions_tree(*versions)},
                            {"space_receipt", ""}});
    if (!item->facts.space.empty()) {
        const auto card = services.storage.space_card(item->facts.space);
        if (!card) return refused(card.error());
        if (*card) out.set("space_receipt", (*card)->space.receipt);
    }
    return json_response(200, out);
}

Response file_plan_item(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const Value& id = (*tree)["id"];
    if (id.is_null()) return refused(Error{ErrorCode::FieldMissing, "/id"});
    if (!is_uuid_v7(id.string_or(""))) return refused(Error{ErrorCode::FieldFormat, "/id"});
    CheckedPlan read = plan_facts_of(*tree, services.catalogue);
    if (!read.ok()) return refused(std::move(read.errors));
    Errors errors = there(services, request, read.facts);
    if (!errors.empty()) return refused(std::move(errors));
    const auto filed = services.storage.file_plan_item(id.string_or(""), read.facts,
                                                       request.actor(), request.now_ms);
    return filed ? json_response(201, plan_item_tree(*filed)) : refused(filed.error());
}

Response step_plan_item(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto item = item_in_scope(services, request);
    if (!item) return refused(item.error());
    const Value& version = (*tree)["version"];
    if (version.is_null()) return refused(Error{ErrorCode::FieldMissing, "/version"});
    if (version.if_int() == nullptr) return refused(Error{ErrorCode::FieldType, "/version"});
    Errors errors;
    const auto step = step_of(services, request, *item, *tree, errors);
    if (!step) return refused(step.error());
    if (!errors.empty()) return refused(std::move(errors));
    const auto moved = services.storage.step_plan_item(item->id, version.int_or(0), *step,
                                                       request.actor(), request.now_ms);
    return moved ? json_response(200, plan_item_tree(*moved)) : refused(moved.error());
}

api::PlanPart plan_part(const PlanItem& item) {
    return {item.id,
            std::string(plan_state_name(item.standing.state)),
            item.facts.year,
            item.facts.ends_on,
            item.standing.state == PlanState::Removed ? item.reason : std::string(),
            item.facts.kinds,
            item.listed_at_ms,
            item.building_at_ms,
            item.done_at_ms};
}

Result<void> add_plan(const Services& services, std::span<api::RecordState*> states) {
    std::vector<std::string> spaces;
    for (const api::RecordState* state : states)
        if (!state->type.empty()) spaces.push_back(space_of(*state));
    for (const PlanItem& item : KONGDI_TRY(services.storage.plan_of_spaces(spaces)))
        for (api::RecordState* state : states)
            if (space_of(*state) == item.facts.space) state->plan = plan_part(item);
    return {};
}

}  // namespace kongdi::server
