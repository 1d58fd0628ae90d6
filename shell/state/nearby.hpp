// SPDX-License-Identifier: Apache-2.0
// The facilities near a place, and what is being said of one of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/api/remark_messages.hpp"
#include "core/geometry/box.hpp"
#include "shell/state/loading.hpp"

namespace kongdi::shell {

// Names of the dialogs.
inline constexpr std::string_view kClosedDialog = "closed";
inline constexpr std::string_view kMissingDialog = "missing";

/// A few facts and a tick: it is not kept when the page is closed.
struct RemarkForm {
    std::string facility = {};  // of one that is closed
    std::string kind = {};      // of one that is missing
    std::string description = {};
    bool agreed = false;
    bool show_errors = false;
};

struct Nearby {
    std::vector<api::NearFacility> facilities = {};
    Box box = {};  // what was asked for
    Loading loading = Loading::Idle;
    RemarkForm form = {};
};

}  // namespace kongdi::shell
