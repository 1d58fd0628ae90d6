// SPDX-License-Identifier: Apache-2.0
// Names on the map. A name is drawn whole or not at all: inside the view, over no other name and
// under nothing else that is drawn.
#pragma once

#include <string_view>
#include <vector>

#include "shell/widgets/brush.hpp"

namespace kongdi::map {

/// A rectangle turned by an angle around its middle.
struct LabelBox {
    float x = 0, y = 0;  // the middle
    float half_w = 0, half_h = 0;
    float angle = 0;  // radians, clockwise
};
bool overlap(const LabelBox& a, const LabelBox& b);

struct LabelWish {
    std::string_view text;
    widgets::TextStyle style = widgets::TextStyle::Second;
    widgets::Colour colour = 0;
    float x = 0, y = 0;  // the middle
    float angle = 0;
    bool stacked = false;  // one letter under the other, all upright
    int rank = 0;          // the lower, the earlier it finds its place
    float size = 0;        // among equals: the larger first
    float apart = 0;       // the same text stands no nearer than this
    float slide = 0;       // so far up or down it may stand, where its middle is taken
};

class LabelLayer {
public:
    /// Nothing is written there.
    void keep_free(const LabelBox& box) { m_taken.push_back(box); }
    void wish(const LabelWish& wish) { m_wishes.push_back(wish); }
    /// Draws what finds room, at most `most`, with a rim of the ground's colour.
    void draw(widgets::Rect view, widgets::Colour ground, std::size_t most);
    /// What was drawn, for those who look on.
    const std::vector<LabelWish>& drawn() const { return m_drawn; }

private:
    bool is_free(const LabelWish& wish, const LabelBox& box, widgets::Rect view) const;
    bool place(LabelWish& wish, widgets::Rect view);

    std::vector<LabelBox> m_taken;
    std::vector<LabelWish> m_wishes;
    std::vector<LabelWish> m_drawn;
};

/// Is it written in squares, so that its letters can stand below each other?
bool is_han(std::string_view text);

}  // namespace kongdi::map
