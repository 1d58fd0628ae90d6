// SPDX-License-Identifier: Apache-2.0
#include "core/api/messages.hpp"

#include <array>

#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

Error missing(std::string_view name) { return {ErrorCode::FieldMissing, "/" + std::string(name)}; }

std::int64_t time_of(const Value& tree, std::string_view name) {
    return parse_time(tree[name].string_or("")).value_or(0);
}

Value box_tree(const Box& box) { return Value::list({box.west, box.south, box.east, box.north}); }

Box box_of_tree(const Value& tree) {
    const Value::List* sides = tree.if_list();
    if (sides == nullptr || sides->size() != 4) return {};
    return {(*sides)[0].number_or(0), (*sides)[1].number_or(0), (*sides)[2].number_or(0),
            (*sides)[3].number_or(0)};
}

Value error_tree(const Error& error) {
    const ErrorRow& row = error_row(error.code);
    return Value::map({{"code", row.name}, {"path", error.path}, {"key", row.key}});
}

Error error_of(const Value& tree) {
    Error error{ErrorCode::Internal, tree.text("path")};
    for (const ErrorRow& row : error_table())
        if (row.name == tree["code"].string_or("")) error.code = row.code;
    return error;
}

}  // namespace

Value to_value(const Receipt& receipt) {
    return Value::map({{"receipt", receipt.receipt},
                       {"id", receipt.id},
                       {"sha256", receipt.sha256},
                       {"received_at", format_time(receipt.received_at_ms)}});
}

Result<Receipt> receipt_of(const Value& tree) {
    Receipt out{tree.text("receipt"), tree.text("id"), tree.text("sha256"),
                time_of(tree, "received_at")};
    if (out.receipt.empty()) return missing("receipt");
    if (out.id.empty()) return missing("id");
    if (out.sha256.empty()) return missing("sha256");
    return out;
}

Value to_value(const Failure& failure) {
    Value tree = error_tree(failure.first);
    tree.set("request_id", failure.request_id);
    if (failure.issues.empty()) return tree;
    Value issues = Value::list();
    for (const Error& issue : failure.issues) issues.push(error_tree(issue));
    return tree.set("issues", std::move(issues));
}

Failure failure_of(const Value& tree) {
    Failure out{error_of(tree), tree.text("request_id"), {}};
    for (const Value& issue : tree.items("issues")) out.issues.push_back(error_of(issue));
    return out;
}

Value to_value(const PlanPart& part) {
    Value kinds = Value::list();
    for (const std::string& kind : part.kinds) kinds.push(kind);
    return Value::map({{"item", part.item},
                       {"state", part.state},
                       {"year", part.year},
                       {"ends_on", part.ends_on},
                       {"reason", part.reason},
                       {"kinds", kinds},
                       {"listed_at", format_time(part.listed_at_ms)},
                       {"building_at", format_time(part.building_at_ms)},
                       {"done_at", format_time(part.done_at_ms)}});
}

std::optional<PlanPart> plan_part_of(const Value& tree) {
    if (tree.if_map() == nullptr) return std::nullopt;
    PlanPart out{tree.text("item"), tree.text("state"), tree["year"].int_or(0),
                 tree.text("ends_on"), tree.text("reason")};
    for (const Value& kind : tree.items("kinds")) out.kinds.emplace_back(kind.string_or(""));
    out.listed_at_ms = time_of(tree, "listed_at");
    out.building_at_ms = time_of(tree, "building_at");
    out.done_at_ms = time_of(tree, "done_at");
    return out;
}

namespace {

struct DecidedRow {
    std::string_view name;
    std::string DecidedPart::*member;
};
constexpr std::array<DecidedRow, 7> kDecided{{
    {"asked", &DecidedPart::asked},
    {"answer", &DecidedPart::answer},
    {"reason", &DecidedPart::reason},
    {"words", &DecidedPart::words},
    {"into_receipt", &DecidedPart::into_receipt},
    {"into_state", &DecidedPart::into_state},
    {"judgement", &DecidedPart::judgement},
}};

}  // namespace

