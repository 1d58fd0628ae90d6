// SPDX-License-Identifier: Apache-2.0
// The action plan: each step is an event, an item what its steps come to.
#include "core/codec/json.hpp"
#include "core/codec/plan_codec.hpp"
#include "server/storage/filing_keys.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/scope_condition.hpp"
#include "server/storage/space_rows.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSelectItem =
    "SELECT p.item, p.version, p.account, p.filed_at_ms, p.changed_at_ms, coalesce(c.name, '') "
    "FROM plan_items p LEFT JOIN communities c ON c.code = p.community ";

PlanItem item_of_row(const SqlRow& row) {
    PlanItem out = plan_item_of(or_throw(parse_own_json(row.text(0))));
    out.version = row.whole(1);
    out.filed_by = row.text(2);
    out.filed_at_ms = row.whole(3);
    out.changed_at_ms = row.whole(4);
    out.community_name = row.text(5);
    return out;
}

std::optional<PlanItem> find_item(Sql& sql, std::string_view id) {
    const SqlRows rows = sql.run(std::string(kSelectItem) + "WHERE p.id = ?", {id});
    return rows.empty() ? std::nullopt : std::optional(item_of_row(rows.front()));
}

/// What was decided is for all to see, what is only proposed is not.
bool shows_outside(const PlanItem& before, const PlanItem& after) {
    return before.standing.state != PlanState::Proposed ||
           (after.standing.state != PlanState::Proposed &&
            after.standing.state != PlanState::Removed);
}

Value event_of(const PlanStep& step, const Actor& actor) {
    Value out = plan_step_tree(step);
    out.set("role", role_name(actor.role));
    out.set("by", actor.name);
    return out;
}

void add_version(Sql& sql, const PlanItem& item, const PlanStep& step, const std::string& by,
                 std::int64_t at_ms) {
    sql.insert("plan_versions", {{item.id, item.version, at_ms, plan_doing_name(step.doing),
                                  step.move ? plan_move_name(*step.move) : std::string_view(), by,
                                  step.reason, write_json(plan_item_tree(item))}});
}

/// `now`: what is there under the id.
void take_step(Sql& sql, std::string_view id, const std::optional<PlanItem>& now,
               const PlanStep& step, const Actor& actor, std::int64_t at_ms) {
    or_throw(after_new_step(now.value_or(PlanItem{.id = std::string(id)}), step, actor.role));
    const Value event = event_of(step, actor);
    append_event(sql, at_ms, kPlanEvent, id, write_json(event));
    fold_plan_item(sql, at_ms, id, event);
}

/// not_found, stale_version (/version).
PlanItem item_at(Sql& sql, std::string_view id, std::int64_t version) {
    auto now = find_item(sql, id);
    if (!now) throw StorageFailure(ErrorCode::NotFound, "no such item");
    if (now->version != version) throw StorageFailure(Error{ErrorCode::StaleVersion, "/version"});
    return *std::move(now);
}

/// stale_version (/version) when one of the filings is there already.
void check_not_there(Sql& sql, std::span<const PlanChange> changes) {
    FilingKeys wanted;
    for (const PlanChange& one : changes)
        if (one.step.doing == PlanDoing::File && one.step.facts)
            wanted.insert(filing_key(*one.step.facts));
    if (wanted.empty()) return;
    for (const SqlRow& row : sql.run(std::string(kSelectItem))) {
        const PlanItem item = item_of_row(row);
        if (!may_be_filed_anew(item.standing.state) && wanted.contains(filing_key(item.facts)))
            throw StorageFailure(Error{ErrorCode::StaleVersion, "/version"});
    }
}

}  // namespace

void fold_plan_item(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts) {
    const auto role = role_from_name(facts["role"].string_or(""));
    if (!role) return;
    const PlanStep step = plan_step_of(facts);
    const std::string by = facts.text("by");
    const auto now = find_item(sql, id);
    if (!now != (step.doing == PlanDoing::File)) return;
    auto next = after_step(now.value_or(PlanItem{.id = std::string(id)}), step, *role);
    if (!next) return;
    next->version = now ? now->version + 1 : 1;
    if (step.doing == PlanDoing::Move) {
        const PlanState to = next->standing.state;
        if (to == PlanState::Listed && next->listed_at_ms == 0) next->listed_at_ms = at_ms;
        if (to == PlanState::Building && next->building_at_ms == 0) next->building_at_ms = at_ms;
        if (to == PlanState::Done) next->done_at_ms = at_ms;
    }
    // These stand beside the item, and the name is the map's.
    next->community_name.clear();
    next->filed_by.clear();
    next->filed_at_ms = next->changed_at_ms = 0;
    const std::string text = write_json(plan_item_tree(*next));
    const std::string_view state = plan_state_name(next->standing.state);
    if (!now)
        sql.insert("plan_items", {{id, 1, state, next->facts.year, next->facts.community,
                                   next->facts.space, 0, text, by, at_ms, at_ms}});
    else
        sql.run(
            "UPDATE plan_items SET version = ?, state = ?, year = ?, community = ?, space = ?, "
            "listed = CASE WHEN listed = 1 THEN 1 ELSE ? END, item = ?, changed_at_ms = ? "
            "WHERE id = ?",
            {next->version, state, next->facts.year, next->facts.community, next->facts.space,
             shows_outside(*now, *next) ? 1 : 0, text, at_ms, id});
    add_version(sql, *next, step, by, at_ms);
    if (now && now->facts.space != next->facts.space) settle_stage(sql, now->facts.space);
    settle_stage(sql, next->facts.space);
}

