// SPDX-License-Identifier: Apache-2.0
// The facilities near a place, and what is being said of one of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/remark_messages.hpp"
#include "core/geometry/box.hpp"
#include "shell/state/loading.hpp"

namespace kongdi::shell {

// The name of the dialog.
inline constexpr std::string_view kMissingDialog = "missing";

/// A few facts and a tick: it is not kept when the page is closed.
struct RemarkForm {
    std::string kind = {};  // of one that is missing
    std::string description = {};
    bool agreed = false;
    bool show_errors = false;
};

struct Nearby {
    std::vector<api::NearFacility> facilities = {};
    Box box = {};  // what was asked for
    Loading loading = Loading::Idle;
    std::optional<api::NearFacility> one = {};  // that the address names
    Loading one_loading = Loading::Idle;
    RemarkForm form = {};
};

}  // namespace kongdi::shell
