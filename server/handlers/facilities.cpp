// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/facilities.hpp"

#include "core/api/endpoints.hpp"
#include "core/api/remark_messages.hpp"
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/codec/facility_codec.hpp"
#include "core/codec/facility_kind_codec.hpp"
#include "core/codec/json.hpp"
#include "core/rules/thresholds.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/city.hpp"
#include "server/handlers/facility_query.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

/// What a phone draws at once, and asks for when it is near.
constexpr std::int64_t kMostNear = 200;
constexpr double kWidestNear = 0.1;  // degrees
constexpr std::int64_t kMostRemarks = 200;

/// Photos that are stated must be here, and the community follows from the point when none is said.
Errors complete(const Services& services, FacilityFacts& facts) {
    for (std::size_t i = 0; i < facts.photos.size(); ++i) {
        const auto photo = services.storage.photo(facts.photos[i]);
        if (!photo) return {photo.error()};
        if (!*photo) return {Error{ErrorCode::NotFound, "/photos/" + std::to_string(i)}};
    }
    if (!facts.community.empty()) return {};
    auto community = services.storage.community_at(facts.point);
    if (!community) return {community.error()};
    facts.community = community->value_or("");
    return {};
}

Result<FacilityStep> step_of(const Services& services, const Request& request, const Value& tree,
                             Errors& errors) {
    FacilityStep step;
    step.id = request.captured[0];
    if (tree["move"].is_null()) return Error{ErrorCode::FieldMissing, "/move"};
    const auto move = facility_move_from_name(tree["move"].string_or(""));
    if (!move || *move == FacilityMove::File) return Error{ErrorCode::FieldChoice, "/move"};
    step.move = *move;
    if (tree["version"].is_null()) return Error{ErrorCode::FieldMissing, "/version"};
    if (tree["version"].if_int() == nullptr) return Error{ErrorCode::FieldType, "/version"};
    step.base_version = tree["version"].int_or(0);
    const bool closes = *move == FacilityMove::Close || *move == FacilityMove::Reopen;
    step.reason = KONGDI_TRY(reason_member(tree, closes));
    const Value* facts = tree.find("facts");
    if (*move == FacilityMove::Change && facts == nullptr)
        return Error{ErrorCode::FieldMissing, "/facts"};
    if (facts == nullptr || facts->is_null() || *move == FacilityMove::Verify ||
        *move == FacilityMove::Close)
        return step;
    CheckedFacility read = facility_facts_of(*facts, services.catalogue);
    errors = std::move(read.errors);
    if (errors.empty()) errors = complete(services, read.facts);
    for (Error& error : errors) error.path = "/facts" + error.path;
    step.facts = std::move(read.facts);
    return step;
}

/// The one of the path, when it lies where the one who asks may act.
Result<Facility> facility_in_scope(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.facility(id));
    if (!found) return Error{ErrorCode::NotFound};
    if (const auto error = out_of_scope(request, found->facts.community)) return *error;
    return *std::move(found);
}

Result<Value> card_of(const Services& services, const Request& request) {
    const Facility found = KONGDI_TRY(facility_in_scope(services, request));
    const std::string& id = found.id;
    Value out = facility_tree(found);
    out.set("versions", facility_versions_tree(KONGDI_TRY(services.storage.facility_versions(id))));
    return out;
}

Response near_response(std::span<const Facility> facilities) {
    Value rows = Value::list();
    for (const Facility& one : facilities)
        rows.push(api::to_value(api::NearFacility{one.id, one.facts.kind, one.facts.name,
                                                  one.facts.community, one.state,
                                                  one.facts.opening_hours, one.facts.point}));
    return json_response(200, Value::map({{"facilities", rows}}));
}

}  // namespace

Response show_facilities(const Services& services, const Request& request) {
    auto query = facility_query_of(request.query);
    if (!query) return refused(query.error());
    query->within = within_scope(request);
    const auto page = services.storage.facilities(*query);
    if (!page) return refused(page.error());
    Value rows = Value::list();
    for (const Facility& facility : page->rows) rows.push(facility_tree(facility));
    Response response =
        json_response(200, Value::map({{"total", page->total}, {"facilities", rows}}));
    response.with("X-Total-Count", std::to_string(page->total));
    return response;
}

