// SPDX-License-Identifier: Apache-2.0
// A community with its facilities and idle spaces, numbered as in the tables beside it; or the
// communities of a city by how they stand.
#include <algorithm>

#include "server/sheets/chart_parts.hpp"

namespace kongdi::server {

namespace {

using Layer = MapShape::Layer;

void draw_sign(Canvas& canvas, MapMark::Sign sign, Spot at, double radius) {
    switch (sign) {
        case MapMark::Sign::Facility: canvas.dot(at, radius, kWhite, kJade); break;
        case MapMark::Sign::Doubtful: canvas.square(at, radius, kWhite, kSecondInk); break;
        case MapMark::Sign::Space: canvas.diamond(at, radius * 1.15, kGoldTint, kBrown); break;
        case MapMark::Sign::Number: break;
    }
}

/// Told apart in grey, too: the darker, the lower, and those that are unsure by a broken rim.
void draw_standing(Canvas& canvas, Layer layer, const std::vector<std::vector<Spot>>& rings) {
    const Colour fill = layer == Layer::Listed   ? kGoldMiddle
                        : layer == Layer::Unsure ? kGoldTint
                        : layer == Layer::Ranked ? kJadeTint
                                                 : kGreyTint;
    const LineStyle rim = layer == Layer::Listed   ? LineStyle{kBrown, 1, 0, true}
                          : layer == Layer::Unsure ? LineStyle{kBrown, 0.8, 2, true}
                                                   : LineStyle{kBuildingRim, 0.5, 0, true};
    canvas.area(rings, fill);
    for (const auto& ring : rings) canvas.line(ring, rim);
}

void draw_shape(Canvas& canvas, const MapShape& shape, const std::vector<std::vector<Spot>>& rings,
                double size) {
    switch (shape.layer) {
        case Layer::Green: canvas.area(rings, kGreen); break;
        case Layer::Water:
            if (shape.is_area)
                canvas.area(rings, kWater);
            else
                for (const auto& ring : rings) canvas.line(ring, {kWater, 2});
            break;
        case Layer::Road:
            for (const auto& ring : rings)
                canvas.line(ring, {kWhite, size * 0.35, 0, shape.is_area});
            break;
        case Layer::Building:
            canvas.area(rings, kBuilding);
            for (const auto& ring : rings) canvas.line(ring, {kBuildingRim, 0.4, 0, true});
            break;
        case Layer::Around:
            for (const auto& ring : rings) canvas.line(ring, {kSecondInk, 0.6, 3, true});
            break;
        case Layer::Community:
            for (const auto& ring : rings) canvas.line(ring, {kGold, 2, 0, true});
            break;
        case Layer::Unranked:
        case Layer::Ranked:
        case Layer::Unsure:
        case Layer::Listed: draw_standing(canvas, shape.layer, rings); break;
    }
}

/// 100 or 200 or 500 m, from a tenth to a quarter of the width.
void draw_scale(Canvas& canvas, Spot at, double points_per_m, double width, double size) {
    const double step = axis_step(width / points_per_m, 10);
    const double wide = step * points_per_m;
    canvas.fill({at.x - size * 0.4, at.y - size * 1.7, wide + size * 0.8, size * 2.1},
                {kWhite.rgb, 0.85}, 3);
    canvas.line({at.x, at.y}, {at.x + wide, at.y}, {kInk, 1.4});
    for (const double x : {at.x, at.x + wide})
        canvas.line({x, at.y - size * 0.3}, {x, at.y}, {kInk, 1.4});
    canvas.text(axis_number(step) + " m", {at.x + wide / 2, at.y - size * 1.55},
                {.size = size * 0.8, .align = Align::Centre});
}

}  // namespace

double draw_body(Canvas& canvas, const MapChart& chart, Spot at, double width, double size) {
    // As tall as the place is, within reason; the rest of the frame shows what lies around.
    const double shape = chart.extent.height / chart.extent.width;
    const double height = std::clamp(width * shape, width * 0.4, width * 0.62);
    const Frame frame{at.x, at.y, width, height};
    const double scale =
        std::min(frame.width / chart.extent.width, frame.height / chart.extent.height);
    const double left = frame.x + (frame.width - chart.extent.width * scale) / 2;
    const double bottom = frame.bottom() - (frame.height - chart.extent.height * scale) / 2;
    const auto spot = [&](Spot metres) {
        return Spot{left + (metres.x - chart.extent.x) * scale,
                    bottom - (metres.y - chart.extent.y) * scale};
    };
    canvas.clip(frame);
    canvas.fill(frame, kGround);
    for (const MapShape& one : chart.shapes) {
        std::vector<std::vector<Spot>> rings;
        for (const std::vector<Spot>& ring : one.rings) {
            std::vector<Spot>& points = rings.emplace_back();
            for (const Spot& metres : ring) points.push_back(spot(metres));
        }
        draw_shape(canvas, one, rings, size);
    }
    const double radius = size * 0.72;
    std::vector<Spot> spots;
    for (const MapMark& mark : chart.marks) spots.push_back(spot(mark.at));
    spots = spread(std::move(spots), radius, frame);
    for (std::size_t i = 0; i < spots.size(); ++i) {
        draw_sign(canvas, chart.marks[i].sign, spots[i], radius);
        canvas.text(chart.marks[i].number, {spots[i].x, spots[i].y - size * 0.52},
                    {.size = size * 0.72, .is_bold = true, .align = Align::Centre});
    }
    draw_scale(canvas, {frame.x + size, frame.bottom() - size}, scale, frame.width, size);
    const Spot north{frame.right() - size * 1.6, frame.y + size * 1.4};
    canvas.triangle(north, size * 0.6, kInk, kInk);
    canvas.text("N", {north.x, north.y + size * 0.6},
                {.size = size * 0.86, .is_bold = true, .align = Align::Centre});
    canvas.unclip();
    canvas.outline(frame, {kRule, 1});
    double x = at.x, y = frame.bottom() + size * 0.6;
    const auto legend = [&](const std::string& words, const auto& draw) {
        if (words.empty()) return;
        const TextStyle style{.size = size * 0.86};
        const double wide = canvas.measure(words, style).width + size * 3;
        if (x + wide > at.x + width && x > at.x) {
            x = at.x;
            y += size * 1.5;
        }
        draw(Spot{x + size * 0.7, y + size * 0.65});
        canvas.text(words, {x + size * 1.7, y}, style);
        x += wide;
    };
    for (std::size_t i = 0; i < chart.legend.size(); ++i)
        legend(chart.legend[i], [&](Spot middle) {
            draw_sign(canvas, static_cast<MapMark::Sign>(i), middle, size * 0.5);
        });
    for (const MapKey& key : chart.keys)
        legend(key.words, [&](Spot middle) {
            const double half = size * 0.5;
            draw_standing(canvas, key.layer,
                          {{{middle.x - half, middle.y - half},
                            {middle.x + half, middle.y - half},
                            {middle.x + half, middle.y + half},
                            {middle.x - half, middle.y + half}}});
        });
    return y + size * 1.5 - at.y;
}

}  // namespace kongdi::server
