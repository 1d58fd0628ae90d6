// SPDX-License-Identifier: Apache-2.0
// A filter of spaces as conditions of SQL that both databases understand, with the same rows as
// matches() has in memory. The sides of a polygon are computed by the database with the numbers and
// in the order of core/geometry/polygon.cpp, so that they agree to the last bit and no row need
// come here to be looked at.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/api/space_query.hpp"

namespace kongdi::server {

using ConditionValue = std::variant<std::string, std::int64_t, double>;

struct SqlWords {
    std::string_view like;  // that does not mind capitals
    std::string_view band;  // of a row of `s`, as the index spaces_by_place has it
};

inline constexpr SqlWords kSqliteWords{"LIKE", "CAST(s.lat * 100 AS INTEGER)"};
inline constexpr SqlWords kPostgresWords{"ILIKE", "trunc(s.lat * 100)::bigint"};

/// `text` holds a question mark for each value, in their order; each condition begins with " AND ".
struct SqlConditions {
    std::string text = {};
    std::vector<ConditionValue> values = {};
};

SqlConditions space_conditions(const api::SpaceQuery& query, const SqlWords& words);
/// Of the columns community, type and state of space_counts alone.
SqlConditions count_conditions(const api::SpaceQuery& query);
/// Does space_counts know how many rows there are?
bool is_counted(const api::SpaceQuery& query);

}  // namespace kongdi::server
