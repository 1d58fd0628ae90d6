// SPDX-License-Identifier: Apache-2.0
#include "core/api/reach_messages.hpp"

namespace kongdi::api {

namespace {

Result<MultiPolygon> area_of(const Value& tree, std::string_view path) {
    const Geometry shape = KONGDI_TRY(geometry_of(tree));
    const auto* area = std::get_if<MultiPolygon>(&shape);
    if (area == nullptr) return Error{ErrorCode::FieldType, std::string(path)};
    return *area;
}

Value people_tree(const PeopleCurve& one) {
    Value reached = Value::list();
    for (const double people : one.reached) reached.push(people);
    return Value::map({{"pace", one.pace},
                       {"metres_per_minute", one.metres_per_minute},
                       {"reached", std::move(reached)}});
}

PeopleCurve people_of(const Value& tree) {
    PeopleCurve out{tree.text("pace"), tree["metres_per_minute"].number_or(0), {}};
    for (const Value& one : tree.items("reached")) out.reached.push_back(one.number_or(0));
    return out;
}

}  // namespace

Value to_value(const ReachCard& card) {
    Value curves = Value::list();
    for (const ReachCurve& one : card.curves)
        curves.push(Value::map({{"minutes", one.minutes},
                                {"metres", one.metres},
                                {"geometry", geometry_tree(one.area)}}));
    Value people = Value::list();
    for (const PeopleCurve& one : card.people) people.push(people_tree(one));
    Value out = Value::map({{"pace", card.pace},
                            {"metres_per_minute", card.metres_per_minute},
                            {"by_network", card.by_network},
                            {"curves", std::move(curves)},
                            {"counts_people", card.counts_people},
                            {"people", std::move(people)}});
    if (!card.boundary.empty()) out.set("boundary", geometry_tree(card.boundary));
    if (card.places.empty()) return out;
    Value places = Value::list();
    for (const Wgs84Point point : card.places) places.push(geometry_tree(point));
    out.set("places", std::move(places));
    return out;
}

Result<ReachCard> reach_card_of(const Value& tree) {
    if (tree["curves"].if_list() == nullptr) return Error{ErrorCode::FieldMissing, "/curves"};
    ReachCard out;
    out.pace = tree.text("pace");
    out.metres_per_minute = tree["metres_per_minute"].number_or(0);
    out.by_network = tree["by_network"].bool_or(true);
    out.counts_people = tree["counts_people"].bool_or(true);
    for (const Value& one : tree.items("curves"))
        out.curves.push_back({one["minutes"].int_or(0), one["metres"].number_or(0),
                              KONGDI_TRY(area_of(one["geometry"], "/curves"))});
    for (const Value& one : tree.items("people")) out.people.push_back(people_of(one));
    if (!tree["boundary"].is_null())
        out.boundary = KONGDI_TRY(area_of(tree["boundary"], "/boundary"));
    for (const Value& one : tree.items("places")) {
        const Geometry shape = KONGDI_TRY(geometry_of(one));
        const auto* point = std::get_if<Wgs84Point>(&shape);
        if (point == nullptr) return Error{ErrorCode::FieldType, "/places"};
        out.places.push_back(*point);
    }
    return out;
}

}  // namespace kongdi::api
