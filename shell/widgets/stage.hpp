// SPDX-License-Identifier: Apache-2.0
// The life of the widgets between two frames: what the person did comes in, pictures and the
// semantic tree go out. Used by the platform and by tests, not by screens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shell/widgets/fields.hpp"
#include "shell/widgets/letters.hpp"
#include "shell/widgets/semantics.hpp"
#include "shell/widgets/theme.hpp"

namespace kongdi::widgets {

struct Insets {
    float top = 0, right = 0, bottom = 0, left = 0;
    friend bool operator==(const Insets&, const Insets&) = default;
};

struct Viewport {
    float width = 390;
    float height = 844;
    float density = 1;  // device pixels per CSS pixel
    Insets safe;        // notches and gesture bars
    friend bool operator==(const Viewport&, const Viewport&) = default;
};

enum class PointerPhase : std::uint8_t { Down, Move, Up, Cancel, Wheel, Key };

/// Raw pointer on a node that asked for it (the map).
struct PointerEvent {
    NodeId node = 0;
    PointerPhase phase = PointerPhase::Move;
    int pointer = 0;     // which finger
    float x = 0, y = 0;  // on the screen
    float wheel = 0;     // zoom steps, or the key code for Key
    double at_ms = 0;
};

/// Makes the drawing context and the two fonts.
void start_stage(const LetterMaker& maker);
void end_stage();

void set_viewport(const Viewport& viewport);
const Viewport& viewport();

// What the person did, in the order it happened; taken by the widgets in the next frame.
void activate(NodeId id);
/// A choice of a select.
void choose(NodeId id, int index);
void edit(NodeId id, FieldChange change, std::uint32_t edit);
void set_focus(NodeId id, bool visible);
void set_editing(NodeId id);  // 0 when no field is edited
void set_hover(NodeId id);
void set_press(NodeId id);
void set_scroll(NodeId id, float x, float y);
/// A finger drags a page past its top (y > 0) or end; 0 lets go. Nothing moves in a calm theme.
void set_pull(NodeId id, float y);
void pointer(const PointerEvent& event);
/// A press on the topmost node that answers at this place, as a finger does it. False if none.
bool tap(float x, float y);

/// Presses not taken yet were meant for a screen that is gone.
void forget_presses();

/// Something the person did waits for the next frame, and may change what is drawn before its
/// widget.
bool has_input();

/// Between the two calls screens draw. `now_ms` only grows.
void begin_frame(double now_ms);
/// The tree of this frame; valid until the next begin_frame.
const Nodes& end_frame();
/// The tree of the last finished frame.
const Nodes& last_tree();
/// After end_frame: sizes were guessed and proved wrong (a footer seen for the first time), so the
/// frame should be drawn once more before anybody sees it.
bool is_settled();
/// After end_frame: when the next frame is needed without any input; below 0 for never.
double next_frame_in_ms();
double now_ms();

/// Pictures asked for since the last call: names a screen drew and nobody has loaded yet.
std::vector<std::string> take_wanted_pictures();
void set_picture(std::string_view name, std::uint64_t texture, int width, int height);
/// The name cannot be shown; its place stays empty.
void fail_picture(std::string_view name);
void forget_pictures();
/// Those of pictures nobody draws any more, since the last call: to be given back after the frame
/// that may still show them.
std::vector<std::uint64_t> take_dropped_textures();

/// Texts to be said by screen readers since the last call.
std::vector<std::string> take_announcements();

}  // namespace kongdi::widgets
