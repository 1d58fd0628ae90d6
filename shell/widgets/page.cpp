// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/page.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/reading.hpp"
#include "shell/widgets/side.hpp"

namespace kongdi::widgets {

namespace {

constexpr float kColumnPx = 640;  // the widest column of text
constexpr float kSidePx = 220;    // side navigation
constexpr float kSideTopPx = 20;  // above its first line
constexpr float kMarginPx = 16;
constexpr std::string_view kMenu = "menu";
constexpr float kMostFoot = 1.0f / 3;  // of the window's height

// What the destructor and the footer need to know of the page being drawn.
struct OpenPage {
    std::size_t main_node = 0;
    Rect body;
    Rect frame;  // the part of the window right of the navigation
    float start_y = 0;
    bool has_footer = false;
    bool footer_flows = false;  // it stands at the end of the body
    float footer_y = 0;
    std::size_t footer_node = 0;
    bool body_closed = false;
    bool wide = false;
    NodeId id = 0;
};
OpenPage open_page;

float margin_of(float width, bool wide) {
    const float margin = px(wide && context().wide ? 28 : kMarginPx);
    if (wide) return margin;
    return std::max(margin, (width - px(kColumnPx)) / 2);
}

/// A word to press in header or navigation; returns whether it was.
bool action_word(const PageAction& action, Rect rect, float text_x, TextStyle style,
                 Colour colour) {
    Node& node = add_node(action.id, Role::Button, rect, action.label);
    if (action.current) node.state |= kStateCurrent;
    const NodeId id = node.id;
    press_shade(id, rect, px(10));
    float x = text_x;
    if (action.icon != Icon::None) {
        const float size = text_px(style) * 1.25f;
        draw_icon(action.icon, x, rect.y + (rect.h - size) / 2, size, colour);
        x += size + px(6);
    }
    // One line, unless the word alone is wider than the page.
    const TextBlock block = layout_text(action.label, style, std::max(px(24), rect.right() - x));
    draw_block(action.label, block, style, x, rect.y + (rect.h - block.height) / 2, block.width,
               colour);
    focus_ring(id, rect, px(10));
    return take_activation(id);
}

float action_width(const PageAction& action, TextStyle style) {
    const float icon = action.icon == Icon::None ? 0 : text_px(style) * 1.25f + px(6);
    return text_width(action.label, style) + icon;
}

/// What page_notice() was given. Returns its height.
float draw_notice(Rect area) {
    const std::string& words = context().notice;
    const ToneColours colours = tone_colours(Tone::Waiting);
    const TextBlock block = layout_text(words, TextStyle::SecondBold, area.w - px(24));
    area.h = block.height + px(8);
    add_node("notice", Role::Status, area, words);
    fill_rect(area, colours.ground, px(10));
    draw_block(words, block, TextStyle::SecondBold, area.x + px(12), area.y + px(4), block.width,
               colours.ink);
    return area.h + px(8);
}

/// The line at the top. Returns its height. `words` stand at its right end, with `menu` as the last
/// of them where the navigation has no side of its own.
float draw_header(const PageOptions& options, std::span<const PageAction> words, bool menu,
                  Rect frame, bool& back, std::string_view& pressed) {
    const Palette& colours = palette();
    const float margin = margin_of(frame.w, options.wide);
    const float left = frame.x + margin;
    const float right = frame.right() - margin;
    const float finger = least_target();
    const float row = std::max(finger + px(8), line_px(TextStyle::Header) + px(12));
    const float top = frame.y + context().viewport.safe.top;

    Node& banner = add_node("header", Role::Banner, {frame.x, frame.y, frame.w, 0}, {});
    const std::size_t banner_at = context().tree.size() - 1;
    push_parent(banner.id);

    // From the right: step counter, words to press.
    float x = right;
    if (options.steps > 0) {
        std::string count = std::to_string(options.step);
        count += " / ";
        count += std::to_string(options.steps);
        x -= text_width(count, TextStyle::Second);
        draw_line(count, TextStyle::Second, x, top + (row - line_px(TextStyle::Second)) / 2,
                  colours.ink_second);
        x -= px(12);
    }
    float actions_width = 0;
    for (const PageAction& action : words)
        actions_width += std::max(finger, action_width(action, TextStyle::Second) + px(16));
    float action_x = x - actions_width + (options.steps > 0 ? 0 : px(8));
    // Large letters leave no room beside the title: the words get a line of their own.
    const bool stacked = actions_width > 0 &&
                         std::min(x, action_x) - left < px(options.back_label.empty() ? 96 : 128);
    if (!stacked) x = std::min(x, action_x);

    // From the left: the way back and the title, which may take several lines.
    float title_x = left;
    const float back_size = text_px(TextStyle::Header) * 1.1f;
    if (!options.back_label.empty()) title_x = left - px(16) + finger;
    const TextBlock title = layout_text(options.title, TextStyle::Header, x - title_x - px(8));
    const float height = std::max(row, title.height + px(16));
    const float title_y = top + (height - title.height) / 2;
    if (!options.back_label.empty()) {
        const Rect area{left - px(16), top + (height - finger) / 2, finger, finger};
        Node& node = add_node("back", Role::Button, area, options.back_label);
        const NodeId id = node.id;
        press_shade(id, area, px(12));
        draw_icon(Icon::Back, left - back_size * 0.28f, top + (height - back_size) / 2, back_size,
                  colours.ink);
        focus_ring(id, area, px(12));
        back = take_activation(id);
    }
    Node& heading = add_node("heading", Role::Heading,
                             {title_x, title_y, title.width, title.height}, options.title);
    heading.level = 1;
    const NodeId heading_id = heading.id;
    draw_block(options.title, title, TextStyle::Header, title_x, title_y, x - title_x, colours.ink);
    // Who comes to a new page by keyboard stands here first.
    focus_ring(heading_id, {title_x - px(6), title_y, title.width + px(12), title.height}, px(8));
    if (stacked) action_x = left;
    float action_y = stacked ? top + height : top + (height - finger) / 2;
    for (const PageAction& action : words) {
        const float w = std::max(finger, action_width(action, TextStyle::Second) + px(16));
        if (stacked && action_x > left && action_x + w > right) {
            action_x = left;
            action_y += finger + px(4);
        }
        const Rect area{action_x, action_y, w, finger};
        const float inner = action_width(action, TextStyle::Second);
        const bool navigates = menu && &action == &words.back();
        if (navigates) push_parent(add_node("navigation", Role::Navigation, area, action.label).id);
        if (action_word(action, area, action_x + (w - inner) / 2, TextStyle::Second,
                        action.current ? colours.jade : colours.ink_second))
            pressed = action.id;
        if (navigates) pop_parent();
        action_x += w;
    }

    float bottom = stacked ? action_y + finger + px(4) : top + height;
    if (options.steps > 0) {
        const Rect bars{left, bottom, right - left, px(6)};
        const float gap = options.steps > 12 ? px(3) : px(6);
        const float w = (bars.w - gap * static_cast<float>(options.steps - 1)) /
                        static_cast<float>(options.steps);
        for (int i = 0; i < options.steps; ++i)
            fill_rect({bars.x + static_cast<float>(i) * (w + gap), bars.y, w, bars.h},
                      i < options.step ? colours.jade : colours.track, px(3));
        Node& node = add_node("steps", Role::Progress, bars, options.step_label);
        node.value = std::to_string(100 * options.step / options.steps);
        bottom += px(6) + px(12);
    }
    if (!context().notice.empty()) bottom += draw_notice({left, bottom, right - left, 0});
    pop_parent();
    context().tree[banner_at].rect.h = bottom - frame.y;
    return bottom - frame.y;
}

void draw_side(const PageOptions& options, std::string_view& pressed) {
    const Palette& colours = palette();
    const float width = px(kSidePx);
    const Rect side{0, 0, width, context().viewport.height};
    fill_rect(side, colours.card);
    fill_rect({width - 1, 0, 1, side.h}, colours.line);
    Node& node = add_node("navigation", Role::Navigation, side, options.navigation_label);
    push_parent(node.id);
    float y = px(kSideTopPx) + context().viewport.safe.top;
    for (const PageAction& action : options.navigation) {
        const Rect area{px(8), y, width - px(16), least_target()};
        if (action.current) fill_rect(area, colours.jade_tint, px(10));
        if (action_word(action, area, px(20),
                        action.current ? TextStyle::SecondBold : TextStyle::Second,
                        action.current ? colours.jade : colours.ink))
            pressed = action.id;
        y += area.h + px(2);
    }
    pop_parent();
}

void close_body() {
    Context& c = context();
    OpenPage& page = open_page;
    if (page.body_closed) return;
    page.body_closed = true;
    pop_clip();
    Scroll& scroll = scroll_of(c.main);
    scroll.content_h = c.region.y + px(12) - page.start_y;
    scroll.content_w = page.body.w;
    const float most = std::max(0.0f, scroll.content_h - page.body.h);
    if (scroll.y > most) {
        scroll.y = most;
        ++scroll.commands;
        c.unsettled = true;
    }
    Node& node = c.tree[page.main_node];
    node.content_h = std::max(scroll.content_h, page.body.h);
    node.content_w = page.body.w;
    node.edit = scroll.commands;
    node.scroll_y = scroll.y - scroll.pull;
    pop_parent();
    c.clip = {0, 0, c.viewport.width, c.viewport.height};
    // Where there is more, a thin bar says how much.
    if (most > 1) {
        const float track = page.body.h - px(8);
        const float length = std::max(px(32), track * page.body.h / scroll.content_h);
        const float y = page.body.y + px(4) + (track - length) * scroll.y / most;
        fill_rect({page.body.right() - px(6), y, px(3), length},
                  (palette().ink & 0x00FFFFFFu) | 0x40000000u, px(1.5f));
    }
}

}  // namespace

bool has_side(std::size_t lines) {
    const Context& c = context();
    const float line = least_target() + px(2);
    return c.wide && px(kSideTopPx) + c.viewport.safe.top + static_cast<float>(lines) * line <=
                         c.viewport.height;
}

std::string_view menu_lines(std::string_view label, std::span<const PageAction> lines) {
    constexpr float kLeastPx = 130;
    std::string_view pressed;
    Context& c = context();
    const Rect area{c.region.x, c.region.y, c.region.w, 0};
    push_parent(add_node("navigation", Role::Navigation, area, label).id);
    const std::size_t at = c.tree.size() - 1;
    {
        Columns columns(2, kLeastPx, 8);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i > 0) columns.next();
            const PageAction& line = lines[i];
            const TextStyle style = line.current ? TextStyle::SecondBold : TextStyle::Second;
            const float icon = line.icon == Icon::None ? 0 : text_px(style) * 1.25f + px(6);
            const float text_h = layout_text(line.label, style, c.region.w - px(12) - icon).height;
            const Rect rect = take_rect(std::max(least_target(), text_h + px(16)), px(4));
            if (line.current) fill_rect(rect, palette().jade_tint, px(10));
            if (action_word(line, rect, rect.x + px(12), style,
                            line.current ? palette().jade : palette().ink))
                pressed = line.id;
        }
    }
    c.tree[at].rect.h = c.region.y - area.y;
    pop_parent();
    return pressed;
}

