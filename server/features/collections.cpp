// SPDX-License-Identifier: Apache-2.0
#include "server/features/collections.hpp"

#include <array>

namespace kongdi::server::features {

std::span<const Collection> collections() {
    using enum Audience;
    static const std::array<Collection, 5> kTable{{
        {"spaces", Everybody, GeometryKind::Point, space_fields(), "received_on", read_spaces},
        {"facilities", Everybody, GeometryKind::Point, facility_fields(), "", read_facilities},
        {"communities", Everybody, GeometryKind::Areas, community_fields(), "", read_communities},
        {"reports", Staff, GeometryKind::Point, report_fields(), "received_at", read_reports},
        {"index", Staff, GeometryKind::Areas, index_fields(), "", read_index},
    }};
    return kTable;
}

}  // namespace kongdi::server::features
