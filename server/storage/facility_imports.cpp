// SPDX-License-Identifier: Apache-2.0
// Layers of facilities on their way into the register.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/codec/facility_codec.hpp"
#include "core/codec/json.hpp"
#include "core/lifecycle/facility_lifecycle.hpp"
#include "server/storage/facility_rows.hpp"
#include "server/storage/facility_words.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

/// A time like "2026-06-30" or a number of seats that is no whole number is left out, not guessed.
std::optional<std::int64_t> whole_of(const Value& value) {
    const double number = value.number_or(-1);
    const auto whole = static_cast<std::int64_t>(number);
    if (number < 0 || static_cast<double>(whole) != number) return std::nullopt;
    return whole;
}

std::optional<double> area_of(const Value& value) {
    const double number = value.number_or(0);
    return number > 0 && number <= kMaxFacilityAreaM2 ? std::optional(number) : std::nullopt;
}

Wgs84Point middle_of(const Geometry& geometry) {
    if (const auto* point = std::get_if<Wgs84Point>(&geometry)) return *point;
    const Box box = box_of(geometry);
    return {(box.west + box.east) / 2, (box.south + box.north) / 2};
}

/// The same facility has the same id in every store it is imported into.
std::string id_of(std::string_view origin, std::int64_t at_ms) {
    const std::string hash = sha256(origin);
    std::array<std::uint8_t, 10> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(std::stoi(hash.substr(2 * i, 2), nullptr, 16));
    return make_uuid_v7(at_ms, bytes);
}

/// A number for a tile, beyond those of features, the same for the same facility.
std::int64_t number_of(std::string_view id) {
    std::uint64_t hash = 14695981039346656037U;  // FNV-1a
    for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    constexpr std::uint64_t kOurs = std::uint64_t{1} << 52U;
    return static_cast<std::int64_t>(kOurs | (hash & (kOurs - 1)));
}

struct Event {
    std::string id = {};
    Value facts = {};
};

Value event_of(FacilityMove move, const ImportedFacility& row, const StoredImport& import) {
    Value out = Value::map({{"move", facility_move_name(move)},
                            {"role", role_name(Role::Planner)},
                            {"by", import.by},
                            {"origin", row.origin},
                            {"import", import.id}});
    // What was stated of it before it was closed stays.
    if (move == FacilityMove::Close)
        out.set("reason", "import " + std::to_string(import.id));
    else
        out.set("facility", facility_facts_tree(row.facts));
    return out;
}

/// What an import says of a facility that is known; none when it says nothing new.
std::optional<FacilityMove> move_of(const Facility& now, const ImportedFacility& row) {
    const bool is_closed = now.state == FacilityState::Closed;
    if (row.closed)
        return is_closed ? std::nullopt : std::optional<FacilityMove>(FacilityMove::Close);
    if (is_closed) return FacilityMove::Reopen;
    if (now.facts == row.facts) return std::nullopt;
    return FacilityMove::Change;
}

void add_events(Sql& sql, std::int64_t at_ms, const std::vector<Event>& events) {
    std::vector<SqlValues> rows;
    rows.reserve(events.size());
    for (const Event& one : events)
        rows.push_back({at_ms, kFacilityEvent, one.id, nullptr, write_json(one.facts)});
    sql.insert("events (at_ms, kind, subject, bytes, facts)", rows);
}

/// Many filings at once; the same rows as fold_facility makes of each.
void add_filings(Sql& sql, std::int64_t at_ms, const std::vector<Event>& events) {
    std::vector<SqlValues> facilities, versions;
    for (const Event& one : events) {
        const FacilityFacts facts = stored_facility_facts(one.facts["facility"]);
        const std::string text = write_json(facility_facts_tree(facts));
        const std::string by = one.facts.text("by");
        const std::string_view state = facility_state_name(FacilityState::Filed);
        facilities.push_back({one.id, 1, state, facts.kind, facts.name, facts.community,
                              facts.point.lon, facts.point.lat, text, one.facts.text("origin"),
                              one.facts["import"].int_or(0), by, at_ms, by, "", nullptr, nullptr,
                              at_ms});
        versions.push_back(
            {one.id, 1, at_ms, facility_move_name(FacilityMove::File), state, by, "", text});
    }
    sql.insert("facilities", facilities);
    sql.insert("facility_versions", versions);
}

/// What stands on top of a facility: the imports that made its newest versions, and after how many
/// of its events each of them began.
struct Standing {
    struct Layer {
        std::int64_t import;  // 0 for people
        std::int64_t after;
    };
    std::vector<Layer> layers = {};
    std::int64_t events = 0;

