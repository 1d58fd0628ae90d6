// SPDX-License-Identifier: Apache-2.0
#include "shell/platform/frame.hpp"

#include "shell/widgets/letters.hpp"
#include "shell/widgets/stage.hpp"

namespace kongdi::platform {

namespace {

widgets::Nodes& sent() {
    static widgets::Nodes nodes;
    return nodes;
}

}  // namespace

Frame draw_frame(Client& client, double now_ms) {
    constexpr int kMostPasses = 3;
    const bool had_input = widgets::has_input();
    const auto draw = [&] {
        widgets::begin_frame(now_ms);
        client.draw();
        widgets::end_frame();
    };
    for (int pass = 0; pass < kMostPasses; ++pass) {
        draw();
        if (widgets::is_settled()) break;
    }
    // Letters that were missing are made now and seen at once, as far as the budget goes.
    if (widgets::make_letters()) draw();
    Frame frame;
    frame.patch = widgets::tree_patch(sent(), widgets::last_tree());
    if (!frame.patch.empty()) sent() = widgets::last_tree();
    // What was pressed may have changed the state after its widget was drawn.
    frame.next_in_ms = had_input || !widgets::is_settled() ? 0 : widgets::next_frame_in_ms();
    frame.letters_wait = widgets::letters_are_wanted();
    return frame;
}

void forget_sent_tree() { sent().clear(); }

}  // namespace kongdi::platform
