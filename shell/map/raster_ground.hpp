// SPDX-License-Identifier: Apache-2.0
// A map of others as the ground, in pictures. Their squares may lie in shifted coordinates; the
// drawing puts them where they belong.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/geometry/point.hpp"
#include "core/tile/tile_id.hpp"
#include "shell/map/camera.hpp"
#include "shell/widgets/semantics.hpp"

namespace kongdi::map {

struct RasterSource {
    std::string pattern = {};    // "/tiles/base/{z}/{x}/{y}?v=…"
    Datum datum = Datum::Wgs84;  // of the squares
    int least_zoom = 0;
    int most_zoom = 0;

    friend bool operator==(const RasterSource&, const RasterSource&) = default;
};

class RasterGround {
public:
    /// Another source begins with nothing; an empty one is none.
    void open(const RasterSource& source);
    /// None without the words that must stand beside it (审图号 and source).
    bool shows() const { return !m_source.pattern.empty() && !credit.empty(); }
    /// Decides what to draw of a view; true when pictures cover all of it.
    bool view(const Camera& camera, widgets::Rect area);
    /// Draws what view() decided, and lets go of pictures that were not seen for long.
    void draw(const Camera& camera, widgets::Rect area);

    std::string credit = {};

private:
    struct Square {
        std::string name = {};              // of its picture
        std::array<World, 4> corners = {};  // clockwise from the north-west
        std::uint64_t used = 0;
        double failed_ms = 0;
    };
    struct Piece {
        const Square* square = nullptr;
        std::uint64_t texture = 0;
        std::array<float, 3> part = {};  // of a wider square's picture: x, y and width in it
    };
    Square& square_of(const tile::TileId& id);
    std::uint64_t texture_of(Square& square);

    RasterSource m_source;
    std::unordered_map<std::uint64_t, Square> m_squares;
    std::vector<Piece> m_pieces;
    std::uint64_t m_turn = 0;
};

/// Words along the lower edge of a map, over all of it; nothing and 0 for none.
float credit_height(std::string_view credit, widgets::Rect area);
void draw_credit(std::string_view credit, widgets::Rect area);

}  // namespace kongdi::map
