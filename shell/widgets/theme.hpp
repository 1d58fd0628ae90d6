// SPDX-License-Identifier: Apache-2.0
// Colours, sizes and type of every screen, in one place. All lengths are CSS pixels at scale 1;
// px() turns them into pixels at the person's own scale.
#pragma once

#include <cstdint>

namespace kongdi::widgets {

/// 0xAABBGGRR, as the drawing layer keeps it.
using Colour = std::uint32_t;

constexpr Colour rgb(std::uint32_t hex, std::uint32_t alpha = 0xFF) {
    return (alpha << 24) | ((hex & 0xFF) << 16) | (hex & 0xFF00) | (hex >> 16);
}

enum class ThemeName : std::uint8_t { Light, Dark, Contrast, Count_ };

struct Palette {
    Colour paper;       // behind everything
    Colour card;        // cards, fields
    Colour line;        // 1 px outlines
    Colour ink;         // text
    Colour ink_second;  // second lines
    Colour jade;        // the main action, selection
    Colour on_jade;     // text on jade
    Colour jade_tint;   // selected and quiet jade areas
    Colour gold;        // shapes and large text only
    Colour on_gold;
    Colour gold_tint;  // waiting
    Colour brown;      // text on gold_tint
    Colour red;        // errors
    Colour red_tint;
    Colour neutral_tint;  // chips nobody chose
    Colour track;         // bars not yet reached
    Colour map_ground;
    Colour map_building;
    Colour map_road;
    Colour map_main_road;
    Colour map_rim;  // of roads and buildings
    Colour map_green;
    Colour map_water;
};

struct Theme {
    ThemeName name = ThemeName::Light;
    float scale = 1.0f;  // 1.0 to 2.0
    bool elder = false;  // larger text and targets, no second lines
    bool calm = false;   // no motion

    friend bool operator==(const Theme&, const Theme&) = default;
};

/// Takes effect with the next frame.
void set_theme(const Theme& theme);
const Theme& theme();
const Palette& palette();
/// The palette of any theme; the contrast test walks over all of them.
const Palette& palette_of(ThemeName name);

/// What a message or a state is about; also shown by a sign or a word, never by colour alone.
enum class Tone : std::uint8_t { Neutral, Info, Waiting, Good, Error };

struct ToneColours {
    Colour ink;
    Colour ground;
};
ToneColours tone_colours(Tone tone);

/// A length at the person's scale.
float px(float css_px);
/// The least width and height of what a finger presses: 48, in the elder view 60.
float least_target();

enum class TextStyle : std::uint8_t {
    Title,       // 24 bold: the one heading of a screen
    Header,      // 18 bold: the bar at the top
    CardTitle,   // 19 bold
    Body,        // 17
    BodyBold,    // 17 bold
    Second,      // 14, ink_second
    SecondBold,  // 14 bold
    Button,      // 18 bold
    Action,      // 22 bold: the few things to do of the elder view, 34 there
    Receipt,     // 34 bold
    Number,      // 26 bold: figures on cards
    Count_,
};

struct TypeRow {
    float size;         // CSS pixels at scale 1
    float elder_size;   // the same in the elder view
    float line_height;  // times the size
    bool bold;
};
const TypeRow& type_row(TextStyle style);

}  // namespace kongdi::widgets
