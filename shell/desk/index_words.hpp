// SPDX-License-Identifier: Apache-2.0
// Words and small pieces that the pages of the index share.
#pragma once

#include <array>
#include <string>

#include "shell/desk/register_words.hpp"

namespace kongdi::shell::desk {

/// The run the address names, else the published one, else the newest; empty while none is known.
std::string index_run_of_route(const AppState& state);
std::string index_code_of_route(const AppState& state);

/// The community whose proposals the address asks for; empty for those of all.
std::string proposals_community(const AppState& state);
/// What the address of the proposals says of a community, of the run that is shown.
std::string proposals_filter(const AppState& state, const std::string& community);

Said index_run_state_said(IndexRunState state);
/// "61.23"
std::string index_text(const text::Text& text, double index);
/// "58.10 – 64.00"
std::string interval_text(const text::Text& text, const CommunityIndex& one);
/// On the plan, to be surveyed first, or neither.
Said index_place_said(const CommunityIndex& one);
/// What that means, a key.
std::string_view index_place_means(const CommunityIndex& one);
/// Of the two runs that are compared; none while none are, or of a community of neither.
const IndexChange* index_change_of(const IndexDesk& desk, const std::string& code);
/// "+1.20", "-0.35", "0.00"
std::string points_moved(const text::Text& text, double points);
/// What moves an index, in parts that make up the difference.
struct MovedBy {
    std::string_view id;
    std::string_view key;
    double IndexChange::*part;
};
inline constexpr std::array<MovedBy, 3> kMovedBy{
    {{"by_access", "index.by_access", &IndexChange::by_access},
     {"by_content", "index.by_content", &IndexChange::by_content},
     {"by_settings", "index.by_settings", &IndexChange::by_settings}}};
/// The run in one line: who made it when, from which wave.
std::string run_line(const AppState& state, const text::Text& text, const IndexRun& run);

}  // namespace kongdi::shell::desk
