// SPDX-License-Identifier: Apache-2.0
// What a download of any data set is made of: a table of columns, and a sink that takes one cell in
// the way of a format.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/geometry/point.hpp"
#include "server/exports/labels.hpp"

namespace kongdi::server {

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

template <class Row>
struct Column {
    std::string_view name;  // stable: scripts of planners rely on it
    bool is_place;          // of the point, which formats with a geometry have already
    void (*put)(const Row&, const Labels&, CellSink&);
};

/// What a format with a geometry wants to know of a row.
struct RowPlace {
    std::string_view id;
    Wgs84Point point;
};

}  // namespace kongdi::server