Value to_value(const DecidedPart& decided) {
    Value out = Value::map();
    for (const DecidedRow& row : kDecided)
        if (!(decided.*row.member).empty()) out.set(row.name, decided.*row.member);
    return out;
}

DecidedPart decided_part_of(const Value& tree) {
    DecidedPart out;
    for (const DecidedRow& row : kDecided) out.*row.member = tree.text(row.name);
    return out;
}

Value to_value(const RecordState& state) {
    Value history = Value::list();
    for (const StateChange& change : state.history)
        history.push(Value::map(
            {{"state", report_state_name(change.state)}, {"at", format_time(change.at_ms)}}));
    Value photos = Value::list();
    for (const std::string& hash : state.photos_missing) photos.push(hash);
    Value out = Value::map({{"id", state.id},
                            {"receipt", state.receipt},
                            {"state", report_state_name(state.state)},
                            {"history", history},
                            {"photos_missing", photos},
                            {"community_name", state.community_name},
                            {"space_type", state.type},
                            {"created_at", format_time(state.created_at_ms)}});
    if (state.plan) out.set("plan", to_value(*state.plan));
    if (Value decided = to_value(state.decided); !decided.if_map()->empty())
        out.set("decided", std::move(decided));
    return out;
}

Result<RecordState> record_state_of(const Value& tree) {
    RecordState out;
    out.id = tree.text("id");
    if (out.id.empty()) return missing("id");
    out.receipt = tree.text("receipt");
    const auto state = report_state_from_name(tree["state"].string_or(""));
    if (!state) return missing("state");
    out.state = *state;
    for (const Value& change : tree.items("history"))
        if (const auto past = report_state_from_name(change["state"].string_or("")))
            out.history.push_back({*past, time_of(change, "at")});
    for (const Value& hash : tree.items("photos_missing"))
        out.photos_missing.emplace_back(hash.string_or(""));
    out.community_name = tree.text("community_name");
    out.type = tree.text("space_type");
    out.created_at_ms = time_of(tree, "created_at");
    out.plan = plan_part_of(tree["plan"]);
    out.decided = decided_part_of(tree["decided"]);
    return out;
}

Value to_value(const Login& login) {
    return Value::map(
        {{"name", login.name}, {"role", role_name(login.role)}, {"device", login.device}});
}

Result<Login> login_of(const Value& tree) {
    const auto role = role_from_name(tree["role"].string_or(""));
    if (!role) return missing("role");
    return Login{tree.text("name"), *role, tree.text("device")};
}

Value to_value(const City& city) {
    Value communities = Value::list();
    for (const Community& one : city.communities)
        communities.push(
            Value::map({{"code", one.code}, {"name", one.name}, {"street", one.street}}));
    return Value::map({{"name", city.name},
                       {"demo", city.demo},
                       {"box", box_tree(city.box)},
                       {"now", format_time(city.now_ms)},
                       {"communities", communities}});
}

Result<City> city_of(const Value& tree) {
    City out{tree.text("name"),
             tree["demo"].bool_or(false),
             box_of_tree(tree["box"]),
             time_of(tree, "now"),
             {}};
    if (out.now_ms == 0) return missing("now");
    for (const Value& one : tree.items("communities"))
        out.communities.push_back({one.text("code"), one.text("name"), one.text("street")});
    return out;
}

Value to_value(const MapPart& part) {
    Value features = Value::list();
    for (const MapFeature& feature : part.features)
        features.push(Value::map({{"role", feature.role},
                                  {"name", feature.name},
                                  {"code", feature.code},
                                  {"geometry", geometry_tree(feature.geometry)}}));
    return Value::map({{"box", box_tree(part.box)}, {"features", features}});
}

Result<MapPart> map_part_of(const Value& tree) {
    MapPart out{box_of_tree(tree["box"]), {}};
    if (out.box.empty()) return missing("box");
    for (const Value& feature : tree.items("features")) {
        Result<Geometry> geometry = geometry_of(feature["geometry"]);
        if (!geometry) return geometry.error();
        out.features.push_back({feature.text("role"), feature.text("name"), feature.text("code"),
                                *std::move(geometry)});
    }
    return out;
}

}  // namespace kongdi::api
