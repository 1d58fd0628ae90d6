// SPDX-License-Identifier: Apache-2.0
#include "core/api/reach_messages.hpp"

namespace kongdi::api {

Value to_value(const ReachCard& card) {
    Value curves = Value::list();
    for (const ReachCurve& one : card.curves)
        curves.push(Value::map({{"minutes", one.minutes},
                                {"metres", one.metres},
                                {"geometry", geometry_tree(one.area)}}));
    return Value::map({{"pace", card.pace},
                       {"metres_per_minute", card.metres_per_minute},
                       {"by_network", card.by_network},
                       {"curves", std::move(curves)}});
}

Result<ReachCard> reach_card_of(const Value& tree) {
    if (tree["curves"].if_list() == nullptr) return Error{ErrorCode::FieldMissing, "/curves"};
    ReachCard out{tree.text("pace"),
                  tree["metres_per_minute"].number_or(0),
                  tree["by_network"].bool_or(true),
                  {}};
    for (const Value& one : tree.items("curves")) {
        const Geometry shape = KONGDI_TRY(geometry_of(one["geometry"]));
        const auto* area = std::get_if<MultiPolygon>(&shape);
        if (area == nullptr) return Error{ErrorCode::FieldType, "/curves"};
        out.curves.push_back({one["minutes"].int_or(0), one["metres"].number_or(0), *area});
    }
    return out;
}

}  // namespace kongdi::api
