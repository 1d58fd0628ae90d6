// SPDX-License-Identifier: Apache-2.0
// Words and small pieces that the pages of the programme share.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/model/programme_fields.hpp"
#include "shell/desk/register_words.hpp"

namespace kongdi::shell::desk {

Said programme_state_said(ProgrammeState state);
std::string programme_kind_label(const text::Text& text, ProgrammeKind kind);
std::string programme_field_label(const text::Text& text, std::string_view field);
/// One of the choices of a field: "leading" of "accepted_type".
std::string programme_choice_label(const text::Text& text, std::string_view field,
                                   std::string_view choice);
/// A paper by its name in the language; one that a planner wrote as it is.
std::string paper_label(const text::Text& text, std::string_view paper);
/// What a field says, in words; empty when it says nothing.
std::string programme_value_text(const AppState& state, const text::Text& text,
                                 const ProgrammeField& field, const Value& value);
/// The same of what is told of an entry that is given back: a field by its name, or its kind, its
/// state, the reason of a move.
std::string programme_said_text(const AppState& state, const text::Text& text,
                                std::string_view name, const Value& value);
std::string community_of(const ProgrammeEntry& entry);

/// Whole yuan that a planner types in 万元.
bool is_yuan(std::string_view field);
/// The fields that tell entries of a kind apart in a list, besides title, community and state.
std::span<const std::string_view> telling_fields(ProgrammeKind kind);

// What the address says: "kind=award&year=2026".
std::string filter_value(const std::string& filter, std::string_view name);
/// The same filter with another value; an empty one takes it out.
std::string with_filter(const std::string& filter, std::string_view name, std::string_view value);
/// The kind the address names, else the first.
ProgrammeKind shown_kind(const AppState& state);
bool is_programme_planner(const AppState& state);

}  // namespace kongdi::shell::desk
