// SPDX-License-Identifier: Apache-2.0
// What the staff of the invented city have done: facilities verified, a wave of the check-up
// opened.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/wave.hpp"
#include "server/demo/layers.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server::demo {

/// The communities of a layer with a sample of their households, as targets of a wave.
void add_targets(const Layer& layer, std::vector<WaveTarget>& targets);

/// Opens the wave that the check-ups of the city belong to. Opening it again changes nothing.
Result<void> open_wave(Storage& storage, const Catalogue& catalogue, std::uint64_t seed,
                       std::vector<WaveTarget> targets, std::int64_t now_ms);

/// Verifies five in six of the filed facilities, closes one in a hundred; by somebody else than who
/// filed them. Done again it changes nothing.
Result<void> verify_facilities(Storage& storage, std::uint64_t seed, std::int64_t now_ms);

/// Reckons the index with what the wave has so far, and publishes it. Done again it changes
/// nothing.
Result<void> publish_index(Storage& storage, const Catalogue& catalogue, std::uint64_t seed,
                           std::int64_t now_ms);

}  // namespace kongdi::server::demo
