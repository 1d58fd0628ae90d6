// SPDX-License-Identifier: Apache-2.0
// The table of spaces and the card of one of them.
#include "core/api/messages.hpp"
#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

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

Value to_value(const SpaceCard& card) {
    Value photos = Value::list();
    for (const std::string& hash : card.photos) photos.push(hash);
    Value out = Value::map({{"space", to_value(card.space)},
                            {"photos", photos},
                            {"corroborations", card.corroborations}});
    if (card.plan) out.set("plan", to_value(*card.plan));
    return out;
}

Result<SpaceCard> space_card_of(const Value& tree) {
    SpaceCard card{KONGDI_TRY(space_of_message(tree["space"])), {}};
    for (const Value& hash : tree.items("photos")) card.photos.emplace_back(hash.string_or(""));
    card.corroborations = tree["corroborations"].int_or(0);
    card.plan = plan_part_of(tree["plan"]);
    return card;
}

}  // namespace kongdi::api
