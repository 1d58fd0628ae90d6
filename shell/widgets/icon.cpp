// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/icon.hpp"

#include <imgui.h>

#include <array>
#include <cmath>

#include "shell/widgets/brush.hpp"

namespace kongdi::widgets {

namespace {

struct IconRow {
    Icon icon;
    std::string_view name;
    // M x y · L x y · Z closes · C cx cy r (circle) · R x y w h r (rounded) · A cx cy r from to
    // (arc, degrees, clockwise from east) · D cx cy (dot)
    std::string_view path;
};

constexpr std::array<IconRow, static_cast<std::size_t>(Icon::Count_)> kIcons{{
    {Icon::None, "", ""},
    {Icon::Camera, "camera",
     "M3 7.5 L7 7.5 L8.8 4.5 L15.2 4.5 L17 7.5 L21 7.5 L21 19.5 L3 19.5 Z C12 13 4"},
    {Icon::Star, "star",
     "M12 3 L14.7 8.7 L21 9.5 L16.4 13.8 L17.6 20 L12 17 L6.4 20 L7.6 13.8 L3 9.5 L9.3 8.7 Z"},
    {Icon::People, "people",
     "C9 7.8 3.6 M2.6 20 A9 19.4 6.4 180 360 M15.2 4.3 A15.2 7.8 3.6 -80 90 M17.8 13.7 A15.4 19.4 "
     "6.2 -60 0"},
    {Icon::List, "list", "M9 6 L21 6 M9 12 L21 12 M9 18 L21 18 D4 6 D4 12 D4 18"},
    {Icon::House, "house",
     "M3 10.5 L12 3.5 L21 10.5 L21 20.5 L3 20.5 Z M9.5 20.5 L9.5 14 L14.5 14 L14.5 20.5"},
    {Icon::Bike, "bike",
     "C5.8 15.5 3.8 C18.2 15.5 3.8 M5.8 15.5 L9.6 8.5 L15 8.5 L18.2 15.5 M9.6 8.5 L12.4 15.5 L15 "
     "8.5 "
     "M8 6.6 L11 6.6 M15 8.5 L14.2 5.6 L16.6 5.6"},
    {Icon::Tree, "tree", "M12 2.5 L17 9 L14.6 9 L19 16 L5 16 L9.4 9 L7 9 Z M12 16 L12 21.5"},
    {Icon::Bridge, "bridge",
     "M2 8 L22 8 M2 12 L22 12 M6 12 L6 19.5 M18 12 L18 19.5 A12 19.5 6 180 360"},
    {Icon::Roof, "roof",
     "M2.5 13 L12 5 L21.5 13 M6 10.5 L6 19.5 L18 19.5 L18 10.5 M15 7.2 L15 4.5 L18 4.5 L18 9.7"},
    {Icon::Pillars, "pillars",
     "M3 4 L21 4 L21 9 L3 9 Z M5.5 9 L5.5 20.5 M12 9 L12 20.5 M18.5 9 L18.5 20.5 M3 20.5 L21 20.5"},
    {Icon::Basement, "basement",
     "M2.5 9 L21.5 9 M5 9 L5 20.5 L19 20.5 L19 9 M8 5.5 L12 2.5 L16 5.5 M9 16.5 L9 13.5 L12 13.5 "
     "L12 16.5 L15 16.5"},
    {Icon::Boiler, "boiler",
     "R5 9 14 11.5 2 M8.5 9 L8.5 4 L11.5 4 L11.5 9 M9 15 L15 15 M12 12.5 L12 17.5"},
    {Icon::Factory, "factory",
     "M3 20.5 L3 10 L9 13.5 L9 10 L15 13.5 L15 4 L19 4 L21 20.5 Z M8 17 L8.1 17 M13 17 L13.1 17"},
    {Icon::Corner, "corner",
     "M4 3.5 L4 20.5 L21 20.5 M4 12 L12.5 20.5 M9 9 L9.1 9 M13.5 13.5 L13.6 13.5 M16 6.5 L16.1 "
     "6.5"},
    {Icon::Wall, "wall",
     "M3 5 L21 5 L21 19 L3 19 Z M3 9.7 L21 9.7 M3 14.3 L21 14.3 M9 5 L9 9.7 M15 9.7 L15 14.3 M9 "
     "14.3 L9 19"},
    {Icon::Clock, "clock", "C12 12 9 M12 7 L12 12.3 L15.5 14.5"},
    {Icon::Check, "check", "M4.5 12.5 L10 18 L19.5 7"},
    {Icon::Warning, "warning", "M12 3.5 L22 20 L2 20 Z M12 10 L12 14.2 D12 17"},
    {Icon::MapPin, "map_pin", "M12 21.5 L6.2 14 A12 9.8 7.2 144 396 Z C12 9.8 2.4"},
    {Icon::Locate, "locate", "C12 12 6 M12 2 L12 6 M12 18 L12 22 M2 12 L6 12 M18 12 L22 12 D12 12"},
    {Icon::Download, "download", "M12 3.5 L12 15 M7 10.5 L12 15.5 L17 10.5 M4 20 L20 20"},
    {Icon::Back, "back", "M15 5 L8 12 L15 19"},
    {Icon::Forward, "forward", "M9 5 L16 12 L9 19"},
    {Icon::Plus, "plus", "M12 5 L12 19 M5 12 L19 12"},
    {Icon::Minus, "minus", "M5 12 L19 12"},
    {Icon::Filter, "filter", "M3.5 5 L20.5 5 L14 13 L14 19 L10 20.5 L10 13 Z"},
    {Icon::Sort, "sort",
     "M7.5 4.5 L7.5 19.5 M4 16 L7.5 19.5 L11 16 M16.5 19.5 L16.5 4.5 M13 8 L16.5 4.5 L20 8"},
    {Icon::Search, "search", "C10.5 10.5 6.8 M15.6 15.6 L21 21"},
    {Icon::Globe, "globe",
     "C12 12 9 M3 12 L21 12 M12 3 L8.3 7.5 L7.6 12 L8.3 16.5 L12 21 L15.7 16.5 L16.4 12 L15.7 7.5 "
     "Z"},
    {Icon::User, "user", "C12 8 4.2 M4 21 A12 21 8 180 360"},
    {Icon::Close, "close", "M6 6 L18 18 M18 6 L6 18"},
    {Icon::Info, "info", "C12 12 9 M12 11 L12 16.5 D12 7.6"},
    {Icon::Image, "image",
     "R3 4.5 18 15 2 M3.5 17 L9 11.5 L13.5 16 L16.5 13.2 L20.5 17 C15.8 9 1.4"},
    {Icon::Trash, "trash",
     "M4 6.5 L20 6.5 M9 6.5 L9 3.5 L15 3.5 L15 6.5 M6 6.5 L7 20.5 L17 20.5 L18 6.5 M10.2 10.5 "
     "L10.5 16.8 M13.8 10.5 L13.5 16.8"},
    {Icon::Shop, "shop",
     "M4.5 11 L4.5 20.5 L19.5 20.5 L19.5 11 M3 9 L5 4 L19 4 L21 9 L21 10.5 L3 10.5 Z M10 20.5 L10 "
     "15 L14 15 L14 20.5"},
    {Icon::School, "school", "M2 9 L12 4 L22 9 L12 14 Z M6 11.2 L6 17 L12 20 L18 17 L18 11.2"},
    {Icon::Parking, "parking",
     "R3.5 3.5 17 17 3 M9.5 17 L9.5 7.5 L12.8 7.5 A12.8 10.4 2.9 -90 90 L9.5 13.3"},
    {Icon::Road, "road",
     "M7.5 3.5 L3.5 20.5 M16.5 3.5 L20.5 20.5 M12 4 L12 7 M12 10.5 L12 13.5 M12 17 L12 20"},
    {Icon::Land, "land", "M3 20.5 L21 20.5 M3 16 L7 12.5 L11 15.5 L15.5 10.5 L21 15 C16.5 5.5 2.2"},
    {Icon::Door, "door", "M5.5 20.5 L5.5 3.5 L18.5 3.5 L18.5 20.5 M3 20.5 L21 20.5 D14.8 12.5"},
    {Icon::Speaker, "speaker",
     "M3.5 9.5 L7.5 9.5 L12.5 5 L12.5 19 L7.5 14.5 L3.5 14.5 Z A12.5 12 4 -50 50 M16.6 5.6 A12.5 "
     "12 7.6 -57 57"},
    {Icon::Sliders, "sliders", "M4 7.5 L20 7.5 M4 16.5 L20 16.5 D9 7.5 C9 7.5 2.6 C15.5 16.5 2.6"},
}};

constexpr bool rows_match_enum() {
    for (std::size_t i = 0; i < kIcons.size(); ++i)
        if (kIcons[i].icon != static_cast<Icon>(i)) return false;
    return true;
}
static_assert(rows_match_enum(), "one row for each icon, in order");

class Pen {
public:
    Pen(float x, float y, float size, Colour colour)
        : m_list(context().list),
          m_x(x),
          m_y(y),
          m_unit(size / 24),
          m_colour(colour),
          m_width(std::fmax(2.2f * m_unit, 1.4f)) {}

