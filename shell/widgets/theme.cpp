// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/theme.hpp"

#include <array>
#include <cmath>

#include "shell/widgets/context.hpp"

namespace kongdi::widgets {

namespace {

constexpr std::array<Palette, static_cast<std::size_t>(ThemeName::Count_)> kPalettes{{
    // Light: paper and ink.
    {.paper = rgb(0xF7F5EF),
     .card = rgb(0xFFFFFF),
     .line = rgb(0xD9D6CB),
     .ink = rgb(0x16241F),
     .ink_second = rgb(0x3A4943),
     .jade = rgb(0x0A5546),
     .on_jade = rgb(0xFFFFFF),
     .jade_tint = rgb(0xE3F0EB),
     .gold = rgb(0xB45F06),
     .on_gold = rgb(0xFFFFFF),
     .gold_tint = rgb(0xFCEFD9),
     .brown = rgb(0x7A4004),
     .red = rgb(0x9A1717),
     .red_tint = rgb(0xFBEAEA),
     .neutral_tint = rgb(0xEEEBE3),
     .track = rgb(0xD9D6CB),
     .map_ground = rgb(0xF0EDE5),
     .map_building = rgb(0xE3DFD0),
     .map_road = rgb(0xFFFFFF),
     .map_main_road = rgb(0xFBEFCF),
     .map_rim = rgb(0xD3CBB8),
     .map_green = rgb(0xD5E6D2),
     .map_water = rgb(0xCFE3EA)},
    // Dark: the projector's colours.
    {.paper = rgb(0x0E1F1A),
     .card = rgb(0x16302A),
     .line = rgb(0x34524A),
     .ink = rgb(0xFFFFFF),
     .ink_second = rgb(0xBFD8CE),
     .jade = rgb(0x6FD3B8),
     .on_jade = rgb(0x06231B),
     .jade_tint = rgb(0x15362D),
     .gold = rgb(0xF2B45A),
     .on_gold = rgb(0x2A1700),
     .gold_tint = rgb(0x40300F),
     .brown = rgb(0xFFD79A),
     .red = rgb(0xFFB3AD),
     .red_tint = rgb(0x47201F),
     .neutral_tint = rgb(0x22392F),
     .track = rgb(0x34524A),
     .map_ground = rgb(0x142B24),
     .map_building = rgb(0x2A433B),
     .map_road = rgb(0x3C5850),
     .map_main_road = rgb(0x55695A),
     .map_rim = rgb(0x0C1A16),
     .map_green = rgb(0x1F4530),
     .map_water = rgb(0x173E4E)},
    // Contrast: black on white, lines as strong as text.
    {.paper = rgb(0xFFFFFF),
     .card = rgb(0xFFFFFF),
     .line = rgb(0x000000),
     .ink = rgb(0x000000),
     .ink_second = rgb(0x1F1F1F),
     .jade = rgb(0x003D30),
     .on_jade = rgb(0xFFFFFF),
     .jade_tint = rgb(0xE6F5F0),
     .gold = rgb(0x6B3500),
     .on_gold = rgb(0xFFFFFF),
     .gold_tint = rgb(0xFFF4DF),
     .brown = rgb(0x4D2600),
     .red = rgb(0x8A0000),
     .red_tint = rgb(0xFFF0F0),
     .neutral_tint = rgb(0xF2F2F2),
     .track = rgb(0x767676),
     .map_ground = rgb(0xFFFFFF),
     .map_building = rgb(0xD0D0D0),
     .map_road = rgb(0xF4F4F4),
     .map_main_road = rgb(0xFFEFC4),
     .map_rim = rgb(0x6E6E6E),
     .map_green = rgb(0xD2EBD0),
     .map_water = rgb(0xC4E2F2)},
}};

constexpr std::array<TypeRow, static_cast<std::size_t>(TextStyle::Count_)> kType{{
    {24, 30, 1.3f, true},   // Title
    {18, 24, 1.3f, true},   // Header
    {19, 26, 1.35f, true},  // CardTitle
    {17, 22, 1.5f, false},  // Body
    {17, 22, 1.5f, true},   // BodyBold
    {14, 22, 1.5f, false},  // Second
    {14, 22, 1.5f, true},   // SecondBold
    {18, 26, 1.3f, true},   // Button
    {22, 34, 1.3f, true},   // Action
    {34, 40, 1.3f, true},   // Receipt
    {26, 32, 1.3f, true},   // Number
}};

}  // namespace

void set_theme(const Theme& next) { context().next_theme = next; }
const Theme& theme() { return context().theme; }
const Palette& palette() { return palette_of(context().theme.name); }

const Palette& palette_of(ThemeName name) { return kPalettes[static_cast<std::size_t>(name)]; }

ToneColours tone_colours(Tone tone) {
    const Palette& p = palette();
    switch (tone) {
        case Tone::Info:
        case Tone::Good: return {p.jade, p.jade_tint};
        case Tone::Waiting: return {p.brown, p.gold_tint};
        case Tone::Error: return {p.red, p.red_tint};
        case Tone::Neutral: break;
    }
    return {p.ink_second, p.neutral_tint};
}

float px(float css_px) { return css_px * context().theme.scale; }
float least_target() { return px(context().theme.elder ? 60 : 48); }

const TypeRow& type_row(TextStyle style) { return kType[static_cast<std::size_t>(style)]; }

}  // namespace kongdi::widgets
