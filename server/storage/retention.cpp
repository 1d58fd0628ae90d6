// SPDX-License-Identifier: Apache-2.0
#include "server/storage/retention.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "core/base/embedded.hpp"
#include "core/codec/json.hpp"
#include "core/model/plan_item.hpp"
#include "core/model/wave.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/storage_failure.hpp"
#include "server/storage/unnamed_photos.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
/// Records that are looked at, and at most erased, in one transaction.
constexpr std::int64_t kAtOnce = 500;

/// The last thing that was done to a record is older than the time.
constexpr std::string_view kAtRest =
    "(SELECT max(e.at_ms) FROM events e WHERE e.subject = r.id AND e.kind IN ('record', 'move')) "
    "< ?";

using Page = DuePage;
/// Each looks at the records behind `after`, at most kAtOnce, in their order.
using Due = Page (*)(Sql& sql, std::int64_t before_ms, std::int64_t after);

Page page_of(const SqlRows& rows) {
    Page out;
    for (const SqlRow& row : rows) {
        out.last = row.whole(0);
        out.ids.push_back(row.text(1));
    }
    return out;
}

std::string due_where(const std::string& condition) {
    return "SELECT r.seq, r.id FROM records r WHERE r.seq > ? AND " + condition +
           " ORDER BY r.seq LIMIT " + std::to_string(kAtOnce);
}

Page closed_of(Sql& sql, RecordKind kind, std::string_view states, std::int64_t before_ms,
               std::int64_t after) {
    return page_of(sql.run(due_where("r.kind = ? AND r.state IN (" + std::string(states) +
                                     ") AND " + std::string(kAtRest)),
                           {after, record_kind_name(kind), before_ms}));
}

Page closed_reports(Sql& sql, std::int64_t before_ms, std::int64_t after) {
    return closed_of(sql, RecordKind::IdleSpace, "'withdrawn', 'rejected'", before_ms, after);
}

Page closed_remarks(Sql& sql, std::int64_t before_ms, std::int64_t after) {
    return closed_of(sql, RecordKind::FacilityRemark, "'verified', 'withdrawn', 'rejected'",
                     before_ms, after);
}

/// Of spaces in which something was built and accepted.
Page accepted_reports(Sql& sql, std::int64_t before_ms, std::int64_t after) {
    return page_of(sql.run(
        due_where("r.kind = ? AND EXISTS (SELECT 1 FROM plan_items p WHERE "
                  "p.space = r.id AND p.state IN (?, ?) AND p.changed_at_ms < ?)"),
        {after, record_kind_name(RecordKind::IdleSpace), plan_state_name(PlanState::Accepted),
         plan_state_name(PlanState::EffectMeasured), before_ms}));
}

/// What was merged into a report lives as long as that: nobody is to look at it anew.
void add_merged(Sql& sql, std::vector<std::string>& ids) {
    for (std::size_t i = 0; i < ids.size(); ++i)
        for (const SqlRow& row :
             sql.run("SELECT r.id FROM report_standings t JOIN records r ON r.seq = t.seq "
                     "WHERE t.into_id = ? AND r.state = ? ORDER BY r.seq",
                     {ids[i], report_state_name(ReportState::Merged)}))
            ids.push_back(row.text(0));
}

/// Those of a wave when it has been closed for so long, others from when they came.
Page old_checkups(Sql& sql, std::int64_t before_ms, std::int64_t after) {
    std::set<std::int64_t> running;
    for (const SqlRow& row :
         sql.run("SELECT number FROM waves WHERE state IN (?, ?) OR changed_at_ms >= ?",
                 {wave_state_name(WaveState::Draft), wave_state_name(WaveState::Open), before_ms}))
        running.insert(row.whole(0));
    Page out;
    for (const SqlRow& row :
         sql.run("SELECT r.seq, r.id, e.facts FROM records r JOIN events e ON e.seq = r.seq WHERE "
                 "r.seq > ? AND r.kind = ? AND r.received_at_ms < ? ORDER BY r.seq LIMIT ?",
                 {after, record_kind_name(RecordKind::ServiceCheckup), before_ms, kAtOnce})) {
        out.last = row.whole(0);
        const Value facts = or_throw(parse_own_json(row.text(2)));
        if (!running.contains(facts["wave"].int_or(0))) out.ids.push_back(row.text(1));
    }
    return out;
}

/// Those of a meeting that has been closed for so long, each with all that its voice said to the
/// question: of those one counts, and it must be known which before any goes.
Page old_votes(Sql& sql, std::int64_t before_ms, std::int64_t after) {
    std::set<std::int64_t> running;
    for (const SqlRow& row :
         sql.run("SELECT number FROM meetings WHERE closed_at_ms IS NULL OR closed_at_ms >= ?",
                 {before_ms}))
        running.insert(row.whole(0));
    Page out;
    std::set<std::string> known;
    const auto add = [&](const std::string& id) {
        if (known.insert(id).second) out.ids.push_back(id);
    };
    for (const SqlRow& row :
         sql.run("SELECT r.seq, r.id, e.facts FROM records r JOIN events e ON e.seq = r.seq WHERE "
                 "r.seq > ? AND r.kind = ? AND r.received_at_ms < ? ORDER BY r.seq LIMIT ?",
                 {after, record_kind_name(RecordKind::Meeting), before_ms, kAtOnce})) {
        out.last = row.whole(0);
        const Value facts = or_throw(parse_own_json(row.text(2)));
        if (running.contains(facts["meeting"].int_or(0))) continue;
        add(row.text(1));
        for (const SqlRow& other :
             sql.run("SELECT b.record_id FROM meeting_answers a JOIN meeting_answers b ON "
                     "b.meeting = a.meeting AND b.question = a.question AND b.voice = a.voice "
                     "WHERE a.record_seq = ? ORDER BY b.record_seq",
                     {out.last}))
            add(other.text(0));
    }
    return out;
}