void page_notice(std::string_view text) { context().notice = text; }

Page::Page(const PageOptions& options) {
    Context& c = context();
    c.path_marks.push_back(c.path.size());
    c.path += options.id;
    c.path += '/';
    open_page = OpenPage{};
    OpenPage& page = open_page;
    page.id = hash_path(c.path);
    page.wide = options.wide;
    page.frame = {0, 0, c.viewport.width, c.viewport.height};

    const bool side = !options.navigation.empty() && has_side(options.navigation.size());
    if (side) {
        draw_side(options, m_pressed);
        page.frame.x = px(kSidePx);
        page.frame.w -= page.frame.x;
    }
    // Where there is no side, the navigation is one word in the header, which opens a menu.
    const bool menu = !side && !options.navigation.empty();
    std::vector<PageAction> words(options.actions.begin(), options.actions.end());
    if (menu) words.push_back({kMenu, options.navigation_label, Icon::List});
    const float top = draw_header(options, words, menu, page.frame, m_back, m_pressed);

    // Large letters on a small phone: a foot that took a third of it would hide what it is about.
    const float known = c.heights[page.id];
    page.footer_flows = known > c.viewport.height * kMostFoot;
    const float footer = page.footer_flows ? 0 : known;
    page.body = {page.frame.x, top, page.frame.w,
                 std::max(px(80), c.viewport.height - top - footer)};
    Node& main = add_node("main", Role::Main, page.body, options.title);
    page.main_node = c.tree.size() - 1;
    c.main = main.id;
    Scroll& scroll = scroll_of(c.main);
    if (c.page != options.id || c.scroll_to_top) {
        c.page = options.id;
        c.scroll_to_top = false;
        scroll.y = 0;
        ++scroll.commands;
    }
    scroll.y = snap(scroll.y);
    // The pull moves only the picture: elements keep their place in the content.
    main.scroll_y = scroll.y - scroll.pull;
    push_parent(main.id);
    push_clip(page.body);
    c.clip = page.body;
    const float margin = margin_of(page.frame.w, options.wide);
    page.start_y = page.body.y - scroll.y + scroll.pull;
    c.region = {page.frame.x + margin, page.start_y + px(4), page.frame.w - 2 * margin};
    if (!options.reader_below) reader_button();
}

