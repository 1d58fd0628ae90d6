// SPDX-License-Identifier: Apache-2.0
// Waves of the check-up: planned, opened, closed; the codes of their households.
#include <algorithm>

#include "core/codec/json.hpp"
#include "core/codec/wave_codec.hpp"
#include "core/lifecycle/wave_lifecycle.hpp"
#include "core/rules/wave_rules.hpp"
#include "server/storage/ended_waves.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSelectWave =
    "SELECT w.number, w.id, w.state, w.plan, w.households, w.account, w.changed_at_ms FROM waves "
    "w ";

Wave wave_of(const SqlRow& row) {
    Wave out;
    out.number = row.whole(0);
    out.id = row.text(1);
    out.state = wave_state_from_name(row.text(2)).value_or(WaveState::Draft);
    out.plan = stored_wave_plan(or_throw(parse_own_json(row.text(3))));
    out.households = row.whole(4);
    out.by = row.text(5);
    out.changed_at_ms = row.whole(6);
    return out;
}

void read_targets(Sql& sql, Wave& wave) {
    for (const SqlRow& row :
         sql.run("SELECT community, households, estate FROM wave_targets WHERE wave = ? "
                 "ORDER BY community",
                 {wave.number}))
        wave.plan.targets.push_back(
            {row.text(0), row.whole(1),
             estate_kind_from_name(row.text(2)).value_or(EstateKind::General)});
}

std::optional<Wave> find_wave(Sql& sql, std::string_view id) {
    const SqlRows rows = sql.run(std::string(kSelectWave) + "WHERE w.id = ?", {id});
    if (rows.empty()) return std::nullopt;
    Wave out = wave_of(rows.front());
    read_targets(sql, out);
    return out;
}

/// Two open waves that ask the same would share their answers by chance.
void check_alone(Sql& sql, const Wave& wave, std::int64_t at_ms) {
    for (const SqlRow& row :
         sql.run(std::string(kSelectWave) + "WHERE w.state = 'open' AND w.questionnaire = ? AND "
                                            "w.number <> ?",
                 {wave.plan.questionnaire, wave.number}))
        if (!has_ended(wave_of(row), at_ms))
            throw StorageFailure(Error{ErrorCode::WaveOpen, "/questionnaire"});
}

void fold_plan(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view id,
               const Value& facts) {
    WavePlan plan = stored_wave_plan(facts["plan"]);
    std::vector<WaveTarget> targets;
    targets.swap(plan.targets);
    std::int64_t number = seq;
    if (const SqlRows known = sql.run("SELECT number FROM waves WHERE id = ?", {id});
        !known.empty()) {
        number = known.front().whole(0);
        sql.run("DELETE FROM wave_targets WHERE wave = ?", {number});
        sql.run("DELETE FROM waves WHERE number = ?", {number});
    }
    std::int64_t households = 0;
    std::vector<SqlValues> rows;
    for (const WaveTarget& target : targets) {
        households += target.households;
        rows.push_back(
            {number, target.community, target.households, estate_kind_name(target.estate)});
    }
    sql.insert("waves", {{number, id, wave_state_name(WaveState::Draft), plan.questionnaire,
                          plan.opens_at_ms, write_json(wave_plan_tree(plan)), households,
                          facts.text("by"), at_ms}});
    sql.insert("wave_targets", rows);
}

void fold_move(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts) {
    const auto move = wave_move_from_name(facts["move"].string_or(""));
    const SqlRows rows = sql.run("SELECT state FROM waves WHERE id = ?", {id});
    if (!move || rows.empty()) return;
    const auto from = wave_state_from_name(rows.front().text(0));
    const auto to = from ? after_move(*from, *move, Role::Planner) : std::nullopt;
    if (!to) return;
    // No answer goes by this time any more (takes_answer() in core); stores hold it as it was.
    sql.run(
        "UPDATE waves SET state = ?, starts_at_ms = CASE WHEN starts_at_ms < ? THEN starts_at_ms "
        "ELSE ? END, account = ?, changed_at_ms = ? WHERE id = ?",
        {wave_state_name(*to), at_ms, at_ms, facts.text("by"), at_ms, id});
}

