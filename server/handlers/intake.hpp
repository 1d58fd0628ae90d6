// SPDX-License-Identifier: Apache-2.0
// From bytes to a submission: the one way in for records, whether over HTTP or from a generator.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/error.hpp"
#include "core/model/catalogue.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct Intake {
    Submission submission = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};

/// Checks the bytes with core's rules, derives the row of the planners' table and finds the
/// community: that of the facility it is about, or of the point when the record names none.
Intake take_in(std::string bytes, const Catalogue& catalogue, Storage& storage,
               std::int64_t received_at_ms);

}  // namespace kongdi::server
