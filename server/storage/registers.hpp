// SPDX-License-Identifier: Apache-2.0
// What staff keep: thresholds of the catalogue, the register of facilities. Written rarely and the
// same way in every store, as events with tables derived from them; a store only has to run the
// statements.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/geometry/box.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/facility.hpp"
#include "core/model/report_state.hpp"

namespace kongdi::server {

class Sql;

/// Who makes a move; the name of an account or a device's pseudonym.
struct Actor {
    Role role = Role::Resident;
    std::string name = {};
};

/// Empty fields do not count. Newest change first.
struct FacilityQuery {
    std::string community = {};
    std::string kind = {};
    std::optional<FacilityState> state = {};
    std::string name_part = {};
    std::int64_t offset = 0;
    std::int64_t limit = 100;
};

struct FacilityPage {
    std::vector<Facility> rows = {};
    std::int64_t total = 0;
};

/// What is to be done to a facility that is there.
struct FacilityStep {
    std::string id = {};
    FacilityMove move = FacilityMove::Change;
    std::int64_t base_version = 0;            // the one that whoever acts has seen
    std::optional<FacilityFacts> facts = {};  // of a change, or of a reopening that changes
    std::string reason = {};
};

class Registers {
public:
    virtual ~Registers() = default;

    /// In their order.
    Result<std::vector<ThresholdChange>> threshold_changes();
    /// `before` must be what is in force (stale_version); not_found for what no kind has.
    Result<void> change_threshold(const ThresholdChange& change, const Catalogue& defaults);

    /// Filing the same again under the id changes nothing; id_conflict for something else.
    Result<Facility> file_facility(std::string_view id, const FacilityFacts& facts,
                                   const Actor& actor, std::int64_t at_ms);
    /// not_found, stale_version, move_illegal, same_person.
    Result<Facility> move_facility(const FacilityStep& step, const Actor& actor,
                                   std::int64_t at_ms);
    Result<std::optional<Facility>> facility(std::string_view id);
    /// Oldest first; empty when there is none of this id.
    Result<std::vector<FacilityVersion>> facility_versions(std::string_view id);
    Result<FacilityPage> facilities(const FacilityQuery& query);
    /// Those that are not closed.
    Result<std::vector<Facility>> facilities_in(const Box& box, std::int64_t limit);

protected:
    enum class Register : std::uint8_t { Staff, Waves };
    /// One transaction; nobody else writes the register meanwhile. May run the work again.
    virtual Result<void> write_register(Register which, const std::function<void(Sql&)>& work) = 0;
    virtual Result<void> read_register(const std::function<void(Sql&)>& work) = 0;
};

}  // namespace kongdi::server
