// SPDX-License-Identifier: Apache-2.0
// The ground of a map, from tiles: areas, roads, buildings and boundaries as meshes, and the names
// that want to be written on them.
#pragma once

#include <span>

#include "shell/map/camera.hpp"
#include "shell/map/labels.hpp"
#include "shell/map/painter.hpp"
#include "shell/map/tile_store.hpp"
#include "shell/widgets/semantics.hpp"

namespace kongdi::map {

/// Puts the meshes into the list; `marks_only` those that lie above another map.
void draw_tiles(const Camera& camera, widgets::Rect area, std::span<const TileShown> tiles,
                bool marks_only = false);
/// Another map has names of its own: above it only communities and spaces have theirs.
void wish_labels(const Camera& camera, widgets::Rect area, std::span<const TileShown> tiles,
                 bool marks_only, LabelLayer& labels);
/// The platform draws the meshes when it comes to this place of the list.
void add_picture(MapPicture picture, std::span<const MeshDraw> draws);
/// Facilities and other places with a sign; keeps their places free of names.
void draw_spots(const Camera& camera, widgets::Rect area, std::span<const TileShown> tiles,
                LabelLayer& labels);

}  // namespace kongdi::map
