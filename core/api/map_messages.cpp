// SPDX-License-Identifier: Apache-2.0
#include "core/api/map_messages.hpp"

#include "core/tile/tile_id.hpp"

namespace kongdi::api {

Value to_value(const MapAbout& about) {
    Value roles = Value::list();
    for (const MapRoleCount& row : about.roles)
        roles.push(Value::map({{"role", row.role}, {"features", row.features}}));
    return Value::map(
        {{"version", about.version},
         {"box", Value::list({about.box.west, about.box.south, about.box.east, about.box.north})},
         {"min_zoom", about.min_zoom},
         {"max_zoom", about.max_zoom},
         {"roles", roles},
         {"tiles", about.tiles}});
}

Result<MapAbout> map_about_of(const Value& tree) {
    MapAbout out;
    out.version = tree.text("version");
    out.tiles = tree.text("tiles");
    if (out.tiles.empty()) return Error{ErrorCode::FieldMissing, "/tiles"};
    // Tiles come from the page's own server and from nowhere else.
    if (out.tiles.front() != '/' || out.tiles.starts_with("//"))
        return Error{ErrorCode::FieldFormat, "/tiles"};
    const std::int64_t least = tree["min_zoom"].int_or(-1);
    const std::int64_t most = tree["max_zoom"].int_or(-1);
    if (least < 0 || least > tile::kMostZoom) return Error{ErrorCode::FieldRange, "/min_zoom"};
    if (most < least || most > tile::kMostZoom) return Error{ErrorCode::FieldRange, "/max_zoom"};
    out.min_zoom = static_cast<int>(least);
    out.max_zoom = static_cast<int>(most);
    if (const Value::List* sides = tree["box"].if_list(); sides != nullptr && sides->size() == 4)
        out.box = {(*sides)[0].number_or(0), (*sides)[1].number_or(0), (*sides)[2].number_or(0),
                   (*sides)[3].number_or(0)};
    for (const Value& row : tree.items("roles"))
        out.roles.push_back({row.text("role"), row["features"].int_or(0)});
    return out;
}

}  // namespace kongdi::api
