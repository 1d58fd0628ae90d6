// SPDX-License-Identifier: Apache-2.0
// Rows of the register of facilities.
#pragma once

#include <optional>
#include <string_view>

#include "core/model/facility.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

/// Columns of the table `facilities` with the community's name, for facility_of_row.
inline constexpr std::string_view kSelectFacility =
    "SELECT f.id, f.version, f.state, f.facts, f.origin, f.filed_by, f.filed_at_ms, f.stated_by, "
    "f.verified_by, f.verified_at_ms, f.verified_version, f.changed_at_ms, coalesce(c.name, '') "
    "FROM facilities f LEFT JOIN communities c ON c.code = f.community ";

Facility facility_of_row(const SqlRow& row);
std::optional<Facility> find_facility(Sql& sql, std::string_view id);

}  // namespace kongdi::server
