// SPDX-License-Identifier: Apache-2.0
// Any bytes are a vector tile within its limits or refused with a field.
#include "core/tile/mvt.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace kongdi;

constexpr tile::MvtLimits kLimits{.layers = 8, .features = 500, .points = 5000, .values = 500};

void look_at(const tile::Layer& layer) {
    for (const tile::Feature& feature : layer.features) {
        fuzz::check(feature.shape != tile::Shape::Unknown);
        layer.text(feature, "name");
        layer.number_or(feature, "width", 1);
        for (const auto& [key, value] : feature.tags)
            fuzz::check(key < layer.keys.size() && value < layer.values.size());
        for (const tile::Part& part : feature.parts) {
            tile::doubled_area(part);
            for (const tile::TilePoint point : part)
                fuzz::check(std::abs(point.x) <= kLimits.reach &&
                            std::abs(point.y) <= kLimits.reach);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto tile = tile::read_mvt(fuzz::text_of(bytes, size), kLimits);
    if (!tile) {
        fuzz::check(tile.error().path.empty() || tile.error().path.front() == '/');
        return 0;
    }
    fuzz::check(tile->layers.size() <= kLimits.layers);
    for (const tile::Layer& layer : tile->layers) look_at(layer);
    return 0;
}
