// SPDX-License-Identifier: Apache-2.0
// All commands, options and variables of the program as one page (server/deploy/settings.md).
#pragma once

#include <span>
#include <string>

#include "server/commands.hpp"

namespace kongdi::server {

/// As Markdown, made of the tables that the program itself reads its arguments by.
std::string settings_reference(std::span<const Command> commands);

}  // namespace kongdi::server
