// SPDX-License-Identifier: Apache-2.0
// The register of facilities: filing, verifying, changing, closing.
#include "core/codec/facility_codec.hpp"
#include "core/codec/json.hpp"
#include "core/geometry/mercator.hpp"
#include "core/lifecycle/facility_lifecycle.hpp"
#include "core/model/map_role.hpp"
#include "core/tile/tile_id.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/facility_rows.hpp"
#include "server/storage/filing_keys.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/scope_condition.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

/// A sign on the map may reach into the next tile.
void drop_tiles_around(Sql& sql, Wgs84Point point) {
    sql.run("UPDATE map_version SET version = version + 1");
    const int least = map_role_row(MapRole::Facility).least_zoom;
    for (int z = least; z <= kMostTileZoom; ++z) {
        const tile::TileId id = tile::tile_at(to_world(point), z);
        sql.run(
            "DELETE FROM tiles WHERE layer IN ('facility', 'map') AND z = ? AND x BETWEEN ? AND ? "
            "AND y BETWEEN ? AND ?",
            {z, id.x - 1, id.x + 1, id.y - 1, id.y + 1});
    }
}

Value step_facts(const FacilityStep& step, const Actor& actor) {
    Value out = Value::map({{"move", facility_move_name(step.move)},
                            {"role", role_name(actor.role)},
                            {"by", actor.name}});
    if (!step.reason.empty()) out.set("reason", step.reason);
    if (step.facts) out.set("facility", facility_facts_tree(*step.facts));
    return out;
}

void check_step(const FacilityStep& step, const Facility& now, const Actor& actor) {
    if (now.version != step.base_version)
        throw StorageFailure(Error{ErrorCode::StaleVersion, "/version"});
    if (!after_move(now.state, step.move, actor.role))
        throw StorageFailure(ErrorCode::MoveIllegal,
                             std::string(facility_move_name(step.move)) + " from " +
                                 std::string(facility_state_name(now.state)));
    if (step.move == FacilityMove::Verify && !may_verify(now.stated_by, actor.name))
        throw StorageFailure(ErrorCode::SamePerson, "verified by who stated it");
}

void add_version(Sql& sql, const Facility& facility, FacilityMove move, const std::string& by,
                 const std::string& reason, std::int64_t at_ms) {
    sql.insert("facility_versions",
               {{facility.id, facility.version, at_ms, facility_move_name(move),
                 facility_state_name(facility.state), by, reason,
                 write_json(facility_facts_tree(facility.facts))}});
}

void fold_filing(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts) {
    const FacilityFacts filed = stored_facility_facts(facts["facility"]);
    const std::string by = facts.text("by");
    const std::string text = write_json(facility_facts_tree(filed));
    const std::string_view state = facility_state_name(FacilityState::Filed);
    sql.insert("facilities",
               {{id, 1, state, filed.kind, filed.name, filed.community, filed.point.lon,
                 filed.point.lat, text, facts.text("origin"), facts["import"].int_or(0), by, at_ms,
                 by, "", nullptr, nullptr, at_ms}});
    sql.insert("facility_versions", {{id, 1, at_ms, facility_move_name(FacilityMove::File), state,
                                      by, facts.text("reason"), text}});
}

/// Under an id that nobody has.
void take_filing(Sql& sql, const FacilityStep& step, const Actor& actor, std::int64_t at_ms) {
    const Value event = step_facts(step, actor);
    append_event(sql, at_ms, kFacilityEvent, step.id, write_json(event));
    fold_facility(sql, at_ms, step.id, event);
}

/// stale_version (/version) when one of the filings is there already.
void check_not_there(Sql& sql, std::span<const FacilityStep> steps) {
    FilingKeys wanted;
    for (const FacilityStep& step : steps)
        if (step.move == FacilityMove::File && step.facts) wanted.insert(filing_key(*step.facts));
    if (wanted.empty()) return;
    for (const SqlRow& row : sql.run("SELECT facts, state FROM facilities")) {
        const auto state = facility_state_from_name(row.text(1));
        if (!(state && may_be_filed_anew(*state)) &&
            wanted.contains(
                filing_key(stored_facility_facts(or_throw(parse_own_json(row.text(0)))))))
            throw StorageFailure(Error{ErrorCode::StaleVersion, "/version"});
    }
}

/// Where the facility lay, and where it lies now.
std::pair<Wgs84Point, Wgs84Point> take_step(Sql& sql, const FacilityStep& step, const Actor& actor,
                                            std::int64_t at_ms) {
    const auto now = find_facility(sql, step.id);
    if (!now) throw StorageFailure(ErrorCode::NotFound, "no such facility");
    check_step(step, *now, actor);
    const Value event = step_facts(step, actor);
    append_event(sql, at_ms, kFacilityEvent, step.id, write_json(event));
    fold_facility(sql, at_ms, step.id, event);
    return {now->facts.point, step.facts ? step.facts->point : now->facts.point};
}

}  // namespace

