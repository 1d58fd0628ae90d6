// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace kongdi::shell {

/// What a data set that is downloaded is to be like.
struct DownloadDesk {
    std::string crs = {};            // as the server names it; empty for WGS-84
    std::string questionnaire = {};  // of answers; empty for the check-up
    std::int64_t version = 0;        // 0 for the newest
};

}  // namespace kongdi::shell
