// SPDX-License-Identifier: Apache-2.0
// Lines as they were drawn, made into pieces that meet in their ends.
#pragma once

#include "server/reach/drawn_lines.hpp"

namespace kongdi::server {

struct JoinedLines {
    std::vector<Metres> vertices = {};
    std::vector<RoadPiece> pieces = {};  // by from and to, from < to, none twice
};

/// Points that lines have in common join them; ends that touch another line join it; lines that
/// cross without a point in common are joined there. Lines of two levels are joined by points in
/// common, and by ends that touch ends.
JoinedLines join_lines(DrawnLines lines, const NetworkSettings& settings);

/// Leaves out what does not hang together with enough else, see NetworkSettings::least_island_m.
JoinedLines without_islands(JoinedLines lines, double least_m);

}  // namespace kongdi::server
