// SPDX-License-Identifier: Apache-2.0
// A rectangle drawn on a map by one finger or the mouse. A second finger gives it up.
#pragma once

#include <array>
#include <optional>

#include "shell/map/map_view.hpp"

namespace kongdi::shell::desk {

class Rectangle {
public:
    bool take(const widgets::PointerEvent& event, float x, float y);
    void draw(widgets::Rect area);

    /// The corners of one that is done, one after another, from the middle of the view.
    using Corners = std::array<map::ScreenPoint, 4>;
    std::optional<Corners> take_done();

private:
    static constexpr int kNone = -1;
    int m_pointer = kNone;
    map::ScreenPoint m_from = {};
    map::ScreenPoint m_to = {};
    bool m_given_up = false;
    bool m_done = false;
};

}  // namespace kongdi::shell::desk
