// SPDX-License-Identifier: Apache-2.0
// Containers inside a page: cards, columns, scopes.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <string>
#include <vector>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/page.hpp"

namespace kongdi::widgets {

namespace {

struct OpenCard {
    Rect rect;
    Region outer;
    std::size_t node;
    bool named;
    CardShape shape;
    ImDrawListSplitter splitter;
};

struct OpenColumns {
    Region outer;
    std::vector<float> shares;
    int per_row = 1;
    int index = 0;
    float gap = 0;
    float row_bottom = 0;
};

// Containers nest, so each kind is a stack. The splitters keep their buffers between frames
// and cannot be moved, so a card inside another must not move the outer one.
std::deque<OpenCard>& cards() {
    static std::deque<OpenCard> stack;
    return stack;
}
std::size_t& open_cards() {
    static std::size_t count = 0;
    return count;
}
std::vector<OpenColumns>& columns() {
    static std::vector<OpenColumns> stack;
    return stack;
}

void place_column(OpenColumns& open) {
    Region& region = context().region;
    const int in_row = open.index % open.per_row;
    float sum = 0;
    for (const float share : open.shares) sum += share;
    const bool whole = open.per_row == static_cast<int>(open.shares.size());
    const float space = open.outer.w - open.gap * static_cast<float>(open.per_row - 1);
    float x = open.outer.x;
    float w = space / static_cast<float>(open.per_row);
    if (whole) {
        for (int i = 0; i < in_row; ++i)
            x += space * open.shares[static_cast<std::size_t>(i)] / sum + open.gap;
        w = space * open.shares[static_cast<std::size_t>(in_row)] / sum;
    } else {
        x += static_cast<float>(in_row) * (w + open.gap);
    }
    region = {x, open.outer.y, w};
}

constexpr float kPhonePx = 376;      // 360 and its frame
constexpr float kPhoneHighPx = 560;  // at least

/// A dark frame with a paper screen; the bar at the top is where one listens.
void phone_shape(Rect rect) {
    const Palette& colours = palette();
    const float edge = px(8);
    fill_rect(rect, colours.ink, px(36));
    fill_rect({rect.x + edge, rect.y + edge, rect.w - 2 * edge, rect.h - 2 * edge}, colours.paper,
              px(28));
    const float w = px(56);
    fill_rect({rect.x + (rect.w - w) / 2, rect.y + px(18), w, px(5)}, colours.line, px(3));
}

void open_columns(std::vector<float> shares, float least_px, float gap_px) {
    OpenColumns open;
    open.outer = context().region;
    open.gap = px(gap_px);
    int per_row = static_cast<int>(shares.size());
    while (per_row > 1 && (open.outer.w - open.gap * static_cast<float>(per_row - 1)) /
                                  static_cast<float>(per_row) <
                              px(least_px))
        --per_row;
    open.per_row = std::max(1, per_row);
    open.shares = std::move(shares);
    open.row_bottom = open.outer.y;
    place_column(open);
    columns().push_back(std::move(open));
}

}  // namespace

Card::Card(std::string_view id, std::string_view name, CardShape shape) {
    Context& c = context();
    if (open_cards() == cards().size()) cards().emplace_back();
    OpenCard& card = cards()[open_cards()++];
    card.outer = c.region;
    card.rect = {c.region.x, c.region.y, c.region.w, 0};
    card.shape = shape;
    if (shape == CardShape::Phone) {
        card.rect.w = std::min(c.region.w, px(kPhonePx));
        card.rect.x += (c.region.w - card.rect.w) / 2;
    }
    card.named = !name.empty();
    card.node = c.tree.size();
    Node& node = add_node(id, Role::Group, card.rect, name);
    push_parent(node.id);
    card.splitter.Split(c.list, 2);
    card.splitter.SetCurrentChannel(c.list, 1);
    const float pad = px(shape == CardShape::Phone ? 20 : 16);
    const float top = px(shape == CardShape::Phone ? 36 : 16);
    c.region = {card.rect.x + pad, card.rect.y + top, card.rect.w - 2 * pad};
}

Card::~Card() {
    Context& c = context();
    OpenCard& card = cards()[--open_cards()];
    const float gap = px(12);
    // The gap behind the last widget inside is not part of the card.
    float bottom = std::max(c.region.y - gap, card.rect.y + px(16)) + px(16);
    if (card.shape == CardShape::Phone) bottom = std::max(bottom, card.rect.y + px(kPhoneHighPx));
    card.rect.h = bottom - card.rect.y;
    c.tree[card.node].rect = card.rect;
    pop_parent();
    card.splitter.SetCurrentChannel(c.list, 0);
    if (card.shape == CardShape::Phone)
        phone_shape(card.rect);
    else
        card_shape(card.rect, false, px(16));
    card.splitter.Merge(c.list);
    c.region = {card.outer.x, bottom + gap, card.outer.w};
}

Columns::Columns(int count, float least_px, float gap_px) {
    open_columns(std::vector<float>(static_cast<std::size_t>(std::max(1, count)), 1.0f), least_px,
                 gap_px);
}

Columns::Columns(std::span<const float> weights, float least_px, float gap_px) {
    open_columns(std::vector<float>(weights.begin(), weights.end()), least_px, gap_px);
}

void Columns::next() {
    OpenColumns& open = columns().back();
    open.row_bottom = std::max(open.row_bottom, context().region.y);
    ++open.index;
    if (open.index % open.per_row == 0) open.outer.y = open.row_bottom;
    place_column(open);
}

Columns::~Columns() {
    OpenColumns& open = columns().back();
    open.row_bottom = std::max(open.row_bottom, context().region.y);
    context().region = {open.outer.x, open.row_bottom, open.outer.w};
    columns().pop_back();
}

Pinned::Pinned(std::string_view id) : m_id(id_of(id)) {
    Context& c = context();
    m_from = m_at = c.region.y;
    const float height = c.heights[m_id];
    const float top = std::min(c.clip.y + px(8), c.clip.bottom() - height);
    m_at = std::max(m_from, top);
    c.region.y = m_at;
}

Pinned::~Pinned() {
    Context& c = context();
    const float height = c.region.y - m_at;
    float& known = c.heights[m_id];
    if (std::abs(known - height) > 0.5f) {
        known = height;
        c.unsettled = true;
    }
    // Where it stands adds nothing to the length of the page.
    c.region.y = m_from + height;
}

Scope::Scope(std::string_view id) {
    Context& c = context();
    c.path_marks.push_back(c.path.size());
    c.path += id;
    c.path += '/';
}

Scope::~Scope() {
    Context& c = context();
    c.path.resize(c.path_marks.back());
    c.path_marks.pop_back();
}

void space(float css_px) { context().region.y += px(css_px); }

void divider() {
    const Rect rect = take_rect(1, px(12));
    fill_rect(rect, palette().line);
}

float available_width() { return context().region.w; }
bool is_wide() { return context().wide; }

}  // namespace kongdi::widgets