Page::~Page() {
    Context& c = context();
    close_body();
    if (!open_page.has_footer && c.heights[open_page.id] != 0) {
        c.heights[open_page.id] = 0;
        c.unsettled = true;
    }
    c.path.resize(c.path_marks.back());
    c.path_marks.pop_back();
}

Footer::Footer() {
    Context& c = context();
    OpenPage& page = open_page;
    page.has_footer = true;
    if (page.footer_flows) {
        page.footer_y = c.region.y;
        const Rect rect{c.region.x, c.region.y, c.region.w, 0};
        push_parent(add_node("footer", Role::Footer, rect, {}).id);
        page.footer_node = c.tree.size() - 1;
        c.region.y += px(12);
        return;
    }
    close_body();
    const float height = c.heights[page.id];
    const Rect rect{page.frame.x, c.viewport.height - height, page.frame.w, height};
    Node& node = add_node("footer", Role::Footer, rect, {});
    push_parent(node.id);
    fill_rect({rect.x, rect.y, rect.w, 1}, palette().line);
    const float margin = margin_of(page.frame.w, page.wide);
    c.region = {rect.x + margin, rect.y + px(12), rect.w - 2 * margin};
}

Footer::~Footer() {
    Context& c = context();
    pop_parent();
    const bool flows = open_page.footer_flows;
    const float top = flows ? open_page.footer_y : c.viewport.height - c.heights[open_page.id];
    if (flows) c.tree[open_page.footer_node].rect.h = c.region.y - top;
    const float height = std::round(c.region.y - top + px(4) + c.viewport.safe.bottom);
    float& known = c.heights[open_page.id];
    if (std::abs(known - height) > 0.5f) {
        known = height;
        c.unsettled = true;
    }
}

void scroll_here() {
    Context& c = context();
    Scroll& scroll = scroll_of(c.main);
    scroll.y = std::max(0.0f, c.region.y - open_page.start_y - px(8));
    ++scroll.commands;
    c.unsettled = true;
}

void scroll_to_top() { context().scroll_to_top = true; }

}  // namespace kongdi::widgets
