// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/semantics.hpp"

#include <array>
#include <cmath>
#include <unordered_map>

#include "core/codec/json.hpp"

namespace kongdi::widgets {

namespace {

// As the page's half knows them (web/mirror.js).
constexpr std::array<std::string_view, static_cast<std::size_t>(Role::Count_)> kRoleNames{
    "main",     "banner",   "footer",   "navigation", "heading", "paragraph",    "button",
    "link",     "checkbox", "radio",    "radiogroup", "group",   "textbox",      "select",
    "image",    "list",     "listitem", "table",      "row",     "columnheader", "cell",
    "progress", "status",   "alert",    "map",        "dialog",  "scroller",
};

void append_tenths(std::string& out, float value) {
    long tenths = std::lround(value * 10);
    if (tenths < 0) {
        out += '-';
        tenths = -tenths;
    }
    out += std::to_string(tenths / 10);
    if (tenths % 10 != 0) {
        out += '.';
        out += static_cast<char>('0' + tenths % 10);
    }
}

void append_member(std::string& out, const char* name, std::string_view text) {
    if (text.empty()) return;
    out += ",\"";
    out += name;
    out += "\":";
    append_json_string(out, text);
}

void append_member(std::string& out, const char* name, float value) {
    if (value == 0) return;
    out += ",\"";
    out += name;
    out += "\":";
    append_tenths(out, value);
}

void append_member(std::string& out, const char* name, std::uint32_t value) {
    if (value == 0) return;
    out += ",\"";
    out += name;
    out += "\":";
    out += std::to_string(value);
}

/// The rectangle counted from the parent's left top, as positioned elements want it. Content of a
/// part that scrolls is counted from the start of the content, so that scrolling changes nothing.
Rect local_rect(const Node& node, const Node* parent) {
    Rect rect = node.rect;
    if (parent != nullptr) {
        rect.x += parent->scroll_x - parent->rect.x;
        rect.y += parent->scroll_y - parent->rect.y;
    }
    return rect;
}

void append_node(std::string& out, const Node& node, const Node* parent) {
    const Rect rect = local_rect(node, parent);
    out += "{\"i\":";
    out += std::to_string(node.id);
    out += ",\"p\":";
    out += std::to_string(node.parent);
    out += ",\"r\":\"";
    out += kRoleNames[static_cast<std::size_t>(node.role)];
    out += "\",\"b\":[";
    append_tenths(out, rect.x);
    out += ',';
    append_tenths(out, rect.y);
    out += ',';
    append_tenths(out, rect.w);
    out += ',';
    append_tenths(out, rect.h);
    out += ']';
    append_member(out, "path", node.path);
    append_member(out, "n", node.name);
    append_member(out, "v", node.value);
    append_member(out, "d", node.hint);
    append_member(out, "o", node.options);
    append_member(out, "a", node.autocomplete);
    append_member(out, "s", node.state);
    append_member(out, "l", static_cast<std::uint32_t>(node.level));
    append_member(out, "ch", node.content_h);
    append_member(out, "cw", node.content_w);
    append_member(out, "f", node.font_px);
    append_member(out, "px", node.pad_x);
    append_member(out, "py", node.pad_y);
    append_member(out, "e", node.edit);
    if (node.content_h != 0 || node.content_w != 0) {
        append_member(out, "sy", node.scroll_y);
        append_member(out, "sx", node.scroll_x);
    }
    out += '}';
}

using Index = std::unordered_map<NodeId, const Node*>;

Index index_of(const Nodes& tree) {
    Index index;
    index.reserve(tree.size());
    for (const Node& node : tree) index.emplace(node.id, &node);
    return index;
}

const Node* look_up(const Index& index, NodeId id) {
    const auto found = index.find(id);
    return found == index.end() ? nullptr : found->second;
}

bool close(float a, float b) { return std::abs(a - b) < 0.06f; }

/// Equal for the page: everything but the place on the screen and the scroll position, which the
/// page knows itself.
bool same_for_page(const Node& a, const Node* a_parent, const Node& b, const Node* b_parent) {
    const Rect p = local_rect(a, a_parent);
    const Rect q = local_rect(b, b_parent);
    return close(p.x, q.x) && close(p.y, q.y) && close(p.w, q.w) && close(p.h, q.h) &&
           a.parent == b.parent && a.role == b.role && a.level == b.level && a.state == b.state &&
           a.path == b.path && a.name == b.name && a.value == b.value && a.hint == b.hint &&
           a.options == b.options && a.autocomplete == b.autocomplete && a.edit == b.edit &&
           close(a.content_h, b.content_h) && close(a.content_w, b.content_w) &&
           a.font_px == b.font_px && a.pad_x == b.pad_x && a.pad_y == b.pad_y;
}

}  // namespace

bool is_interactive(const Node& node) {
    if ((node.state & kStateDisabled) != 0) return false;
    switch (node.role) {
        case Role::Button:
        case Role::Link:
        case Role::Checkbox:
        case Role::Radio:
        case Role::TextField:
        case Role::Select: return true;
        case Role::ColumnHeader: return (node.state & kStateSortable) != 0;
        default: return false;
    }
}

const Node* find_node(const Nodes& tree, std::string_view path) {
    for (const Node& node : tree)
        if (node.path == path) return &node;
    return nullptr;
}

const Node* find_node(const Nodes& tree, NodeId id) {
    for (const Node& node : tree)
        if (node.id == id) return &node;
    return nullptr;
}

const Node* find_node(const Nodes& tree, Role role, std::string_view name) {
    for (const Node& node : tree)
        if (node.role == role && node.name == name) return &node;
    return nullptr;
}

NodeId hash_path(std::string_view path) {
    std::uint32_t hash = 2166136261u;
    for (const char c : path) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash == 0 ? 1 : hash;
}

std::string tree_patch(const Nodes& before, const Nodes& after) {
    const Index old_index = index_of(before);
    const Index new_index = index_of(after);
    bool same_order = before.size() == after.size();
    for (std::size_t i = 0; same_order && i < after.size(); ++i)
        same_order = before[i].id == after[i].id;

    std::string nodes;
    for (const Node& node : after) {
        const Node* old = look_up(old_index, node.id);
        const Node* parent = look_up(new_index, node.parent);
        if (old != nullptr && same_for_page(*old, look_up(old_index, old->parent), node, parent))
            continue;
        if (!nodes.empty()) nodes += ',';
        append_node(nodes, node, parent);
    }
    if (same_order && nodes.empty()) return {};
    std::string out = "{";
    if (!same_order) {
        out += "\"order\":[";
        for (std::size_t i = 0; i < after.size(); ++i) {
            if (i != 0) out += ',';
            out += std::to_string(after[i].id);
        }
        out += "],";
    }
    return out + "\"nodes\":[" + nodes + "]}";
}

std::string tree_json(const Nodes& tree) {
    std::string out = "[";
    for (const Node& node : tree) {
        if (out.size() > 1) out += ',';
        append_node(out, node, nullptr);
    }
    return out + "]";
}

}  // namespace kongdi::widgets
