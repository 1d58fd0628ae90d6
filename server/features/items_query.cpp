// SPDX-License-Identifier: Apache-2.0
#include "server/features/items_query.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "server/features/numbers.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::string_view kCql2Text = "cql2-text";
constexpr std::size_t kLongestKey = 64;

using enum Place;

constexpr std::array<Parameter, 11> kParameters{{
    {"f", Everywhere, R"({"type":"string","enum":["json","html"]})",
     "The representation of the answer, in place of the header Accept"},
    {"lang", Everywhere, R"({"type":"string","enum":["zh","en"]})",
     "The language of titles and labels, in place of the header Accept-Language"},
    {"crs", Feature, R"({"type":"string","format":"uri"})",
     "The coordinate system of the answer; coordinates come in the order of its axes"},
    {"limit", Items, R"({"type":"integer","minimum":1,"maximum":10000,"default":100})",
     "The most features of one page"},
    {"bbox", Items, R"({"type":"array","minItems":4,"maxItems":6,"items":{"type":"number"}})",
     "Features that have a point in common with a rectangle: four numbers, or six with heights, "
     "which do not count"},
    {"bbox-crs", Items, R"({"type":"string","format":"uri"})",
     "The coordinate system of bbox, CRS84 when it is not said"},
    {"datetime", Items, R"({"type":"string"})",
     "An instant or a date, or an interval of two with a slash between, of which one may be open"},
    {"filter", Items, R"({"type":"string"})", "A condition in CQL2 text"},
    {"filter-lang", Items, R"({"type":"string","enum":["cql2-text"],"default":"cql2-text"})",
     "The language of filter"},
    {"filter-crs", Items, R"({"type":"string","format":"uri"})",
     "The coordinate system of geometries in filter, CRS84 when it is not said"},
    {"after", Items, R"({"type":"string"})",
     "The id of the last feature that was seen; made for the link to the next page"},
}};

std::optional<std::string_view> value_in(const Pairs& pairs, std::string_view name) {
    for (const auto& pair : pairs)
        if (pair.first == name) return pair.second;
    return std::nullopt;
}

Error bad(std::string_view name) { return {ErrorCode::RequestFormat, path_step(name)}; }

Result<std::int64_t> limit_in(const Pairs& pairs) {
    const auto text = value_in(pairs, "limit");
    if (!text) return kUsualLimit;
    const bool digits = !text->empty() && std::all_of(text->begin(), text->end(),
                                                      [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return bad("limit");
    std::int64_t out = 0;
    // More than the most is the most, however many digits it has.
    for (const char c : *text) out = std::min(kMostLimit, out * 10 + (c - '0'));
    if (out < 1) return bad("limit");
    return out;
}

Result<const Crs*> crs_in(const Pairs& pairs, std::string_view name) {
    const auto uri = value_in(pairs, name);
    if (!uri) return &usual_crs();
    const Crs* crs = crs_of_uri(*uri);
    if (crs == nullptr) return bad(name);
    return crs;
}

/// The value as rows have it.
Result<Value> field_value(const Field& field, const std::string& text) {
    switch (field.type) {
        case FieldType::Whole:
        case FieldType::Number: {
            const auto number = number_of(text);
            if (!number) return bad(field.name);
            return Value(*number);
        }
        case FieldType::Time: {
            const auto instant = instant_of(text);
            if (!instant) return bad(field.name);
            return Value(format_time(*instant));
        }
        case FieldType::Date:
            if (!parse_date(text)) return bad(field.name);
            return Value(text);
        case FieldType::Text:
        case FieldType::List: break;
    }
    return Value(text);
}

}  // namespace

std::span<const Parameter> parameters() { return kParameters; }

Result<void> check_parameters(const Pairs& pairs, Place place, const Collection* collection) {
    for (const auto& [name, value] : pairs) {
        const std::string& asked = name;
        const bool known = std::any_of(
            kParameters.begin(), kParameters.end(),
            [&](const Parameter& one) { return one.name == asked && one.place <= place; });
        bool is_field = false;
        if (place == Items && collection != nullptr)
            if (const auto field = field_named(collection->fields, name))
                is_field = collection->fields[*field].is_queryable();
        const auto times = std::count_if(pairs.begin(), pairs.end(),
                                         [&](const auto& pair) { return pair.first == asked; });
        if ((!known && !is_field) || times > 1 || !is_utf8(value) || has_control_characters(value))
            return bad(is_utf8(name) && !has_control_characters(name) ? std::string_view(name)
                                                                      : "?");
    }
    return {};
}

Result<const Crs*> crs_asked(const Pairs& pairs) { return crs_in(pairs, "crs"); }

Result<ItemsQuery> items_query_of(const Pairs& pairs, const Collection& collection) {
    KONGDI_CHECK(check_parameters(pairs, Items, &collection));
    ItemsQuery out;
    out.limit = KONGDI_TRY(limit_in(pairs));
    out.crs = KONGDI_TRY(crs_asked(pairs));
    const Crs* box_crs = KONGDI_TRY(crs_in(pairs, "bbox-crs"));
    if (const auto text = value_in(pairs, "bbox"))
        out.box = KONGDI_TRY(asked_box_of(*text, *box_crs));
    if (const auto text = value_in(pairs, "datetime")) out.period = KONGDI_TRY(period_of(*text));
    if (const auto text = value_in(pairs, "filter-lang"); text && *text != kCql2Text)
        return bad("filter-lang");
    const Crs* filter_crs = KONGDI_TRY(crs_in(pairs, "filter-crs"));
    if (const auto text = value_in(pairs, "filter"))
        out.filter = KONGDI_TRY(parse_cql(*text, collection.fields, *filter_crs));
    if (const auto text = value_in(pairs, "after")) {
        if (text->empty() || text->size() > kLongestKey) return bad("after");
        out.after = *text;
    }
    for (const auto& [name, value] : pairs)
        if (const auto field = field_named(collection.fields, name))
            out.equals.push_back(
                {*field, KONGDI_TRY(field_value(collection.fields[*field], value))});
    return out;
}

}  // namespace kongdi::server::features