Page old_photos(Sql& sql, std::int64_t before_ms, std::int64_t after) {
    return unnamed_photos(sql, before_ms, after, kAtOnce);
}

struct RuleRow {
    std::string_view name;
    Due due;
    bool keeps_sums;
};
constexpr std::array<RuleRow, 6> kRules{{
    {"report_closed", closed_reports, false},
    {"report_accepted", accepted_reports, false},
    {"checkup_answers", old_checkups, true},
    {"remark_closed", closed_remarks, false},
    {kMeetingRule, old_votes, true},
    {kPhotoRule, old_photos, false},
}};

const RuleRow* rule_row(std::string_view name) {
    for (const RuleRow& row : kRules)
        if (row.name == name) return &row;
    return nullptr;
}

struct TimeUnit {
    std::string_view name;
    std::int64_t RetentionRule::*time;
    std::int64_t most;
};
constexpr std::array<TimeUnit, 2> kUnits{
    {{"months", &RetentionRule::months, 600}, {"days", &RetentionRule::days, 3650}}};

/// Photos that nothing names are nobody's; they wait for their record only.
const TimeUnit& unit_of(std::string_view rule) { return kUnits[rule == kPhotoRule ? 1 : 0]; }

}  // namespace

Result<std::vector<RetentionRule>> retention_rules(std::string_view document) {
    const Value tree = KONGDI_TRY(parse_own_json(document));
    std::vector<RetentionRule> out;
    for (const TimeUnit& unit : kUnits) {
        const std::string head = "/" + std::string(unit.name);
        const Value::Map* times = tree[unit.name].if_map();
        if (times == nullptr) return Error{ErrorCode::FieldMissing, head};
        for (const auto& [name, value] : *times) {
            const std::string path = head + path_step(name);
            if (rule_row(name) == nullptr || unit_of(name).name != unit.name)
                return Error{ErrorCode::FieldUnknown, path};
            const std::int64_t* n = value.if_int();
            if (n == nullptr) return Error{ErrorCode::FieldType, path};
            if (*n < 0 || *n > unit.most) return Error{ErrorCode::FieldRange, path};
            RetentionRule rule{name};
            rule.*unit.time = *n;
            if (*n > 0) out.push_back(std::move(rule));
        }
    }
    for (const RuleRow& row : kRules)
        if (const std::string_view unit = unit_of(row.name).name;
            tree[unit].find(row.name) == nullptr)
            return Error{ErrorCode::FieldMissing, "/" + std::string(unit) + path_step(row.name)};
    return out;
}

Result<std::vector<RetentionRule>> retention_rules() {
    return retention_rules(embedded_file("planning/retention.json"));
}

std::int64_t months_before(std::int64_t at_ms, std::int64_t months) {
    using namespace std::chrono;
    const sys_time<milliseconds> at{milliseconds(at_ms)};
    const auto day = floor<days>(at);
    year_month_day date = year_month_day(day) - std::chrono::months(months);
    if (!date.ok()) date = date.year() / date.month() / last;
    return (sys_days(date) + (at - day)).time_since_epoch().count();
}

Result<DuePage> Registers::due_records(std::string_view rule, std::int64_t before_ms,
                                       std::int64_t after) {
    DuePage out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out = rule_row(rule)->due(sql, before_ms, after);
        add_merged(sql, out.ids);
    }));
    return out;
}

Result<std::vector<Retained>> retain(Storage& storage, const std::vector<RetentionRule>& rules,
                                     std::int64_t now_ms, bool dry_run) {
    std::vector<Retained> out;
    for (const RetentionRule& rule : rules) {
        Retained& done = out.emplace_back(Retained{rule.name});
        const std::int64_t before_ms = months_before(now_ms, rule.months) - rule.days * kDayMs;
        std::int64_t after = 0;
        while (true) {
            auto due = KONGDI_TRY(storage.due_records(rule.name, before_ms, after));
            if (due.last == 0) break;
            after = due.last;
            done.records += std::ssize(due.ids);
            if (dry_run || due.ids.empty()) continue;
            Erasure erasure{.rule = rule.name, .keeps_sums = rule_row(rule.name)->keeps_sums};
            (rule.name == kPhotoRule ? erasure.photos : erasure.records) = std::move(due.ids);
            KONGDI_CHECK(storage.erase(erasure, now_ms));
        }
    }
    if (!dry_run) KONGDI_CHECK(storage.finish_erasing());
    return out;
}

}  // namespace kongdi::server
