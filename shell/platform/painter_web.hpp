// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace kongdi::platform {

/// The graphics card has lost everything; nothing of it may be used or freed any more.
void forget_painter();

}  // namespace kongdi::platform