/// A sheet printed anew for a building takes the place of what nobody used of the one before.
void void_unused(Sql& sql, std::int64_t wave, std::string_view community,
                 std::string_view building) {
    sql.run(
        "UPDATE wave_seats SET is_void = 1 WHERE wave = ? AND community = ? AND building = ? AND "
        "place > 0 AND NOT EXISTS (SELECT 1 FROM wave_answers a WHERE a.wave = wave_seats.wave AND "
        "a.voice = 's' || substr(wave_seats.hash, 1, 32))",
        {wave, community, building});
}

void fold_seats(Sql& sql, std::string_view id, const Value& facts) {
    const SqlRows waves = sql.run("SELECT number FROM waves WHERE id = ?", {id});
    if (waves.empty()) return;
    const std::int64_t wave = waves.front().whole(0);
    const std::string community = facts.text("community");
    const std::string building = facts.text("building");
    // A code of the building has no place among those of its households, nor takes theirs.
    const bool of_building = facts["of_building"].bool_or(false);
    if (!of_building) void_unused(sql, wave, community, building);
    std::vector<SqlValues> rows;
    std::int64_t place = 0;
    for (const Value& hash : facts.items("hashes"))
        rows.push_back(
            {hash.string_or(""), wave, community, building, of_building ? 0 : ++place, 0});
    sql.insert("wave_seats", rows);
}

}  // namespace

void fold_wave(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view id,
               const Value& facts) {
    if (facts.find("plan") != nullptr)
        fold_plan(sql, seq, at_ms, id, facts);
    else if (facts.find("hashes") != nullptr)
        fold_seats(sql, id, facts);
    else
        fold_move(sql, at_ms, id, facts);
}

namespace {

void append_move(Sql& sql, std::string_view id, WaveMove move, std::string_view by,
                 std::int64_t at_ms) {
    const Value facts = Value::map({{"move", wave_move_name(move)}, {"by", by}});
    const std::int64_t seq = append_event(sql, at_ms, kWaveEvent, id, write_json(facts));
    fold_wave(sql, seq, at_ms, id, facts);
}

}  // namespace

Result<Wave> Registers::plan_wave(std::string_view id, const WavePlan& plan, const Actor& actor,
                                  std::int64_t at_ms) {
    Wave out;
    KONGDI_CHECK(write_register(Register::Waves, [&](Sql& sql) {
        if (const auto known = find_wave(sql, id)) {
            out = *known;
            WavePlan sorted = plan;
            std::sort(sorted.targets.begin(), sorted.targets.end(),
                      [](const auto& a, const auto& b) { return a.community < b.community; });
            if (known->plan == sorted) return;
            if (known->state != WaveState::Draft)
                throw StorageFailure(ErrorCode::MoveIllegal, "the wave is no draft");
        }
        const Value facts = Value::map({{"plan", wave_plan_tree(plan)}, {"by", actor.name}});
        const std::int64_t seq = append_event(sql, at_ms, kWaveEvent, id, write_json(facts));
        fold_wave(sql, seq, at_ms, id, facts);
        out = *find_wave(sql, id);
    }));
    return out;
}

Result<Wave> Registers::move_wave(std::string_view id, WaveMove move, const Actor& actor,
                                  std::int64_t at_ms) {
    Wave out;
    KONGDI_CHECK(write_register(Register::Waves, [&](Sql& sql) {
        const auto wave = find_wave(sql, id);
        if (!wave) throw StorageFailure(ErrorCode::NotFound, "no such wave");
        // What goes on from the end of its period was closed by that.
        const bool closes_itself = has_ended(*wave, at_ms) && move != WaveMove::Close;
        const WaveState from = closes_itself ? WaveState::Closed : wave->state;
        const auto to = after_move(from, move, actor.role);
        if (!to)
            throw StorageFailure(
                ErrorCode::MoveIllegal,
                std::string(wave_move_name(move)) + " from " + std::string(wave_state_name(from)));
        if (*to == WaveState::Open) check_alone(sql, *wave, at_ms);
        if (closes_itself) append_move(sql, id, WaveMove::Close, "", at_ms);
        append_move(sql, id, move, actor.name, at_ms);
        out = *find_wave(sql, id);
    }));
    return out;
}

