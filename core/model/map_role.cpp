// SPDX-License-Identifier: Apache-2.0
#include "core/model/map_role.hpp"

namespace kongdi {

namespace {

constexpr bool in_order() {
    for (std::size_t i = 0; i < kMapRoles.size(); ++i)
        if (kMapRoles[i].role != static_cast<MapRole>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each role, in the order of the enum");

}  // namespace

std::optional<MapRole> map_role_from_name(std::string_view name) {
    for (const MapRoleRow& row : kMapRoles)
        if (row.name == name) return row.role;
    return std::nullopt;
}

}  // namespace kongdi
