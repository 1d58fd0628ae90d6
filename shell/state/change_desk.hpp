// SPDX-License-Identifier: Apache-2.0
// A download of facilities, of the action plan or of the programme that was edited and is given
// back: chosen, compared by the server, applied. The file itself stays with the page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/base/error.hpp"

namespace kongdi::api {
struct ChangeReport;
}

namespace kongdi::shell {

enum class ChangeStage : std::uint8_t {
    Choosing,  // no file yet
    Looking,   // the server compares it
    Looked,    // `report` says what would be done
    Applying,
    Done,  // `report` says what was done
};

struct ChangeDesk {
    ChangeStage stage = ChangeStage::Choosing;
    std::string file = {};
    std::string set = {};  // "plan": what the file is taken for, by the server's word in the end
    bool sent_on = false;  // it was of another set than where it was given back
    /// Thousands of rows, which nobody copies; only the desk's program knows what is in it.
    std::shared_ptr<const api::ChangeReport> report = {};
    std::string reason = {};  // why, as typed; stands at each version
    std::string kind = {};    // of the rows that are shown; empty for all
    std::size_t offset = 0;   // of the first one shown
    bool outdated = false;    // something changed meanwhile, so it was compared anew
    bool stopped = false;
    std::optional<Error> error = {};  // of the last look or try; storage_busy without an answer
};

/// Which rows of the report are shown.
struct ShowChanges {
    std::string kind;
    std::size_t offset;
};
struct TypeChangesReason {
    std::string reason;
};
/// What was shown is done.
struct ApplyChanges {};

}  // namespace kongdi::shell
