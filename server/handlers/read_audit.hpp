// SPDX-License-Identifier: Apache-2.0
// THE table of what shows raw reports to staff, and is written down with who asked.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// What stands in the log as its subject: what the path names, and what was asked for there.
enum class ReadSubject : std::uint8_t { Captured, WithQuery };

struct AuditedRead {
    std::string_view pattern;  // of the route, a GET
    std::string_view what;     // "report"
    ReadSubject subject;
};
std::span<const AuditedRead> audited_reads();

/// Writes down that somebody of the staff was shown this; others see nothing raw but their own.
/// storage_busy when that is not possible: then nothing is shown.
Result<void> audit_read(const Services& services, std::string_view pattern, const Request& request,
                        const Response& response);

/// GET /api/v1/reads?account=&subject=&limit= for administrators, newest first:
/// {"reads":[{"at","account","what","subject"}]}.
Response show_reads(const Services& services, const Request& request);

}  // namespace kongdi::server
