// SPDX-License-Identifier: Apache-2.0
// Waves whose period is over are closed by themselves, so that all that follows from closing one
// does: exact results for staff of the whole city, and the years that answers are kept.
#pragma once

#include "server/storage/registers.hpp"

namespace kongdi::server {

/// Those whose late answers are waited for no longer; as if by hand, by nobody's name.
Result<void> close_ended_waves(Registers& registers, std::int64_t now_ms);

}  // namespace kongdi::server
