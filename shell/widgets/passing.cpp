// SPDX-License-Identifier: Apache-2.0
// What comes and goes: progress, messages, dialogs, pictures still loading.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "shell/widgets/brush.hpp"
#include "shell/widgets/buttons.hpp"
#include "shell/widgets/page.hpp"
#include "shell/widgets/words.hpp"

namespace kongdi::widgets {

namespace {

constexpr double kPatienceMs = 300;  // shorter waits show nothing
constexpr double kToastMs = 5000;

struct OpenDialog {
    Region outer;
    Rect clip;
    ImDrawList* list = nullptr;
    Rect box;
    std::size_t node = 0;
    NodeId id = 0;
};
OpenDialog open_dialog;

double first_seen(NodeId id) {
    Context& c = context();
    const auto found = c.since_ms.find(id);
    if (found != c.since_ms.end()) return found->second;
    c.since_ms.emplace(id, c.now_ms);
    return c.now_ms;
}

}  // namespace

bool progress(std::string_view id, std::string_view label, float fraction,
              std::string_view cancel_label) {
    Context& c = context();
    const double since = first_seen(id_of(id));
    const double waited = c.now_ms - since;
    if (waited < kPatienceMs) {
        want_frame_in(kPatienceMs - waited);
        return false;
    }
    const Palette& colours = palette();
    Region& region = c.region;
    const float size = px(28);
    const TextBlock block = layout_text(label, TextStyle::Body, region.w - size - px(12));
    const float height = std::max(size, block.height);
    const Rect rect{region.x, region.y, region.w, height + (fraction >= 0 ? px(14) : 0)};
    Node& node = add_node(id, Role::Progress, rect, label);
    node.state |= kStateBusy;
    if (fraction >= 0) node.value = std::to_string(std::lround(fraction * 100));
    const ImVec2 centre(rect.x + size / 2, rect.y + height / 2);
    const float r = size / 2 - px(3);
    c.list->AddCircle(centre, r, colours.track, 0, px(3));
    const float start =
        c.theme.calm ? -1.57f : static_cast<float>(std::fmod(waited, 1000) / 1000) * 6.2832f;
    c.list->PathArcTo(centre, r, start, start + 1.7f);
    c.list->PathStroke(colours.jade, 0, px(3));
    if (!c.theme.calm) want_frame_in(40);
    draw_block(label, block, TextStyle::Body, rect.x + size + px(12),
               rect.y + (height - block.height) / 2, block.width, colours.ink);
    if (fraction >= 0) {
        const Rect bar{rect.x, rect.y + height + px(8), rect.w, px(6)};
        fill_rect(bar, colours.track, px(3));
        fill_rect({bar.x, bar.y, bar.w * std::min(1.0f, fraction), bar.h}, colours.jade, px(3));
    }
    region.y += rect.h + px(12);
    if (cancel_label.empty()) return false;
    std::string cancel(id);
    cancel += "-cancel";
    return text_button(cancel, cancel_label);
}

void toast(std::string_view id, std::string_view text, Tone tone) {
    Context& c = context();
    std::string key(id);
    key += text;
    const double age = c.now_ms - first_seen(id_of(key));
    if (age > kToastMs) return;
    want_frame_in(kToastMs - age + 1);
    const Palette& colours = palette();
    const Rect clip = c.clip;
    ImDrawList* list = c.list;
    c.list = ImGui::GetForegroundDrawList();
    c.clip = {0, 0, c.viewport.width, c.viewport.height};
    const float width = std::min(c.viewport.width - px(32), px(480));
    const TextBlock block = layout_text(text, TextStyle::Body, width - px(32));
    const float height = block.height + px(24);
    const float foot = c.heights[hash_path(c.page + "/")];
    const Rect rect{(c.viewport.width - width) / 2, c.viewport.height - foot - height - px(16),
                    width, height};
    add_node(id, tone == Tone::Error ? Role::Alert : Role::Status, rect, text);
    fill_rect(rect, tone == Tone::Error ? colours.red : colours.ink, px(14));
    draw_block(text, block, TextStyle::Body, rect.x + px(16), rect.y + px(12), width - px(32),
               tone == Tone::Error ? colours.card : colours.paper);
    c.list = list;
    c.clip = clip;
}

void announce(std::string_view text) { context().announcements.emplace_back(text); }

Dialog::Dialog(std::string_view id, std::string_view title_text, std::string_view close_label) {
    Context& c = context();
    OpenDialog& dialog = open_dialog;
    dialog.outer = c.region;
    dialog.clip = c.clip;
    dialog.list = c.list;
    c.in_dialog = true;
    c.list = ImGui::GetForegroundDrawList();
    c.clip = {0, 0, c.viewport.width, c.viewport.height};
    c.path_marks.push_back(c.path.size());
    c.path += id;
    c.path += '/';
    dialog.id = hash_path(c.path);

    fill_rect(c.clip, rgb(0x0E1F1A, 0x99));
    const float margin = px(16);
    const float width = std::min(c.viewport.width - 2 * margin, px(520));
    float& height = c.heights[dialog.id];
    const float x = (c.viewport.width - width) / 2;
    const float y = std::max(margin, c.viewport.height - height - margin - c.viewport.safe.bottom);
    dialog.box = {x, c.wide ? std::max(margin, (c.viewport.height - height) / 2) : y, width,
                  height};
    Node& node = add_node("dialog", Role::Dialog, dialog.box, title_text);
    node.parent = 0;  // what lies under it neither scrolls it nor is reached through it
    dialog.node = c.tree.size() - 1;
    push_parent(node.id);
    fill_rect(dialog.box, palette().paper, px(20));

    const float pad = px(20);
    c.region = {dialog.box.x + pad, dialog.box.y + pad, width - 2 * pad};
    const Rect cross{dialog.box.right() - px(56), dialog.box.y + px(8), px(48), px(48)};
    Node& close = add_node("close", Role::Button, cross, close_label);
    const NodeId close_id = close.id;
    press_shade(close_id, cross, px(24));
    draw_icon(Icon::Close, cross.x + px(12), cross.y + px(12), px(24), palette().ink_second);
    focus_ring(close_id, cross, px(24));
    m_closed = take_activation(close_id);
    c.region.w -= px(36);
    title(title_text);
    c.region.w += px(36);
}

Dialog::~Dialog() {
    Context& c = context();
    OpenDialog& dialog = open_dialog;
    const float height = std::round(c.region.y - dialog.box.y + px(8));
    float& known = c.heights[dialog.id];
    if (std::abs(known - height) > 0.5f) {
        known = height;
        c.unsettled = true;
    }
    pop_parent();
    c.path.resize(c.path_marks.back());
    c.path_marks.pop_back();
    c.region = dialog.outer;
    c.clip = dialog.clip;
    c.list = dialog.list;
}

void picture(std::string_view id, std::string_view name, std::string_view alt, float height) {
    Context& c = context();
    const Picture* known = picture_of(name);
    const Rect rect = take_rect(px(height), px(12));
    add_node(id, Role::Image, rect, alt);
    const float radius = px(16);
    fill_rect(rect, palette().neutral_tint, radius);
    if (known == nullptr || known->texture == 0) {
        const float size = px(40);
        draw_icon(known != nullptr && known->failed ? Icon::Warning : Icon::Image,
                  rect.x + (rect.w - size) / 2, rect.y + (rect.h - size) / 2, size,
                  palette().ink_second);
        return;
    }
    // Fills its place; what does not fit is cut off evenly on both sides.
    const float want = rect.w / rect.h;
    const float have =
        static_cast<float>(known->width) / static_cast<float>(std::max(1, known->height));
    ImVec2 from(0, 0);
    ImVec2 to(1, 1);
    if (have > want) {
        from.x = (1 - want / have) / 2;
        to.x = 1 - from.x;
    } else {
        from.y = (1 - have / want) / 2;
        to.y = 1 - from.y;
    }
    if (is_visible(rect))
        c.list->AddImageRounded(ImTextureRef(static_cast<ImTextureID>(known->texture)),
                                ImVec2(snap(rect.x), snap(rect.y)),
                                ImVec2(snap(rect.right()), snap(rect.bottom())), from, to,
                                IM_COL32_WHITE, radius);
}

}  // namespace kongdi::widgets
