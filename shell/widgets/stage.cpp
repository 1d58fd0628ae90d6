// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/stage.hpp"

#include <algorithm>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/canvas.hpp"
#include "shell/widgets/context.hpp"

namespace kongdi::widgets {

Context& context() {
    static Context the_context;
    return the_context;
}

std::string path_of(std::string_view id) {
    std::string path = context().path;
    path += id;
    return path;
}

NodeId id_of(std::string_view id) { return hash_path(path_of(id)); }

Node& add_node(std::string_view id, Role role, Rect rect, std::string_view name) {
    Context& c = context();
    std::string path = path_of(id);
    while (find_node(c.tree, hash_path(path)) != nullptr) path += '+';
    Node& node = c.tree.emplace_back();
    node.id = hash_path(path);
    node.path = std::move(path);
    node.parent = c.parents.empty() ? 0 : c.parents.back();
    node.role = role;
    node.rect = rect;
    node.name = name;
    return node;
}

Node& add_text_node(Role role, Rect rect, std::string_view name) {
    // Named after what it says, so that a line more above does not rename all lines below.
    std::string id = "_";
    id += std::to_string(hash_path(name));
    return add_node(id, role, rect, name);
}

void push_parent(NodeId id) { context().parents.push_back(id); }
void pop_parent() { context().parents.pop_back(); }

bool take_activation(NodeId id) {
    auto& list = context().input.activated;
    const auto found = std::find(list.begin(), list.end(), id);
    if (found == list.end()) return false;
    list.erase(found);
    return true;
}

int take_choice(NodeId id) {
    auto& list = context().input.chosen;
    for (auto it = list.begin(); it != list.end(); ++it) {
        if (it->first != id) continue;
        const int index = it->second;
        list.erase(it);
        return index;
    }
    return -1;
}

void want_frame_in(double ms) {
    Context& c = context();
    const double at = c.now_ms + ms;
    if (c.next_ms < 0 || at < c.next_ms) c.next_ms = at;
}

Scroll& scroll_of(NodeId id) { return context().scrolls[id]; }

void start_stage(const LetterMaker& maker) {
    Context& c = context();
    c = Context{};
    set_letter_maker(maker);
    const Fonts fonts = open_canvas(maker.loader);
    c.regular = fonts.regular;
    c.bold = fonts.bold;
    c.started = true;
}

void end_stage() {
    context() = Context{};
    close_canvas();
}

void set_viewport(const Viewport& next) { context().viewport = next; }
const Viewport& viewport() { return context().viewport; }

void activate(NodeId id) {
    const Nodes& tree = context().finished;
    auto& waiting = context().incoming.activated;
    // Arrow keys may pass over several radios within a frame; the one they end on counts.
    const Node* radio = find_node(tree, id);
    if (radio != nullptr && radio->role == Role::Radio)
        std::erase_if(waiting, [&tree, radio](NodeId other) {
            const Node* node = find_node(tree, other);
            return node != nullptr && node->role == Role::Radio && node->parent == radio->parent;
        });
    waiting.push_back(id);
}
void choose(NodeId id, int index) {
    auto& chosen = context().incoming.chosen;
    // Arrow keys may choose twice within a frame; the last one counts.
    for (auto& waiting : chosen)
        if (waiting.first == id) {
            waiting.second = index;
            return;
        }
    chosen.emplace_back(id, index);
}

void edit(NodeId id, FieldChange change, std::uint32_t number) {
    auto& edits = context().incoming.edits;
    // Only the last whole text of a field counts; a commit stays a commit.
    for (Edit& waiting : edits) {
        if (waiting.id != id) continue;
        change.committed = change.committed || waiting.change.committed;
        waiting.change = std::move(change);
        waiting.number = number;
        return;
    }
    edits.push_back({id, std::move(change), number});
}

void set_focus(NodeId id, bool visible) {
    context().focus = id;
    context().focus_visible = visible;
}
void set_editing(NodeId id) { context().editing = id; }
void set_hover(NodeId id) { context().hover = id; }
void set_press(NodeId id) { context().press = id; }

void set_scroll(NodeId id, float x, float y) {
    Scroll& scroll = scroll_of(id);
    scroll.x = x;
    scroll.y = y;
}

void set_pull(NodeId id, float y) { scroll_of(id).pull = context().theme.calm ? 0 : snap(y); }

void pointer(const PointerEvent& event) { context().incoming.pointers.push_back(event); }

bool tap(float x, float y) {
    const Nodes& tree = context().finished;
    for (auto node = tree.rbegin(); node != tree.rend(); ++node) {
        if (!is_interactive(*node) || !node->rect.contains(x, y)) continue;
        // What a scrolling part cut off cannot be touched.
        bool hidden = false;
        for (const Node* up = find_node(tree, node->parent); up != nullptr && !hidden;
             up = find_node(tree, up->parent))
            hidden =
                (up->role == Role::Main || up->role == Role::Scroller) && !up->rect.contains(x, y);
        if (hidden) continue;
        activate(node->id);
        return true;
    }
    return false;
}

bool has_input() {
    const Input& input = context().incoming;
    if (!input.activated.empty() || !input.chosen.empty() || !input.edits.empty()) return true;
    // Whoever takes a moving finger draws with it at once.
    return std::any_of(input.pointers.begin(), input.pointers.end(), [](const PointerEvent& event) {
        return event.phase != PointerPhase::Move && event.phase != PointerPhase::Wheel;
    });
}

void forget_presses() { context().incoming.activated.clear(); }

namespace {

/// Presses are taken one by one, after what was typed and chosen before: each finds the screen as
/// the one before left it, and two of the same button within a slow frame are two.
void take_input(Context& c) {
    Input waiting;
    std::swap(waiting, c.incoming);
    const bool typed = !waiting.edits.empty() || !waiting.chosen.empty();
    auto& presses = waiting.activated;
    const auto taken = presses.begin() + (typed || presses.empty() ? 0 : 1);
    c.incoming.activated.assign(taken, presses.end());
    presses.erase(taken, presses.end());
    c.input = std::move(waiting);
}

}  // namespace

void begin_frame(double now) {
    Context& c = context();
    if (now > c.now_ms) c.frame_before_ms = c.now_ms;  // not when one frame is drawn twice
    c.now_ms = now;
    c.next_ms = -1;
    c.unsettled = false;
    c.notice.clear();
    if (!(c.theme == c.next_theme)) c.theme = c.next_theme;
    take_input(c);
    c.tree.clear();
    c.path.clear();
    c.path_marks.clear();
    c.parents.clear();
    c.in_dialog = false;
    c.titled = false;
    c.wide = c.viewport.width >= 900;
    c.clip = {0, 0, c.viewport.width, c.viewport.height};
    c.region = {0, 0, c.viewport.width};

    begin_letters();
    begin_canvas(c.viewport.width, c.viewport.height, c.viewport.density);
    c.list = low_list();
    fill_rect({0, 0, c.viewport.width, c.viewport.height}, palette().paper);
}

const Nodes& end_frame() {
    Context& c = context();
    end_canvas();
    // A press on something that is gone is forgotten.
    c.input = {};
    std::swap(c.finished, c.tree);
    return c.finished;
}

const Nodes& last_tree() { return context().finished; }

bool is_settled() { return !context().unsettled; }

double next_frame_in_ms() {
    const Context& c = context();
    return c.next_ms < 0 ? -1 : std::max(0.0, c.next_ms - c.now_ms);
}

double now_ms() { return context().now_ms; }

std::vector<std::string> take_announcements() { return std::move(context().announcements); }

}  // namespace kongdi::widgets
