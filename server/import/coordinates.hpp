// SPDX-License-Identifier: Apache-2.0
// From whatever coordinates a layer has to WGS-84: those PROJ knows, and the shifted ones of
// Chinese maps.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/codec/geojson.hpp"

namespace kongdi::server {

class ToWgs84 {
public:
    ToWgs84(ToWgs84&&) noexcept;
    ~ToWgs84();

    /// "WGS-84", "GCJ-02", "BD-09", "EPSG:4549" or "4549", or WKT. field_choice for anything else.
    static Result<ToWgs84> of(std::string_view crs);

    /// Each point of it; false when one does not fall on the earth.
    bool apply(Geometry& geometry) const;

private:
    struct State;
    explicit ToWgs84(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace kongdi::server
