// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/facility_query.hpp"

#include <charconv>

#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/rules/facility_check.hpp"

namespace kongdi::server {

namespace {

Result<std::int64_t> number_of(const std::string& text, std::int64_t most,
                               const std::string& path) {
    std::int64_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || out < 0 || out > most)
        return Error{ErrorCode::RequestFormat, path};
    return out;
}

}  // namespace

Result<FacilityQuery> facility_query_of(
    const std::vector<std::pair<std::string, std::string>>& parameters) {
    FacilityQuery out;
    for (const auto& [name, value] : parameters) {
        const Error bad{ErrorCode::RequestFormat, "/" + name};
        if (value.empty()) continue;
        if (name == "community") {
            if (!is_community_code(value)) return bad;
            out.community = value;
        } else if (name == "kind") {
            if (value.size() > 16) return bad;
            out.kind = value;
        } else if (name == "state") {
            out.state = facility_state_from_name(value);
            if (!out.state) return bad;
        } else if (name == "name") {
            if (code_point_count(value) > kMaxFacilityName) return bad;
            out.name_part = value;
        } else if (name == "offset") {
            out.offset = KONGDI_TRY(number_of(value, 100'000'000, bad.path));
        } else if (name == "limit") {
            out.limit = KONGDI_TRY(number_of(value, kMaxFacilityRows, bad.path));
        }
    }
    return out;
}

}  // namespace kongdi::server
