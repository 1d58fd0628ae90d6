// SPDX-License-Identifier: Apache-2.0
// The rows of a scope as a condition that both databases understand.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/scope.hpp"

namespace kongdi::server {

/// "(c >= ? AND c < ? OR …)": each area is a stretch of an index, ':' comes after '9'. `add` takes
/// the value of each question mark. Empty when all rows are meant.
template <class Add>
std::string scope_condition(std::string_view column, const std::optional<Scope>& within, Add add) {
    if (!within || within->is_whole_city()) return {};
    std::string any;
    for (const std::string& area : within->areas) {
        any.append(any.empty() ? "(" : " OR ").append(column).append(" >= ? AND ");
        any.append(column).append(" < ?");
        add(area);
        add(area + ":");
    }
    return any.empty() ? "1 = 0" : any + ")";
}

}  // namespace kongdi::server
