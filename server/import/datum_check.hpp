// SPDX-License-Identifier: Apache-2.0
// Does a layer that calls itself WGS-84 lie off the map as shifted coordinates do? Its features are
// held against those of the same role that are known.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/codec/geojson.hpp"
#include "core/geometry/point.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct DatumSample {
    Wgs84Point centre = {};  // as if it were WGS-84
    std::string name = {};
    std::string code = {};
};

struct DatumHint {
    Datum datum = Datum::Gcj02;
    double off_m = 0;  // how far off it lies as it is (the median)
};

/// Samples that are enough to tell.
inline constexpr std::size_t kDatumSamples = 300;

/// At most so many features of a layer, evenly from its first row to its last: files are often
/// sorted, and one corner need not lie as the rest does.
class DatumSamples {
public:
    void add(const Feature& feature);
    const std::vector<DatumSample>& all() const { return m_samples; }

private:
    std::vector<DatumSample> m_samples = {};
    std::size_t m_seen = 0;
    std::size_t m_step = 1;  // each so many is kept
};

/// None when the layer lies where it should, or too little is known to compare it with.
Result<std::optional<DatumHint>> datum_hint(Storage& storage, std::string_view role,
                                            const std::vector<DatumSample>& samples);

}  // namespace kongdi::server
