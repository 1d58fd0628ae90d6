// SPDX-License-Identifier: Apache-2.0
// What the widgets share inside one frame and between frames. Only for files of this folder and
// for the map, which draws with the same brush.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shell/widgets/reading.hpp"
#include "shell/widgets/semantics.hpp"
#include "shell/widgets/stage.hpp"
#include "shell/widgets/theme.hpp"

namespace kongdi::widgets {

/// The column the next widget goes into.
struct Region {
    float x = 0;
    float y = 0;  // where the next widget begins
    float w = 0;
};

struct Scroll {
    float x = 0, y = 0;
    float content_w = 0, content_h = 0;
    std::uint32_t commands = 0;  // how often we, not the person, moved it
    float pull = 0;              // past the top (positive) or the end, already damped
};

struct Edit {
    NodeId id = 0;
    FieldChange change;
    std::uint32_t number = 0;
};

/// What a person made of the field being edited, and how the program took it.
struct Typed {
    NodeId id = 0;
    std::string text;
    std::optional<std::string> taken;
};

struct Picture {
    std::uint64_t texture = 0;
    int width = 0, height = 0;
    bool failed = false;
    bool asked = false;
};

/// Since when something has been on the screen without a break.
struct Seen {
    double since_ms = 0;
    double last_ms = 0;
};

struct Input {
    std::vector<NodeId> activated;
    std::vector<std::pair<NodeId, int>> chosen;
    std::vector<Edit> edits;
    std::vector<PointerEvent> pointers;

    bool empty() const {
        return activated.empty() && chosen.empty() && edits.empty() && pointers.empty();
    }
};

struct Context {
    Theme theme;
    Theme next_theme;
    Viewport viewport;
    ImFont* regular = nullptr;
    ImFont* bold = nullptr;
    ImDrawList* list = nullptr;

    Input incoming;  // since the last frame
    Input input;     // of this frame
    NodeId focus = 0;
    bool focus_visible = false;
    NodeId editing = 0;
    NodeId hover = 0;
    NodeId press = 0;

    Nodes tree;
    Nodes finished;
    std::string path;  // of the scope, with a '/' at the end
    std::vector<NodeId> parents;
    std::vector<std::size_t> path_marks;

    Region region;
    Rect clip;  // what is visible of the part being drawn
    std::unordered_map<NodeId, Scroll> scrolls;
    std::unordered_map<NodeId, float> heights;  // of footers, by page
    std::unordered_map<NodeId, std::uint32_t> edit_numbers;
    Typed typed;
    std::string notice;                          // of the page drawn next, under its header
    std::string field_full;                      // said by a field at its limit
    std::unordered_map<NodeId, Seen> seen;       // progress and toasts
    std::unordered_map<NodeId, int> cell_lines;  // of tables: lines in their longest cells
    std::unordered_map<std::string, Picture> pictures;
    std::vector<std::uint64_t> dropped_textures;
    std::vector<std::string> announcements;
    std::string page;  // path of the page drawn in this frame
    NodeId main = 0;
    bool wide = false;
    bool scroll_to_top = false;
    bool in_dialog = false;
    bool titled = false;  // a title stands above: headings are one level below it
    bool started = false;
    Reader reader;
    bool reader_pressed = false;

    double now_ms = 0;
    double frame_before_ms = 0;  // when the frame before this one was drawn
    double next_ms = -1;         // a frame is wanted then
    bool unsettled = false;      // sizes were guessed: draw once more before showing
};

Context& context();

/// The path and id a widget of this name has here.
std::string path_of(std::string_view id);
NodeId id_of(std::string_view id);

/// Adds a node under the current parent.
Node& add_node(std::string_view id, Role role, Rect rect, std::string_view name);
/// Adds one that has no name of its own to press: numbered inside its parent.
Node& add_text_node(Role role, Rect rect, std::string_view name);
void push_parent(NodeId id);
void pop_parent();

/// Was it pressed? Consumes the press.
bool take_activation(NodeId id);
/// Index chosen of a select, or -1.
int take_choice(NodeId id);

/// A frame is needed at that time at the latest.
void want_frame_in(double ms);

Scroll& scroll_of(NodeId id);
const Picture* picture_of(std::string_view name);
/// Asked for anew when it is drawn again; false while it is still being loaded.
bool drop_picture(std::string_view name);

}  // namespace kongdi::widgets