Response show_facility(const Services& services, const Request& request) {
    const auto card = card_of(services, request);
    return card ? json_response(200, *card) : refused(card.error());
}

Response show_near_facilities(const Services& services, const Request& request) {
    const auto box = box_of_text(request.parameter("bbox"));
    if (!box) return refused(box.error());
    if (box->east - box->west > kWidestNear || box->north - box->south > kWidestNear)
        return refused(Error{ErrorCode::FieldRange, "/bbox"});
    const auto near = services.storage.facilities_in(*box, kMostNear);
    if (!near) return refused(near.error());
    return near_response(*near);
}

Response show_near_facility(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return refused(Error{ErrorCode::NotFound});
    const auto found = services.storage.facility(id);
    if (!found) return refused(found.error());
    if (!*found || (*found)->state == FacilityState::Closed)
        return refused(Error{ErrorCode::NotFound});
    return near_response(std::span(&**found, 1));
}

Response show_facility_remarks(const Services& services, const Request& request) {
    RemarkQuery query;
    if (const std::string_view state = request.parameter("state"); !state.empty()) {
        query.state = report_state_from_name(state);
        if (!query.state) return refused(Error{ErrorCode::FieldChoice, "/state"});
    }
    query.community = request.parameter("community");
    if (!query.community.empty() && !is_community_code(query.community))
        return refused(Error{ErrorCode::CommunityCode, "/community"});
    query.within = within_scope(request);
    query.limit = kMostRemarks;
    const auto remarks = services.storage.facility_remarks(query);
    if (!remarks) return refused(remarks.error());
    Value rows = Value::list();
    for (const FacilityRemark& one : *remarks) rows.push(api::to_value(one));
    return json_response(200, Value::map({{"remarks", std::move(rows)}}));
}

Response file_facility(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const Value& id = (*tree)["id"];
    if (id.is_null()) return refused(Error{ErrorCode::FieldMissing, "/id"});
    if (!is_uuid_v7(id.string_or(""))) return refused(Error{ErrorCode::FieldFormat, "/id"});
    CheckedFacility read = facility_facts_of(*tree, services.catalogue);
    if (!read.ok()) return refused(std::move(read.errors));
    Errors errors = complete(services, read.facts);
    if (!errors.empty()) return refused(std::move(errors));
    if (const auto error = out_of_scope(request, read.facts.community)) return refused(*error);
    const auto filed = services.storage.file_facility(id.string_or(""), read.facts, request.actor(),
                                                      request.now_ms);
    return filed ? json_response(201, facility_tree(*filed)) : refused(filed.error());
}

Response move_facility(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto facility = facility_in_scope(services, request);
    if (!facility) return refused(facility.error());
    Errors errors;
    const auto step = step_of(services, request, *tree, errors);
    if (!step) return refused(step.error());
    if (!errors.empty()) return refused(std::move(errors));
    if (step->facts)
        if (const auto error = out_of_scope(request, step->facts->community))
            return refused(*error);
    const auto moved = services.storage.move_facility(*step, request.actor(), request.now_ms);
    return moved ? json_response(200, facility_tree(*moved)) : refused(moved.error());
}

Response show_catalogue(const Services& services, const Request&) {
    const auto changes = services.storage.threshold_changes();
    if (!changes) return refused(changes.error());
    return json_response(200, facility_kinds_tree(services.catalogue, *changes));
}

Response change_threshold(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    ThresholdChange change;
    change.kind = request.captured[0];
    const auto measure = measure_from_name(request.captured[1]);
    if (!measure) return refused(Error{ErrorCode::NotFound});
    change.measure = *measure;
    const auto before = bounds_of((*tree)["before"], "/before");
    if (!before) return refused(before.error());
    const auto after = bounds_of((*tree)["after"], "/after");
    if (!after) return refused(after.error());
    auto reason = reason_member(*tree, true);
    if (!reason) return refused(reason.error());
    change.before = *before;
    change.after = *after;
    change.reason = *std::move(reason);
    change.by = request.account->name;
    change.at_ms = request.now_ms;
    const auto done = services.storage.change_threshold(change, services.catalogue);
    return done ? show_catalogue(services, request) : refused(done.error());
}

}  // namespace kongdi::server
