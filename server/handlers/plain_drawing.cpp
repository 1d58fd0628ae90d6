// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_drawing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/base/text.hpp"

namespace kongdi::server {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kTilePx = 256;
constexpr double kMostLat = 85.05112878;  // where the square world ends
constexpr std::size_t kMaxLabels = 24;
constexpr double kLabelPx = 12;     // high, and as wide for a hanzi
constexpr double kLeastStep = 0.6;  // pixels; nearer points are one

struct Layer {
    std::string_view role;
    std::string_view fill;
    std::string_view line;
    double width;
    std::string_view dashes;
};

// From below to above.
constexpr std::array<Layer, 5> kLayers{{
    {"green", "#D5E6D2", "none", 0, ""},
    {"water", "#CFE3EA", "none", 0, ""},
    {"road", "none", "#FFFFFF", 1, ""},  // as wide as a street is at the zoom
    {"building", "#E3DFD0", "#C9C3AF", 0.6, ""},
    {"community", "none", "#0A5546", 1.2, "4 4"},
}};

double world_y(double lat) {
    const double bounded = std::clamp(lat, -kMostLat, kMostLat) * kPi / 180;
    return (1 - std::asinh(std::tan(bounded)) / kPi) / 2;
}

/// One digit after the point: enough for a screen of three device pixels.
void append_pixel(std::string& out, double value) {
    const auto tenths = static_cast<long>(std::lround(value * 10));
    if (tenths < 0) out += '-';
    out += std::to_string(std::labs(tenths) / 10);
    if (tenths % 10 != 0) out.append(".").append(std::to_string(std::labs(tenths) % 10));
}

void append_line(std::string& out, const Projection& projection, const Line& line, bool closed) {
    bool first = true;
    Pixel last;
    for (const Wgs84Point point : line) {
        const Pixel p = projection(point);
        if (!first && std::fabs(p.x - last.x) + std::fabs(p.y - last.y) < kLeastStep) continue;
        out += first ? 'M' : 'L';
        append_pixel(out, p.x);
        out += ' ';
        append_pixel(out, p.y);
        first = false;
        last = p;
    }
    if (closed && !first) out += 'Z';
}

void append_geometry(std::string& out, const Projection& projection, const Geometry& geometry) {
    if (const Line* line = std::get_if<Line>(&geometry))
        append_line(out, projection, *line, false);
    else if (const auto* area = std::get_if<MultiPolygon>(&geometry))
        for (const Polygon& polygon : *area)
            for (const Ring& ring : polygon.rings) append_line(out, projection, ring, true);
}

/// Is it large enough to be seen?
bool is_visible(const Projection& projection, const Geometry& geometry) {
    constexpr double kLeastPx = 1.5;
    const Box box = box_of(geometry);
    const Pixel low = projection({box.west, box.north});
    const Pixel high = projection({box.east, box.south});
    return std::max(high.x - low.x, high.y - low.y) >= kLeastPx;
}

double road_width(int zoom) { return std::clamp(std::exp2(zoom - 14), 1.0, 14.0); }

void draw_layer(Html& svg, const Layer& layer, const Projection& projection, const PlainMap& map,
                const api::MapPart& part) {
    std::string path;
    for (const api::MapFeature& feature : part.features)
        if (feature.role == layer.role && is_visible(projection, feature.geometry))
            append_geometry(path, projection, feature.geometry);
    if (path.empty()) return;
    const double width = layer.role == "road" ? road_width(map.zoom) : layer.width;
    std::string width_text;
    append_pixel(width_text, width);
    svg.open("path", {{"fill", layer.fill},
                      {"fill-rule", "evenodd"},
                      {"stroke", layer.line},
                      {"stroke-width", width_text},
                      {"stroke-dasharray", layer.dashes.empty() ? "none" : layer.dashes},
                      {"stroke-linejoin", "round"},
                      {"d", path}})
        .close("path");
}

struct Label {
    Pixel at;  // its middle
    double width = 0;
    std::string_view words;
    bool is_bold = false;
};

double text_width(std::string_view words) {
    double width = 0;
    while (!words.empty()) width += take_code_point(words) < 0x2E80 ? kLabelPx * 0.56 : kLabelPx;
    return width;
}

Pixel middle_of(const Projection& projection, const Geometry& geometry) {
    if (const Line* line = std::get_if<Line>(&geometry); line != nullptr && !line->empty())
        return projection((*line)[line->size() / 2]);
    return projection(box_of(geometry).centre());
}

bool overlaps(const Label& a, const Label& b) {
    return std::fabs(a.at.x - b.at.x) < (a.width + b.width) / 2 + 4 &&
           std::fabs(a.at.y - b.at.y) < kLabelPx * 1.4;
}

/// Names that find room; those of communities first, then in the order of size.
std::vector<Label> labels_of(const Projection& projection, const api::MapPart& part, int zoom) {
    constexpr int kBuildingZoom = 17;
    std::vector<Label> out;
    for (const bool communities : {true, false}) {
        for (const api::MapFeature& feature : part.features) {
            if (out.size() == kMaxLabels) return out;
            if (feature.name.empty() || (feature.role == "community") != communities) continue;
            if (feature.role == "building" && zoom < kBuildingZoom) continue;
            const Label label{middle_of(projection, feature.geometry), text_width(feature.name),
                              feature.name, communities};
            const bool inside = label.at.x >= label.width / 2 &&
                                label.at.x <= kPlainMapWidth - label.width / 2 &&
                                label.at.y >= kLabelPx && label.at.y <= kPlainMapHeight - kLabelPx;
            if (inside && std::none_of(out.begin(), out.end(), [&label](const Label& other) {
                    return overlaps(label, other);
                }))
                out.push_back(label);
        }
    }
    return out;
}

void draw_label(Html& svg, const Label& label) {
    std::string x, y;
    append_pixel(x, label.at.x);
    append_pixel(y, label.at.y + kLabelPx / 3);
    // A light rim of the same letters below them: old browsers know no paint-order.
    for (const bool rim : {true, false})
        svg.element("text",
                    {{"x", x},
                     {"y", y},
                     {"font-weight", label.is_bold ? "700" : "400"},
                     {"fill", label.is_bold ? "#0A5546" : "#3A4943"},
                     {"stroke", rim ? "#F7F5EF" : "none"},
                     {"stroke-width", rim ? "3" : "0"}},
                    label.words);
}

/// A pin whose foot is the point; without one, a cross in the middle.
void draw_mark(Html& svg, const PlainMap& map, const Projection& projection) {
    if (!map.chosen) {
        const std::string x = std::to_string(kPlainMapWidth / 2);
        const std::string y = std::to_string(kPlainMapHeight / 2);
        svg.open("path", {{"d", "M" + x + " " + y + "m-10 0h20m-10 -10v20"},
                          {"stroke", "#3A4943"},
                          {"stroke-width", "2"}})
            .close("path");
        return;
    }
    const Pixel at = projection(*map.chosen);
    std::string path = "M";
    append_pixel(path, at.x);
    path += ' ';
    append_pixel(path, at.y);
    path += "c-5 -9 -12 -13 -12 -22a12 12 0 1 1 24 0c0 9 -7 13 -12 22z";
    svg.open("path",
             {{"d", path}, {"fill", "#B45F06"}, {"stroke", "#FFFFFF"}, {"stroke-width", "2"}})
        .close("path");
    std::string x, y;
    append_pixel(x, at.x);
    append_pixel(y, at.y - 22);
    svg.open("circle", {{"cx", x}, {"cy", y}, {"r", "4"}, {"fill", "#FFFFFF"}}).close("circle");
}

}  // namespace

