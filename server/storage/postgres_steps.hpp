// SPDX-License-Identifier: Apache-2.0
// The tables of PostgreSQL, step by step.
#pragma once

#include <span>

namespace kongdi::server {

std::span<const char* const> postgres_steps();

/// The last of them; further ones go there.
std::span<const char* const> postgres_later_steps();

}  // namespace kongdi::server
