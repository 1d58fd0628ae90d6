// SPDX-License-Identifier: Apache-2.0
// Where somebody of the staff may act: the whole city, a district, streets or communities. Nothing
// is implied: an empty scope covers nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kongdi {

/// In place of digits: all of it, and what lies in no community.
inline constexpr std::string_view kWholeCity = "city";

struct Scope {
    /// kWholeCity alone, or the first 6, 9 or all 12 digits of codes (district, street, community).
    std::vector<std::string> areas = {};

    bool is_whole_city() const { return areas.size() == 1 && areas[0] == kWholeCity; }

    friend bool operator==(const Scope&, const Scope&) = default;
};

Scope whole_city();
/// `community` is a code of 12 digits, or empty for none.
bool covers(const Scope& scope, std::string_view community);
bool is_scope_area(std::string_view area);

/// "city", "330106", "330106001051,330106001052".
std::string scope_text(const Scope& scope);
Scope scope_from_text(std::string_view text);

}  // namespace kongdi
