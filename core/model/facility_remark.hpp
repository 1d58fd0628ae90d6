// SPDX-License-Identifier: Apache-2.0
// What a resident says of a facility: that it is closed, or that one is missing. It waits for a
// worker as a report does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/geometry/point.hpp"
#include "core/model/report_state.hpp"

namespace kongdi {

enum class RemarkSubject : std::uint8_t { Closed, Missing, Count_ };
std::string_view remark_subject_name(RemarkSubject subject);
std::optional<RemarkSubject> remark_subject_from_name(std::string_view name);

struct FacilityRemark {
    std::string id = {};  // of the record
    RemarkSubject subject = RemarkSubject::Closed;
    std::string facility = {};             // id in the register, of one that is closed
    std::string kind = {};                 // of the catalogue
    std::optional<Wgs84Point> point = {};  // where one is missing
    std::string description = {};
    std::string facility_name = {};  // as the register has it
    std::string community = {};
    std::string community_name = {};
    ReportState state = ReportState::Submitted;
    std::int64_t received_at_ms = 0;

    friend bool operator==(const FacilityRemark&, const FacilityRemark&) = default;
};

}  // namespace kongdi
