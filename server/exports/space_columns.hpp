// SPDX-License-Identifier: Apache-2.0
// THE table of columns of a download of spaces: every format writes the same ones.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/model/space.hpp"
#include "server/exports/labels.hpp"

namespace kongdi::server {

/// Takes one cell in the way of a format.
class CellSink {
public:
    virtual ~CellSink() = default;
    virtual void none() = 0;
    /// What a person wrote: never to be taken for a formula.
    virtual void text(std::string_view utf8) = 0;
    /// What we made: codes, times, names of the catalogue.
    virtual void plain(std::string_view utf8) = 0;
    virtual void number(double value) = 0;
    virtual void whole(std::int64_t value) = 0;
    virtual void degrees(double value) = 0;
    virtual void list(const std::vector<std::string_view>& words) = 0;
};

struct SpaceColumn {
    std::string_view name;  // stable: scripts of planners rely on it
    bool is_place;          // of the point, which formats with a geometry have already
    void (*put)(const Space&, const Labels&, CellSink&);
};

std::span<const SpaceColumn> space_columns();

}  // namespace kongdi::server
