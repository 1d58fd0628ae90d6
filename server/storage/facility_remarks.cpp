// SPDX-License-Identifier: Apache-2.0
// What residents say of facilities lies among the records; there are few of them, and they are
// read where they lie.
#include "core/codec/json.hpp"
#include "core/rules/remark_of.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/scope_condition.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

FacilityRemark remark_of_row(Sql& sql, const SqlRow& row) {
    const Value tree = or_throw(parse_own_json(sql.event_bytes(row.whole(0))));
    FacilityRemark out = remark_of(tree["body"]);
    out.id = row.text(1);
    out.community = row.text(2);
    out.community_name = row.text(3);
    out.state = report_state_from_name(row.text(4)).value_or(ReportState::Submitted);
    out.received_at_ms = row.whole(5);
    if (out.facility.empty()) return out;
    const SqlRows facilities =
        sql.run("SELECT facts, kind FROM facilities WHERE id = ?", {out.facility});
    if (facilities.empty()) return out;
    out.facility_name = or_throw(parse_own_json(facilities[0].text(0))).text("name");
    out.kind = facilities[0].text(1);
    return out;
}

}  // namespace

Result<std::vector<FacilityRemark>> Registers::facility_remarks(const RemarkQuery& query) {
    std::vector<FacilityRemark> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        std::string statement =
            "SELECT r.seq, r.id, coalesce(r.community, ''), coalesce(c.name, ''), r.state, "
            "r.received_at_ms FROM records r LEFT JOIN communities c ON c.code = r.community "
            "WHERE r.kind = 'facility_remark'";
        SqlValues values;
        if (query.state) {
            statement += " AND r.state = ?";
            values.emplace_back(report_state_name(*query.state));
        }
        if (!query.community.empty()) {
            statement += " AND r.community = ?";
            values.emplace_back(query.community);
        }
        const std::string within =
            scope_condition("r.community", query.within,
                            [&](std::string one) { values.emplace_back(std::move(one)); });
        if (!within.empty()) statement += " AND " + within;
        statement += " ORDER BY r.seq DESC LIMIT ?";
        values.emplace_back(query.limit);
        for (const SqlRow& row : sql.run(statement, values)) out.push_back(remark_of_row(sql, row));
    }));
    return out;
}

}  // namespace kongdi::server
