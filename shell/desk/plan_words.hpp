// SPDX-License-Identifier: Apache-2.0
// Words and small pieces that the pages of the action plan share.
#pragma once

#include <string>

#include "shell/desk/register_words.hpp"

namespace kongdi::shell::desk {

Said plan_state_said(PlanState state);
/// "35 万元", "1.2 亿元": the largest unit that says it without loss of what is shown.
std::string money_text(const text::Text& text, std::int64_t yuan);
/// "托育、助餐"
std::string kinds_text(const AppState& state, const text::Text& text,
                       const std::vector<std::string>& kinds);
/// What a way of getting at a space takes: rights, certificate and consent, as the server says.
void draw_way_needs(const AppState& state, const text::Text& text, const api::ProposalWay& way);
/// A value of what is filed of an item, by its field, as people read it; empty for none, and for
/// what has no words.
std::string plan_field_text(const AppState& state, const text::Text& text, std::string_view field,
                            const Value& value);
/// "2027-03-01 – 2027-10-01", "from …", "until …"; empty without a day.
std::string days_text(const text::Text& text, const PlanFacts& facts);
/// What the plan is of in most cases: the year after this one, where the city is.
std::int64_t next_plan_year(const AppState& state);
/// The year the plan's page shows: the one chosen, else the newest there is, else the next.
std::int64_t shown_plan_year(const AppState& state);

}  // namespace kongdi::shell::desk
