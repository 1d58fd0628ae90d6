// SPDX-License-Identifier: Apache-2.0
// Steps of a space and what is known of it, as JSON: as they are sent, and as events hold them.
#pragma once

#include "core/base/error.hpp"
#include "core/base/value.hpp"
#include "core/model/space_stage.hpp"

namespace kongdi {

inline constexpr std::size_t kMaxSpaceWords = 300;  // code points
inline constexpr std::int64_t kMostAsked = 1'000'000;
inline constexpr std::int64_t kMostAreaCm2 = 1'000'000'000'000;  // 100 km², all that owners own

struct CheckedSpaceStep {
    SpaceStep step = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};
/// Reads {"move":"find_infeasible","reason":"fire_risk","words":"…"} and checks each member by
/// itself; what a move needs is for after_step to say.
CheckedSpaceStep space_step_of(const Value& tree);
/// Members that are empty are left out.
Value space_step_tree(const SpaceStep& step);
/// What an event of ours holds; nothing is checked. None when its move is unknown.
std::optional<SpaceStep> stored_space_step(const Value& tree);

Value space_standing_tree(const SpaceStanding& standing);
SpaceStanding space_standing_of(const Value& tree);

}  // namespace kongdi
