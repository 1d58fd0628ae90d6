// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/read_audit.hpp"

#include <array>
#include <charconv>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "server/storage/read_log.hpp"

namespace kongdi::server {

namespace {

using enum ReadSubject;

constexpr std::array<AuditedRead, 13> kReads{{
    {"/api/v1/records/{id}", "record", Captured},
    {"/api/v1/photos/{sha256}", "photo", Captured},
    {"/api/v1/spaces", "reports", WithQuery},
    {"/api/v1/spaces/{id}", "report", Captured},
    // To the metre and with a search by words for staff, not so for everybody else.
    {"/api/v1/map/points", "points", WithQuery},
    {"/api/v1/facility_remarks", "remarks", WithQuery},
    {"/api/v1/meetings/{id}", "meeting", Captured},
    {"/export/{dataset.format}", "download", WithQuery},
    // With the spaces of a community, checked or not.
    {"/export/chart/{name.format}", "chart", WithQuery},
    {"/export/sheet/{name.format}", "sheet", WithQuery},
    {"/plain/sheets/{name}", "sheet", WithQuery},
    {"/ogc/collections/{id}/items", "collection", WithQuery},
    {"/ogc/collections/{id}/items/{feature}", "feature", Captured},
}};
constexpr std::int64_t kMostShown = 10'000;
constexpr std::size_t kMostSubject = 200;  // letters

std::string subject_of(const AuditedRead& read, const Request& request) {
    std::string out;
    for (const std::string& one : request.captured) out += (out.empty() ? "" : "/") + one;
    if (read.subject == WithQuery)
        for (const auto& [name, value] : request.query)
            out.append(out.empty() ? "" : "&").append(name).append("=").append(value);
    return std::string(first_code_points(repaired_utf8(out), kMostSubject));
}

}  // namespace

std::span<const AuditedRead> audited_reads() { return kReads; }

Result<void> audit_read(const Services& services, std::string_view pattern, const Request& request,
                        const Response& response) {
    if (!request.is_staff() || response.status >= 300) return {};
    for (const AuditedRead& read : kReads)
        if (read.pattern == pattern)
            return services.storage.reads().add({request.now_ms, request.account->name,
                                                 std::string(read.what),
                                                 subject_of(read, request)});
    return {};
}

Response show_reads(const Services& services, const Request& request) {
    ReadQuery query{std::string(request.parameter("account")),
                    std::string(request.parameter("subject"))};
    const std::string_view limit = request.parameter("limit");
    const char* const end = limit.data() + limit.size();
    if (!limit.empty() && (std::from_chars(limit.data(), end, query.limit).ptr != end ||
                           query.limit < 1 || query.limit > kMostShown))
        return refused(Error{ErrorCode::FieldRange, "/limit"});
    // What was read a moment ago is there, too.
    if (const auto written = services.storage.reads().flush(); !written)
        return refused(written.error());
    const auto rows = services.storage.read_log(query);
    if (!rows) return refused(rows.error());
    Value list = Value::list();
    for (const ReadRow& row : *rows)
        list.push(Value::map({{"at", format_time(row.at_ms)},
                              {"account", row.account},
                              {"what", row.what},
                              {"subject", row.subject}}));
    return json_response(200, Value::map({{"reads", std::move(list)}}));
}

}  // namespace kongdi::server
