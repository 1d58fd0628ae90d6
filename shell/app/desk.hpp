// SPDX-License-Identifier: Apache-2.0
// The part of workers and planners. It lies in a program of its own (shell/desk), so that a
// resident does not load it; the resident's program has none (shell/no_desk.cpp) and opens the
// other one when somebody goes there.
#pragma once

#include "shell/app/effects.hpp"
#include "shell/app/reduce.hpp"
#include "shell/screens/desk_screens.hpp"

namespace kongdi::shell::desk {

void reduce(AppState& state, const Action& action, const Chance& chance, Effects& effects);
/// The route leads to a screen of the desk; who is logged in is asked first when nobody knows.
void arrive(AppState& state, Effects& effects);
/// The same, and somebody who may see it is logged in.
void enter(AppState& state, Effects& effects);
void stop_waiting(AppState& state, const StopWaiting& action, Effects& effects);
/// What the device kept of the desk's.
void take_stored(AppState& state, const Value& tables);
/// Time went by.
void wake(AppState& state, Effects& effects);
/// True when the answer was the desk's.
bool http_event(AppState& state, std::string_view tag, int status, const Value& body,
                const Chance& chance, Effects& effects);
/// True when the platform's event was the desk's.
bool platform_event(AppState& state, std::string_view name, const Value& event,
                    const Chance& chance, Effects& effects);

}  // namespace kongdi::shell::desk
