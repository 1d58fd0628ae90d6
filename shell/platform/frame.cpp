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

struct Pass {
    bool drawing = false;
    bool again = false;  // something changed after its widget was drawn
};

Pass& pass() {
    static Pass the_pass;
    return the_pass;
}

}  // namespace

Frame draw_frame(Client& client, double now_ms) {
    constexpr int kMostPasses = 3;
    constexpr int kMostPresses = 8;  // each is drawn for itself
    bool again = widgets::has_input();
    const auto draw = [&] {
        pass() = {true, false};
        widgets::begin_frame(now_ms);
        client.draw();
        widgets::end_frame();
        pass().drawing = false;
    };
    for (int passes = 0, presses = 0; passes < kMostPasses; ++passes) {
        draw();
        while (widgets::has_input() && ++presses < kMostPresses) draw();
        const bool settled = !again && !pass().again && widgets::is_settled();
        again = pass().again;
        if (settled) break;
    }
    // Letters that were missing are made now and seen at once, as far as the budget goes.
    if (widgets::make_letters()) {
        draw();
        again = again || pass().again;
    }
    Frame frame;
    frame.patch = widgets::tree_patch(sent(), widgets::last_tree());
    if (!frame.patch.empty()) sent() = widgets::last_tree();
    frame.next_in_ms =
        again || widgets::has_input() || !widgets::is_settled() ? 0 : widgets::next_frame_in_ms();
    frame.letters_wait = widgets::letters_are_wanted();
    return frame;
}

bool joins_frame() {
    pass().again = pass().again || pass().drawing;
    return pass().drawing;
}

void forget_sent_tree() { sent().clear(); }

}  // namespace kongdi::platform
