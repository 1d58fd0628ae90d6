// SPDX-License-Identifier: Apache-2.0
#include "shell/map/gestures.hpp"

#include <cmath>
#include <utility>

namespace kongdi::map {

namespace {

constexpr float kSlopPx = 8;  // less is still a press
constexpr double kDoubleTapMs = 300;
constexpr float kDoubleTapPx = 40;     // farther apart they are two taps on two things
constexpr double kDecayPerMs = 0.998;  // the glide of a flick
constexpr float kLeastSpeed = 0.02f;
constexpr float kFlickSpeed = 0.15f;
constexpr float kKeyStepPx = 80;
constexpr double kDegree = 3.14159265358979323846 / 180;
constexpr double kMeantDegrees = 15;  // fingers that pinch turn a little, too
constexpr double kNorthDegrees = 10;  // let go so near to north, the map turns to it

// Key codes as the page sends them.
enum Key { kLeft = 37, kUp = 38, kRight = 39, kDown = 40, kPlus = 43, kMinus = 45 };

}  // namespace

Gestures::Finger* Gestures::finger_of(int pointer) {
    for (Finger& finger : m_fingers)
        if (finger.pointer == pointer) return &finger;
    return nullptr;
}

void Gestures::view_at(float x, float y) {
    const float dx = x - std::exchange(m_view_x, x);
    const float dy = y - std::exchange(m_view_y, y);
    for (Finger& finger : m_fingers) {
        if (finger.pointer < 0) continue;
        finger.x -= dx;
        finger.y -= dy;
        finger.start_x -= dx;
        finger.start_y -= dy;
    }
}

void Gestures::take(const widgets::PointerEvent& event, float x, float y, Camera& camera) {
    using widgets::PointerPhase;
    switch (event.phase) {
        case PointerPhase::Down: {
            Finger* free = finger_of(-1);
            if (free == nullptr) return;
            *free = {event.pointer, x, y, x, y, event.at_ms, false};
            ++m_count;
            m_gliding = false;
            m_speed_x = m_speed_y = 0;
            m_last_ms = event.at_ms;
            // Two fingers move the map from the start; nobody taps with two.
            if (m_count == 2)
                for (Finger& finger : m_fingers) finger.dragging = true;
            m_turned = 0;
            m_turns = false;
            return;
        }
        case PointerPhase::Move:
            if (Finger* finger = finger_of(event.pointer)) move(*finger, x, y, event.at_ms, camera);
            return;
        case PointerPhase::Up:
        case PointerPhase::Cancel: {
            Finger* finger = finger_of(event.pointer);
            if (finger == nullptr) return;
            const bool tap = event.phase == PointerPhase::Up && !finger->dragging && m_count == 1;
            const bool again = event.at_ms - m_last_tap_ms < kDoubleTapMs &&
                               std::hypot(x - m_tap_x, y - m_tap_y) < kDoubleTapPx;
            if (tap && again) {
                camera = zoomed(camera, 1, x, y);
                m_moved = m_settled = true;
                m_last_tap_ms = -1e9;
            } else if (tap) {
                m_tapped = true;
                m_tap_x = x;
                m_tap_y = y;
                m_last_tap_ms = event.at_ms;
            }
            const bool dragged = finger->dragging;
            if (m_count == 2 && camera.bearing != 0 && std::fabs(camera.bearing) < kNorthDegrees) {
                camera = turned(camera, -camera.bearing, 0, 0);
                m_moved = true;
            }
            finger->pointer = -1;
            --m_count;
            if (m_count == 0 && dragged) {
                const bool fresh = event.at_ms - m_last_ms < 60;
                m_gliding = fresh && event.phase == PointerPhase::Up &&
                            std::hypot(m_speed_x, m_speed_y) > kFlickSpeed;
                m_last_ms = event.at_ms;
                if (!m_gliding) m_settled = true;
            }
            return;
        }
        case PointerPhase::Wheel:
            camera = zoomed(camera, static_cast<double>(event.wheel), x, y);
            m_moved = m_settled = true;
            return;
        case PointerPhase::Key: key(static_cast<int>(event.wheel), camera); return;
    }
}

void Gestures::move(Finger& finger, float x, float y, double at_ms, Camera& camera) {
    if (!finger.dragging) {
        if (std::hypot(x - finger.start_x, y - finger.start_y) < kSlopPx) return;
        finger.dragging = true;
    }
    if (m_count == 2) {
        pinch(m_fingers[&finger == &m_fingers[0] ? 1 : 0], finger, x, y, camera);
    } else {
        camera = panned(camera, x - finger.x, y - finger.y);
        const auto ms = static_cast<float>(at_ms - m_last_ms);
        if (ms > 0) {
            constexpr float kFresh = 0.6f;  // weight of the newest movement
            m_speed_x = m_speed_x * (1 - kFresh) + (x - finger.x) / ms * kFresh;
            m_speed_y = m_speed_y * (1 - kFresh) + (y - finger.y) / ms * kFresh;
        }
    }
    m_last_ms = at_ms;
    finger.x = x;
    finger.y = y;
    m_moved = true;
}

/// The points under both fingers stay under them: a shift of their middle, a zoom and a turn.
void Gestures::pinch(const Finger& other, const Finger& finger, float x, float y, Camera& camera) {
    const float before = std::hypot(finger.x - other.x, finger.y - other.y);
    const float after = std::hypot(x - other.x, y - other.y);
    const float new_x = (x + other.x) / 2;
    const float new_y = (y + other.y) / 2;
    camera = panned(camera, new_x - (finger.x + other.x) / 2, new_y - (finger.y + other.y) / 2);
    if (before <= 1 || after <= 1) return;
    camera = zoomed(camera, std::log2(static_cast<double>(after / before)), new_x, new_y);
    const double was = std::atan2(finger.y - other.y, finger.x - other.x);
    const double is = std::atan2(y - other.y, x - other.x);
    const double turn = std::remainder((is - was) / kDegree, 360);
    m_turned += turn;
    if (!m_turns && std::fabs(m_turned) < kMeantDegrees) return;
    m_turns = true;
    camera = turned(camera, -turn, new_x, new_y);
}

void Gestures::key(int code, Camera& camera) {
    switch (code) {
        case kLeft: camera = panned(camera, kKeyStepPx, 0); break;
        case kRight: camera = panned(camera, -kKeyStepPx, 0); break;
        case kUp: camera = panned(camera, 0, kKeyStepPx); break;
        case kDown: camera = panned(camera, 0, -kKeyStepPx); break;
        case kPlus: camera = zoomed(camera, 1, 0, 0); break;
        case kMinus: camera = zoomed(camera, -1, 0, 0); break;
        default: return;
    }
    m_moved = m_settled = true;
}

bool Gestures::glide(double now_ms, Camera& camera, bool calm) {
    if (!m_gliding) return false;
    const double ms = now_ms - m_last_ms;
    m_last_ms = now_ms;
    if (ms > 0) {
        camera = panned(camera, m_speed_x * ms, m_speed_y * ms);
        const auto decay = static_cast<float>(std::pow(kDecayPerMs, ms));
        m_speed_x *= decay;
        m_speed_y *= decay;
        m_moved = true;
    }
    if (calm || std::hypot(m_speed_x, m_speed_y) < kLeastSpeed) {
        m_gliding = false;
        m_settled = true;
    }
    return m_gliding;
}

bool Gestures::take_moved() { return std::exchange(m_moved, false); }
bool Gestures::take_settled() { return std::exchange(m_settled, false); }

bool Gestures::take_tap(float& x, float& y) {
    x = m_tap_x;
    y = m_tap_y;
    return std::exchange(m_tapped, false);
}

}  // namespace kongdi::map
