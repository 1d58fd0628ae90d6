// SPDX-License-Identifier: Apache-2.0
// The resident's program: without the part of workers and planners.
#include "shell/app/desk.hpp"
#include "shell/screens/staff_navigation.hpp"

namespace kongdi::shell::desk {

bool is_here() { return false; }
void draw(const AppState&, const text::Text&, Actions&) {}
void reduce(AppState&, const Action&, const Chance&, Effects&) {}
void arrive(AppState&, Effects&) {}
void enter(AppState&, Effects&) {}
void stop_waiting(AppState&, const StopWaiting&, Effects&) {}
void take_stored(AppState&, const Value&) {}
void wake(AppState&, Effects&) {}
bool http_event(AppState&, std::string_view, int, const Value&, const Chance&, Effects&) {
    return false;
}
bool platform_event(AppState&, std::string_view, const Value&, const Chance&, Effects&) {
    return false;
}

}  // namespace kongdi::shell::desk

namespace kongdi::shell {

std::vector<widgets::PageAction> staff_navigation(const AppState&, const text::Text&) { return {}; }
void follow_navigation(std::string_view, const AppState&, const text::Text&, Actions&) {}

}  // namespace kongdi::shell
