// SPDX-License-Identifier: Apache-2.0
// The city as a store has it, for its reach: roads, buildings and communities of the map as they
// are live, and the register of facilities.
#pragma once

#include "server/reach/reach.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// How likely a facility is there that nobody has verified as it stands.
struct FacilityOdds {
    double filed = 0.5;
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

/// One facility of the register as CityReach takes it; none when it does not count: it is closed,
/// or of a kind that is not in the list. After each change: set_facility() or remove_facility().
Result<std::optional<ReachFacility>> reach_facility(Storage& storage, const Facility& facility,
                                                    std::span<const FacilityKind> kinds,
                                                    const FacilityOdds& odds = {});

}  // namespace kongdi::server