Result<void> close_ended_waves(Registers& registers, std::int64_t now_ms) {
    for (const Wave& wave : KONGDI_TRY(registers.waves())) {
        if (!has_ended(wave, now_ms - kWaveLateMs)) continue;
        const auto closed =
            registers.move_wave(wave.id, WaveMove::Close, {Role::Planner, ""}, now_ms);
        // Another server was as quick.
        if (!closed && closed.error().code != ErrorCode::MoveIllegal) return closed.error();
    }
    return {};
}

Result<std::optional<Wave>> Registers::wave(std::string_view id) {
    std::optional<Wave> out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = find_wave(sql, id); }));
    return out;
}

Result<std::vector<Wave>> Registers::waves() {
    std::vector<Wave> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row : sql.run(std::string(kSelectWave) + "ORDER BY w.number DESC"))
            out.push_back(wave_of(row));
    }));
    return out;
}

Result<std::int64_t> Registers::used_seats(std::string_view wave_id, std::string_view community,
                                           std::string_view building) {
    std::int64_t out = 0;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out = sql.run(
                     "SELECT count(*) FROM wave_seats s JOIN waves w ON w.number = s.wave "
                     "JOIN wave_answers a ON a.wave = s.wave AND "
                     "a.voice = 's' || substr(s.hash, 1, 32) WHERE w.id = ? AND "
                     "s.community = ? AND s.building = ?",
                     {wave_id, community, building})[0]
                  .whole(0);
    }));
    return out;
}

Result<void> Registers::add_seats(std::string_view wave_id, const SeatSheet& sheet,
                                  const Actor& actor, std::int64_t at_ms) {
    return write_register(Register::Waves, [&](Sql& sql) {
        const auto wave = find_wave(sql, wave_id);
        if (!wave) throw StorageFailure(ErrorCode::NotFound, "no such wave");
        const WaveState state = state_at(*wave, at_ms);
        if (state != WaveState::Draft && state != WaveState::Open)
            throw StorageFailure(ErrorCode::MoveIllegal, "the wave takes no more answers");
        const auto& targets = wave->plan.targets;
        if (std::none_of(targets.begin(), targets.end(), [&](const WaveTarget& target) {
                return target.community == sheet.community;
            }))
            throw StorageFailure(Error{ErrorCode::NotFound, "/community"});
        Value hashes = Value::list();
        for (const std::string& hash : sheet.hashes) hashes.push(hash);
        Value facts = Value::map({{"community", sheet.community},
                                  {"building", sheet.building},
                                  {"hashes", hashes},
                                  {"by", actor.name}});
        if (sheet.of_building) facts.set("of_building", true);
        const std::int64_t seq = append_event(sql, at_ms, kWaveEvent, wave_id, write_json(facts));
        fold_wave(sql, seq, at_ms, wave_id, facts);
    });
}

Result<std::optional<Seat>> Registers::seat(std::string_view hash) {
    std::optional<Seat> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.reset();
        const SqlRows rows = sql.run(
            "SELECT w.id, s.community, s.building, s.place, coalesce(c.name, ''), "
            "EXISTS (SELECT 1 FROM wave_answers a WHERE a.wave = s.wave AND "
            "a.voice = 's' || substr(s.hash, 1, 32)) AS used FROM wave_seats s "
            "JOIN waves w ON w.number = s.wave LEFT JOIN communities c ON c.code = s.community "
            "WHERE s.hash = ? AND s.is_void = 0",
            {hash});
        if (rows.empty()) return;
        const SqlRow& row = rows.front();
        // A truth is 1 or 0 in one database, t or f in the other.
        out = Seat{row.text(0), row.text(1),  row.text(4),
                   row.text(2), row.whole(3), row.text(5) == "1" || row.text(5) == "t"};
    }));
    return out;
}

}  // namespace kongdi::server
