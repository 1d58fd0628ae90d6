// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/api/export_messages.hpp"

namespace kongdi::shell {

/// What a data set that is downloaded is to be like.
struct DownloadDesk {
    std::string crs = {};            // as the server names it; empty for WGS-84
    std::string questionnaire = {};  // of answers; empty for the check-up
    std::int64_t version = 0;        // 0 for the newest
};

/// Files that the server is still making.
struct ExportWatch {
    std::vector<api::ExportProgress> running = {};
    std::string stopping = {};     // the id of the one that was told to
    std::int64_t next_ask_ms = 0;  // 0: nobody asks
    int quiet_answers = 0;         // in a row, that named none
};

}  // namespace kongdi::shell
