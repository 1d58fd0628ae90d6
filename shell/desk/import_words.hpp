// SPDX-License-Identifier: Apache-2.0
// What roles, columns, refusals and states of imports are called.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/api/import_messages.hpp"
#include "shell/text/text.hpp"
#include "shell/widgets/words.hpp"

namespace kongdi::shell {

/// Of an empty role that it must be chosen.
std::string_view role_label(const text::Text& text, std::string_view role);
/// "名称 → 名字": the column and what it is taken for.
std::string column_label(const text::Text& text, const api::ImportColumn& column);
/// Of an empty meaning that the column is not used.
std::string_view meaning_label(const text::Text& text, std::string_view meaning);
/// Names of all meanings, the empty one first.
std::vector<std::string_view> import_meanings();
std::string_view reason_label(const text::Text& text, std::string_view reason);
std::string_view import_state_key(std::string_view state);
widgets::Tone import_tone(std::string_view state);

}  // namespace kongdi::shell
