// SPDX-License-Identifier: Apache-2.0
// The pieces of a report's page on the desk, and what its reducers and its form share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/desk/forms.hpp"

namespace kongdi::shell::desk {

/// The name of the form's screen, by which the device keeps it.
inline constexpr std::string_view kSiteCheckForm = "site-check";

/// Is what is being decided fit to be sent?
bool step_is_whole(const Desk& desk);
/// The field of the form with the answer to one of kSiteFacts: "yes", "no" or nothing.
std::string site_fact_field(std::string_view fact);
/// Ids of reports whose check lies on this device and is not sent yet.
std::vector<std::string> kept_site_checks(const AppState& state);

// report_photos.cpp
/// By which the answer to a covering is known.
inline constexpr std::string_view kCoverTag = "report.cover";
struct PhotoSize {
    std::string_view pixels;  // of its longer side, one that the server makes
    float height;             // on the screen
};
/// Each with the way to cover a part of it.
void draw_photos(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                 const std::vector<std::string>& photos, PhotoSize size, Actions& out);
/// While it is open.
void draw_cover_dialog(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                       Actions& out);

// report_history.cpp
/// What was found on site, what was asked and decided.
void draw_standing(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                   Actions& out);
void draw_report_history(const AppState& state, const text::Text& text, const api::SpaceCard& card);
/// Others of the same space: merged into it, or likely to be it.
void draw_others(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                 Actions& out);
/// "翠苑 1042 · 地下室"
std::string other_text(const AppState& state, const api::OtherReport& other);

// space_way.cpp
/// How far the space is on its way to a service, and what is known of it; with the dialog in which
/// more is noted.
void draw_space_way(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                    Actions& out);

// space_steps.cpp
/// Is what is being noted of this space fit to be sent?
bool space_step_is_whole(const SpaceDraft& draft, const api::SpaceCard& card);

// owners_vote_view.cpp
struct TypedVote {
    bool fits = true;  // nothing is typed, or all of it and it can be
    std::optional<OwnersVote> vote = {};
};
TypedVote typed_vote(const SpaceDraft& draft);
std::string_view vote_failed_text(const text::Text& text, VoteTest test);
/// Fields of the vote, and what it comes to.
void draw_vote_fields(const SpaceDraft& draft, const text::Text& text, Actions& out);
/// A vote that was noted, and whether it passed.
void draw_vote(const text::Text& text, const OwnersVote& vote);
/// Why the space cannot be approved yet; nothing when it can.
void draw_vote_lacking(const text::Text& text, const api::SpaceCard& card);

// report_decisions.cpp
/// What can be decided, at the thumb, and the dialog that asks for the rest.
void draw_decisions(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                    Actions& out);

}  // namespace kongdi::shell::desk
