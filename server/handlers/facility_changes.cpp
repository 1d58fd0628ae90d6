// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/facility_changes.hpp"

#include "server/changes/facility_changes.hpp"
#include "server/handlers/given_form.hpp"

namespace kongdi::server {

namespace {

Result<FacilityChanges> read_changes(const Services& services, const GivenFile& file,
                                     const Editor& editor) {
    return facility_changes(services.storage, services.catalogue, file, editor);
}

}  // namespace

Response preview_facility_changes(const Services& services, const Request& request) {
    return preview_given(services, request, read_changes);
}

Response take_facility_changes(const Services& services, const Request& request) {
    return take_given(
        services, request, read_changes, [&](FacilityChanges& changes, const std::string& reason) {
            for (FacilityStep& step : changes.steps) step.reason = reason;
            return services.storage.move_facilities(changes.steps, request.actor(), request.now_ms);
        });
}

}  // namespace kongdi::server
