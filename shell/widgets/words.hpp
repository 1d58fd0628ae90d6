// SPDX-License-Identifier: Apache-2.0
// Things to read: headings, paragraphs, notes, chips, states. They wrap and are never cut.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "shell/widgets/icon.hpp"
#include "shell/widgets/page.hpp"

namespace kongdi::widgets {

enum class Align : std::uint8_t { Left, Centre, Right };

/// The question or name of a screen, large.
void title(std::string_view text, Align align = Align::Left);
/// A heading inside a card or above a group (level 2).
void heading(std::string_view text, Align align = Align::Left);
void paragraph(std::string_view text, Align align = Align::Left);
void bold(std::string_view text, Align align = Align::Left);
/// The quiet second line.
void second(std::string_view text, Align align = Align::Left);
/// "floor area … 60 m²": a label at the left, its value at the right; wraps below when too long.
void fact(std::string_view label, std::string_view value);

/// How often something was chosen: its name, the count, and below a bar of `share` (0 to 1).
void result_bar(std::string_view label, std::string_view value, float share);
/// A square code to be read by a camera; each row is a text of 0 and 1. On white in every theme.
void matrix_code(std::string_view id, std::span<const std::string> rows, std::string_view alt);

/// A box with a sign and words. Errors are read out at once.
void note(std::string_view id, Tone tone, std::string_view text);
/// One word about a state, in a pill.
void status_chip(Tone tone, std::string_view text);
/// A pill and a quiet sentence beside it: the state of the outbox at the foot of the page.
void status_line(std::string_view id, Tone tone, std::string_view chip, std::string_view text);

/// Nothing here yet, and what to do about it.
void empty_state(Icon icon, std::string_view title, std::string_view text);
/// The large sign in a circle above a receipt.
void big_sign(Icon icon, Tone tone = Tone::Good);
/// The receipt number, large enough to read out.
void receipt_number(std::string_view label, std::string_view number, std::string_view hint);
/// A figure with its name and an aside ("± 0.3") in a card.
void stat(std::string_view label, std::string_view value, std::string_view aside = {});

enum class StepState : std::uint8_t { Done, Current, Ahead };
struct TimelineStep {
    std::string_view title;
    std::string_view when = {};
    StepState state = StepState::Ahead;
};
/// What happened and what comes, from top to bottom.
void timeline(std::string_view id, std::span<const TimelineStep> steps);

/// Shown only when it lasts over 300 ms. `fraction` below 0: nobody knows how long.
/// With a `cancel_label` there is a way to stop; true when it was used.
bool progress(std::string_view id, std::string_view label, float fraction = -1,
              std::string_view cancel_label = {});

/// A message over the page for some seconds; said by screen readers. Draw it as long as the state
/// holds it.
void toast(std::string_view id, std::string_view text, Tone tone = Tone::Neutral);
/// Said by screen readers, not shown.
void announce(std::string_view text);

/// A picture by the SHA-256 of a photo kept on this device, or by an address starting with '/'.
/// It is loaded by itself; until then its place is kept.
void picture(std::string_view id, std::string_view name, std::string_view alt, float height = 200);

}  // namespace kongdi::widgets
