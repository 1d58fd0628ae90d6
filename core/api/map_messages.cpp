// SPDX-License-Identifier: Apache-2.0
#include "core/api/map_messages.hpp"

#include "core/codec/facility_kind_codec.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/tile/tile_id.hpp"

namespace kongdi::api {

namespace {

/// Tiles come from the page's own server and from nowhere else.
bool is_own(std::string_view address) {
    return address.starts_with('/') && !address.starts_with("//");
}

Result<void> read_zooms(const Value& tree, int& least, int& most) {
    const std::int64_t low = tree["min_zoom"].int_or(-1);
    const std::int64_t high = tree["max_zoom"].int_or(-1);
    if (low < 0 || low > tile::kMostZoom) return Error{ErrorCode::FieldRange, "/min_zoom"};
    if (high < low || high > tile::kMostZoom) return Error{ErrorCode::FieldRange, "/max_zoom"};
    least = static_cast<int>(low);
    most = static_cast<int>(high);
    return {};
}

/// None unless it is whole: without its number and its source it is not shown.
std::optional<BaseMapAbout> base_map_of(const Value& tree) {
    BaseMapAbout out{tree.text("tiles"), tree.text("review_no"), local_text_of(tree["source"])};
    const auto datum = datum_from_name(tree.text("datum"));
    if (!is_own(out.tiles) || out.review_no.empty() || out.source.in({}).empty() || !datum ||
        !read_zooms(tree, out.min_zoom, out.max_zoom))
        return std::nullopt;
    out.datum = *datum;
    return out;
}

}  // namespace

Value to_value(const BaseMapAbout& base) {
    return Value::map({{"tiles", base.tiles},
                       {"review_no", base.review_no},
                       {"source", local_text_tree(base.source)},
                       {"datum", datum_name(base.datum)},
                       {"min_zoom", base.min_zoom},
                       {"max_zoom", base.max_zoom}});
}

Value to_value(const MapAbout& about) {
    Value roles = Value::list();
    for (const MapRoleCount& row : about.roles)
        roles.push(Value::map({{"role", row.role}, {"features", row.features}}));
    Value out = Value::map(
        {{"version", about.version},
         {"box", Value::list({about.box.west, about.box.south, about.box.east, about.box.north})},
         {"min_zoom", about.min_zoom},
         {"max_zoom", about.max_zoom},
         {"roles", roles},
         {"tiles", about.tiles}});
    if (about.base) out.set("base", to_value(*about.base));
    return out;
}

Result<MapAbout> map_about_of(const Value& tree) {
    MapAbout out;
    out.version = tree.text("version");
    out.tiles = tree.text("tiles");
    if (out.tiles.empty()) return Error{ErrorCode::FieldMissing, "/tiles"};
    if (!is_own(out.tiles)) return Error{ErrorCode::FieldFormat, "/tiles"};
    if (const auto read = read_zooms(tree, out.min_zoom, out.max_zoom); !read) return read.error();
    out.base = base_map_of(tree["base"]);
    if (const Value::List* sides = tree["box"].if_list(); sides != nullptr && sides->size() == 4)
        out.box = {(*sides)[0].number_or(0), (*sides)[1].number_or(0), (*sides)[2].number_or(0),
                   (*sides)[3].number_or(0)};
    for (const Value& row : tree.items("roles"))
        out.roles.push_back({row.text("role"), row["features"].int_or(0)});
    return out;
}

}  // namespace kongdi::api
