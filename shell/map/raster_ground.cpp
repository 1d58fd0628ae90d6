// SPDX-License-Identifier: Apache-2.0
#include "shell/map/raster_ground.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "core/geometry/datum.hpp"
#include "shell/widgets/brush.hpp"
#include "shell/widgets/context.hpp"
#include "shell/widgets/stage.hpp"

namespace kongdi::map {

namespace {

using namespace widgets;

constexpr std::size_t kMostSquares = 96;  // some 24 MB of the graphics card
constexpr int kWidestStandIn = 5;
constexpr double kAgainMs = 15'000;

}  // namespace

void RasterGround::open(const RasterSource& source) {
    if (source == m_source) return;
    for (const auto& [key, square] : m_squares) drop_picture(square.name);
    m_squares.clear();
    m_source = source;
}

RasterGround::Square& RasterGround::square_of(const tile::TileId& id) {
    const auto [found, is_new] = m_squares.try_emplace(tile::tile_key(id));
    Square& square = found->second;
    square.used = m_turn;
    if (!is_new) return square;
    square.name = tile::tile_path(m_source.pattern, id);
    const World at = tile::tile_origin(id);
    const double wide = tile::tile_width(id.z);
    square.corners = {at, {at.x + wide, at.y}, {at.x + wide, at.y + wide}, {at.x, at.y + wide}};
    for (World& corner : square.corners) {
        const auto [lon, lat] = to_lon_lat(corner);
        corner = to_world(to_wgs84(lon, lat, m_source.datum));
    }
    return square;
}

/// 0 while it is not there. One that could not be had is asked for again after a while, if it is
/// still looked at.
std::uint64_t RasterGround::texture_of(Square& square) {
    const Picture* picture = picture_of(square.name);
    if (!picture->failed) return picture->texture;
    const double now_ms = context().now_ms;
    if (square.failed_ms == 0) square.failed_ms = now_ms;
    if (now_ms < square.failed_ms + kAgainMs) return 0;
    square.failed_ms = 0;
    drop_picture(square.name);
    return 0;
}

bool RasterGround::view(const Camera& camera, Rect area) {
    ++m_turn;
    m_pieces.clear();
    bool whole = true;
    tile::WorldBox box =
        world_view(camera, static_cast<double>(area.w), static_cast<double>(area.h));
    if (m_source.datum == Datum::Gcj02)
        for (World* corner : {&box.low, &box.high}) {
            const Gcj02Point shifted = to_gcj02(to_lon_lat(*corner));
            *corner = to_world({shifted.lon, shifted.lat});
        }
    const int z = std::clamp(static_cast<int>(std::lround(camera.zoom)), m_source.least_zoom,
                             m_source.most_zoom);
    for (const tile::TileId& id : tile::tiles_over(box, z)) {
        Square& square = square_of(id);
        Piece piece{&square, texture_of(square), {0, 0, 1}};
        // Until it is there its part of a wider one stands in.
        for (int up = 1; piece.texture == 0 && up <= std::min(kWidestStandIn, z); ++up) {
            const auto wider = m_squares.find(tile::tile_key(tile::ancestor(id, z - up)));
            if (wider == m_squares.end()) continue;
            piece.texture = texture_of(wider->second);
            wider->second.used = m_turn;
            const std::int64_t across = std::int64_t{1} << up;
            const float width = 1 / static_cast<float>(across);
            piece.part = {static_cast<float>(id.x % across) * width,
                          static_cast<float>(id.y % across) * width, width};
        }
        whole = whole && piece.texture != 0;
        if (piece.texture != 0) m_pieces.push_back(piece);
    }
    return whole;
}

void RasterGround::draw(const Camera& camera, Rect area) {
    const Projection projection(camera, area.x + area.w / 2, area.y + area.h / 2);
    // Made for paper: at night it would blind.
    const Colour tint = theme().name == ThemeName::Dark ? 0xFF808080u : 0xFFFFFFFFu;
    for (const Piece& piece : m_pieces) {
        std::array<ImVec2, 4> at;
        for (std::size_t i = 0; i < 4; ++i) {
            const ScreenPoint point = projection(piece.square->corners[i]);
            at[i] = {point.x, point.y};
        }
        const auto [x, y, width] = piece.part;
        context().list->AddImageQuad(ImTextureRef(static_cast<ImTextureID>(piece.texture)), at[0],
                                     at[1], at[2], at[3], ImVec2(x, y), ImVec2(x + width, y),
                                     ImVec2(x + width, y + width), ImVec2(x, y + width), tint);
    }
    if (m_squares.size() <= kMostSquares) return;
    for (auto one = m_squares.begin(); one != m_squares.end();) {
        const bool goes = one->second.used != m_turn && drop_picture(one->second.name);
        one = goes ? m_squares.erase(one) : std::next(one);
    }
}

namespace {

constexpr float kCreditPad = 6;

TextBlock credit_block(std::string_view credit, Rect area) {
    return layout_text(credit, TextStyle::Second, area.w - 2 * px(kCreditPad));
}

}  // namespace

float credit_height(std::string_view credit, Rect area) {
    return credit.empty() ? 0 : credit_block(credit, area).height + px(kCreditPad);
}

void draw_credit(std::string_view credit, Rect area) {
    if (credit.empty()) return;
    const TextBlock block = credit_block(credit, area);
    const float pad = px(kCreditPad);
    const Rect strip{area.x, area.bottom() - block.height - pad, area.w, block.height + pad};
    fill_rect(strip, (palette().card & 0x00FFFFFFu) | 0xE0000000u);
    draw_block(credit, block, TextStyle::Second, strip.x + pad, strip.y + pad / 2,
               strip.w - 2 * pad, palette().ink);
    add_text_node(Role::Paragraph, strip, credit);
}

}  // namespace kongdi::map
