// SPDX-License-Identifier: Apache-2.0
// Tests have no graphics card: they look at the list instead. Their work takes as long as they say.
#include "shell/map/painter.hpp"
#include "shell/platform/native.hpp"

namespace kongdi {

namespace {

struct WorkClock {
    double now_ms = 0;
    double step_ms = 0;
};

WorkClock& work_clock() {
    static WorkClock clock;
    return clock;
}

}  // namespace

namespace map {

void paint_map(const ImDrawList*, const ImDrawCmd*) {}

double work_clock_ms() { return work_clock().now_ms += work_clock().step_ms; }

}  // namespace map

void platform::native::set_work_cost(double ms_a_look) { work_clock() = {0, ms_a_look}; }

}  // namespace kongdi
