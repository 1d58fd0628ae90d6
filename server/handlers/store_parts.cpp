// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/store_parts.hpp"

#include <algorithm>

#include "core/tile/mvt.hpp"
#include "server/handlers/photos.hpp"
#include "server/handlers/picture.hpp"
#include "server/tiles/tile_maker.hpp"

namespace kongdi::server {

namespace {

std::string sides(const PictureFacts& facts) {
    return std::to_string(facts.width) + "×" + std::to_string(facts.height);
}

std::string wrong_picture(std::string_view kept, std::string_view picture, int size) {
    const auto is = look_at_picture(picture);
    if (!is) return "cannot be read";
    const auto made = make_thumbnail(kept, size);
    if (!made) return "is of a photo that cannot be read";
    const auto should_be = look_at_picture(*made);
    if (!should_be) return "cannot be made again";
    if (is->media_type != should_be->media_type) return "is " + is->media_type;
    if (is->width != should_be->width || is->height != should_be->height)
        return "is " + sides(*is) + ", should be " + sides(*should_be);
    return {};
}

void append_attribute(std::string& out, const tile::Attribute& value) {
    std::visit(
        [&out](const auto& one) {
            if constexpr (std::is_same_v<std::decay_t<decltype(one)>, std::string>)
                out += one;
            else
                out += std::to_string(one);
        },
        value);
}

/// What is seen of a tile: a text a feature, without its number, in any order.
Result<std::vector<std::string>> seen_in(std::string_view bytes) {
    const tile::Tile read = KONGDI_TRY(tile::read_mvt(bytes));
    std::vector<std::string> out;
    for (const tile::Layer& layer : read.layers)
        for (const tile::Feature& feature : layer.features) {
            std::string& text = out.emplace_back(layer.name);
            text.append("/").append(std::to_string(static_cast<int>(feature.shape)));
            for (const tile::Part& part : feature.parts) {
                text += '/';
                for (const tile::TilePoint& point : part)
                    text.append(std::to_string(point.x))
                        .append(",")
                        .append(std::to_string(point.y))
                        .append(" ");
            }
            for (const auto& [key, value] : feature.tags) {
                text.append("/").append(layer.keys[key]).append("=");
                append_attribute(text, layer.values[value]);
            }
        }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

std::vector<PictureRule> picture_rules() {
    std::vector<PictureRule> out;
    for (const int size : kPictureSizes)
        out.push_back(
            {picture_variant(size), [size](std::string_view kept, std::string_view picture) {
                 return wrong_picture(kept, picture, size);
             }});
    return out;
}

Result<std::string> wrong_tile(Storage& again, const TileAddress& address, std::string_view bytes) {
    const auto is = KONGDI_TRY(seen_in(bytes));
    const TilePlace place{address.z, address.x, address.y};
    if (!is_tile_layer(address.layer) || !is_tile(place)) return std::string("is no tile of ours");
    const KeptTile made = KONGDI_TRY(tile_of(again, address.layer, place));
    const auto should_be = KONGDI_TRY(seen_in(made.bytes));
    if (is == should_be) return std::string();
    return "shows " + std::to_string(is.size()) + " features, one made now " +
           std::to_string(should_be.size()) + ", and not the same";
}

}  // namespace kongdi::server
