// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/intake.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/codec/record_codec.hpp"
#include "server/storage/submission.hpp"

namespace kongdi::server {

namespace {

/// What is said of a facility goes to whoever looks after the community it stands in, whatever the
/// record says of it.
Result<void> find_facility(Storage& storage, Submission& submission) {
    const std::string& id = submission.remark->facility;
    const Error none{ErrorCode::NotFound, "/body/facility"};
    if (!is_uuid_v7(id)) return none;
    const auto facility = KONGDI_TRY(storage.facility(id));
    if (!facility) return none;
    if (!facility->facts.community.empty()) submission.community = facility->facts.community;
    return {};
}

/// What a phone found by boundaries it may have had for long, is found anew by ours; what a person
/// said, and what is named without telling how it was found, stands.
Result<void> find_community(Storage& storage, Submission& submission, Wgs84Point point) {
    const std::string source = submission.record.body["place"].text("community_source");
    const bool by_map = source == "boundary" || source == "outside";
    if (submission.community && !by_map) return {};
    auto found = KONGDI_TRY(storage.community_at(point));
    // A city without boundaries contradicts nobody.
    if (!found && submission.community && KONGDI_TRY(storage.communities()).empty()) return {};
    submission.community = std::move(found);
    return {};
}

}  // namespace

Intake take_in(std::string bytes, const Catalogue& catalogue, Storage& storage,
               std::int64_t received_at_ms) {
    Intake out;
    CheckedRecord read = read_record(bytes, {catalogue, received_at_ms});
    std::shared_ptr<const Questionnaire> published;
    const Error unknown{ErrorCode::QuestionnaireUnknown, "/questionnaire_version"};
    if (std::find(read.errors.begin(), read.errors.end(), unknown) != read.errors.end()) {
        // It may have been published since this program was built.
        auto found = storage.find_questionnaire(read.record.questionnaire,
                                                read.record.questionnaire_version);
        if (!found) {
            out.errors.push_back(found.error());
            return out;
        }
        published = *std::move(found);
        if (published) read = read_record(bytes, {catalogue, received_at_ms, published.get()});
    }
    if (!read.ok()) {
        out.errors = std::move(read.errors);
        return out;
    }
    out.submission =
        submission_of(std::move(bytes), std::move(read.record), catalogue, published.get());
    out.submission.received_at_ms = received_at_ms;
    if (out.submission.remark && !out.submission.remark->facility.empty())
        if (const auto found = find_facility(storage, out.submission); !found) {
            out.errors.push_back(found.error());
            return out;
        }
    std::optional<Wgs84Point> point;
    if (out.submission.space) point = out.submission.space->point;
    if (out.submission.remark) point = out.submission.remark->point;
    if (point)
        if (const auto found = find_community(storage, out.submission, *point); !found)
            out.errors.push_back(found.error());
    return out;
}

}  // namespace kongdi::server
