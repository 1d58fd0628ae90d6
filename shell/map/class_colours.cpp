// SPDX-License-Identifier: Apache-2.0
#include "shell/map/class_colours.hpp"

#include <algorithm>
#include <array>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/context.hpp"

namespace kongdi::map {

namespace {

using namespace widgets;

constexpr std::uint32_t kSeeThrough = 0xD8;  // streets and names stay readable

struct Scale {
    std::array<std::uint32_t, 3> stops;  // low, middle, high
    std::uint32_t kept_back;
};

constexpr std::array<Scale, static_cast<std::size_t>(ThemeName::Count_)> kScales{{
    {{0xE4EEF7, 0x6AA3CF, 0x0B3A75}, 0xBDB8AD},  // light
    {{0x1B3550, 0x4A8DC2, 0xE4F1FF}, 0x5B5F5A},  // dark
    {{0xF4F4F4, 0x8A8A8A, 0x101010}, 0xD8C27A},  // contrast
}};

std::uint32_t mixed(std::uint32_t from, std::uint32_t to, float share) {
    std::uint32_t out = 0;
    for (const unsigned shift : {0U, 8U, 16U}) {
        const auto a = static_cast<float>((from >> shift) & 0xFFU);
        const auto b = static_cast<float>((to >> shift) & 0xFFU);
        out |= static_cast<std::uint32_t>(a + (b - a) * share + 0.5f) << shift;
    }
    return out;
}

}  // namespace

float class_share(std::size_t number, std::size_t classes) {
    if (classes < 2) return 0.5f;
    return static_cast<float>(number) / static_cast<float>(classes - 1);
}

Colour class_colour_of(ThemeName theme, float share) {
    const Scale& scale = kScales[static_cast<std::size_t>(theme)];
    if (share < 0) return rgb(scale.kept_back, kSeeThrough);
    share = std::min(share, 1.0f);
    const bool low = share < 0.5f;
    return rgb(low ? mixed(scale.stops[0], scale.stops[1], share * 2)
                   : mixed(scale.stops[1], scale.stops[2], share * 2 - 1),
               kSeeThrough);
}

Colour class_colour(float share) { return class_colour_of(theme().name, share); }

void legend_row(float share, std::string_view words) {
    const float side = px(22);
    const float gap = px(12);
    const Region& region = context().region;
    const TextBlock block = layout_text(words, TextStyle::Body, region.w - side - gap);
    const Rect rect = take_rect(std::max(side, block.height), px(6));
    add_text_node(Role::Paragraph, rect, words);
    const Rect square{rect.x, rect.y + (line_px(TextStyle::Body) - side) / 2, side, side};
    fill_rect(square, palette().map_ground, px(4));
    fill_rect(square, class_colour(share), px(4));
    stroke_rect(square, palette().ink_second, px(4));
    draw_block(words, block, TextStyle::Body, rect.x + side + gap, rect.y, rect.w - side - gap,
               palette().ink);
}

}  // namespace kongdi::map
