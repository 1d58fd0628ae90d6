// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace kongdi::shell {

/// A request that a screen waits for. Stopped: by the person.
enum class Loading : std::uint8_t { Idle, Busy, Failed, Stopped };

}  // namespace kongdi::shell
