// SPDX-License-Identifier: Apache-2.0
// What workers do with reports, as actions.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/model/report_state.hpp"
#include "core/model/space_stage.hpp"

namespace kongdi::shell {

/// What is being decided of the report whose card is open, as it is chosen and typed.
struct WeighStep {
    std::optional<ReportMove> move;
    std::string words;
    std::string reason;
    std::string into;
};
/// It is decided.
struct TakeStep {};
/// What is being noted of the space itself, as it is chosen and typed.
struct SpaceDraft {
    std::optional<SpaceMove> move = {};
    std::string words = {};
    std::string reason = {};
    std::string in_favour = {};
    std::string against = {};
    /// Of the owners' vote: people and m² of all, of those voting, of those in favour.
    std::array<std::string, 6> vote = {};
    std::string common_parts = {};  // "yes", "no", or empty: as its type usually is
};
struct WeighSpaceStep {
    SpaceDraft draft;
};
/// It is noted.
struct TakeSpaceStep {};
/// The queue by the distance from here, or by age.
struct SortQueue {
    bool nearest;
};
/// The fields that are marked of the photo that is open are covered for everybody, beside those
/// that are; or it is shown whole again.
struct SendCover {
    bool whole = false;
};

}  // namespace kongdi::shell
