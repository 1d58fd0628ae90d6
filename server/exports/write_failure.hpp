// SPDX-License-Identifier: Apache-2.0
// Why a library could not write a file: it says it in words only, and guesses.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.hpp"

namespace kongdi::server {

/// storage_full when the system's last failure in this thread was that (errno), its words say so,
/// or the disk below `folder` has no room left; internal for anything else, which more room would
/// not mend. To be asked before anything is tidied up.
Error write_failure(std::string detail, const std::filesystem::path& folder);

}  // namespace kongdi::server
