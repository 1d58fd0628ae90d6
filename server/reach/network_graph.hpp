// SPDX-License-Identifier: Apache-2.0
// The network as Boost.Graph has it: each piece once in each direction.
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <cstdint>

namespace kongdi::server {

struct WayAlong {
    double length_m = 0;
    std::uint32_t piece = 0;
};

using RoadGraph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, WayAlong,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

struct NetworkGraph {
    RoadGraph roads;
};

}  // namespace kongdi::server
