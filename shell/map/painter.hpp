// SPDX-License-Identifier: Apache-2.0
// The one thing the map asks of the graphics card beyond Dear ImGui's lists: to draw meshes. The
// platform does it, when its renderer comes to the callback in the list.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "shell/map/mesh.hpp"

struct ImDrawCmd;
struct ImDrawList;

namespace kongdi::map {

/// A mesh and where it goes: CSS pixels = turn * units + (x, y). Only what lies in the clip, in
/// units of the tile, is drawn.
struct MeshDraw {
    const Mesh* mesh = nullptr;
    std::uint32_t number = 0;
    std::array<float, 4> turn{};  // a, b, c, d of x' = a x + c y, y' = b x + d y
    float x = 0, y = 0;
    std::array<float, 4> clip{};  // low x, low y, high x, high y
};

struct PaintLook {
    std::uint32_t colour = 0;      // 0xAABBGGRR
    std::uint32_t rim_colour = 0;  // of roads; 0: none
    float least_px = 0;            // a line is at least so wide
    float most_px = 0;
};

/// Everything of one map in one frame. Meshes are drawn at once after the frame was made, and
/// nothing changes them in between.
struct alignas(8) MapPicture {
    std::array<PaintLook, kPaintCount> looks{};
    float px_per_metre = 1;
    float rim_px = 0;
    bool marks_only = false;  // boundaries and marks: the ground is another map
    std::uint32_t count = 0;  // of the MeshDraws that follow this in memory
};

/// The callback of the list; its data is a MapPicture and its MeshDraws.
void paint_map(const ImDrawList* list, const ImDrawCmd* command);
/// Milliseconds of a clock that shows how long work takes.
double work_clock_ms();

}  // namespace kongdi::map
