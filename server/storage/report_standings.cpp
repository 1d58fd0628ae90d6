// SPDX-License-Identifier: Apache-2.0
#include "server/storage/report_standings.hpp"

#include <set>

#include "core/codec/json.hpp"
#include "core/codec/report_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/storage/covered_photos.hpp"
#include "server/storage/scope_condition.hpp"
#include "server/storage/space_rows.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

std::string receipt_of(Sql& sql, const std::string& id) {
    const SqlRows rows = sql.run("SELECT receipt FROM records WHERE id = ?", {id});
    return rows.empty() ? std::string() : rows.front().text(0);
}

void check_other(Sql& sql, std::string_view id, const std::string& into) {
    if (into == id) throw StorageFailure(Error{ErrorCode::MoveIllegal, "/into"});
    const SqlRows rows = sql.run("SELECT kind, state FROM records WHERE id = ?", {into});
    if (rows.empty() || rows.front().text(0) != record_kind_name(RecordKind::IdleSpace))
        throw StorageFailure(Error{ErrorCode::NotFound, "/into"});
    // Open ones only: so nothing can be merged in a circle.
    const auto state = report_state_from_name(rows.front().text(1));
    if (!state || !shown_state(*state))
        throw StorageFailure(Error{ErrorCode::MoveIllegal, "/into"});
}

/// Those merged into it, and into these.
std::vector<api::OtherReport> merged_into(Sql& sql, const std::string& id) {
    std::vector<api::OtherReport> out;
    std::vector<std::string> targets{id};
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const std::string target = targets[i];
        for (const SqlRow& row :
             sql.run("SELECT r.id, r.receipt, r.type, r.state, r.received_at_ms, r.device "
                     "FROM report_standings t JOIN records r ON r.seq = t.seq "
                     "WHERE t.into_id = ? ORDER BY r.seq",
                     {target})) {
            targets.push_back(row.text(0));
            out.push_back({row.text(0), row.text(1), row.text(2),
                           report_state_from_name(row.text(3)).value_or(ReportState::Merged), 0,
                           row.whole(4)});
        }
    }
    return out;
}

/// Whose word it is, of a report and of those merged into it: who corroborated, and who sent.
std::int64_t others_of(Sql& sql, const api::SpaceCard& card) {
    std::set<std::string> devices;
    const auto add_steps_of = [&](const std::string& id) {
        for (const api::TakenStep& one : taken_steps(sql, id))
            if (one.step.move == ReportMove::Corroborate) devices.insert(one.by);
    };
    const auto device_of = [&](const std::string& id) {
        const SqlRows rows = sql.run("SELECT device FROM records WHERE id = ?", {id});
        return rows.empty() ? std::string() : rows.front().text(0);
    };
    add_steps_of(card.space.id);
    for (const api::OtherReport& one : card.merged) {
        add_steps_of(one.id);
        devices.insert(device_of(one.id));
    }
    devices.erase(device_of(card.space.id));
    return std::ssize(devices);
}

}  // namespace

Value step_facts(const ReportStep& step, const Actor& actor) {
    Value out = report_step_tree(step);
    out.set("role", role_name(actor.role));
    out.set("by", actor.name);
    return out;
}

ReportStanding read_standing(Sql& sql, std::int64_t seq, ReportState state) {
    const SqlRows rows = sql.run("SELECT standing FROM report_standings WHERE seq = ?", {seq});
    if (rows.empty()) return {.state = state};
    return report_standing_of(or_throw(parse_own_json(rows.front().text(0))));
}

void keep_standing(Sql& sql, std::int64_t seq, std::string_view id,
                   const ReportStanding& standing) {
    if (standing == ReportStanding{.state = standing.state}) {
        sql.run("DELETE FROM report_standings WHERE seq = ?", {seq});
        return;
    }
    sql.run(
        "INSERT INTO report_standings VALUES (?, ?, ?, ?, ?) ON CONFLICT (seq) DO UPDATE SET "
        "checks = excluded.checks, into_id = excluded.into_id, standing = excluded.standing",
        {seq, id, static_cast<std::int64_t>(standing.checks.size()), standing.into,
         write_json(report_standing_tree(standing))});
}

ReportStep completed_step(Sql& sql, std::string_view id, ReportStep step) {
    if (step.move != ReportMove::Screen) return step;
    api::SpaceCard card;
    card.space.id = id;
    card.merged = merged_into(sql, card.space.id);
    step.seconded = others_of(sql, card) > 0;
    return step;
}

ReportStanding checked_step(Sql& sql, std::string_view id, const ReportStanding& now,
                            const ReportStep& step, const Actor& actor, std::int64_t at_ms) {
    ReportStanding next = or_throw(after_step(now, step, actor.role, actor.name, at_ms));
    if (step.move == ReportMove::Merge) check_other(sql, id, step.into);
    return next;
}

