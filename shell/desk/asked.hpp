// SPDX-License-Identifier: Apache-2.0
// How a request of the desk stands while it is on its way and when it is answered.
#pragma once

#include "core/api/messages.hpp"
#include "shell/state/register_desk.hpp"

namespace kongdi::shell::desk {

inline void ask(Asked& asked) { asked = {.busy = true}; }

/// Takes a failure down; true when the answer is good.
inline bool answered(Asked& asked, int status, bool readable, const Value& body) {
    const bool good = status >= 200 && status < 300 && readable;
    asked = {.failed = !good};
    if (!good && status != 0) asked.error = api::failure_of(body).first;
    return good;
}

}  // namespace kongdi::shell::desk
