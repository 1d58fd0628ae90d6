// SPDX-License-Identifier: Apache-2.0
#include "shell/map/mesh_builder.hpp"

#include <algorithm>
#include <cmath>
#include <mapbox/earcut.hpp>
#include <utility>

namespace mapbox::util {

template <>
struct nth<0, kongdi::tile::TilePoint> {
    static double get(const kongdi::tile::TilePoint& point) { return point.x; }
};
template <>
struct nth<1, kongdi::tile::TilePoint> {
    static double get(const kongdi::tile::TilePoint& point) { return point.y; }
};

}  // namespace mapbox::util

namespace kongdi::map {

namespace {

constexpr double kPi = 3.14159265358979323846;
/// A round end of 180 degrees has so many triangles: a road of 40 px is then round to half a pixel.
constexpr double kFanStep = kPi / 8;
/// A bend smaller than this shows no gap.
constexpr double kStraight = 0.05;

std::int16_t narrow(std::int32_t units) {
    return static_cast<std::int16_t>(std::clamp(units, -32768, 32767));
}

std::int8_t out_of(double direction) {
    return static_cast<std::int8_t>(std::lround(direction * kOut));
}

std::uint8_t half_metres(float width_m) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(width_m * 2), 1L, 255L));
}

}  // namespace

std::uint32_t MeshBuilder::add_vertex(MeshVertex vertex) {
    m_vertices.push_back(vertex);
    return static_cast<std::uint32_t>(m_vertices.size() - 1);
}

void MeshBuilder::add_area(MeshLayer layer, Paint paint, std::span<const tile::Part> rings) {
    std::vector<std::uint32_t>& into = m_indices[static_cast<std::size_t>(layer)];
    const auto first = static_cast<std::uint32_t>(m_vertices.size());
    for (const tile::Part& ring : rings)
        for (const tile::TilePoint point : ring)
            add_vertex(
                {narrow(point.x), narrow(point.y), 0, 0, 0, static_cast<std::uint8_t>(paint)});
    const std::vector<tile::Part> copy(rings.begin(), rings.end());
    for (const std::uint32_t index : mapbox::earcut<std::uint32_t>(copy))
        into.push_back(first + index);
}

/// Triangles around `middle`, from the corner `from` at an angle on by `turn`.
void MeshBuilder::add_fan(std::uint32_t middle, std::uint32_t from, double angle, double turn) {
    const int steps = std::max(1, static_cast<int>(std::ceil(std::fabs(turn) / kFanStep)));
    for (int i = 1; i <= steps; ++i) {
        MeshVertex rim = m_vertices[middle];
        const double at = angle + turn * i / steps;
        rim.out_x = out_of(std::cos(at));
        rim.out_y = out_of(std::sin(at));
        const std::uint32_t next = add_vertex(rim);
        m_into->insert(m_into->end(), {middle, from, next});
        from = next;
    }
}

void MeshBuilder::add_line(MeshLayer layer, Paint paint, const tile::Part& line, float width_m,
                           bool closed) {
    m_into = &m_indices[static_cast<std::size_t>(layer)];
    tile::Part points;
    for (const tile::TilePoint point : line)
        if (points.empty() || points.back() != point) points.push_back(point);
    if (closed && points.size() > 1 && points.front() == points.back()) points.pop_back();
    if (points.size() < 2) return;
    const std::size_t pieces = closed ? points.size() : points.size() - 1;
    const auto vertex = [&](tile::TilePoint at, double out_x, double out_y) {
        return add_vertex({narrow(at.x), narrow(at.y), out_of(out_x), out_of(out_y),
                           half_metres(width_m), static_cast<std::uint8_t>(paint)});
    };
    // To the side of each piece.
    const auto side = [&](std::size_t piece) {
        const tile::TilePoint a = points[piece];
        const tile::TilePoint b = points[(piece + 1) % points.size()];
        return std::atan2(static_cast<double>(b.x - a.x), -static_cast<double>(b.y - a.y));
    };
    double before = closed ? side(pieces - 1) : 0;
    for (std::size_t i = 0; i < pieces; ++i) {
        const tile::TilePoint from = points[i];
        const tile::TilePoint to = points[(i + 1) % points.size()];
        const double angle = side(i);
        const double x = std::cos(angle);
        const double y = std::sin(angle);
        const std::uint32_t a = vertex(from, x, y);
        const std::uint32_t b = vertex(from, -x, -y);
        const std::uint32_t c = vertex(to, x, y);
        const std::uint32_t d = vertex(to, -x, -y);
        m_into->insert(m_into->end(), {a, b, c, c, b, d});
        if (i > 0 || closed) {
            double turn = std::remainder(angle - before, 2 * kPi);
            if (std::fabs(turn) > kStraight) {
                // The gap is on the outer side of the bend.
                const double open = turn > 0 ? before + kPi : before;
                const std::uint32_t rim = vertex(from, std::cos(open), std::sin(open));
                add_fan(vertex(from, 0, 0), rim, open, turn);
            }
        } else {
            add_fan(vertex(from, 0, 0), a, angle, kPi);
        }
        if (i + 1 == pieces && !closed) add_fan(vertex(to, 0, 0), d, angle + kPi, kPi);
        before = angle;
    }
}

Mesh MeshBuilder::finish() {
    static std::uint32_t last = 0;
    Mesh mesh;
    mesh.number = ++last;
    std::size_t count = 0;
    for (const auto& indices : m_indices) count += indices.size();
    mesh.indices.reserve(count);
    for (std::size_t i = 0; i < kMeshLayerCount; ++i) {
        mesh.layers[i] = {static_cast<std::uint32_t>(mesh.indices.size()),
                          static_cast<std::uint32_t>(m_indices[i].size())};
        mesh.indices.insert(mesh.indices.end(), m_indices[i].begin(), m_indices[i].end());
        m_indices[i] = {};
    }
    m_vertices.shrink_to_fit();
    mesh.vertices = std::exchange(m_vertices, {});
    return mesh;
}

std::vector<std::vector<tile::Part>> areas_of(const tile::Feature& feature) {
    std::vector<std::vector<tile::Part>> areas;
    for (const tile::Part& ring : feature.parts) {
        if (ring.size() < 3) continue;
        const std::int64_t area = tile::doubled_area(ring);
        if (area == 0) continue;
        if (area > 0 || areas.empty())
            areas.push_back({ring});
        else
            areas.back().push_back(ring);
    }
    return areas;
}

}  // namespace kongdi::map
