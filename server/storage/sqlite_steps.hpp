// SPDX-License-Identifier: Apache-2.0
// The tables of SQLite, step by step.
#pragma once

#include <span>

namespace kongdi::server {

std::span<const char* const> sqlite_steps();

/// The last of them; further ones go there.
std::span<const char* const> sqlite_later_steps();

}  // namespace kongdi::server
