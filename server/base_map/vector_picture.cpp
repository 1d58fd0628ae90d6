// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/vector_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

#include "server/base_map/ground.hpp"
#include "server/sheets/canvas.hpp"

namespace kongdi::server {

namespace {

constexpr double kSide = kPictureDots;
/// A phone draws a square 256 points wide: two dots a point.
constexpr double kEdge = 6;     // between a name and the picture's edge
constexpr double kGap = 8;      // between two names
constexpr double kApart = 300;  // between two of the same
constexpr std::size_t kMostNames = 24;
constexpr Colour kRoadRim{0xD2CCBD};
constexpr Colour kMainFill{0xFBE7BF};
constexpr Colour kBuiltFill{0xE9E5DB};
constexpr Colour kRailLine{0xB9B4A6};
constexpr Colour kBoundaryLine{0x9A93A8};
constexpr Colour kWaterInk{0x33677C};

/// Units of a tile's layer to dots.
struct Fit {
    double scale = 1;
    double west = 0;
    double north = 0;

    Spot operator()(tile::TilePoint at) const {
        return {at.x * scale - west, at.y * scale - north};
    }
};

Fit fit_of(const tile::Layer& layer, const tile::TileId& whole, const tile::TileId& cell) {
    const auto across = static_cast<double>(std::int64_t{1} << (cell.z - whole.z));
    return {kSide * across / layer.extent,
            (static_cast<double>(cell.x) - static_cast<double>(whole.x) * across) * kSide,
            (static_cast<double>(cell.y) - static_cast<double>(whole.y) * across) * kSide};
}

/// Between two widths, by zoom.
double grown(int zoom, double from, double narrow, double to, double wide) {
    const double share = std::clamp((zoom - from) / (to - from), 0.0, 1.0);
    return narrow + share * (wide - narrow);
}

double width_of(Ground ground, int zoom) {
    switch (ground) {
        case Ground::WaterLine: return grown(zoom, 10, 2, 16, 6);
        case Ground::Boundary: return 2;
        case Ground::Path: return grown(zoom, 14, 1.6, 18, 6);
        case Ground::Rail: return grown(zoom, 9, 1, 16, 3);
        case Ground::Road: return grown(zoom, 11, 1.6, 16, 12);
        case Ground::MainRoad: return grown(zoom, 8, 2, 16, 16);
        default: return 1;
    }
}

using Line = std::vector<Spot>;
struct Shapes {
    std::vector<Line> lines = {};              // also rings
    std::vector<std::size_t> first_ring = {};  // of each area
};
using Grounds = std::array<Shapes, static_cast<std::size_t>(Ground::Count_)>;

struct Name {
    Ground ground = Ground::None;
    std::string_view text = {};
    Spot at = {};
    double room = 0;  // dots that the line is long; 0 for a point
};

/// Far from the picture: nothing of it is seen, whatever its width.
bool misses(const Line& line) {
    constexpr double kFar = 64;
    const auto all = [&line](auto is_outside) {
        return std::all_of(line.begin(), line.end(), is_outside);
    };
    return all([](Spot at) { return at.x < -kFar; }) || all([](Spot at) { return at.y < -kFar; }) ||
           all([](Spot at) { return at.x > kSide + kFar; }) ||
           all([](Spot at) { return at.y > kSide + kFar; });
}

Name name_along(Ground ground, std::string_view text, const Line& line) {
    Name out{ground, text, {}, 0};
    // The longest straight piece is where a name is looked for.
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
        if (length <= out.room) continue;
        out.room = length;
        out.at = {(line[i].x + line[i - 1].x) / 2, (line[i].y + line[i - 1].y) / 2};
    }
    return out;
}

void take(const tile::Layer& layer, const Fit& fit, Grounds& grounds, std::vector<Name>& names) {
    for (const tile::Feature& feature : layer.features) {
        const Ground ground = ground_of(layer, feature);
        if (ground == Ground::None) continue;
        const bool is_area = feature.shape == tile::Shape::Polygon;
        Shapes& shapes = grounds[static_cast<std::size_t>(ground)];
        if (is_area) shapes.first_ring.push_back(shapes.lines.size());
        for (const tile::Part& part : feature.parts) {
            Line line;
            for (const tile::TilePoint at : part) line.push_back(fit(at));
            if (line.empty() || (!is_area && misses(line))) continue;
            if (ground >= Ground::WaterName) {
                names.push_back(feature.shape == tile::Shape::Line
                                    ? name_along(ground, name_of(layer, feature), line)
                                    : Name{ground, name_of(layer, feature), line.front(), 0});
                continue;
            }
            if (ground == Ground::Road || ground == Ground::MainRoad)
                if (const auto text = name_of(layer, feature); !text.empty())
                    names.push_back(name_along(Ground::RoadName, text, line));
            shapes.lines.push_back(std::move(line));
        }
    }
}

void paint_areas(Canvas& canvas, const Shapes& shapes, Colour fill) {
    for (std::size_t i = 0; i < shapes.first_ring.size(); ++i) {
        const std::size_t from = shapes.first_ring[i];
        const std::size_t to =
            i + 1 < shapes.first_ring.size() ? shapes.first_ring[i + 1] : shapes.lines.size();
        if (from < to) canvas.area(std::span(shapes.lines).subspan(from, to - from), fill);
    }
}

void paint_lines(Canvas& canvas, const Shapes& shapes, const LineStyle& style) {
    for (const Line& line : shapes.lines) canvas.line(line, style);
}

void paint(Canvas& canvas, const Grounds& grounds, int zoom) {
    const auto of = [&grounds](Ground one) -> const Shapes& {
        return grounds[static_cast<std::size_t>(one)];
    };
    canvas.fill({0, 0, kSide, kSide}, kGround);
    paint_areas(canvas, of(Ground::Built), kBuiltFill);
    paint_areas(canvas, of(Ground::Green), kGreen);
    paint_areas(canvas, of(Ground::Water), kWater);
    paint_lines(canvas, of(Ground::WaterLine), {kWater, width_of(Ground::WaterLine, zoom)});
    paint_areas(canvas, of(Ground::Building), kBuilding);
    for (const Line& ring : of(Ground::Building).lines)
        canvas.line(ring, {.colour = kBuildingRim, .width = 1, .closed = true});
    paint_lines(canvas, of(Ground::Boundary),
                {.colour = kBoundaryLine, .width = width_of(Ground::Boundary, zoom), .dash = 8});
    paint_lines(canvas, of(Ground::Rail), {kRailLine, width_of(Ground::Rail, zoom)});
    // First every rim, then every road, so that crossings are open.
    for (const Ground road : {Ground::Path, Ground::Road, Ground::MainRoad})
        paint_lines(canvas, of(road), {kRoadRim, width_of(road, zoom) + 2});
    for (const Ground road : {Ground::Path, Ground::Road, Ground::MainRoad})
        paint_lines(canvas, of(road),
                    {road == Ground::MainRoad ? kMainFill : kWhite, width_of(road, zoom)});
}

TextStyle style_of(Ground ground) {
    TextStyle out{.size = 22, .colour = kSecondInk, .align = Align::Centre};
    if (ground == Ground::PlaceName) {
        out.size = 26;
        out.is_bold = true;
        out.colour = kInk;
    } else if (ground == Ground::WaterName) {
        out.colour = kWaterInk;
    }
    return out;
}

/// Letters that no font of the machine has would be boxes.
bool can_be_written(std::string_view text, Ground ground) {
    Canvas trial = Canvas::png({1, 1}, "zh", 1);
    trial.text(text, {0, 0}, style_of(ground));
    return trial.finish().has_value();
}

void write_names(Canvas& canvas, std::vector<Name> names) {
    std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) {
        return std::tie(b.ground, b.room, a.text, a.at.y, a.at.x) <
               std::tie(a.ground, a.room, b.text, b.at.y, b.at.x);
    });
    std::vector<std::pair<std::string_view, Frame>> written;
    const auto is_free = [&written](std::string_view text, const Frame& frame) {
        return std::none_of(written.begin(), written.end(), [&](const auto& other) {
            const Frame& taken = other.second;
            const double gap = other.first == text ? kApart : kGap;
            return frame.x < taken.right() + gap && taken.x < frame.right() + gap &&
                   frame.y < taken.bottom() + gap && taken.y < frame.bottom() + gap;
        });
    };
    for (const Name& one : names) {
        if (written.size() >= kMostNames) break;
        TextStyle style = style_of(one.ground);
        const Size size = canvas.measure(one.text, style);
        const Frame frame{one.at.x - size.width / 2, one.at.y - size.height / 2, size.width,
                          size.height};
        if (frame.x < kEdge || frame.y < kEdge || frame.right() > kSide - kEdge ||
            frame.bottom() > kSide - kEdge)
            continue;
        if (one.ground == Ground::RoadName && one.room > 0 && one.room < size.width) continue;
        if (!is_free(one.text, frame) || !can_be_written(one.text, one.ground)) continue;
        const Colour ink = style.colour;
        style.colour = {kGround.rgb, 0.85};
        for (const auto& [dx, dy] : {Spot{-2, 0}, Spot{2, 0}, Spot{0, -2}, Spot{0, 2}})
            canvas.text(one.text, {one.at.x + dx, frame.y + dy}, style);
        style.colour = ink;
        canvas.text(one.text, {one.at.x, frame.y}, style);
        written.emplace_back(one.text, frame);
    }
}

}  // namespace

Result<std::string> vector_picture(const tile::Tile& vectors, const tile::TileId& whole,
                                   const tile::TileId& cell) {
    Grounds grounds;
    std::vector<Name> names;
    for (const tile::Layer& layer : vectors.layers)
        if (layer.extent > 0) take(layer, fit_of(layer, whole, cell), grounds, names);
    Canvas canvas = Canvas::png({kSide, kSide}, "zh", 1);
    paint(canvas, grounds, cell.z);
    write_names(canvas, std::move(names));
    return canvas.finish();
}

}  // namespace kongdi::server
