// SPDX-License-Identifier: Apache-2.0
// THE table of coordinate systems of a download: WGS-84, CGCS2000 in degrees and in the zones of
// three degrees, and the shifted coordinates of Chinese maps, which no registry has.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "core/geometry/point.hpp"

namespace kongdi::server {

/// East and north: degrees or metres.
struct PlanePoint {
    double x = 0;
    double y = 0;
};

enum class CrsKind : std::uint8_t { Degrees, Metres, Shifted };

struct Crs {
    std::string_view name;   // "EPSG:4549"
    std::string_view title;  // "CGCS2000 / 3-degree Gauss-Kruger CM 120E"
    CrsKind kind = CrsKind::Degrees;
    int epsg = 0;  // 0 for none
};

inline constexpr Crs kWgs84{"EPSG:4326", "WGS 84", CrsKind::Degrees, 4326};

std::span<const Crs> crs_table();
/// By its name, "4549" for "EPSG:4549" too; WGS-84 for nothing. request_format at /crs for others.
Result<const Crs*> crs_named(std::string_view name);

/// From WGS-84 to one of the table.
class FromWgs84 {
public:
    explicit FromWgs84(const Crs& crs);
    FromWgs84(FromWgs84&&) noexcept;
    ~FromWgs84();

    /// None for a point that has no place there (the other side of the earth).
    std::optional<PlanePoint> operator()(Wgs84Point point) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace kongdi::server