bool is_known(const ReportStanding& now, const ReportStep& step, const Actor& actor) {
    if (step.move != ReportMove::Verify || !step.check) return false;
    for (const DoneCheck& one : now.checks)
        if (one.by == actor.name && one.check == *step.check) return true;
    return false;
}

bool has_corroborated(Sql& sql, std::string_view device, std::string_view id) {
    return !sql.run("SELECT 1 FROM corroborations WHERE device = ? AND record = ?", {device, id})
                .empty();
}

void keep_corroboration(Sql& sql, std::string_view device, std::string_view id, std::int64_t seq) {
    sql.run("INSERT INTO corroborations VALUES (?,?,?) ON CONFLICT DO NOTHING", {device, id, seq});
}

std::vector<api::TakenStep> taken_steps(Sql& sql, std::string_view id) {
    std::vector<api::TakenStep> out;
    for (const SqlRow& row :
         sql.run("SELECT at_ms, facts FROM events WHERE subject = ? AND kind = 'move' ORDER BY seq",
                 {id})) {
        const Value facts = or_throw(parse_own_json(row.text(1)));
        auto step = stored_report_step(facts);
        const auto role = role_from_name(facts["role"].string_or(""));
        if (step && role) out.push_back({*std::move(step), *role, facts.text("by"), row.whole(0)});
    }
    return out;
}

void add_decided(Sql& sql, std::int64_t received_at_ms, api::RecordState& state) {
    ReportStanding standing;
    state.history.push_back({ReportState::Submitted, received_at_ms});
    for (const api::TakenStep& one : taken_steps(sql, state.id)) {
        auto next = after_step(standing, one.step, one.role, one.by, one.at_ms);
        if (!next) continue;
        if (next->state != standing.state) state.history.push_back({next->state, one.at_ms});
        standing = *std::move(next);
    }
    api::DecidedPart& out = state.decided;
    out.asked = standing.asked;
    out.answer = standing.answer;
    if (state.state == ReportState::Rejected) {
        if (standing.reason) out.reason = reject_reason_name(*standing.reason);
        out.words = standing.words;
    }
    if (standing.judgement) out.judgement = judgement_name(*standing.judgement);
    std::string into = state.state == ReportState::Merged ? standing.into : std::string();
    while (!into.empty()) {
        const SqlRows other =
            sql.run("SELECT seq, receipt, state FROM records WHERE id = ?", {into});
        if (other.empty()) break;
        state.into = into;
        out.into_receipt = other.front().text(1);
        out.into_state = other.front().text(2);
        const auto on = report_state_from_name(out.into_state).value_or(ReportState::Submitted);
        if (on != ReportState::Merged) break;
        into = read_standing(sql, other.front().whole(0), on).into;
    }
}

void add_steps(Sql& sql, api::SpaceCard& card) {
    const std::string& id = card.space.id;
    const SqlRows row = sql.run("SELECT seq FROM records WHERE id = ?", {id});
    if (row.empty()) return;
    card.standing = read_standing(sql, row.front().whole(0), card.space.state);
    card.steps = taken_steps(sql, id);
    card.space_standing = read_space_standing(sql, id);
    card.space_steps = taken_space_steps(sql, id);
    card.merged = merged_into(sql, id);
    card.corroborations = others_of(sql, card);
    std::vector<std::string> photos = card.photos;
    for (const DoneCheck& one : card.standing.checks)
        photos.insert(photos.end(), one.check.photos.begin(), one.check.photos.end());
    card.covered = covered_of(sql, photos);
    // Whose device it was is nobody's business.
    for (api::TakenStep& one : card.steps)
        if (one.role == Role::Resident) one.by.clear();
    if (!card.standing.into.empty()) card.into_receipt = receipt_of(sql, card.standing.into);
}

Result<std::vector<ReportStanding>> Registers::standings_checked_twice(
    const std::optional<Scope>& within) {
    std::vector<ReportStanding> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        SqlValues values;
        std::string statement =
            "SELECT t.standing FROM report_standings t JOIN records r ON r.seq = t.seq "
            "WHERE t.checks > 1";
        const std::string scope = scope_condition(
            "r.community", within, [&](std::string one) { values.emplace_back(std::move(one)); });
        if (!scope.empty()) statement += " AND " + scope;
        for (const SqlRow& row : sql.run(statement + " ORDER BY t.seq", values))
            out.push_back(report_standing_of(or_throw(parse_own_json(row.text(0)))));
    }));
    return out;
}

Result<FactsOnSite> Registers::facts_on_site() {
    FactsOnSite out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT t.id, t.standing, r.state FROM report_standings t JOIN records r ON "
                     "r.seq = t.seq WHERE r.state IN (?, ?)",
                     {report_state_name(ReportState::Verified),
                      report_state_name(ReportState::Expired)})) {
            SiteFacts facts = report_standing_of(or_throw(parse_own_json(row.text(1)))).found_facts;
            if (facts != SiteFacts{}) out.emplace(row.text(0), std::move(facts));
        }
    }));
    return out;
}

}  // namespace kongdi::server
