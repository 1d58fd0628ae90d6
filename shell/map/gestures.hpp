// SPDX-License-Identifier: Apache-2.0
// Fingers, mouse and keys on a map become movements of its camera. Knows nothing of drawing.
#pragma once

#include <array>

#include "shell/map/camera.hpp"
#include "shell/widgets/stage.hpp"

namespace kongdi::map {

class Gestures {
public:
    /// Where the middle of the view lies on the page, before what is taken next. It may move under
    /// a finger: what stands above or below comes and goes as the map is dragged.
    void view_at(float x, float y);
    /// Takes one event; `x`, `y` are counted from the middle of the view.
    void take(const widgets::PointerEvent& event, float x, float y, Camera& camera);
    /// Lets the map glide on after a flick. True while it moves.
    bool glide(double now_ms, Camera& camera, bool calm);

    /// The camera changed since this was last asked.
    bool take_moved();
    /// All fingers are up and nothing glides any more since this was last asked.
    bool take_settled();
    /// A press without movement; its place from the middle of the view.
    bool take_tap(float& x, float& y);
    bool holds() const { return m_count > 0; }

private:
    struct Finger {
        int pointer = -1;
        float x = 0, y = 0;
        float start_x = 0, start_y = 0;
        double start_ms = 0;
        bool dragging = false;
    };
    Finger* finger_of(int pointer);
    void move(Finger& finger, float x, float y, double at_ms, Camera& camera);
    void pinch(const Finger& other, const Finger& finger, float x, float y, Camera& camera);
    void key(int code, Camera& camera);

    std::array<Finger, 2> m_fingers{};
    float m_view_x = 0, m_view_y = 0;
    int m_count = 0;
    float m_speed_x = 0, m_speed_y = 0;  // CSS pixels a millisecond
    double m_last_ms = 0;
    double m_last_tap_ms = -1e9;
    float m_tap_x = 0, m_tap_y = 0;
    double m_turned = 0;   // degrees that two fingers have turned since both are down
    bool m_turns = false;  // far enough to be meant
    bool m_gliding = false;
    bool m_moved = false;
    bool m_settled = false;
    bool m_tapped = false;
};

}  // namespace kongdi::map
