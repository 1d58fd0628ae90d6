// SPDX-License-Identifier: Apache-2.0
// Steps of a report as JSON, as they are sent and as their events hold them.
#pragma once

#include "core/base/error.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/report_step.hpp"

namespace kongdi {

inline constexpr std::size_t kMaxStepWords = 300;  // code points
inline constexpr std::size_t kMaxSiteNote = 400;
inline constexpr std::size_t kMaxSitePhotos = 6;
inline constexpr double kMaxSiteAreaM2 = 1'000'000;

struct CheckedReportStep {
    ReportStep step = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};
/// Reads {"move":"verify","finding":"usable","area_m2":120,…} and checks each member by itself;
/// what is not given is empty. Submit is no step. What a move needs is for after_step to say.
CheckedReportStep report_step_of(const Value& tree, const Catalogue& catalogue);

/// Members that are empty are left out.
Value report_step_tree(const ReportStep& step);
/// What an event of ours holds; nothing is checked. None when its move is unknown.
std::optional<ReportStep> stored_report_step(const Value& tree);

Value report_standing_tree(const ReportStanding& standing);
ReportStanding report_standing_of(const Value& tree);

}  // namespace kongdi