Result<PlanItem> Registers::file_plan_item(std::string_view id, const PlanFacts& facts,
                                           const Actor& actor, std::int64_t at_ms) {
    PlanItem out;
    KONGDI_CHECK(write_register(Register::Staff, [&](Sql& sql) {
        if (auto known = find_item(sql, id)) {
            const SqlRows first =
                sql.run("SELECT item FROM plan_versions WHERE id = ? AND version = 1", {id});
            if (plan_item_of(or_throw(parse_own_json(first.front().text(0)))).facts != facts)
                throw StorageFailure(Error{ErrorCode::IdConflict, "/id"});
            out = *std::move(known);
            return;
        }
        take_step(sql, id, std::nullopt, {.doing = PlanDoing::File, .facts = facts}, actor, at_ms);
        out = *find_item(sql, id);
    }));
    return out;
}

Result<PlanItem> Registers::step_plan_item(std::string_view id, std::int64_t base_version,
                                           const PlanStep& step, const Actor& actor,
                                           std::int64_t at_ms) {
    PlanItem out;
    KONGDI_CHECK(write_register(Register::Staff, [&](Sql& sql) {
        take_step(sql, id, item_at(sql, id, base_version), step, actor, at_ms);
        out = *find_item(sql, id);
    }));
    return out;
}

Result<void> Registers::change_plan(std::span<const PlanChange> changes, const Actor& actor,
                                    std::int64_t at_ms) {
    return write_register(Register::Staff, [&](Sql& sql) {
        check_not_there(sql, changes);
        for (const PlanChange& one : changes) {
            std::optional<PlanItem> now;
            if (one.step.doing != PlanDoing::File)
                now = item_at(sql, one.id, one.base_version);
            else if (find_item(sql, one.id))
                throw StorageFailure(Error{ErrorCode::IdConflict, "/id"});
            take_step(sql, one.id, now, one.step, actor, at_ms);
        }
    });
}

Result<std::optional<PlanItem>> Registers::plan_item(std::string_view id) {
    std::optional<PlanItem> out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = find_item(sql, id); }));
    return out;
}

Result<std::vector<PlanVersion>> Registers::plan_versions(std::string_view id) {
    std::vector<PlanVersion> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT version, doing, move, reason, account, at_ms, item "
                     "FROM plan_versions WHERE id = ? ORDER BY version",
                     {id}))
            out.push_back({row.whole(0),
                           plan_doing_from_name(row.text(1)).value_or(PlanDoing::Change),
                           plan_move_from_name(row.text(2)), row.text(3), row.text(4), row.whole(5),
                           plan_item_of(or_throw(parse_own_json(row.text(6))))});
    }));
    return out;
}

Result<std::vector<PlanItem>> Registers::plan_items(const PlanQuery& query) {
    std::string where = "WHERE 1 = 1";
    SqlValues values;
    const auto add = [&](const char* condition, SqlValue value) {
        where += condition;
        values.push_back(std::move(value));
    };
    if (query.year) add(" AND p.year = ?", *query.year);
    if (query.state) add(" AND p.state = ?", plan_state_name(*query.state));
    if (!query.community.empty()) add(" AND p.community = ?", query.community);
    const std::string within = scope_condition(
        "p.community", query.within, [&](std::string one) { values.emplace_back(std::move(one)); });
    if (!within.empty()) where += " AND " + within;
    std::vector<PlanItem> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row : sql.run(
                 std::string(kSelectItem) + where + " ORDER BY p.year DESC, p.filed_at_ms, p.id",
                 values))
            out.push_back(item_of_row(row));
    }));
    return out;
}

Result<std::vector<PlanItem>> Registers::plan_of_spaces(std::span<const std::string> spaces) {
    std::vector<PlanItem> out;
    if (spaces.empty()) return out;
    std::string marks;
    SqlValues values;
    for (const std::string& space : spaces) {
        marks += marks.empty() ? "?" : ", ?";
        values.emplace_back(space);
    }
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run(std::string(kSelectItem) + "WHERE p.listed = 1 AND " + "p.space IN (" + marks +
                         ") ORDER BY p.space, p.changed_at_ms DESC, p.id",
                     values)) {
            PlanItem item = item_of_row(row);
            if (out.empty() || out.back().facts.space != item.facts.space)
                out.push_back(std::move(item));
        }
    }));
    return out;
}

}  // namespace kongdi::server
