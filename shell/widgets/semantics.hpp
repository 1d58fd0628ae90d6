// SPDX-License-Identifier: Apache-2.0
// What is on the screen, said in words: each widget adds a node. The page mirrors the nodes as
// real elements, which screen readers, keyboards, fingers and tests use; tests of the native build
// read the same nodes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kongdi::widgets {

/// A hash of the node's path; 0 is none.
using NodeId = std::uint32_t;

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;  // CSS pixels from the left top of the window

    float right() const { return x + w; }
    float bottom() const { return y + h; }
    bool contains(float px, float py) const {
        return px >= x && py >= y && px < x + w && py < y + h;
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

enum class Role : std::uint8_t {
    Main,        // the scrolling body
    Banner,      // header
    Footer,      // a group with the main action
    Navigation,  // side navigation
    Heading,
    Paragraph,
    Button,
    Link,
    Checkbox,
    Radio,
    RadioGroup,
    Group,
    TextField,
    Select,
    Image,
    List,
    ListItem,
    Table,
    Row,
    ColumnHeader,
    Cell,
    Progress,
    Status,  // polite live text
    Alert,
    Map,  // takes raw pointer events
    Dialog,
    Scroller,  // a part that scrolls by itself
    Count_,
};

enum State : std::uint32_t {
    kStateNone = 0,
    kStateDisabled = 1u << 0,
    kStateChecked = 1u << 1,
    kStatePressed = 1u << 2,  // a toggle that is on
    kStateInvalid = 1u << 3,
    kStateRequired = 1u << 4,
    kStateCurrent = 1u << 5,  // the current page or step
    kStateToggle = 1u << 6,   // a button that is either on or off
    kStateSortUp = 1u << 7,
    kStateSortDown = 1u << 8,
    kStateSortable = 1u << 9,
    kStatePhotoPicker = 1u << 10,  // a press opens the photo chooser inside the gesture
    kStateBusy = 1u << 11,
    kStateMultiline = 1u << 12,
    kStateNumeric = 1u << 13,
    kStatePassword = 1u << 14,
    kStateSearch = 1u << 15,
    kStateGesture = 1u << 16,     // takes raw pointer events
    kStateFilePicker = 1u << 17,  // a press opens the file chooser inside the gesture
};

struct Node {
    NodeId id = 0;
    NodeId parent = 0;
    Role role = Role::Group;
    int level = 0;  // of a heading; rows of a table; most code points of a field
    std::uint32_t state = 0;
    Rect rect;                 // on the screen, before clipping
    std::string path;          // "home/report": stable, for tests
    std::string name;          // accessible name, in the person's language
    std::string value;         // of fields, selects, progress; of a map: longitude, latitude, zoom
    std::string hint;          // description: hints and error texts
    std::string options;       // of a select: labels, one a line
    std::string autocomplete;  // of a field: what the browser may fill in
    float scroll_y = 0;        // of Main and Scroller, counted in CSS pixels of content
    float scroll_x = 0;
    float content_h = 0;  // how large the scrolled content is
    float content_w = 0;
    float font_px = 0;  // of a field: the size its element must use
    float pad_x = 0;    // of a field: inner distances
    float pad_y = 0;
    std::uint32_t edit = 0;  // of a field: the last edit taken over; of a scroller: our moves
};

/// Whether a node answers to a press.
bool is_interactive(const Node& node);

/// The nodes of one frame in reading order; parents come before children.
using Nodes = std::vector<Node>;

const Node* find_node(const Nodes& tree, std::string_view path);
const Node* find_node(const Nodes& tree, NodeId id);
/// The first node of a role and name.
const Node* find_node(const Nodes& tree, Role role, std::string_view name);

NodeId hash_path(std::string_view path);

/// The difference of two frames as one JSON object for the page, empty when there is none:
/// {"order":[ids…] when the set or order changed, "nodes":[changed nodes…]}.
std::string tree_patch(const Nodes& before, const Nodes& after);
/// The whole tree as JSON, for tests.
std::string tree_json(const Nodes& tree);

}  // namespace kongdi::widgets
