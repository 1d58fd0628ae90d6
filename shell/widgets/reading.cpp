// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/reading.hpp"

#include "shell/widgets/buttons.hpp"
#include "shell/widgets/context.hpp"

namespace kongdi::widgets {

namespace {

constexpr std::string_view kButton = "read-aloud";

bool is_read(const Node& node) {
    switch (node.role) {
        case Role::Heading:
        case Role::Paragraph:
        case Role::Button:
        case Role::Link:
        case Role::Checkbox:
        case Role::Radio:
        case Role::TextField:
        case Role::Select:
        case Role::Image:
        case Role::ListItem:
        case Role::Progress:
        case Role::Status:
        case Role::Alert: return !node.path.ends_with(kButton);
        default: return false;
    }
}

/// Is `node` the root or somewhere below it?
bool is_within(const Nodes& tree, const Node* node, NodeId root) {
    for (; node != nullptr; node = find_node(tree, node->parent))
        if (node->id == root) return true;
    return false;
}

void append_part(std::string& out, std::string_view part) {
    if (part.empty()) return;
    if (!out.empty() && !out.ends_with('\n')) out += ", ";
    out += part;
}

}  // namespace

void set_reader(const Reader& reader) {
    context().reader = reader;
    context().reader_pressed = false;
}

const Reader& reader() { return context().reader; }

void reader_button() {
    Context& c = context();
    if (c.reader.label.empty()) return;
    const std::string_view label = c.reader.speaking ? c.reader.stop_label : c.reader.label;
    if (secondary_button(kButton, label, c.reader.speaking ? Icon::Close : Icon::Speaker))
        c.reader_pressed = true;
}

bool take_reader_press() {
    const bool pressed = context().reader_pressed;
    context().reader_pressed = false;
    return pressed;
}

std::string readable_text(const Nodes& tree) {
    const Node* dialog = nullptr;
    for (const Node& node : tree)
        if (node.role == Role::Dialog) dialog = &node;
    std::string out;
    for (const Node& node : tree) {
        if (!is_read(node)) continue;
        bool wanted = dialog != nullptr && is_within(tree, &node, dialog->id);
        for (const Node& root : tree)
            if (dialog == nullptr && (root.role == Role::Main || root.role == Role::Footer))
                wanted = wanted || is_within(tree, &node, root.id);
        if (!wanted || node.name.empty()) continue;
        if (!out.empty()) out += '\n';
        append_part(out, node.name);
        if (node.role == Role::TextField) append_part(out, node.value);
        append_part(out, node.hint);
    }
    return out;
}

}  // namespace kongdi::widgets
