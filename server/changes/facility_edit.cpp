// SPDX-License-Identifier: Apache-2.0
#include "server/changes/facility_edit.hpp"

#include <algorithm>

#include "server/changes/cell_texts.hpp"
#include "server/storage/facility_words.hpp"

namespace kongdi::server {

namespace {

using C = FacilityColumn;

/// One row while it is read.
struct Reading {
    const GivenRow& row;
    const Catalogue& catalogue;
    FacilityEdit out = {};

    bool has(C column) const { return row.cells[static_cast<std::size_t>(column)].has_value(); }
    std::string_view cell(C column) const { return cell_of(row, column); }
    void wrong(ErrorCode code, const char* path) { out.errors.push_back({code, path}); }

    void kind() {
        if (!has(C::Kind) || cell(C::Kind) == out.facts.kind) return;
        const FacilityKind* kind = catalogue.facility_called(cell(C::Kind));
        out.facts.kind = kind != nullptr ? kind->code : std::string(cell(C::Kind));
    }
    /// Without one it is that of the kind.
    void tier() {
        if (!has(C::Tier)) return;
        const std::string_view words = cell(C::Tier);
        auto tier = tier_from_name(words);
        if (!tier) tier = tier_of_words(words);
        if (tier)
            out.facts.tier = *tier;
        else if (!words.empty())
            wrong(ErrorCode::FieldChoice, "/tier");
        else if (const FacilityKind* kind = catalogue.facility(out.facts.kind))
            out.facts.tier = kind->tier;
    }
    void text(C column, std::string& field, const char* path) {
        if (!take_text(row.cells[static_cast<std::size_t>(column)], field))
            wrong(ErrorCode::FieldFormat, path);
    }
    void community() {
        std::string& code = out.facts.community;
        const std::string_view said = cell(C::Community);
        if (!has(C::Community) || is_same_code(said, code)) return;
        code = said;
        out.names_community = !said.empty();
    }
    void area(C column, std::optional<double>& field, const char* path) {
        if (!has(column)) return;
        if (cell(column).empty()) return field.reset();
        const auto number = number_of_cell(cell(column));
        if (!number)
            wrong(ErrorCode::FieldType, path);
        else if (!field || !is_same_number(*number, *field))
            field = number;
    }
    void seats() {
        if (!has(C::Seats)) return;
        if (cell(C::Seats).empty()) return out.facts.seats.reset();
        out.facts.seats = whole_of_cell(cell(C::Seats));
        if (!out.facts.seats) wrong(ErrorCode::FieldType, "/seats");
    }
    void accessibility() {
        if (!has(C::Accessibility)) return;
        std::vector<Accessibility> said;
        for (const std::string_view word : words_of_cell(cell(C::Accessibility))) {
            const auto known = accessibility_from_name(word);
            if (!known) return wrong(ErrorCode::FieldChoice, "/accessibility");
            said.push_back(*known);
        }
        // The same in another order is the same.
        if (!std::is_permutation(said.begin(), said.end(), out.facts.accessibility.begin(),
                                 out.facts.accessibility.end()))
            out.facts.accessibility = std::move(said);
    }
    void cells() {
        kind();
        tier();
        text(C::Name, out.facts.name, "/name");
        community();
        area(C::FloorArea, out.facts.floor_area_m2, "/floor_area_m2");
        area(C::SiteArea, out.facts.site_area_m2, "/site_area_m2");
        seats();
        text(C::OpeningHours, out.facts.opening_hours, "/opening_hours");
        accessibility();
    }
};

}  // namespace

std::string_view cell_of(const GivenRow& row, FacilityColumn column) {
    const auto& cell = row.cells[static_cast<std::size_t>(column)];
    return cell ? std::string_view(*cell) : std::string_view();
}

FacilityEdit FacilityEdits::of(const FacilityFacts& before, const GivenRow& row) const {
    Reading reading{row, m_catalogue, {before, {}, false, false}};
    reading.cells();
    FacilityEdit out = std::move(reading.out);
    if (!m_places.any()) return out;
    const auto point = m_places.of(row);
    if (!point) {
        out.errors.push_back(point.error());
    } else if (!is_same_place(*point, before.point)) {
        out.facts.point = *point;
        out.is_moved = true;
    }
    return out;
}

FacilityEdit FacilityEdits::of_new(const GivenRow& row) const {
    Reading reading{row, m_catalogue};
    reading.kind();
    if (const FacilityKind* kind = m_catalogue.facility(reading.out.facts.kind))
        reading.out.facts.tier = kind->tier;
    reading.cells();
    FacilityEdit out = std::move(reading.out);
    const auto point = m_places.any()
                           ? m_places.of(row)
                           : Result<Wgs84Point>(Error{ErrorCode::FieldMissing, "/point"});
    if (point)
        out.facts.point = *point;
    else
        out.errors.push_back(point.error());
    return out;
}

}  // namespace kongdi::server
