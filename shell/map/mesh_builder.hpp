// SPDX-License-Identifier: Apache-2.0
// Features of a tile become triangles: areas with holes by cutting ears, lines as a strip for each
// piece with round joins and ends.
#pragma once

#include <span>

#include "core/tile/mvt.hpp"
#include "shell/map/mesh.hpp"

namespace kongdi::map {

class MeshBuilder {
public:
    /// Adds an area: an outer ring and its holes. Coordinates in units of kExtent.
    void add_area(MeshLayer layer, Paint paint, std::span<const tile::Part> rings);
    /// Adds a line; `closed` joins its end to its beginning.
    void add_line(MeshLayer layer, Paint paint, const tile::Part& line, float width_m,
                  bool closed = false);
    /// The mesh, with its layers one after another; the builder is empty again.
    Mesh finish();

private:
    std::uint32_t add_vertex(MeshVertex vertex);
    void add_fan(std::uint32_t middle, std::uint32_t from, double angle, double turn);

    std::vector<MeshVertex> m_vertices;
    std::array<std::vector<std::uint32_t>, kMeshLayerCount> m_indices;
    std::vector<std::uint32_t>* m_into = nullptr;
};

/// Areas of a feature, each an outer ring with its holes; rings without an area are left out.
std::vector<std::vector<tile::Part>> areas_of(const tile::Feature& feature);

}  // namespace kongdi::map
