// SPDX-License-Identifier: Apache-2.0
// The programme of future communities: each step is an event, an entry what its steps come to.
#include "core/codec/json.hpp"
#include "core/codec/programme_codec.hpp"
#include "core/model/programme_fields.hpp"
#include "server/storage/filing_keys.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/scope_condition.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSelectEntry =
    "SELECT p.entry, p.version, p.account, p.filed_at_ms, p.changed_at_ms, coalesce(c.name, '') "
    "FROM programme_entries p LEFT JOIN communities c ON c.code = p.community ";

ProgrammeEntry entry_of_row(const SqlRow& row) {
    ProgrammeEntry out = programme_entry_of(or_throw(parse_own_json(row.text(0))));
    out.version = row.whole(1);
    out.filed_by = row.text(2);
    out.filed_at_ms = row.whole(3);
    out.changed_at_ms = row.whole(4);
    out.community_name = row.text(5);
    return out;
}

std::optional<ProgrammeEntry> find_entry(Sql& sql, std::string_view id) {
    const SqlRows rows = sql.run(std::string(kSelectEntry) + "WHERE p.id = ?", {id});
    return rows.empty() ? std::nullopt : std::optional(entry_of_row(rows.front()));
}

Value event_of(const ProgrammeStep& step, const Actor& actor) {
    Value out = programme_step_tree(step);
    out.set("role", role_name(actor.role));
    out.set("by", actor.name);
    return out;
}

/// `now`: what is there under the id.
void take_step(Sql& sql, std::string_view id, const std::optional<ProgrammeEntry>& now,
               const ProgrammeStep& step, const Actor& actor, std::int64_t at_ms) {
    or_throw(after_step(now.value_or(ProgrammeEntry{.id = std::string(id)}), step, actor.role));
    const Value event = event_of(step, actor);
    append_event(sql, at_ms, kProgrammeEvent, id, write_json(event));
    fold_programme(sql, at_ms, id, event);
}

/// not_found, stale_version (/version).
ProgrammeEntry entry_at(Sql& sql, std::string_view id, std::int64_t version) {
    auto now = find_entry(sql, id);
    if (!now) throw StorageFailure(ErrorCode::NotFound, "no such entry");
    if (now->version != version) throw StorageFailure(Error{ErrorCode::StaleVersion, "/version"});
    return *std::move(now);
}

void take_change(Sql& sql, const ProgrammeChange& change, const Actor& actor, std::int64_t at_ms) {
    std::optional<ProgrammeEntry> now;
    const bool is_filing =
        !change.steps.empty() && change.steps.front().doing == ProgrammeDoing::File;
    if (!is_filing)
        now = entry_at(sql, change.id, change.base_version);
    else if (find_entry(sql, change.id))
        throw StorageFailure(Error{ErrorCode::IdConflict, "/id"});
    for (const ProgrammeStep& step : change.steps) {
        take_step(sql, change.id, now, step, actor, at_ms);
        now = find_entry(sql, change.id);
    }
}

/// stale_version (/version) when one of the filings is there already.
void check_not_there(Sql& sql, std::span<const ProgrammeChange> changes) {
    FilingKeys wanted;
    for (const ProgrammeChange& one : changes)
        for (const ProgrammeStep& step : one.steps)
            if (step.doing == ProgrammeDoing::File && step.facts)
                wanted.insert(filing_key(step.kind, *step.facts));
    if (wanted.empty()) return;
    for (const SqlRow& row : sql.run(std::string(kSelectEntry))) {
        const ProgrammeEntry entry = entry_of_row(row);
        if (!may_be_filed_anew(entry.state) && wanted.contains(filing_key(entry.kind, entry.facts)))
            throw StorageFailure(Error{ErrorCode::StaleVersion, "/version"});
    }
}

/// As it was filed: what the same id must say when it is filed again.
ProgrammeEntry first_version(Sql& sql, std::string_view id) {
    const SqlRows rows =
        sql.run("SELECT entry FROM programme_versions WHERE id = ? AND version = 1", {id});
    return programme_entry_of(or_throw(parse_own_json(rows.front().text(0))));
}

}  // namespace

