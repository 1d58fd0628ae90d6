// SPDX-License-Identifier: Apache-2.0
// Downloads that were edited and are given back, for planners. The file is sent for a look and
// again to be applied, as layers of the map are; a digest of all that was shown comes with it, so
// that nothing else is done than what somebody saw.
#pragma once

#include <string>

#include "server/changes/change_rows.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// The form's `file`. field_missing, field_repeated (/file).
Result<GivenFile> given_file(const Request& request);
Editor editor_of(const Request& request);

/// What a form asks for beside its file.
struct GivenOrder {
    std::string digest = {};
    std::string reason = {};
};
/// field_missing (/digest); those of a reason.
Result<GivenOrder> given_order(const Request& request);

/// `read(services, file, editor)` says what would be done.
template <class Read>
Response preview_given(const Services& services, const Request& request, const Read& read) {
    const auto file = given_file(request);
    if (!file) return refused(file.error());
    const auto changes = read(services, *file, editor_of(request));
    return changes ? json_response(200, api::to_value(changes->report)) : refused(changes.error());
}

/// `apply(changes, reason)` does all of it in one transaction. stale_version (/digest) when what
/// stands, the file or the scope is no longer what was shown.
template <class Read, class Apply>
Response take_given(const Services& services, const Request& request, const Read& read,
                    const Apply& apply) {
    const auto order = given_order(request);
    if (!order) return refused(order.error());
    const auto file = given_file(request);
    if (!file) return refused(file.error());
    auto changes = read(services, *file, editor_of(request));
    if (!changes) return refused(changes.error());
    const Error stale{ErrorCode::StaleVersion, "/digest"};
    if (changes->report.digest != order->digest) return refused(stale);
    name_filings(*changes, request.now_ms);
    if (!changes->steps.empty()) {
        const Result<void> done = apply(*changes, order->reason);
        // Somebody was quicker, after what stands was read.
        if (!done && error_row(done.error().code).http_status == 409) return refused(stale);
        if (!done) return refused(done.error());
    }
    changes->report.applied = true;
    return json_response(200, api::to_value(changes->report));
}

}  // namespace kongdi::server
