// SPDX-License-Identifier: Apache-2.0
// Every widget in every state, in scenes of related ones. Drawn as pictures by the browser tests
// and checked for room and order by the native ones.
#pragma once

#include <span>
#include <string_view>

namespace kongdi::gallery {

struct Scene {
    std::string_view name;   // in the address: "/?scene=choices"
    std::string_view title;  // of its page
    void (*draw)();          // inside a page
};

std::span<const Scene> scenes();

/// The widgets shown as pressed, under the mouse and reached by the keyboard: as a person would
/// leave them, so one of each in the scene of buttons.
void set_still_states();

}  // namespace kongdi::gallery
