// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/facility_changes.hpp"

#include "server/changes/facility_changes.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

Result<FacilityChanges> changes_of(const Services& services, const Request& request) {
    const FormPart* file = nullptr;
    for (const FormPart& part : request.form) {
        if (part.name != "file" || !part.file_name || part.file_name->empty()) continue;
        if (file != nullptr) return Error{ErrorCode::FieldRepeated, "/file"};
        file = &part;
    }
    if (file == nullptr) return Error{ErrorCode::FieldMissing, "/file"};
    const Editor editor{request.account->role, within_scope(request).value_or(Scope())};
    return facility_changes(services.storage, services.catalogue, {*file->file_name, file->content},
                            editor);
}

}  // namespace

Response preview_facility_changes(const Services& services, const Request& request) {
    const auto changes = changes_of(services, request);
    return changes ? json_response(200, api::to_value(changes->report)) : refused(changes.error());
}

Response take_facility_changes(const Services& services, const Request& request) {
    const std::string_view digest = request.field("digest");
    if (digest.empty()) return refused(Error{ErrorCode::FieldMissing, "/digest"});
    const auto reason = reason_member(Value::map({{"reason", request.field("reason")}}), false);
    if (!reason) return refused(reason.error());
    auto changes = changes_of(services, request);
    if (!changes) return refused(changes.error());
    const Error stale{ErrorCode::StaleVersion, "/digest"};
    if (changes->report.digest != digest) return refused(stale);
    name_filings(*changes, request.now_ms);
    for (FacilityStep& step : changes->steps) step.reason = *reason;
    if (!changes->steps.empty()) {
        const auto done =
            services.storage.move_facilities(changes->steps, request.actor(), request.now_ms);
        // Somebody was quicker, after the register was read.
        if (!done && error_row(done.error().code).http_status == 409) return refused(stale);
        if (!done) return refused(done.error());
    }
    changes->report.applied = true;
    return json_response(200, api::to_value(changes->report));
}

}  // namespace kongdi::server
