// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/covering.hpp"

#include <algorithm>
#include <string>

#include "shell/widgets/brush.hpp"

namespace kongdi::widgets {

namespace {

constexpr int kMostFields = 8;
constexpr float kMostOfWindow = 0.5f;
constexpr float kUsualAspect = 0.75f;  // of a photo of which nothing is known yet

int fields_along(float length) {
    return std::clamp(static_cast<int>(length / least_target()), 1, kMostFields);
}

/// Height by width.
float aspect_of(std::string_view name, int width, int height) {
    if (const Picture* known = width == 0 ? picture_of(name) : nullptr) {
        width = known->width;
        height = known->height;
    }
    if (width <= 0 || height <= 0) return kUsualAspect;
    return static_cast<float>(height) / static_cast<float>(width);
}

void draw_whole(std::string_view name, Rect rect) {
    fill_rect(rect, palette().neutral_tint);
    const Picture* known = picture_of(name);
    if (known == nullptr || known->texture == 0 || !is_visible(rect)) return;
    context().list->AddImage(ImTextureRef(static_cast<ImTextureID>(known->texture)),
                             ImVec2(snap(rect.x), snap(rect.y)),
                             ImVec2(snap(rect.right()), snap(rect.bottom())));
}

}  // namespace

CoverGrid::CoverGrid(std::string_view id, std::string_view label, std::string_view picture,
                     int width, int height, int columns, int rows, std::uint64_t covered) {
    Context& c = context();
    const float aspect = aspect_of(picture, width, height);
    const float h = std::min(c.region.w * aspect, c.viewport.height * kMostOfWindow);
    const Rect room = take_rect(h, px(12));
    m_whole = {room.x + (room.w - h / aspect) / 2, room.y, h / aspect, h};
    draw_whole(picture, m_whole);
    m_columns = fields_along(m_whole.w);
    m_rows = fields_along(m_whole.h);
    if (m_columns == columns && m_rows == rows) m_covered = covered;
    push_parent(add_node(id, Role::Group, m_whole, label).id);
}

CoverGrid::~CoverGrid() { pop_parent(); }

void CoverGrid::field(std::string_view name) {
    const float w = m_whole.w / static_cast<float>(m_columns);
    const float h = m_whole.h / static_cast<float>(m_rows);
    const Rect rect{m_whole.x + w * static_cast<float>(column() - 1),
                    m_whole.y + h * static_cast<float>(row() - 1), w, h};
    const bool covered = (m_covered >> m_cell & 1U) != 0;
    Node& node = add_node("field" + std::to_string(m_cell), Role::Checkbox, rect, name);
    if (covered) node.state |= kStateChecked;
    const NodeId id = node.id;
    if (covered) fill_rect(rect, palette().ink);
    // Seen on any picture: a light line beside a dark one.
    stroke_rect(rect, palette().card, 0);
    stroke_rect({rect.x + 1, rect.y + 1, rect.w - 2, rect.h - 2}, palette().ink_second, 0);
    press_shade(id, rect, 0);
    focus_ring(id, rect, 0);
    if (take_activation(id)) m_pressed = CoverCell{m_columns, m_rows, m_cell};
}

}  // namespace kongdi::widgets
