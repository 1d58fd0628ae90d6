// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/intake.hpp"

#include "core/codec/record_codec.hpp"
#include "server/storage/submission.hpp"

namespace kongdi::server {

Intake take_in(std::string bytes, const Catalogue& catalogue, Storage& storage,
               std::int64_t received_at_ms) {
    Intake out;
    CheckedRecord read = read_record(bytes, {catalogue, received_at_ms});
    if (!read.ok()) {
        out.errors = std::move(read.errors);
        return out;
    }
    out.submission = submission_of(std::move(bytes), std::move(read.record), catalogue);
    out.submission.received_at_ms = received_at_ms;
    if (!out.submission.community && out.submission.space) {
        auto found = storage.community_at(out.submission.space->point);
        if (!found)
            out.errors.push_back(found.error());
        else
            out.submission.community = *std::move(found);
    }
    return out;
}

}  // namespace kongdi::server
