// SPDX-License-Identifier: Apache-2.0
#include "server/changes/given_back.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "core/base/text.hpp"
#include "server/changes/cell_texts.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<std::string_view, 3> kEndings{".csv", ".xlsx", ".gpkg"};
constexpr std::string_view kRowNumber = "fid";  // GeoPackage's own

Error unreadable(std::string why) { return {ErrorCode::LayerUnreadable, "/file", std::move(why)}; }

std::int64_t count_of(const std::vector<std::string>& columns, std::string_view name) {
    return std::count_if(columns.begin(), columns.end(),
                         [name](const std::string& column) { return trimmed(column) == name; });
}

std::optional<std::size_t> place_of(const std::vector<std::string>& columns,
                                    std::string_view name) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (trimmed(columns[i]) == name) return i;
    return std::nullopt;
}

}  // namespace

GivenBack::GivenBack(SourceFile file, LayerReader reader, std::vector<std::string_view> names,
                     std::vector<std::string_view> needed)
    : m_file(std::move(file)),
      m_reader(std::move(reader)),
      m_names(std::move(names)),
      m_needed(std::move(needed)) {
    find_tables();
    count_cells();
}

Result<GivenBack> GivenBack::open(std::string_view name, std::string_view bytes,
                                  std::vector<std::string_view> names,
                                  std::span<const std::string_view> needed) {
    auto files = KONGDI_TRY(source_files(name, bytes));
    if (files.size() != 1) return unreadable("one file is given back at a time");
    SourceFile& file = files.front();
    if (std::find(kEndings.begin(), kEndings.end(), file.format->ending) == kEndings.end())
        return unreadable(file.name + " is none of: .csv .xlsx .gpkg");
    LayerReader reader = KONGDI_TRY(LayerReader::open(file));
    return GivenBack(std::move(file), std::move(reader), std::move(names),
                     {needed.begin(), needed.end()});
}

void GivenBack::find_tables() {
    const std::vector<LayerHead>& layers = m_reader.layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::vector<std::string>& columns = layers[i].columns;
        if (!std::all_of(m_needed.begin(), m_needed.end(), [&](std::string_view column) {
                return place_of(columns, column).has_value();
            }))
            continue;
        Table table{i, {}};
        for (const std::string_view name : m_names) {
            table.places.push_back(place_of(columns, name));
            if (m_twice.empty() && count_of(columns, name) > 1) m_twice = name;
        }
        m_tables.push_back(std::move(table));
        for (const std::string& column : columns) {
            const std::string plain(trimmed(column));
            const auto among = [&plain](const auto& names) {
                return std::find(names.begin(), names.end(), plain) != names.end();
            };
            if (!plain.empty() && plain != kRowNumber && !among(m_names) && !among(m_unknown))
                m_unknown.push_back(plain);
        }
    }
}

void GivenBack::count_cells() {
    if (m_file.format->ending != ".csv") return;
    std::ifstream file(m_file.path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    m_cells = CellCounts::of(text, m_reader.layers().front().columns.size());
}

Result<void> GivenBack::complete() const {
    if (!m_twice.empty()) return Error{ErrorCode::FieldRepeated, path_step(m_twice)};
    if (!m_tables.empty()) return {};
    for (const std::string_view column : m_needed)
        if (!mentions(column)) return Error{ErrorCode::FieldMissing, path_step(column)};
    return Error{ErrorCode::FieldMissing, path_step(m_needed.front())};
}

bool GivenBack::mentions(std::string_view column) const {
    return std::any_of(
        m_reader.layers().begin(), m_reader.layers().end(),
        [column](const LayerHead& layer) { return place_of(layer.columns, column).has_value(); });
}

bool GivenBack::rows_have(std::string_view column) const {
    if (m_tables.empty()) return mentions(column);
    return std::any_of(m_tables.begin(), m_tables.end(), [&](const Table& table) {
        return place_of(m_reader.layers()[table.layer].columns, column).has_value();
    });
}

bool GivenBack::has(std::size_t name) const {
    return std::any_of(m_tables.begin(), m_tables.end(),
                       [name](const Table& table) { return table.places[name].has_value(); });
}

bool GivenBack::has_geometry() const {
    return std::any_of(m_tables.begin(), m_tables.end(), [this](const Table& table) {
        return m_reader.layers()[table.layer].has_geometry;
    });
}

bool GivenBack::take(GivenRow& row) {
    const bool says_nothing = std::all_of(m_raw.texts.begin(), m_raw.texts.end(),
                                          [](const std::string& text) { return text.empty(); });
    if (says_nothing && m_raw.fault == GeometryFault::Missing) return false;
    if (m_raw.texts.front() == kCountMark) {
        m_said_rows = whole_of_cell(m_raw.texts[1]);
        return false;
    }
    const Table& table = m_tables[m_table];
    const LayerHead& layer = m_reader.layers()[table.layer];
    row.number = m_passed + m_raw.number + (layer.has_geometry ? 0 : 1);
    row.layer = &layer;
    row.geometry = m_raw.parts.size() == 1 ? &m_raw.parts.front() : nullptr;
    row.fault = m_cells.fault(m_raw.number);
    row.cells.assign(m_names.size(), std::nullopt);
    for (std::size_t i = 0; i < m_names.size(); ++i)
        if (const auto place = table.places[i]) row.cells[i] = std::move(m_raw.texts[*place]);
    return true;
}

Result<bool> GivenBack::next(GivenRow& row) {
    while (m_table < m_tables.size()) {
        if (!m_begun) {
            KONGDI_CHECK(m_reader.begin(m_tables[m_table].layer));
            m_raw.number = 0;
        }
        m_begun = true;
        while (KONGDI_TRY(m_reader.next(m_raw))) {
            if (!take(row)) continue;
            if (++m_taken > kMaxGivenRows)
                return Error{ErrorCode::FieldRange, "/file", "more rows than are taken at once"};
            return true;
        }
        m_passed += m_raw.number;
        m_begun = false;
        ++m_table;
    }
    return false;
}

void GivenBack::rewind() {
    m_table = 0;
    m_begun = false;
    m_passed = 0;
    m_taken = 0;
    m_said_rows.reset();
}

std::optional<std::int64_t> GivenBack::rows_had() const {
    return m_said_rows == m_taken ? std::nullopt : m_said_rows;
}

}  // namespace kongdi::server