Facility facility_of_row(const SqlRow& row) {
    Facility out;
    out.id = row.text(0);
    out.version = row.whole(1);
    out.state = facility_state_from_name(row.text(2)).value_or(FacilityState::Filed);
    out.facts = stored_facility_facts(or_throw(parse_own_json(row.text(3))));
    out.origin = row.text(4);
    out.filed_by = row.text(5);
    out.filed_at_ms = row.whole(6);
    out.stated_by = row.text(7);
    out.verified_by = row.text(8);
    out.verified_at_ms = row.optional_whole(9);
    out.verified_version = row.optional_whole(10);
    out.changed_at_ms = row.whole(11);
    out.community_name = row.text(12);
    return out;
}

std::optional<Facility> find_facility(Sql& sql, std::string_view id) {
    const SqlRows rows = sql.run(std::string(kSelectFacility) + "WHERE f.id = ?", {id});
    return rows.empty() ? std::nullopt : std::optional(facility_of_row(rows.front()));
}

void fold_facility(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts) {
    const auto move = facility_move_from_name(facts["move"].string_or(""));
    const auto role = role_from_name(facts["role"].string_or(""));
    if (!move || !role) return;
    if (*move == FacilityMove::File) {
        fold_filing(sql, at_ms, id, facts);
        return;
    }
    auto now = find_facility(sql, id);
    const auto to = now ? after_move(now->state, *move, *role) : std::nullopt;
    if (!to) return;
    const std::string by = facts.text("by");
    ++now->version;
    now->state = *to;
    now->changed_at_ms = at_ms;
    if (facts.find("facility") != nullptr) now->facts = stored_facility_facts(facts["facility"]);
    if (*move == FacilityMove::Change || *move == FacilityMove::Reopen) now->stated_by = by;
    if (*move == FacilityMove::Verify) {
        now->verified_by = by;
        now->verified_at_ms = at_ms;
        now->verified_version = now->version;
    }
    if (*to == FacilityState::Closed) now->verified_version.reset();
    sql.run(
        "UPDATE facilities SET version = ?, state = ?, kind = ?, name = ?, community = ?, lon = ?, "
        "lat = ?, facts = ?, stated_by = ?, verified_by = ?, verified_at_ms = ?, "
        "verified_version = ?, changed_at_ms = ? WHERE id = ?",
        {now->version, facility_state_name(now->state), now->facts.kind, now->facts.name,
         now->facts.community, now->facts.point.lon, now->facts.point.lat,
         write_json(facility_facts_tree(now->facts)), now->stated_by, now->verified_by,
         now->verified_at_ms, now->verified_version, at_ms, id});
    add_version(sql, *now, *move, by, facts.text("reason"), at_ms);
}

Result<Facility> Registers::file_facility(std::string_view id, const FacilityFacts& facts,
                                          const Actor& actor, std::int64_t at_ms) {
    Facility out;
    KONGDI_CHECK(write_register(Register::Staff, [&](Sql& sql) {
        if (auto known = find_facility(sql, id)) {
            const SqlRows first =
                sql.run("SELECT facts FROM facility_versions WHERE id = ? AND version = 1", {id});
            if (first.front().text(0) != write_json(facility_facts_tree(facts)))
                throw StorageFailure(Error{ErrorCode::IdConflict, "/id"});
            out = *std::move(known);
            return;
        }
        take_filing(sql, {std::string(id), FacilityMove::File, 0, facts, {}}, actor, at_ms);
        drop_tiles_around(sql, facts.point);
        out = *find_facility(sql, id);
    }));
    return out;
}

Result<Facility> Registers::move_facility(const FacilityStep& step, const Actor& actor,
                                          std::int64_t at_ms) {
    Facility out;
    KONGDI_CHECK(write_register(Register::Staff, [&](Sql& sql) {
        const auto points = take_step(sql, step, actor, at_ms);
        drop_tiles_around(sql, points.first);
        if (points.second != points.first) drop_tiles_around(sql, points.second);
        out = *find_facility(sql, step.id);
    }));
    return out;
}

Result<void> Registers::move_facilities(std::span<const FacilityStep> steps, const Actor& actor,
                                        std::int64_t at_ms) {
    // Beyond that it is sooner done to make all tiles anew.
    constexpr std::size_t kFewSteps = 200;
    return write_register(Register::Staff, [&](Sql& sql) {
        check_not_there(sql, steps);
        std::vector<Wgs84Point> touched;
        for (const FacilityStep& step : steps) {
            if (step.move == FacilityMove::File) {
                take_filing(sql, step, actor, at_ms);
                touched.push_back(step.facts->point);
                continue;
            }
            const auto points = take_step(sql, step, actor, at_ms);
            touched.push_back(points.first);
            if (points.second != points.first) touched.push_back(points.second);
        }
        if (steps.size() <= kFewSteps) {
            for (const Wgs84Point point : touched) drop_tiles_around(sql, point);
            return;
        }
        sql.run("UPDATE map_version SET version = version + 1");
        sql.run("DELETE FROM tiles WHERE layer IN ('facility', 'map')");
    });
}

