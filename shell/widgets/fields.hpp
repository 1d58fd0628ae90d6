// SPDX-License-Identifier: Apache-2.0
// The text field. While it is edited a real field of the browser lies over it, so that input
// methods, dictation, selection and paste are the browser's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kongdi::widgets {

enum class FieldKind : std::uint8_t { Line, Multiline, Number, Password, Search };

struct FieldOptions {
    std::string_view label;
    FieldKind kind = FieldKind::Line;
    std::string_view hint = {};   // below the label
    std::string_view error = {};  // with a sign, said by screen readers
    std::string_view unit = {};   // at the right end: "m²"
    std::string_view placeholder = {};
    int max_code_points = 200;
    int lines = 4;  // of Multiline
    bool required = false;
    std::string_view autocomplete = {};  // "username", "current-password"
};

struct FieldChange {
    /// The whole text, valid UTF-8, at most max_code_points once composed.
    std::string value;
    /// An input method is still at work; the value may hold unfinished letters.
    bool composing = false;
    /// The person left the field or pressed Enter.
    bool committed = false;
};

/// Shows `value`; returns what the person made of it.
///   if (auto change = widgets::text_field("note", draft.note, {.label = text("note.label")}))
///       out.push(SetNote{change->value});
std::optional<FieldChange> text_field(std::string_view id, std::string_view value,
                                      const FieldOptions& options);

/// What a field says that is at its limit, with {count} for the limit. Once a language.
void set_full_words(std::string_view words);

}  // namespace kongdi::widgets
