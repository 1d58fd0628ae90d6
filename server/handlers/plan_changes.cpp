// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plan_changes.hpp"

#include "server/changes/plan_changes.hpp"
#include "server/handlers/given_form.hpp"

namespace kongdi::server {

namespace {

Result<PlanChanges> read_changes(const Services& services, const GivenFile& file,
                                 const Editor& editor) {
    return plan_changes(services.storage, services.catalogue, file, editor);
}

}  // namespace

Response preview_plan_changes(const Services& services, const Request& request) {
    return preview_given(services, request, read_changes);
}

Response take_plan_changes(const Services& services, const Request& request) {
    return take_given(
        services, request, read_changes, [&](PlanChanges& changes, const std::string& reason) {
            for (PlanChange& one : changes.steps) one.step.reason = reason;
            return services.storage.change_plan(changes.steps, request.actor(), request.now_ms);
        });
}

}  // namespace kongdi::server
