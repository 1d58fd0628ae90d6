// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/rectangle.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shell/widgets/brush.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr float kLeastPx = 8;  // less was a press

}  // namespace

bool Rectangle::take(const widgets::PointerEvent& event, float x, float y) {
    using widgets::PointerPhase;
    switch (event.phase) {
        case PointerPhase::Wheel:
        case PointerPhase::Key: return false;
        case PointerPhase::Down:
            m_given_up = m_pointer != kNone;
            if (m_given_up) return true;
            m_pointer = event.pointer;
            m_from = m_to = {x, y};
            return true;
        case PointerPhase::Move:
            if (event.pointer == m_pointer) m_to = {x, y};
            return true;
        case PointerPhase::Up:
        case PointerPhase::Cancel:
            if (event.pointer != m_pointer) return true;
            m_pointer = kNone;
            m_to = {x, y};
            m_done =
                event.phase == PointerPhase::Up && !std::exchange(m_given_up, false) &&
                std::min(std::fabs(m_to.x - m_from.x), std::fabs(m_to.y - m_from.y)) >= kLeastPx;
            return true;
    }
    return false;
}

void Rectangle::draw(widgets::Rect area) {
    if (m_pointer == kNone || m_given_up) return;
    const widgets::Colour gold = widgets::palette().gold;
    const widgets::Rect rect{area.x + area.w / 2 + std::min(m_from.x, m_to.x),
                             area.y + area.h / 2 + std::min(m_from.y, m_to.y),
                             std::fabs(m_to.x - m_from.x), std::fabs(m_to.y - m_from.y)};
    widgets::fill_rect(rect, (gold & 0x00FFFFFFu) | 0x24000000u);
    widgets::stroke_rect(rect, gold, 0, 2);
}

std::optional<Rectangle::Corners> Rectangle::take_done() {
    if (!std::exchange(m_done, false)) return std::nullopt;
    return Corners{{m_from, {m_to.x, m_from.y}, m_to, {m_from.x, m_to.y}}};
}

}  // namespace kongdi::shell::desk
