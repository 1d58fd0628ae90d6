// SPDX-License-Identifier: Apache-2.0
// Parts that several pages of the programme draw.
#pragma once

#include <vector>

#include "core/model/programme.hpp"
#include "core/rules/programme_sums.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

/// What the sums say of the kind that is shown, within the filter of the address.
void draw_programme_sums(const AppState& state, const text::Text& text);
/// Awards of the years of a budget against it, and by how much it falls short.
void draw_award_years(const text::Text& text, const AwardYears& row);
/// What a plot must carry, by the three tiers.
void draw_land_facilities(const AppState& state, const text::Text& text,
                          const std::vector<LandFacility>& facilities);

}  // namespace kongdi::shell::desk