    ImVec2 at(float x, float y) const { return {m_x + x * m_unit, m_y + y * m_unit}; }
    void add(ImVec2 point) {
        if (m_count < static_cast<int>(m_points.size())) m_points[m_count++] = point;
    }
    void arc(float cx, float cy, float r, float from, float to) {
        constexpr float kRadians = 3.14159265f / 180;
        const int steps = 4 + static_cast<int>(std::abs(to - from) / 12);
        for (int i = 0; i <= steps; ++i) {
            const float angle =
                (from + (to - from) * static_cast<float>(i) / static_cast<float>(steps)) * kRadians;
            add(at(cx + r * std::cos(angle), cy + r * std::sin(angle)));
        }
    }
    void circle(float cx, float cy, float r) {
        m_list->AddCircle(at(cx, cy), r * m_unit, m_colour, 0, m_width);
    }
    void dot(float cx, float cy) { m_list->AddCircleFilled(at(cx, cy), m_width * 0.62f, m_colour); }
    void rounded(float x, float y, float w, float h, float r) {
        // ImGui sets the path of a rectangle half a pixel in; we mean the middle of the line.
        const ImVec2 a = at(x, y);
        const ImVec2 b = at(x + w, y + h);
        m_list->AddRect(ImVec2(a.x - 0.5f, a.y - 0.5f), ImVec2(b.x + 0.5f, b.y + 0.5f), m_colour,
                        r * m_unit, 0, m_width);
    }
    /// Draws what was gathered. Ends and corners are round: a dot on each.
    void stroke(bool closed) {
        if (m_count > 1) {
            m_list->AddPolyline(m_points.data(), m_count, m_colour, closed ? ImDrawFlags_Closed : 0,
                                m_width);
            for (int i = 0; i < m_count; ++i)
                if (m_count < 13 || i == 0 || i + 1 == m_count)
                    m_list->AddCircleFilled(m_points[i], m_width / 2, m_colour, 12);
        }
        m_count = 0;
    }

private:
    ImDrawList* m_list;
    float m_x, m_y, m_unit;
    Colour m_colour;
    float m_width;
    std::array<ImVec2, 64> m_points;
    int m_count = 0;
};

float read_number(std::string_view path, std::size_t& at) {
    while (at < path.size() && path[at] == ' ') ++at;
    float sign = 1;
    if (at < path.size() && path[at] == '-') {
        sign = -1;
        ++at;
    }
    float value = 0;
    float unit = 0;
    for (; at < path.size(); ++at) {
        const char c = path[at];
        if (c == '.') {
            unit = 1;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + static_cast<float>(c - '0');
            unit *= 10;
        } else {
            break;
        }
    }
    return sign * (unit > 0 ? value / unit : value);
}

}  // namespace

Icon icon_of(std::string_view name) {
    for (const IconRow& row : kIcons)
        if (row.name == name) return row.icon;
    return Icon::None;
}

std::string_view icon_name(Icon icon) { return kIcons[static_cast<std::size_t>(icon)].name; }

void draw_icon(Icon icon, float x, float y, float size, Colour colour) {
    if (!is_visible({x, y, size, size})) return;
    Pen pen(x, y, size, colour);
    const std::string_view path = kIcons[static_cast<std::size_t>(icon)].path;
    std::size_t at = 0;
    const auto number = [&] { return read_number(path, at); };
    while (at < path.size()) {
        const char command = path[at++];
        switch (command) {
            case 'M': pen.stroke(false); [[fallthrough]];
            case 'L': {
                const float px = number();
                pen.add(pen.at(px, number()));
                break;
            }
            case 'Z': pen.stroke(true); break;
            case 'A': {
                const float cx = number(), cy = number(), r = number(), from = number();
                pen.arc(cx, cy, r, from, number());
                break;
            }
            case 'C': {
                pen.stroke(false);
                const float cx = number(), cy = number();
                pen.circle(cx, cy, number());
                break;
            }
            case 'D': {
                pen.stroke(false);
                const float cx = number();
                pen.dot(cx, number());
                break;
            }
            case 'R': {
                pen.stroke(false);
                const float rx = number(), ry = number(), w = number(), h = number();
                pen.rounded(rx, ry, w, h, number());
                break;
            }
            default: break;
        }
    }
    pen.stroke(false);
}

}  // namespace kongdi::widgets
