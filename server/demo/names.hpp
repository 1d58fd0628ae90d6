// SPDX-License-Identifier: Apache-2.0
// Invented Chinese place names, each only once in a city: two characters that go together in names
// of the lower Yangtze but were drawn by lot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace kongdi::server::demo {

/// How many different stems there are.
std::size_t stem_count();

/// "澄塘"; different for each index below stem_count(), in an order that follows from the seed.
std::string stem(std::uint64_t seed, std::size_t index);

/// "澄塘社区"
std::string community_name(std::uint64_t seed, int community);
/// "芦汀街道"
std::string street_name(std::uint64_t seed, int street);
/// Of a line of the grid: "鹭洲大道" for a main road, else "墨林街" (eastward) or "雁泉路"
/// (northward).
std::string road_name(std::uint64_t seed, int line, bool eastward, bool is_main);
/// Of a river along a line of the grid: "穗溪".
std::string river_name(std::uint64_t seed, int line);

}  // namespace kongdi::server::demo
