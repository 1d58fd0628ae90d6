// SPDX-License-Identifier: Apache-2.0
#include "server/storage/stale_checks.hpp"

#include "core/base/embedded.hpp"
#include "core/codec/json.hpp"
#include "core/model/plan_item.hpp"
#include "server/storage/report_standings.hpp"
#include "server/storage/retention.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kAtOnce = 500;
constexpr std::int64_t kMostMonths = 600;

std::int64_t checked_at_ms(Sql& sql, const std::string& id) {
    std::int64_t out = 0;
    for (const api::TakenStep& one : taken_steps(sql, id))
        if (one.step.move == ReportMove::Verify) out = one.at_ms;
    return out;
}

}  // namespace

Result<std::int64_t> verified_for_months() {
    const Value tree = KONGDI_TRY(parse_own_json(embedded_file("planning/site_check.json")));
    const std::int64_t* months = tree["verified_for_months"].if_int();
    if (months == nullptr || *months < 0 || *months > kMostMonths)
        return Error{ErrorCode::Internal, "planning/site_check.json"};
    return *months;
}

Result<DuePage> Registers::stale_checks(std::int64_t before_ms, std::int64_t after) {
    DuePage out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out = {};
        for (const SqlRow& row :
             sql.run("SELECT r.seq, r.id FROM records r WHERE r.seq > ? AND r.kind = ? AND "
                     "r.state = ? AND r.received_at_ms < ? AND NOT EXISTS (SELECT 1 FROM "
                     "plan_items p WHERE p.space = r.id AND p.state <> ?) ORDER BY r.seq LIMIT ?",
                     {after, record_kind_name(RecordKind::IdleSpace),
                      report_state_name(ReportState::Verified), before_ms,
                      plan_state_name(PlanState::Removed), kAtOnce})) {
            out.last = row.whole(0);
            if (checked_at_ms(sql, row.text(1)) < before_ms) out.ids.push_back(row.text(1));
        }
    }));
    return out;
}

Result<std::int64_t> expire_checks(Storage& storage, std::int64_t months, std::int64_t now_ms,
                                   bool dry_run) {
    if (months == 0) return 0;
    const std::int64_t before_ms = months_before(now_ms, months);
    const Actor actor{Role::Administrator, "kongdi retain"};
    std::int64_t out = 0;
    std::int64_t after = 0;
    while (true) {
        const auto due = KONGDI_TRY(storage.stale_checks(before_ms, after));
        if (due.last == 0) return out;
        after = due.last;
        for (const std::string& id : due.ids) {
            if (!dry_run) {
                const auto done =
                    storage.step_report(id, {.move = ReportMove::Expire}, actor, now_ms);
                // Somebody was faster: rejected, withdrawn or erased meanwhile.
                if (!done && (done.error().code == ErrorCode::MoveIllegal ||
                              done.error().code == ErrorCode::NotFound))
                    continue;
                if (!done) return done.error();
            }
            ++out;
        }
    }
}

}  // namespace kongdi::server
