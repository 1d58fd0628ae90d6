// SPDX-License-Identifier: Apache-2.0
// What a layer, or a row of a mixed one, stands for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/map_role.hpp"
#include "server/import/columns.hpp"

namespace kongdi::server {

/// Kinds of geometry that were seen, of GeometryKinds.
struct RoleHints {
    std::string_view file = {};
    std::string_view layer = {};
    std::span<const std::string> columns = {};
    std::uint8_t geometry = 0;
    bool has_community_codes = false;
};

/// A role, or "code_list" for a table of codes without a place; empty when nobody can tell.
std::string guess_role(const RoleHints& hints);

/// Does a layer mix roles, row by row? OpenStreetMap's do.
bool is_mixed(std::span<const std::string> columns);

/// Of a row with the columns of OpenStreetMap; none for what the map has no use for.
struct MixedRole {
    MapRole role;
    std::string kind;
};
std::optional<MixedRole> role_of_row(std::span<const std::string> columns,
                                     std::span<const std::string> texts, std::uint8_t geometry);

}  // namespace kongdi::server
