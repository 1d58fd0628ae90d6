// SPDX-License-Identifier: Apache-2.0
// Records as they were sent, one after the other from one unchanging view of the data, for those
// who work with the answers themselves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/api/space_query.hpp"
#include "core/base/result.hpp"
#include "core/geometry/point.hpp"
#include "core/model/record.hpp"
#include "core/model/report_state.hpp"

namespace kongdi::server {

struct RecordQuery {
    RecordKind kind = RecordKind::IdleSpace;
    /// Of kinds that are no space only states, community, times, scope and direction count.
    api::SpaceQuery rows = {};
    bool with_moves = false;
};

/// What happened to a record after it came.
struct RecordMove {
    std::int64_t at_ms = 0;
    std::string facts = {};  // of the event, JSON
};

struct RecordRow {
    std::string id = {};
    std::string receipt = {};
    std::optional<std::string> community = {};
    std::string community_name = {};
    ReportState state = ReportState::Submitted;
    std::int64_t received_at_ms = 0;
    std::string bytes = {};                // as sent
    std::string facts = {};                // of its event, JSON
    std::optional<Wgs84Point> point = {};  // of a space
    std::vector<RecordMove> moves = {};    // in their order, where the query asks for them
};

class RecordCursor {
public:
    virtual ~RecordCursor() = default;
    /// Fills the next row; false when there is none left.
    virtual Result<bool> next(RecordRow& row) = 0;
    /// Begins again, with the same rows: whoever has to say first how many there will be.
    virtual Result<void> rewind() = 0;
    /// How many rows have bytes as wanted, of all there are; afterwards it begins again.
    virtual Result<std::int64_t> count(const std::function<bool(std::string_view bytes)>& wanted) {
        KONGDI_CHECK(rewind());
        RecordRow row;
        std::int64_t out = 0;
        while (KONGDI_TRY(next(row))) out += wanted(row.bytes) ? 1 : 0;
        KONGDI_CHECK(rewind());
        return out;
    }
};

}  // namespace kongdi::server
