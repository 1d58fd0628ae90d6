// SPDX-License-Identifier: Apache-2.0
// The table of spaces and the query that table, map and downloads share.
#include <array>
#include <cstdlib>

#include "core/api/messages.hpp"
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

constexpr std::array<std::string_view, 8> kSorts{"received_at",    "created_at", "receipt",
                                                 "community_name", "type",       "state",
                                                 "floor_area",     "mode"};
constexpr std::int64_t kMaxLimit = 1000;
constexpr std::size_t kMaxText = 100;  // code points

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

std::optional<std::int64_t> whole_number(const std::string& text) {
    if (text.empty() || text.size() > 9 ||
        text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::strtoll(text.c_str(), nullptr, 10);
}

Error bad_parameter(const std::string& name) { return {ErrorCode::RequestFormat, "/" + name}; }

}  // namespace

bool is_space_sort(std::string_view column) {
    for (const std::string_view sort : kSorts)
        if (sort == column) return true;
    return false;
}

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
    return Value::map({{"space", to_value(card.space)},
                       {"photos", photos},
                       {"corroborations", card.corroborations}});
}

Result<SpaceCard> space_card_of(const Value& tree) {
    SpaceCard card{KONGDI_TRY(space_of_message(tree["space"])), {}};
    for (const Value& hash : tree.items("photos")) card.photos.emplace_back(hash.string_or(""));
    card.corroborations = tree["corroborations"].int_or(0);
    return card;
}

std::string query_string(const SpaceQuery& query) {
    std::string out;
    const auto add = [&out](std::string_view name, std::string_view value) {
        if (value.empty()) return;
        if (!out.empty()) out += '&';
        out.append(name).append("=").append(percent_encoded(value));
    };
    add("state", query.state);
    add("type", query.type);
    add("community", query.community);
    add("text", query.text);
    add("sort", (query.descending ? "-" : "") + query.sort);
    add("offset", query.offset > 0 ? std::to_string(query.offset) : "");
    add("limit", std::to_string(query.limit));
    return out;
}

Result<SpaceQuery> space_query_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
    SpaceQuery query;
    for (const auto& pair : pairs) {
        const std::string& name = pair.first;
        const std::string& value = pair.second;
        if (name == "state") {
            if (!value.empty() && !report_state_from_name(value)) return bad_parameter(name);
            query.state = value;
        } else if (name == "type") {
            if (value.size() > 16 || !is_utf8(value)) return bad_parameter(name);
            query.type = value;
        } else if (name == "community") {
            if (!value.empty() && !is_community_code(value)) return bad_parameter(name);
            query.community = value;
        } else if (name == "text") {
            if (!is_utf8(value) || code_point_count(value) > kMaxText) return bad_parameter(name);
            query.text = value;
        } else if (name == "sort") {
            query.descending = value.starts_with('-');
            query.sort = value.substr(query.descending ? 1 : 0);
            if (!is_space_sort(query.sort)) return bad_parameter(name);
        } else if (name == "offset" || name == "limit") {
            const auto number = whole_number(value);
            if (!number) return bad_parameter(name);
            (name == "offset" ? query.offset : query.limit) = *number;
        }
    }
    if (query.limit < 1 || query.limit > kMaxLimit) return bad_parameter("limit");
    return query;
}

}  // namespace kongdi::api
