// SPDX-License-Identifier: Apache-2.0
#include "core/api/indicator_messages.hpp"

#include <array>

#include "core/base/enum_names.hpp"

namespace kongdi::api {

namespace {

constexpr std::array<std::string_view, 3> kKinds{"shown", "missing", "kept_back"};

Value tree_of(const CommunityValue& one) {
    const bool shown = one.value.kind == ValueKind::Shown;
    return Value::map({{"code", one.code},
                       {"name", one.name},
                       {"street", one.street},
                       {"value", shown ? Value(one.value.value) : Value()},
                       {"kind", kKinds[static_cast<std::size_t>(one.value.kind)]}});
}

Result<CommunityValue> community_value_of(const Value& tree) {
    CommunityValue out{tree.text("code"), tree.text("name"), tree.text("street"), {}};
    if (out.code.empty()) return Error{ErrorCode::FieldMissing, "/code"};
    const std::string_view kind = tree["kind"].string_or("");
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (kKinds[i] == kind) {
            out.value = {static_cast<ValueKind>(i), tree["value"].number_or(0)};
            return out;
        }
    return Error{ErrorCode::FieldChoice, "/kind"};
}

}  // namespace

std::vector<std::string> index_indicators(const Catalogue& catalogue) {
    std::vector<std::string> out{std::string(kIndexIndicator), std::string(kProbabilityIndicator)};
    for (const std::string_view prefix : {kCoverageOf, kSatisfactionOf})
        for (const FacilityKind& kind : catalogue.facilities)
            out.push_back(std::string(prefix) + kind.code);
    return out;
}

std::string_view kind_of_indicator(std::string_view name) {
    for (const std::string_view prefix : {kCoverageOf, kSatisfactionOf})
        if (name.starts_with(prefix)) return name.substr(prefix.size());
    return {};
}

IndicatorScale index_indicator_scale(std::string_view name) {
    if (name == kIndexIndicator) return {"", 2};
    if (name.starts_with(kSatisfactionOf)) return {"", 1};
    return {"percent", 0};
}

Value indicator_list_tree(const std::vector<std::string>& of_index) {
    Value list = Value::list();
    for (const IndicatorRow& row : indicators())
        list.push(Value::map({{"name", row.name}, {"unit", row.unit}, {"decimals", row.decimals}}));
    for (const std::string& name : of_index) {
        const IndicatorScale scale = index_indicator_scale(name);
        list.push(Value::map({{"name", name}, {"unit", scale.unit}, {"decimals", scale.decimals}}));
    }
    return Value::map({{"indicators", std::move(list)}});
}

Value to_value(const IndicatorMap& map) {
    Value classes = Value::list();
    for (const ValueClass& one : map.classes)
        classes.push(Value::map({{"low", one.low},
                                 {"high", one.high},
                                 {"communities", static_cast<std::int64_t>(one.values)}}));
    Value communities = Value::list();
    for (const CommunityValue& one : map.communities) communities.push(tree_of(one));
    return Value::map({{"name", map.name},
                       {"unit", map.unit},
                       {"decimals", map.decimals},
                       {"method", class_method_name(map.method)},
                       {"classes", std::move(classes)},
                       {"communities", std::move(communities)}});
}

Result<IndicatorMap> indicator_map_of(const Value& tree) {
    IndicatorMap out;
    out.name = tree.text("name");
    if (out.name.empty()) return Error{ErrorCode::FieldMissing, "/name"};
    out.unit = tree.text("unit");
    out.decimals = static_cast<int>(tree["decimals"].int_or(0));
    const auto method = class_method_from_name(tree["method"].string_or(""));
    if (!method) return Error{ErrorCode::FieldChoice, "/method"};
    out.method = *method;
    for (const Value& one : tree.items("classes"))
        out.classes.push_back({one["low"].number_or(0), one["high"].number_or(0),
                               static_cast<std::size_t>(one["communities"].int_or(0))});
    for (const Value& one : tree.items("communities"))
        out.communities.push_back(KONGDI_TRY(community_value_of(one)));
    return out;
}

IndicatorMap indicator_map(std::string_view name, IndicatorScale scale,
                           std::vector<CommunityValue> values, ClassMethod method,
                           std::size_t classes) {
    std::vector<double> shown;
    for (const CommunityValue& one : values)
        if (one.value.kind == ValueKind::Shown) shown.push_back(one.value.value);
    return {std::string(name),
            std::string(scale.unit),
            scale.decimals,
            method,
            classes_of(shown, method, classes),
            std::move(values)};
}

IndicatorMap indicator_map(const IndicatorRow& row, const std::vector<CommunityFacts>& facts,
                           bool for_public, ClassMethod method, std::size_t classes) {
    std::vector<CommunityValue> values;
    for (const CommunityFacts& one : facts)
        values.push_back({one.code, one.name, one.street, value_of(row, one, for_public)});
    return indicator_map(row.name, {row.unit, row.decimals}, std::move(values), method, classes);
}

}  // namespace kongdi::api