    void take(std::int64_t import, std::int64_t undone) {
        // An undo shows again what was below.
        if (undone != 0) {
            if (!layers.empty() && layers.back().import == undone) layers.pop_back();
        } else if (layers.empty() || layers.back().import != import || import == 0) {
            layers.push_back({import, events});
        }
        ++events;
    }
};

/// The facilities whose newest version is an import's, each with the number of the version before
/// it: 0 where the import filed it.
std::map<std::string, std::int64_t> last_changed_by(Sql& sql, std::int64_t import) {
    std::map<std::string, Standing> standings;
    // Whatever an import wrote comes after its own event.
    for (const SqlRow& row :
         sql.run("SELECT subject, facts FROM events WHERE kind = ? AND seq > ? ORDER BY seq",
                 {kFacilityEvent, import})) {
        const Value facts = or_throw(parse_own_json(row.text(1)));
        standings[row.text(0)].take(facts["import"].int_or(0), facts["undo"].int_or(0));
    }
    std::map<std::string, std::int64_t> out;
    for (const auto& [id, one] : standings) {
        if (one.layers.empty() || one.layers.back().import != import) continue;
        const SqlRows now = sql.run("SELECT version FROM facilities WHERE id = ?", {id});
        // Each event is a version: those that came before the import are the rest of them.
        if (!now.empty()) out[id] = now[0].whole(0) - one.events + one.layers.back().after;
    }
    return out;
}

/// What makes a facility again what it was in a version (0: it was not there); none when it is.
std::optional<Event> event_back(Sql& sql, const Facility& now, std::int64_t version,
                                std::string_view by, std::int64_t import) {
    const SqlRows before =
        sql.run("SELECT state, facts FROM facility_versions WHERE id = ? AND version = ?",
                {now.id, version});
    const bool was_open =
        !before.empty() && before[0].text(0) != facility_state_name(FacilityState::Closed);
    const bool is_open = now.state != FacilityState::Closed;
    if (!was_open && !is_open) return std::nullopt;
    const FacilityMove move = !was_open  ? FacilityMove::Close
                              : !is_open ? FacilityMove::Reopen
                                         : FacilityMove::Change;
    Value facts = Value::map({{"move", facility_move_name(move)},
                              {"role", role_name(Role::Planner)},
                              {"by", by},
                              {"reason", "import " + std::to_string(import)},
                              {"undo", import}});
    if (!before.empty()) facts.set("facility", or_throw(parse_own_json(before[0].text(1))));
    return Event{now.id, std::move(facts)};
}

}  // namespace

std::optional<ImportedFacility> facility_of_feature(const Feature& feature, std::string_view source,
                                                    const Catalogue& catalogue) {
    const Value& properties = feature.properties;
    const FacilityKind* kind = catalogue.facility_called(properties["kind"].string_or(""));
    if (kind == nullptr) return std::nullopt;
    ImportedFacility out;
    FacilityFacts& facts = out.facts;
    facts.kind = kind->code;
    facts.tier = kind->tier;
    facts.name = first_code_points(trimmed(properties["name"].string_or("")), kMaxFacilityName);
    if (facts.name.empty()) facts.name = kind->label.in("zh");
    if (is_community_code(properties["community"].string_or("")))
        facts.community = properties.text("community");
    facts.point = middle_of(feature.geometry);
    facts.floor_area_m2 = area_of(properties["floor_area_m2"]);
    facts.site_area_m2 = area_of(properties["site_area_m2"]);
    facts.seats = whole_of(properties["seats"]);
    if (facts.seats && *facts.seats > kMaxSeats) facts.seats.reset();
    facts.opening_hours =
        first_code_points(properties["opening_hours"].string_or(""), kMaxOpeningHours);
    facts.tier = tier_of_words(properties["tier"].string_or("")).value_or(facts.tier);
    facts.accessibility = accessibility_of_words(properties["accessibility"].string_or(""));
    if (properties["step_free"].bool_or(false) && facts.accessibility.empty())
        facts.accessibility.push_back(Accessibility::StepFree);
    out.closed = says_closed(properties["state"].string_or(""));
    const std::string code = properties.text("code");
    // Without a code of its own, the same name of the same kind in the same place is the same.
    out.origin = std::string(source) + "/" +
                 (code.empty() ? facts.kind + "/" + facts.name + "/" +
                                     write_json(facility_facts_tree(facts)["point"])
                               : code);
    return check_facility(facts, catalogue).empty() ? std::optional(std::move(out)) : std::nullopt;
}

