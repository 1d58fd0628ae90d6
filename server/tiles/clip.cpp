// SPDX-License-Identifier: Apache-2.0
#include "server/tiles/clip.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace kongdi::server {

namespace {

struct Span {
    double from = 0;
    double to = 1;
};

/// The part of a segment inside, as shares of its length (Liang and Barsky).
std::optional<Span> part_inside(TilePoint a, TilePoint b, ClipSquare square) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const std::array<std::pair<double, double>, 4> sides{{{-dx, a.x - square.low},
                                                          {dx, square.high - a.x},
                                                          {-dy, a.y - square.low},
                                                          {dy, square.high - a.y}}};
    Span out;
    for (const auto& [step, room] : sides) {
        if (step == 0) {
            if (room < 0) return std::nullopt;
            continue;
        }
        const double at = room / step;
        if (step < 0)
            out.from = std::max(out.from, at);
        else
            out.to = std::min(out.to, at);
    }
    if (out.from > out.to) return std::nullopt;
    return out;
}

TilePoint between(TilePoint a, TilePoint b, double share) {
    return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

/// One side of the square: what of the ring lies on the right side of `limit`.
TileTrack cut(const TileTrack& ring, double TilePoint::*along, double limit, bool keep_below) {
    TileTrack out;
    out.reserve(ring.size() + 4);
    const auto inside = [&](TilePoint p) {
        return keep_below ? p.*along <= limit : p.*along >= limit;
    };
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const TilePoint a = ring[i == 0 ? ring.size() - 1 : i - 1];
        const TilePoint b = ring[i];
        if (inside(a) != inside(b)) {
            TilePoint meeting = between(a, b, (limit - a.*along) / (b.*along - a.*along));
            meeting.*along = limit;
            out.push_back(meeting);
        }
        if (inside(b)) out.push_back(b);
    }
    return out;
}

}  // namespace

std::vector<TileTrack> clip_line(const TileTrack& line, ClipSquare square) {
    std::vector<TileTrack> out;
    bool open = false;  // the last piece goes on
    for (std::size_t i = 1; i < line.size(); ++i) {
        const auto part = part_inside(line[i - 1], line[i], square);
        if (!part) {
            open = false;
            continue;
        }
        if (!open || part->from > 0) out.push_back({between(line[i - 1], line[i], part->from)});
        out.back().push_back(part->to < 1 ? between(line[i - 1], line[i], part->to) : line[i]);
        open = part->to >= 1;
    }
    return out;
}

TileTrack clip_ring(const TileTrack& ring, ClipSquare square) {
    TileTrack out = cut(ring, &TilePoint::x, square.low, false);
    out = cut(out, &TilePoint::x, square.high, true);
    out = cut(out, &TilePoint::y, square.low, false);
    return cut(out, &TilePoint::y, square.high, true);
}

}  // namespace kongdi::server
