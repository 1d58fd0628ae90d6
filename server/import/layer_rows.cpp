// SPDX-License-Identifier: Apache-2.0
#include "server/import/layer_rows.hpp"

#include <algorithm>

#include "core/base/enum_names.hpp"
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "server/import/coordinate_text.hpp"
#include "server/import/role_guess.hpp"

namespace kongdi::server {

namespace {

constexpr EnumNames<RefusalReason> kReasons{
    "no_geometry",    "geometry_kind",     "geometry_broken", "too_many_points",
    "no_coordinates", "coordinates_range", "code_missing",    "code_wrong",
    "code_repeated",  "name_unmatched",    "left_out",        "not_on_the_map"};
constexpr std::size_t kNotedRows = 20;
constexpr std::size_t kLongestName = 200;

std::uint8_t kind_of(const Geometry& geometry) {
    if (std::holds_alternative<Wgs84Point>(geometry)) return kPoints;
    return std::holds_alternative<Line>(geometry) ? kLines : kAreas;
}

std::uint8_t kinds_of(const std::vector<Geometry>& parts) {
    std::uint8_t out = 0;
    for (const Geometry& part : parts) out |= kind_of(part);
    return out;
}

void note(RefusalNotes& notes, RefusalReason reason, std::int64_t row) {
    RefusalNote& one = notes[reason];
    ++one.count;
    if (one.rows.size() < kNotedRows) one.rows.push_back(row);
}

std::string_view text_at(const ColumnPlaces& places, const std::vector<std::string>& texts,
                         Meaning meaning) {
    const auto place = places[static_cast<std::size_t>(meaning)];
    return place && *place < texts.size() ? std::string_view(texts[*place]) : std::string_view();
}

}  // namespace

std::string_view refusal_reason_name(RefusalReason reason) {
    return name_of<RefusalReason>(kReasons, reason);
}

LayerRows::LayerRows(LayerReader& reader, LayerSpec spec, const ToWgs84& to_wgs84,
                     CommunityJoin& join)
    : m_reader(reader), m_spec(std::move(spec)), m_to_wgs84(to_wgs84), m_join(join) {
    if (const auto role = map_role_from_name(m_spec.role)) m_role = &map_role_row(*role);
}

Result<void> LayerRows::begin() {
    m_pending.clear();
    m_codes.clear();
    m_facilities.clear();
    m_notes.clear();
    m_rows = 0;
    m_box = {};
    m_join.forget_unmatched();
    return m_reader.begin(m_spec.layer);
}

void LayerRows::refuse(RefusalReason reason) { note(m_notes, reason, m_raw.number); }

std::int64_t LayerRows::refused() const {
    std::int64_t sum = 0;
    for (const auto& [reason, one] : m_notes)
        if (reason != RefusalReason::NotOnTheMap) sum += one.count;
    return sum;
}

std::string_view LayerRows::text(Meaning meaning) const {
    return text_at(m_spec.places, m_raw.texts, meaning);
}

Result<bool> LayerRows::next(Feature& row) {
    while (m_pending.empty()) {
        if (!KONGDI_TRY(m_reader.next(m_raw))) return false;
        take(m_raw);
    }
    row = std::move(m_pending.back());
    m_pending.pop_back();
    m_box.add(box_of(row.geometry));
    return true;
}

std::optional<RefusalReason> LayerRows::fault_of(const RawRow& row) const {
    switch (row.fault) {
        case GeometryFault::None: return std::nullopt;
        case GeometryFault::Missing: return RefusalReason::NoGeometry;
        case GeometryFault::Kind: return RefusalReason::GeometryKind;
        case GeometryFault::Broken: return RefusalReason::GeometryBroken;
        case GeometryFault::TooLarge: return RefusalReason::TooManyPoints;
    }
    return std::nullopt;
}

bool LayerRows::take(const RawRow& row) {
    std::vector<Geometry> parts = row.parts;
    if (m_spec.is_mixed) {
        const auto found =
            role_of_row(m_reader.layers()[m_spec.layer].columns, row.texts, kinds_of(parts));
        if (!found && m_spec.counts_not_mapped) refuse(RefusalReason::NotOnTheMap);
        if (!found || map_role_name(found->role) != m_spec.role) return false;
        m_mixed_kind = found->kind;
    }
    ++m_rows;
    const bool has_columns = m_spec.places[static_cast<std::size_t>(Meaning::Lon)].has_value() &&
                             m_spec.places[static_cast<std::size_t>(Meaning::Lat)].has_value();
    if (row.fault == GeometryFault::Missing && has_columns) {
        const auto lon = coordinate_of(text(Meaning::Lon), Axis::Lon);
        const auto lat = coordinate_of(text(Meaning::Lat), Axis::Lat);
        // 0, 0 lies in the sea off Africa and means that nobody knew.
        if (!lon || !lat || (*lon == 0 && *lat == 0)) {
            refuse(RefusalReason::NoCoordinates);
            return false;
        }
        parts = {Wgs84Point{*lon, *lat}};
    } else if (const auto fault = fault_of(row)) {
        refuse(*fault);
        return false;
    }
    return take_parts(std::move(parts));
}

bool LayerRows::take_parts(std::vector<Geometry> parts) {
    if (m_role == nullptr || (kinds_of(parts) & ~m_role->takes) != 0) {
        refuse(RefusalReason::GeometryKind);
        return false;
    }
    for (Geometry& part : parts) {
        if (m_to_wgs84.apply(part)) continue;
        refuse(RefusalReason::CoordinatesRange);
        return false;
    }
    Value properties = Value::map();
    const std::string_view name = first_code_points(text(Meaning::Name), kLongestName);
    if (!name.empty() && !has_control_characters(name)) properties.set("name", name);
    if (m_role->role == MapRole::Community && !name_community(properties)) return false;
    set_facts(properties);
    if (m_role->role == MapRole::Facility && was_there(parts, properties)) return false;
    for (Geometry& part : parts) m_pending.push_back({std::move(part), properties});
    std::reverse(m_pending.begin(), m_pending.end());
    return true;
}

/// A facility's code is its own: the same row again is no second one, and another under its code
/// is refused.
bool LayerRows::was_there(const std::vector<Geometry>& parts, const Value& properties) {
    if (properties.find("code") == nullptr) return false;
    std::string all = write_json(properties);
    for (const Geometry& part : parts) all += write_json(geometry_tree(part));
    const std::size_t hash = std::hash<std::string>{}(all);
    const auto [known, is_new] = m_facilities.emplace(properties.text("code"), hash);
    if (!is_new && known->second != hash) refuse(RefusalReason::CodeRepeated);
    return !is_new;
}

/// The key of a community is its code: from its column, else by street and name.
bool LayerRows::name_community(Value& properties) {
    std::string code(text(Meaning::Code));
    const std::string_view name = text(Meaning::Name);
    const std::string_view street = text(Meaning::Street);
    if (!code.empty() && !is_community_code(code)) {
        refuse(RefusalReason::CodeWrong);
        return false;
    }
    if (code.empty()) {
        if (name.empty() || m_join.empty()) {
            refuse(RefusalReason::CodeMissing);
            return false;
        }
        const std::int64_t before = m_join.unmatched_rows();
        const auto found = m_join.code_of(name, street);
        if (!found) {
            refuse(m_join.unmatched_rows() != before ? RefusalReason::NameUnmatched
                                                     : RefusalReason::LeftOut);
            return false;
        }
        code = *found;
    }
    if (!m_codes.insert(code).second) {
        refuse(RefusalReason::CodeRepeated);
        return false;
    }
    properties.set("code", code);
    const CommunityName* known = m_join.of_code(code);
    if (name.empty() && known != nullptr) properties.set("name", known->name);
    if (!street.empty())
        properties.set("street", street);
    else if (known != nullptr && !known->street.empty())
        properties.set("street", known->street);
    return true;
}

void LayerRows::set_facts(Value& properties) const {
    const bool has_own_code = m_role->role == MapRole::Facility || m_role->role == MapRole::Space;
    if (has_own_code && !text(Meaning::Code).empty())
        properties.set("code", first_code_points(text(Meaning::Code), kLongestName));
    const std::string_view kind = m_spec.is_mixed ? m_mixed_kind : text(Meaning::Kind);
    if (!kind.empty() && m_role->role != MapRole::Community && kind != "yes")
        properties.set("kind", first_code_points(kind, kLongestName));
    if (m_role->role == MapRole::Building || has_own_code) {
        const std::string_view in = text(Meaning::Community);
        if (is_community_code(in))
            properties.set("community", in);
        else if (!in.empty() && !m_join.empty())
            if (const auto code = m_join.code_of(in, text(Meaning::Street)))
                properties.set("community", *code);
    }
    for (const MeaningRow& row : meanings()) {
        const bool of_facilities = is_of_facilities(row.meaning);
        if (of_facilities && m_role->role != MapRole::Facility) continue;
        const std::string_view words = text(row.meaning);
        if (of_facilities && row.value == MeaningValue::Text && !words.empty())
            properties.set(row.name, first_code_points(words, kLongestName));
        if (row.value != MeaningValue::Number) continue;
        const auto number = amount_at_front(words);
        if (number && *number >= 0) properties.set(row.name, *number);
    }
}

Result<std::vector<CommunityName>> read_code_list(LayerReader& reader, const LayerSpec& spec,
                                                  RefusalNotes& notes, std::int64_t& rows) {
    std::vector<CommunityName> out;
    std::set<std::string, std::less<>> codes;
    KONGDI_CHECK(reader.begin(spec.layer));
    RawRow row;
    notes.clear();
    for (rows = 0; KONGDI_TRY(reader.next(row)); ++rows) {
        const auto text = [&](Meaning meaning) { return text_at(spec.places, row.texts, meaning); };
        const std::string_view code = text(Meaning::Code);
        if (code.empty()) {
            note(notes, RefusalReason::CodeMissing, row.number);
        } else if (!is_upper_code(code) && !is_community_code(code)) {
            note(notes, RefusalReason::CodeWrong, row.number);
        } else if (!codes.insert(std::string(code)).second) {
            note(notes, RefusalReason::CodeRepeated, row.number);
        } else {
            out.push_back({std::string(code), std::string(text(Meaning::Name)),
                           std::string(text(Meaning::Street)),
                           std::string(text(Meaning::District))});
        }
    }
    return out;
}

}  // namespace kongdi::server
