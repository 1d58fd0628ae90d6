// SPDX-License-Identifier: Apache-2.0
#include "server/storage/space_rows.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "core/codec/json.hpp"
#include "core/codec/plan_codec.hpp"
#include "core/codec/space_stage_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "core/rules/space_of.hpp"
#include "server/storage/meeting_ledger.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/report_standings.hpp"
#include "server/storage/storage_failure.hpp"
#include "server/storage/wave_ledger.hpp"

namespace kongdi::server {

namespace {

using Area = std::optional<FloorArea>;

/// What of a row can change.
struct SpaceRow {
    std::string type = {};
    ReportState state = ReportState::Submitted;
    Area area = {};
    Area reported = {};  // while `area` is another
    std::optional<std::string> stage = {};
    friend bool operator==(const SpaceRow&, const SpaceRow&) = default;
};

std::string area_text(const Area& area) {
    if (!area) return "{}";
    return write_json(Value::map({{"value_m2", area->value_m2},
                                  {"low_m2", area->low_m2},
                                  {"high_m2", area->high_m2},
                                  {"source", area->source}}));
}

Area area_of(const Value& tree) {
    if (tree["value_m2"].is_null()) return {};
    return FloorArea{tree["value_m2"].number_or(0), tree["low_m2"].number_or(0),
                     tree["high_m2"].number_or(0), tree.text("source")};
}

/// What was found on site counts while nobody says otherwise, and when it was long ago, too: no one
/// knows better.
bool counts_check(ReportState state) {
    return state == ReportState::Verified || state == ReportState::Expired;
}

std::optional<double> low_of(const SpaceRow& row) {
    return row.area ? std::optional(row.area->low_m2) : std::nullopt;
}

void add_count(Sql& sql, const std::string& community, const SpaceRow& row, bool takes) {
    const SpaceCount count = SpaceCount::of(low_of(row));
    count_space(sql, community, row.type, row.state, takes ? -count : count);
}

/// Whoever changes several rows of counts changes them in one order, so that nobody waits for
/// somebody who waits for them.
void count_anew(Sql& sql, const std::string& community, const SpaceRow& before,
                const SpaceRow& after) {
    const auto key = [](const SpaceRow& row) {
        return std::pair(std::string_view(row.type), report_state_name(row.state));
    };
    if (key(before) == key(after) && low_of(before) == low_of(after)) return;
    const bool first = key(before) <= key(after);
    add_count(sql, community, first ? before : after, first);
    add_count(sql, community, first ? after : before, !first);
}

/// False when there is no such space.
bool settle(Sql& sql, std::int64_t seq, std::string_view id, ReportState state,
            const ReportStanding& standing) {
    // Holds the row: what follows reads what others have finished.
    const SqlRows rows = sql.run(
        "UPDATE spaces SET state = state WHERE seq = ? RETURNING coalesce(community, ''), type, "
        "state, area_m2, area_low_m2, area_high_m2, area_source, reported_area, stage",
        {seq});
    if (rows.empty()) return false;
    const SqlRow& row = rows.front();
    SpaceRow before{row.text(1),
                    report_state_from_name(row.text(2)).value_or(ReportState::Submitted)};
    if (!row.is_null(3))
        before.area = FloorArea{row.real(3), row.real(4), row.real(5), row.text(6)};
    if (!row.text(7).empty()) before.reported = area_of(or_throw(parse_own_json(row.text(7))));
    before.stage = row.optional_text(8);
    const bool was_replaced = !row.text(7).empty();

    SpaceRow after = before;
    after.state = state;
    after.type =
        sql.run("SELECT coalesce(type, '') FROM records WHERE seq = ?", {seq}).at(0).text(0);
    after.area = was_replaced ? before.reported : before.area;
    after.reported.reset();
    const bool replaces = counts_check(state) && standing.measured_m2;
    if (counts_check(state) && !standing.found_type.empty()) after.type = standing.found_type;
    if (replaces) {
        after.reported = after.area;
        after.area = measured_on_site(*standing.measured_m2);
    }
    const auto stage = stage_of(space_ground(sql, id, state), read_space_standing(sql, id));
    after.stage = stage ? std::optional(std::string(space_stage_name(*stage))) : std::nullopt;
    if (after == before && was_replaced == replaces) return true;
    std::optional<double> value, low, high;
    std::optional<std::string> source;
    if (after.area) {
        value = after.area->value_m2;
        low = after.area->low_m2;
        high = after.area->high_m2;
        source = after.area->source;
    }
    sql.run(
        "UPDATE spaces SET state = ?, type = ?, area_m2 = ?, area_low_m2 = ?, area_high_m2 = ?, "
        "area_source = ?, reported_area = ?, stage = ? WHERE seq = ?",
        {report_state_name(state), after.type, value, low, high, source,
         replaces ? area_text(after.reported) : std::string(), after.stage, seq});
    count_anew(sql, row.text(0), before, after);
    return true;
}

}  // namespace

void count_space(Sql& sql, std::string_view community, std::string_view type, ReportState state,
                 const SpaceCount& change) {
    sql.run(
        "INSERT INTO space_counts VALUES (?,?,?,?,?,?) ON CONFLICT (community, type, state) "
        "DO UPDATE SET n = space_counts.n + excluded.n, "
        "sized = space_counts.sized + excluded.sized, "
        "low_cm2 = space_counts.low_cm2 + excluded.low_cm2",
        {community, type, report_state_name(state), change.n, change.sized, change.low_cm2});
}

void settle_report(Sql& sql, std::int64_t seq, std::string_view id, ReportState from,
                   const ReportStanding& now) {
    if (from == now.state) return;
    sql.run("UPDATE records SET state = ? WHERE seq = ?", {report_state_name(now.state), seq});
    if (settle(sql, seq, id, now.state, now) || now.state != ReportState::Withdrawn) return;
    uncount_answer(sql, seq);
    uncount_vote(sql, seq);
}

void settle_stage(Sql& sql, std::string_view id) {
    const SqlRows rows = sql.run("SELECT seq, state FROM records WHERE id = ?", {id});
    if (rows.empty()) return;
    const std::int64_t seq = rows[0].whole(0);
    const auto state = report_state_from_name(rows[0].text(1)).value_or(ReportState::Submitted);
    settle(sql, seq, id, state, read_standing(sql, seq, state));
}

void settle_old_spaces(Sql& sql) {
    for (const SqlRow& row : sql.run("SELECT s.seq, s.id, r.state FROM spaces s JOIN records r ON "
                                     "r.seq = s.seq WHERE s.stage = '' ORDER BY s.seq")) {
        // What was found on site was not kept apart before.
        ReportStanding standing;
        for (const api::TakenStep& one : taken_steps(sql, row.text(1)))
            if (auto next = after_step(standing, one.step, one.role, one.by, one.at_ms))
                standing = *std::move(next);
        const auto state = report_state_from_name(row.text(2)).value_or(ReportState::Submitted);
        if (standing.state == state) keep_standing(sql, row.whole(0), row.text(1), standing);
        settle(sql, row.whole(0), row.text(1), state, standing);
    }
}

SpaceGround space_ground(Sql& sql, std::string_view id, ReportState report) {
    SpaceGround out{.report = report};
    // Of several the newest that goes on.
    const SqlRows rows = sql.run(
        "SELECT id, item FROM plan_items WHERE space = ? AND state <> ? "
        "ORDER BY year DESC, filed_at_ms DESC, id LIMIT 1",
        {id, plan_state_name(PlanState::Removed)});
    if (rows.empty()) return out;
    out.item = rows[0].text(0);
    out.plan = plan_item_of(or_throw(parse_own_json(rows[0].text(1)))).standing;
    return out;
}

SpaceStanding read_space_standing(Sql& sql, std::string_view id) {
    const SqlRows rows = sql.run("SELECT standing FROM space_standings WHERE id = ?", {id});
    if (rows.empty()) return {};
    return space_standing_of(or_throw(parse_own_json(rows.front().text(0))));
}

void keep_space_standing(Sql& sql, std::string_view id, const SpaceStanding& standing) {
    sql.run("DELETE FROM space_standings WHERE id = ?", {id});
    if (standing == SpaceStanding{}) return;
    sql.insert("space_standings", {{id, write_json(space_standing_tree(standing))}});
}

std::vector<api::TakenSpaceStep> taken_space_steps(Sql& sql, std::string_view id) {
    std::vector<api::TakenSpaceStep> out;
    for (const SqlRow& row :
         sql.run("SELECT at_ms, facts FROM events WHERE subject = ? AND kind = ? ORDER BY seq",
                 {id, kSpaceEvent})) {
        const Value facts = or_throw(parse_own_json(row.text(1)));
        if (auto step = stored_space_step(facts))
            out.push_back({*std::move(step), facts.text("by"), row.whole(0)});
    }
    return out;
}

void fold_space(Sql& sql, std::string_view id, const Value& facts) {
    const auto step = stored_space_step(facts);
    const auto role = role_from_name(facts["role"].string_or(""));
    const SqlRows rows = sql.run("SELECT state FROM records WHERE id = ?", {id});
    if (!step || !role || rows.empty()) return;
    const auto state = report_state_from_name(rows[0].text(0)).value_or(ReportState::Submitted);
    const auto next =
        after_step(space_ground(sql, id, state), read_space_standing(sql, id), *step, *role);
    if (!next) return;
    keep_space_standing(sql, id, *next);
    settle_stage(sql, id);
}

Result<void> Registers::step_space(std::string_view id, const SpaceStep& step, const Actor& actor,
                                   std::int64_t at_ms, Known usual) {
    return write_register(Register::Staff, [&](Sql& sql) {
        const SqlRows rows = sql.run("SELECT kind, state FROM records WHERE id = ?", {id});
        if (rows.empty() || rows[0].text(0) != record_kind_name(RecordKind::IdleSpace))
            throw StorageFailure(ErrorCode::NotFound, "no such space");
        const auto state = report_state_from_name(rows[0].text(1)).value_or(ReportState::Submitted);
        or_throw(after_new_step(space_ground(sql, id, state), read_space_standing(sql, id), step,
                                actor.role, usual));
        Value facts = space_step_tree(step);
        facts.set("role", role_name(actor.role));
        facts.set("by", actor.name);
        append_event(sql, at_ms, kSpaceEvent, id, write_json(facts));
        fold_space(sql, id, facts);
    });
}

Result<OwnersOfSpaces> Registers::owners_noted() {
    OwnersOfSpaces out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row : sql.run("SELECT id, standing FROM space_standings", {})) {
            const SpaceStanding known = space_standing_of(or_throw(parse_own_json(row.text(1))));
            OwnersNoted noted{.common_parts = known.common_parts};
            if (known.consultation && known.consultation->owners_vote) {
                noted.vote = known.consultation->owners_vote;
                for (const SqlRow& item : sql.run("SELECT item FROM plan_items WHERE id = ?",
                                                  {known.consultation->item}))
                    noted.voted_kinds =
                        plan_item_of(or_throw(parse_own_json(item.text(0)))).facts.kinds;
            }
            if (noted != OwnersNoted{}) out.emplace(row.text(0), std::move(noted));
        }
    }));
    return out;
}

}  // namespace kongdi::server
