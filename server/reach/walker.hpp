// SPDX-License-Identifier: Apache-2.0
// Walks from one place over the network as far as a limit (Dijkstra). Keeps its memory from walk to
// walk; what one costs depends on what is reached, not on the size of the city.
#pragma once

#include <memory>

#include "server/reach/walking_network.hpp"

namespace kongdi::server {

class Walker {
public:
    /// The network must live as long.
    explicit Walker(const WalkingNetwork& network);
    ~Walker();
    Walker(Walker&&) noexcept;

    /// The way to the road counts.
    void walk(const Foothold& from, double limit_m);

    // Of the last walk.

    /// Vertices within the limit, in no order that means something.
    std::span<const std::uint32_t> vertices() const;
    /// Pieces with an end within the limit, and the one where the walk began; each once.
    std::span<const std::uint32_t> pieces() const;
    /// Infinity beyond the limit.
    double distance_m(std::uint32_t vertex) const;
    /// To the place on the road and from there to whoever stands beside it. May lie beyond the
    /// limit.
    double distance_m(const Foothold& to) const;

private:
    struct Memory;
    const WalkingNetwork* m_network;
    std::unique_ptr<Memory> m_memory;
};

}  // namespace kongdi::server
