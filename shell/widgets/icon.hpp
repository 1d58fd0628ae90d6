// SPDX-License-Identifier: Apache-2.0
// Icons drawn as paths of 2.2 px with round ends on a 24 x 24 field; no image, no font.
#pragma once

#include <cstdint>
#include <string_view>

#include "shell/widgets/theme.hpp"

namespace kongdi::widgets {

enum class Icon : std::uint8_t {
    None,
    Camera,
    Star,
    People,
    List,
    House,
    Bike,
    Tree,
    Bridge,
    Roof,
    Pillars,
    Basement,
    Boiler,
    Factory,
    Corner,
    Wall,
    Clock,
    Check,
    Warning,
    MapPin,
    Locate,
    Download,
    Back,
    Forward,
    Plus,
    Minus,
    Filter,
    Sort,
    Search,
    Globe,
    User,
    Close,
    Info,
    Image,
    Trash,
    Shop,
    School,
    Parking,
    Road,
    Land,
    Door,
    Speaker,
    Sliders,
    Count_,
};

/// The icon of a name as used in data files ("bike"), Icon::None when there is none.
Icon icon_of(std::string_view name);
std::string_view icon_name(Icon icon);

/// Draws at a place on the screen; `size` is the edge of the field in pixels.
void draw_icon(Icon icon, float x, float y, float size, Colour colour);

}  // namespace kongdi::widgets