Result<std::optional<Facility>> Registers::facility(std::string_view id) {
    std::optional<Facility> out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = find_facility(sql, id); }));
    return out;
}

Result<std::vector<FacilityVersion>> Registers::facility_versions(std::string_view id) {
    std::vector<FacilityVersion> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run("SELECT version, move, state, facts, account, reason, at_ms "
                     "FROM facility_versions WHERE id = ? ORDER BY version",
                     {id}))
            out.push_back({row.whole(0),
                           facility_move_from_name(row.text(1)).value_or(FacilityMove::Change),
                           facility_state_from_name(row.text(2)).value_or(FacilityState::Filed),
                           stored_facility_facts(or_throw(parse_own_json(row.text(3)))),
                           row.text(4), row.text(5), row.whole(6)});
    }));
    return out;
}

Result<FacilityPage> Registers::facilities(const FacilityQuery& query) {
    std::string where = "WHERE 1 = 1";
    SqlValues values;
    const auto add = [&](const char* condition, SqlValue value) {
        where += condition;
        values.push_back(std::move(value));
    };
    if (!query.community.empty()) add(" AND f.community = ?", query.community);
    if (!query.kind.empty()) add(" AND f.kind = ?", query.kind);
    if (query.state) add(" AND f.state = ?", facility_state_name(*query.state));
    if (!query.name_part.empty()) {
        // LIKE's own signs in what was typed are letters.
        std::string part;
        for (const char c : query.name_part) {
            if (c == '%' || c == '_' || c == '\\') part += '\\';
            part += c;
        }
        add(" AND f.name LIKE ? ESCAPE '\\'", "%" + part + "%");
    }
    const std::string within = scope_condition(
        "f.community", query.within, [&](std::string one) { values.emplace_back(std::move(one)); });
    if (!within.empty()) where += " AND " + within;
    FacilityPage out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.rows.clear();
        out.total = sql.run("SELECT count(*) FROM facilities f " + where, values)[0].whole(0);
        SqlValues page = values;
        page.emplace_back(query.limit);
        page.emplace_back(query.offset);
        for (const SqlRow& row :
             sql.run(std::string(kSelectFacility) + where +
                         " ORDER BY f.changed_at_ms DESC, f.id LIMIT ? OFFSET ?",
                     page))
            out.rows.push_back(facility_of_row(row));
    }));
    return out;
}

Result<std::vector<Facility>> Registers::facilities_in(const Box& box, std::int64_t limit) {
    std::vector<Facility> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run(std::string(kSelectFacility) +
                         "WHERE f.lon BETWEEN ? AND ? AND f.lat BETWEEN ? AND ? AND "
                         "f.state <> 'closed' ORDER BY f.id LIMIT ?",
                     {box.west, box.east, box.south, box.north, limit}))
            out.push_back(facility_of_row(row));
    }));
    return out;
}

bool fold_register(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view kind,
                   std::string_view subject, const Value& facts) {
    if (kind == kPhotoCoverEvent)
        fold_photo_cover(sql, at_ms, subject, facts);
    else if (kind == kSpaceEvent)
        fold_space(sql, subject, facts);
    else if (kind == kThresholdEvent)
        fold_threshold(sql, seq, at_ms, subject, facts);
    else if (kind == kFacilityEvent)
        fold_facility(sql, at_ms, subject, facts);
    else if (kind == kWaveEvent)
        fold_wave(sql, seq, at_ms, subject, facts);
    else if (kind == kMeetingEvent)
        fold_meeting(sql, at_ms, subject, facts);
    else if (kind == kIndexRunEvent)
        fold_index_run(sql, seq, at_ms, subject, facts);
    else if (kind == kPlanEvent)
        fold_plan_item(sql, at_ms, subject, facts);
    else if (kind == kProgrammeEvent)
        fold_programme(sql, at_ms, subject, facts);
    else if (kind == kAccountEvent)
        fold_account(sql, at_ms, subject, facts);
    else if (kind == kInvitationEvent)
        fold_invitation(sql, subject, facts);
    else if (kind == kErasureEvent)
        fold_erasure(sql, seq, at_ms, subject, facts);
    else if (kind == kReadsEvent)
        fold_reads(sql, seq, facts);
    else
        return false;
    return true;
}

}  // namespace kongdi::server