void fold_programme(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts) {
    const auto role = role_from_name(facts["role"].string_or(""));
    if (!role) return;
    const ProgrammeStep step = programme_step_of(facts);
    const std::string by = facts.text("by");
    const auto now = find_entry(sql, id);
    if (!now != (step.doing == ProgrammeDoing::File)) return;
    auto next = after_step(now.value_or(ProgrammeEntry{.id = std::string(id)}), step, *role);
    if (!next) return;
    next->version = now ? now->version + 1 : 1;
    // These stand beside the entry, and the name is the map's.
    next->community_name.clear();
    next->filed_by.clear();
    next->filed_at_ms = next->changed_at_ms = 0;
    const std::string text = write_json(programme_entry_tree(*next));
    const std::string_view state = programme_state_name(next->state);
    const std::int64_t year = programme_whole(*next, "year");
    const std::string community = programme_text(*next, "community");
    if (!now)
        sql.insert("programme_entries", {{id, 1, programme_kind_name(next->kind), state, year,
                                          community, text, by, at_ms, at_ms}});
    else
        sql.run(
            "UPDATE programme_entries SET version = ?, state = ?, year = ?, community = ?, "
            "entry = ?, changed_at_ms = ? WHERE id = ?",
            {next->version, state, year, community, text, at_ms, id});
    sql.insert("programme_versions",
               {{id, next->version, at_ms, programme_doing_name(step.doing),
                 step.move ? programme_move_name(*step.move) : std::string_view(), by, step.reason,
                 text}});
}

Result<ProgrammeEntry> Registers::file_programme(std::string_view id, ProgrammeKind kind,
                                                 const Value& facts, const Actor& actor,
                                                 std::int64_t at_ms) {
    ProgrammeEntry out;
    KONGDI_CHECK(write_register(Register::Staff, [&](Sql& sql) {
        if (auto known = find_entry(sql, id)) {
            if (known->kind != kind || first_version(sql, id).facts != facts)
                throw StorageFailure(Error{ErrorCode::IdConflict, "/id"});
            out = *std::move(known);
            return;
        }
        take_step(sql, id, std::nullopt, {.kind = kind, .facts = facts}, actor, at_ms);
        out = *find_entry(sql, id);
    }));
    return out;
}

Result<ProgrammeEntry> Registers::step_programme(std::string_view id, std::int64_t base_version,
                                                 const ProgrammeStep& step, const Actor& actor,
                                                 std::int64_t at_ms) {
    ProgrammeEntry out;
    KONGDI_CHECK(write_register(Register::Staff, [&](Sql& sql) {
        take_step(sql, id, entry_at(sql, id, base_version), step, actor, at_ms);
        out = *find_entry(sql, id);
    }));
    return out;
}

Result<void> Registers::change_programme(std::span<const ProgrammeChange> changes,
                                         const Actor& actor, std::int64_t at_ms) {
    return write_register(Register::Staff, [&](Sql& sql) {
        check_not_there(sql, changes);
        for (const ProgrammeChange& one : changes) take_change(sql, one, actor, at_ms);
    });
}

Result<std::optional<ProgrammeEntry>> Registers::programme_entry(std::string_view id) {
    std::optional<ProgrammeEntry> out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = find_entry(sql, id); }));
    return out;
}

Result<std::vector<ProgrammeVersion>> Registers::programme_versions(std::string_view id) {
    std::vector<ProgrammeVersion> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT version, doing, move, reason, account, at_ms, entry "
                     "FROM programme_versions WHERE id = ? ORDER BY version",
                     {id}))
            out.push_back({row.whole(0),
                           programme_doing_from_name(row.text(1)).value_or(ProgrammeDoing::Change),
                           programme_move_from_name(row.text(2)), row.text(3), row.text(4),
                           row.whole(5),
                           programme_entry_of(or_throw(parse_own_json(row.text(6))))});
    }));
    return out;
}

Result<std::vector<ProgrammeEntry>> Registers::programme(const ProgrammeQuery& query) {
    std::string where = "WHERE 1 = 1";
    SqlValues values;
    const auto add = [&](const char* condition, SqlValue value) {
        where += condition;
        values.push_back(std::move(value));
    };
    if (query.kind) add(" AND p.kind = ?", programme_kind_name(*query.kind));
    if (query.state) add(" AND p.state = ?", programme_state_name(*query.state));
    if (query.year) add(" AND p.year = ?", *query.year);
    if (!query.community.empty()) add(" AND p.community = ?", query.community);
    const std::string within = scope_condition(
        "p.community", query.within, [&](std::string one) { values.emplace_back(std::move(one)); });
    if (!within.empty()) where += " AND (p.community = '' OR " + within + ")";
    std::vector<ProgrammeEntry> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row : sql.run(std::string(kSelectEntry) + where +
                                             " ORDER BY p.kind, p.year DESC, p.filed_at_ms, p.id",
                                         values))
            out.push_back(entry_of_row(row));
    }));
    return out;
}

}  // namespace kongdi::server