void FacilityIntake::take(std::span<const ImportedFacility> of_layer) {
    m_rows.clear();
    m_repeated = 0;
    std::set<std::string_view> origins;
    for (const ImportedFacility& one : of_layer) {
        if (!origins.insert(one.origin).second) {
            ++m_repeated;
            continue;
        }
        ImportedFacility& row = m_rows.emplace_back(one);
        if (row.facts.community.empty())
            row.facts.community = m_community_at(row.facts.point).value_or("");
    }
}

std::vector<const NewLayer*> in_order_of_need(std::span<const NewLayer> layers) {
    const auto turn_of = [](const NewLayer* one) {
        return one->role == kCodeListRole ? 0 : one->role == "community" ? 1 : 2;
    };
    std::vector<const NewLayer*> out;
    for (const NewLayer& one : layers) out.push_back(&one);
    std::stable_sort(out.begin(), out.end(),
                     [&](const NewLayer* a, const NewLayer* b) { return turn_of(a) < turn_of(b); });
    return out;
}

void file_imported(Sql& sql, const StoredImport& import, std::span<const ImportedFacility> rows) {
    std::vector<Event> filings, closings;
    std::set<std::string, std::less<>> filed;
    for (const ImportedFacility& row : rows) {
        const std::string id = id_of(row.origin, import.at_ms);
        const SqlRows known =
            sql.run(std::string(kSelectFacility) + "WHERE f.origin = ?", {row.origin});
        if (known.empty()) {
            // The same twice in one layer is one facility.
            if (!filed.insert(row.origin).second) continue;
            filings.push_back({id, event_of(FacilityMove::File, row, import)});
            if (row.closed) closings.push_back({id, event_of(FacilityMove::Close, row, import)});
            continue;
        }
        const Facility now = facility_of_row(known.front());
        const auto move = move_of(now, row);
        if (!move) continue;
        const Event event{now.id, event_of(*move, row, import)};
        add_events(sql, import.at_ms, {event});
        fold_facility(sql, import.at_ms, event.id, event.facts);
    }
    add_events(sql, import.at_ms, filings);
    add_filings(sql, import.at_ms, filings);
    add_events(sql, import.at_ms, closings);
    for (const Event& one : closings) fold_facility(sql, import.at_ms, one.id, one.facts);
}

void retract_imported(Sql& sql, std::int64_t import, std::string_view by, std::int64_t at_ms) {
    for (const auto& [id, before] : last_changed_by(sql, import)) {
        const auto now = find_facility(sql, id);
        if (!now) continue;
        const auto event = event_back(sql, *now, before, by, import);
        if (!event) continue;
        add_events(sql, at_ms, {*event});
        fold_facility(sql, at_ms, id, event->facts);
    }
}

std::vector<MapRow> facility_map_rows(Sql& sql, const Box& box, std::int64_t limit) {
    std::vector<MapRow> out;
    for (const SqlRow& row :
         sql.run("SELECT id, name, kind, state, lon, lat FROM facilities "
                 "WHERE lon BETWEEN ? AND ? AND lat BETWEEN ? AND ? AND state <> 'closed' "
                 "ORDER BY id LIMIT ?",
                 {box.west, box.east, box.south, box.north, limit}))
        out.push_back({number_of(row.text(0)), row.text(1), row.text(0),
                       Wgs84Point{row.real(4), row.real(5)},
                       Value::map({{"kind", row.text(2)}, {"state", row.text(3)}})});
    return out;
}

std::vector<std::int64_t> adopt_facilities(Sql& sql, const Catalogue& catalogue) {
    std::map<std::int64_t, std::vector<ImportedFacility>> by_import;
    std::vector<std::int64_t> adopted;
    for (const SqlRow& row :
         sql.run("SELECT f.id, f.import, f.source, f.geometry, f.properties FROM features f "
                 "JOIN imports i ON i.id = f.import WHERE f.role = 'facility' AND "
                 "i.state = 'live' ORDER BY f.id")) {
        const Feature feature{or_throw(geometry_of(or_throw(parse_own_json(row.text(3))))),
                              or_throw(parse_own_json(row.text(4)))};
        auto one = facility_of_feature(feature, row.text(2), catalogue);
        if (!one) continue;
        by_import[row.whole(1)].push_back(*std::move(one));
        adopted.push_back(row.whole(0));
    }
    for (const auto& [id, rows] : by_import) {
        const SqlRow import =
            sql.run("SELECT at_ms, account FROM imports WHERE id = ?", {id}).front();
        StoredImport stored;
        stored.id = id;
        stored.at_ms = import.whole(0);
        stored.by = import.text(1);
        file_imported(sql, stored, rows);
    }
    return adopted;
}

}  // namespace kongdi::server
