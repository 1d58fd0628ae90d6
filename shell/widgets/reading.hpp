// SPDX-License-Identifier: Apache-2.0
// Reading a page aloud: while a reader is set, every page and dialog has a button for it, and what
// is said is what the semantic tree says.
#pragma once

#include <string>
#include <string_view>

#include "shell/widgets/semantics.hpp"

namespace kongdi::widgets {

struct Reader {
    std::string_view label = {};       // "念给我听"; empty: nothing can be read
    std::string_view stop_label = {};  // while it reads
    bool speaking = false;
};

/// For the frame being drawn; the texts must outlive it.
void set_reader(const Reader& reader);
const Reader& reader();
/// Draws the button where a screen wants it; pages without one have it in their header.
void reader_button();
/// Was it pressed in this frame?
bool take_reader_press();

/// What there is to read: the dialog, or the body and the foot of the page, one part a line, in
/// reading order. Names of things to press come with what explains them.
std::string readable_text(const Nodes& tree);

}  // namespace kongdi::widgets
