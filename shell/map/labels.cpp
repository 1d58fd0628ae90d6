// SPDX-License-Identifier: Apache-2.0
#include "shell/map/labels.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "core/base/text.hpp"

namespace kongdi::map {

namespace {

using namespace widgets;

constexpr float kGapPx = 3;  // between two names

struct Half {
    float along, across;
};

Half half_size(const LabelWish& wish) {
    const float width = text_width(wish.text, wish.style) / 2;
    const float height = line_px(wish.style) / 2;
    if (!wish.stacked) return {width, height};
    const auto letters = static_cast<float>(code_point_count(wish.text));
    return {text_px(wish.style) / 2 + 1, letters * text_px(wish.style) * 1.1f / 2};
}

/// Half of how far a box reaches along an axis.
float reach(const LabelBox& box, float axis_x, float axis_y) {
    if (box.angle == 0) return std::fabs(axis_x) * box.half_w + std::fabs(axis_y) * box.half_h;
    const float c = std::cos(box.angle);
    const float s = std::sin(box.angle);
    return std::fabs(c * axis_x + s * axis_y) * box.half_w +
           std::fabs(c * axis_y - s * axis_x) * box.half_h;
}

bool apart_along(const LabelBox& a, const LabelBox& b, float angle) {
    const float x = std::cos(angle);
    const float y = std::sin(angle);
    const float between = std::fabs((b.x - a.x) * x + (b.y - a.y) * y);
    return between >= reach(a, x, y) + reach(b, x, y);
}

void draw_letters(const LabelWish& wish, float dx, float dy, Colour colour) {
    if (wish.stacked) {
        const float step = text_px(wish.style) * 1.1f;
        std::string_view rest = wish.text;
        float y = wish.y - step * static_cast<float>(code_point_count(rest)) / 2;
        while (!rest.empty()) {
            const std::string_view letter = first_code_points(rest, 1);
            draw_line(letter, wish.style, wish.x - text_width(letter, wish.style) / 2 + dx,
                      y + step / 2 - line_px(wish.style) / 2 + dy, colour);
            rest.remove_prefix(letter.size());
            y += step;
        }
    } else if (wish.angle != 0) {
        draw_turned_line(wish.text, wish.style, wish.x + dx, wish.y + dy, wish.angle, colour);
    } else {
        draw_line(wish.text, wish.style, wish.x - text_width(wish.text, wish.style) / 2 + dx,
                  wish.y - line_px(wish.style) / 2 + dy, colour);
    }
}

/// The letters in four places around their own. Finding them is most of the work, so they are drawn
/// once and their corners copied.
void draw_rim(const LabelWish& wish, Colour colour) {
    constexpr std::array<std::array<float, 2>, 3> kOthers{{{2, 0}, {0, 2}, {2, 2}}};
    ImDrawList* list = context().list;
    const unsigned base = list->_VtxCurrentIdx;
    const int first_corner = list->VtxBuffer.Size;
    const int first_index = list->IdxBuffer.Size;
    draw_letters(wish, -1, -1, colour);
    const int corners = list->VtxBuffer.Size - first_corner;
    const int indices = list->IdxBuffer.Size - first_index;
    // Indices began anew on the way: a rare name that has a thinner rim in this picture.
    if (list->_VtxCurrentIdx != base + static_cast<unsigned>(corners)) return;
    for (const auto& [dx, dy] : kOthers) {
        list->PrimReserve(indices, corners);
        const unsigned shift = list->_VtxCurrentIdx - base;
        for (int i = 0; i < corners; ++i) {
            ImDrawVert corner = list->VtxBuffer[first_corner + i];
            corner.pos.x += dx;
            corner.pos.y += dy;
            *list->_VtxWritePtr++ = corner;
        }
        for (int i = 0; i < indices; ++i)
            *list->_IdxWritePtr++ =
                static_cast<ImDrawIdx>(list->IdxBuffer[first_index + i] + shift);
        list->_VtxCurrentIdx += static_cast<unsigned>(corners);
    }
}

}  // namespace

bool overlap(const LabelBox& a, const LabelBox& b) {
    constexpr float kQuarter = 1.57079633f;
    // Of hundreds of boxes nearly all are far apart or straight: no sine is wanted for them.
    const float dx = std::fabs(b.x - a.x);
    const float dy = std::fabs(b.y - a.y);
    if (std::max(dx, dy) >= a.half_w + a.half_h + b.half_w + b.half_h) return false;
    if (a.angle == 0 && b.angle == 0) return dx < a.half_w + b.half_w && dy < a.half_h + b.half_h;
    for (const float angle : {a.angle, a.angle + kQuarter, b.angle, b.angle + kQuarter})
        if (apart_along(a, b, angle)) return false;
    return true;
}

bool is_han(std::string_view text) {
    while (!text.empty()) {
        const char32_t code = take_code_point(text);
        const bool han = (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
                         code >= 0x20000;
        if (!han && !(code >= U'0' && code <= U'9')) return false;
    }
    return true;
}

bool LabelLayer::is_free(const LabelWish& wish, const LabelBox& box, Rect view) const {
    const float w = reach(box, 1, 0);
    const float h = reach(box, 0, 1);
    if (wish.x - w < view.x || wish.x + w > view.right() || wish.y - h < view.y ||
        wish.y + h > view.bottom())
        return false;
    if (std::any_of(m_taken.begin(), m_taken.end(),
                    [&](const LabelBox& other) { return overlap(box, other); }))
        return false;
    return std::none_of(m_drawn.begin(), m_drawn.end(), [&](const auto& other) {
        return other.text == wish.text &&
               std::hypot(other.x - wish.x, other.y - wish.y) < wish.apart;
    });
}

/// Where it is wished, or as near above or below as it may slide.
bool LabelLayer::place(LabelWish& wish, Rect view) {
    const auto [along, across] = half_size(wish);
    const float step = line_px(wish.style);
    const float middle = wish.y;
    for (const float lines : {0.0f, -1.0f, 1.0f, -2.0f, 2.0f, -3.0f, 3.0f}) {
        if (std::fabs(lines) * step > wish.slide) break;
        wish.y = middle + lines * step;
        const LabelBox box{wish.x, wish.y, along + kGapPx, across, wish.angle};
        if (!is_free(wish, box, view)) continue;
        m_taken.push_back(box);
        return true;
    }
    return false;
}

void LabelLayer::draw(Rect view, Colour ground, std::size_t most) {
    std::sort(m_wishes.begin(), m_wishes.end(), [](const auto& a, const auto& b) {
        return std::tie(a.rank, b.size, a.text, a.y, a.x) <
               std::tie(b.rank, a.size, b.text, b.y, b.x);
    });
    for (LabelWish& wish : m_wishes) {
        if (m_drawn.size() >= most) break;
        if (!place(wish, view)) continue;
        m_drawn.push_back(wish);
    }
    const Colour rim = (ground & 0x00FFFFFFu) | 0xD0000000u;
    for (const LabelWish& wish : m_drawn) draw_rim(wish, rim);
    for (const LabelWish& wish : m_drawn) draw_letters(wish, 0, 0, wish.colour);
}

}  // namespace kongdi::map