Projection::Projection(const PlainMap& map)
    : m_scale(kTilePx * std::exp2(map.zoom)),
      m_x((map.centre.lon + 180) / 360 * m_scale - kPlainMapWidth / 2.0),
      m_y(world_y(map.centre.lat) * m_scale - kPlainMapHeight / 2.0) {}

Pixel Projection::operator()(Wgs84Point point) const {
    return {(point.lon + 180) / 360 * m_scale - m_x, world_y(point.lat) * m_scale - m_y};
}

Wgs84Point Projection::back(Pixel pixel) const {
    const double y = kPi * (1 - 2 * (pixel.y + m_y) / m_scale);
    return {(pixel.x + m_x) / m_scale * 360 - 180, std::atan(std::sinh(y)) * 180 / kPi};
}

std::string map_drawing(const PlainMap& map, const api::MapPart& part) {
    const Projection projection(map);
    Html svg;
    svg.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                     {"width", kPlainMapWidth},
                     {"height", kPlainMapHeight},
                     {"viewBox", "0 0 " + std::to_string(kPlainMapWidth) + " " +
                                     std::to_string(kPlainMapHeight)},
                     {"font-family", "sans-serif"},
                     {"font-size", static_cast<int>(kLabelPx)},
                     {"text-anchor", "middle"}});
    svg.open("path", {{"fill", "#F0EDE5"}, {"d", "M0 0h999v999h-999z"}}).close("path");
    for (const Layer& layer : kLayers) draw_layer(svg, layer, projection, map, part);
    for (const Label& label : labels_of(projection, part, map.zoom)) draw_label(svg, label);
    draw_mark(svg, map, projection);
    svg.close("svg");
    return svg.take();
}

}  // namespace kongdi::server
