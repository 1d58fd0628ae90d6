// SPDX-License-Identifier: Apache-2.0
// The city as a store has it, for its reach: roads, buildings and communities of the map as they
// are live, and the register of facilities.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "server/reach/reach.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// How likely a facility is there that nobody has verified as it stands (domain.md §9).
struct FacilityOdds {
    double filed = 0.5;
    /// Stated by `corroborated_by` persons or more.
    double corroborated = 0.8;
    std::int64_t corroborated_by = 3;
    /// Residents say that it is closed, whoever else has stated it.
    double disputed = 0.3;
    /// Verified once and changed since. 1: what was verified before counts, as the register has it.
    double changed = 1;
};

struct CityReachSettings {
    NetworkSettings network = {};
    ReachSettings reach = {};
    FacilityOdds odds = {};
};

/// Reads the map in parts, so that no more of it is in memory than points and numbers. A building
/// belongs to the community it names, else to the one around it, else it is left out. storage_busy
/// when the map changes again and again meanwhile.
Result<CityReach> read_city_reach(Storage& storage, std::vector<FacilityKind> kinds,
                                  const CityReachSettings& settings = {});

/// Facilities of which residents say that they are closed, and when they said so last. A remark
/// that was refused or taken back disputes nothing.
using Disputes = std::map<std::string, std::int64_t, std::less<>>;
Result<Disputes> disputed_facilities(Storage& storage);

/// One facility of the register as CityReach takes it; none when it does not count: it is closed,
/// or of a kind that is not in the list. After each change: set_facility() or remove_facility().
/// `disputes` change what nobody has verified, and only if nobody has stated it since.
Result<std::optional<ReachFacility>> reach_facility(Storage& storage, const Facility& facility,
                                                    std::span<const FacilityKind> kinds,
                                                    const FacilityOdds& odds = {},
                                                    const Disputes& disputes = {});

}  // namespace kongdi::server
