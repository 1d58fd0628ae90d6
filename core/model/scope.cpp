// SPDX-License-Identifier: Apache-2.0
#include "core/model/scope.hpp"

#include <algorithm>

namespace kongdi {

Scope whole_city() { return {{std::string(kWholeCity)}}; }

bool covers(const Scope& scope, std::string_view community) {
    if (scope.is_whole_city()) return true;
    return !community.empty() &&
           std::any_of(scope.areas.begin(), scope.areas.end(), [&](const std::string& area) {
               return is_scope_area(area) && community.starts_with(area);
           });
}

bool is_scope_area(std::string_view area) {
    if (area.size() != 6 && area.size() != 9 && area.size() != 12) return false;
    return std::all_of(area.begin(), area.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string scope_text(const Scope& scope) {
    std::string out;
    for (const std::string& area : scope.areas) out.append(out.empty() ? "" : ",").append(area);
    return out;
}

Scope scope_from_text(std::string_view text) {
    Scope out;
    while (!text.empty()) {
        const auto end = text.find(',');
        if (end != 0) out.areas.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

}  // namespace kongdi
