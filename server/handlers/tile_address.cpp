// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/tile_address.hpp"

#include <charconv>

namespace kongdi::server {

namespace {

std::optional<std::int64_t> number_of(std::string_view text) {
    constexpr std::size_t kMostDigits = 8;  // 2^24 has so many
    if (text.empty() || text.size() > kMostDigits || (text.size() > 1 && text[0] == '0'))
        return std::nullopt;
    std::int64_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || out < 0)
        return std::nullopt;
    return out;
}

}  // namespace

std::optional<tile::TileId> tile_address(std::string_view z, std::string_view x,
                                         std::string_view y) {
    const auto zoom = number_of(z);
    const auto column = number_of(x);
    const auto row = number_of(y);
    if (!zoom || !column || !row || *zoom > tile::kMostZoom) return std::nullopt;
    const tile::TileId id{static_cast<int>(*zoom), *column, *row};
    return tile::is_tile(id) ? std::optional(id) : std::nullopt;
}

}  // namespace kongdi::server
