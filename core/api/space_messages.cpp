// SPDX-License-Identifier: Apache-2.0
// The table of spaces and the card of one of them.
#include "core/api/messages.hpp"
#include "core/base/time.hpp"
#include "core/codec/covered_photo_codec.hpp"
#include "core/codec/report_codec.hpp"
#include "core/codec/space_stage_codec.hpp"

namespace kongdi::api {

namespace {

std::int64_t time_of(const Value& tree, std::string_view name) {
    return parse_time(tree[name].string_or("")).value_or(0);
}

Value optional_number(const std::optional<double>& number) {
    return number ? Value(*number) : Value();
}

Value floor_area_tree(const std::optional<FloorArea>& area) {
    if (!area) return {};
    return Value::map({{"value_m2", area->value_m2},
                       {"low_m2", area->low_m2},
                       {"high_m2", area->high_m2},
                       {"source", area->source}});
}

}  // namespace

Value to_value(const Space& space) {
    Value facts = Value::list();
    for (const std::string& fact : space.facts) facts.push(fact);
    return Value::map({{"id", space.id},
                       {"receipt", space.receipt},
                       {"community", space.community ? Value(*space.community) : Value()},
                       {"community_name", space.community_name},
                       {"state", report_state_name(space.state)},
                       {"stage", space.stage ? Value(space_stage_name(*space.stage)) : Value()},
                       {"type", space.type},
                       {"lon", space.point.lon},
                       {"lat", space.point.lat},
                       {"point_source", space.point_source},
                       {"point_datum", datum_name(space.point_datum)},
                       {"accuracy_m", optional_number(space.accuracy_m)},
                       {"floor_area", floor_area_tree(space.floor_area)},
                       {"facts", facts},
                       {"description", space.description},
                       {"photo_count", space.photo_count},
                       {"photos_missing", space.photos_missing},
                       {"mode", space.mode},
                       {"published", space.published},
                       {"created_at", format_time(space.created_at_ms)},
                       {"received_at", format_time(space.received_at_ms)}});
}

Result<Space> space_of_message(const Value& tree) {
    Space space;
    space.id = tree.text("id");
    const auto state = report_state_from_name(tree["state"].string_or(""));
    if (space.id.empty()) return Error{ErrorCode::FieldMissing, "/id"};
    if (!state) return Error{ErrorCode::FieldChoice, "/state"};
    space.state = *state;
    space.stage = space_stage_from_name(tree["stage"].string_or(""));
    space.receipt = tree.text("receipt");
    if (tree["community"].if_string() != nullptr) space.community = tree.text("community");
    space.community_name = tree.text("community_name");
    space.type = tree.text("type");
    space.point = {tree["lon"].number_or(0), tree["lat"].number_or(0)};
    space.point_source = tree.text("point_source");
    space.point_datum = datum_from_name(tree["point_datum"].string_or("")).value_or(Datum::Wgs84);
    if (tree["accuracy_m"].is_number()) space.accuracy_m = tree["accuracy_m"].number_or(0);
    if (const Value& area = tree["floor_area"]; area.if_map() != nullptr)
        space.floor_area = FloorArea{area["value_m2"].number_or(0), area["low_m2"].number_or(0),
                                     area["high_m2"].number_or(0), area.text("source")};
    for (const Value& fact : tree.items("facts")) space.facts.emplace_back(fact.string_or(""));
    space.description = tree.text("description");
    space.photo_count = tree["photo_count"].int_or(0);
    space.photos_missing = tree["photos_missing"].int_or(0);
    space.mode = tree.text("mode");
    space.published = tree["published"].bool_or(false);
    space.created_at_ms = parse_time(tree["created_at"].string_or("")).value_or(0);
    space.received_at_ms = parse_time(tree["received_at"].string_or("")).value_or(0);
    return space;
}

Value to_value(const SpacePage& page) {
    Value rows = Value::list();
    for (const Space& space : page.rows) rows.push(to_value(space));
    return Value::map({{"rows", rows}, {"total", page.total}});
}

Result<SpacePage> space_page_of(const Value& tree) {
    SpacePage page;
    const Value::List* rows = tree["rows"].if_list();
    if (rows == nullptr) return Error{ErrorCode::FieldMissing, "/rows"};
    for (const Value& row : *rows) page.rows.push_back(KONGDI_TRY(space_of_message(row)));
    page.total = tree["total"].int_or(0);
    return page;
}

namespace {

Value to_value(const TakenStep& one) {
    Value out = report_step_tree(one.step);
    out.set("role", role_name(one.role));
    out.set("by", one.by);
    out.set("at", format_time(one.at_ms));
    return out;
}

std::optional<TakenStep> taken_step_of(const Value& tree) {
    auto step = stored_report_step(tree);
    const auto role = role_from_name(tree["role"].string_or(""));
    if (!step || !role) return std::nullopt;
    return TakenStep{*std::move(step), *role, tree.text("by"), time_of(tree, "at")};
}

Value to_value(const TakenSpaceStep& one) {
    Value out = space_step_tree(one.step);
    out.set("by", one.by);
    out.set("at", format_time(one.at_ms));
    return out;
}

Value others_tree(const std::vector<OtherReport>& others) {
    Value out = Value::list();
    for (const OtherReport& one : others)
        out.push(Value::map({{"id", one.id},
                             {"receipt", one.receipt},
                             {"type", one.type},
                             {"state", report_state_name(one.state)},
                             {"away_m", one.away_m},
                             {"received_at", format_time(one.received_at_ms)}}));
    return out;
}

std::vector<OtherReport> others_of(const Value& tree, std::string_view name) {
    std::vector<OtherReport> out;
    for (const Value& one : tree.items(name))
        out.push_back(
            {one.text("id"), one.text("receipt"), one.text("type"),
             report_state_from_name(one["state"].string_or("")).value_or(ReportState::Submitted),
             one["away_m"].number_or(0), time_of(one, "received_at")});
    return out;
}

}  // namespace

Value to_value(const SpaceCard& card) {
    Value photos = Value::list();
    for (const std::string& hash : card.photos) photos.push(hash);
    Value out = Value::map({{"space", to_value(card.space)},
                            {"photos", photos},
                            {"corroborations", card.corroborations}});
    if (card.plan) out.set("plan", to_value(*card.plan));
    out.set("standing", report_standing_tree(card.standing));
    Value steps = Value::list();
    for (const TakenStep& one : card.steps) steps.push(to_value(one));
    out.set("steps", std::move(steps));
    out.set("merged", others_tree(card.merged));
    out.set("likely", others_tree(card.likely));
    if (card.space_standing != SpaceStanding{})
        out.set("space_standing", space_standing_tree(card.space_standing));
    if (card.usual_common_parts != Known::Unknown)
        out.set("usual_common_parts", card.usual_common_parts == Known::Yes);
    if (!card.space_steps.empty()) out.set("space_steps", Value::list());
    for (const TakenSpaceStep& one : card.space_steps) out.find("space_steps")->push(to_value(one));
    out.set("into_receipt", card.into_receipt);
    out.set("two_persons", card.two_persons);
    if (!card.covered.empty()) out.set("covered", Value::list());
    for (const CoveredPhoto& one : card.covered) out.find("covered")->push(covered_photo_tree(one));
    return out;
}

Result<SpaceCard> space_card_of(const Value& tree) {
    SpaceCard card{KONGDI_TRY(space_of_message(tree["space"])), {}};
    for (const Value& hash : tree.items("photos")) card.photos.emplace_back(hash.string_or(""));
    card.corroborations = tree["corroborations"].int_or(0);
    card.plan = plan_part_of(tree["plan"]);
    card.standing = report_standing_of(tree["standing"]);
    for (const Value& one : tree.items("steps"))
        if (auto step = taken_step_of(one)) card.steps.push_back(*std::move(step));
    card.merged = others_of(tree, "merged");
    card.likely = others_of(tree, "likely");
    card.space_standing = space_standing_of(tree["space_standing"]);
    if (const bool* usual = tree["usual_common_parts"].if_bool())
        card.usual_common_parts = *usual ? Known::Yes : Known::No;
    for (const Value& one : tree.items("space_steps"))
        if (auto step = stored_space_step(one))
            card.space_steps.push_back({*std::move(step), one.text("by"), time_of(one, "at")});
    card.into_receipt = tree.text("into_receipt");
    card.two_persons = tree["two_persons"].bool_or(false);
    for (const Value& one : tree.items("covered")) card.covered.push_back(covered_photo_of(one));
    return card;
}

}  // namespace kongdi::api
