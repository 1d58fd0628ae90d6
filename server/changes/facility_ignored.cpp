// SPDX-License-Identifier: Apache-2.0
#include "server/changes/facility_ignored.hpp"

#include <algorithm>

#include "core/base/time.hpp"
#include "server/changes/cell_texts.hpp"
#include "server/changes/facility_edit.hpp"
#include "server/exports/facility_columns.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kRowsNamed = 5;

/// Numbers of a text, each from where the last ended: "2026/11/24 10:30:05+00".
std::vector<int> numbers_in(std::string_view text) {
    std::vector<int> out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        int number = 0;
        const auto read = std::from_chars(at, end, number);
        if (read.ec == std::errc() && *at != '-') out.push_back(number);
        at = read.ec == std::errc() && *at != '-' ? read.ptr : at + 1;
    }
    return out;
}

/// In UTC, or in the time of workbooks, to the minute: spreadsheets leave the seconds out.
bool is_same_minute(std::string_view cell, std::int64_t unix_ms) {
    constexpr int kSheetMinutes = 8 * 60;
    const std::vector<int> said = numbers_in(cell);
    if (said.size() < 5) return false;
    for (const int offset : {0, kSheetMinutes}) {
        const CivilTime at = civil_time(unix_ms, offset);
        if (said[0] == at.year && said[1] == at.month && said[2] == at.day && said[3] == at.hour &&
            said[4] == at.minute)
            return true;
    }
    return false;
}

/// Holds one cell of the register to what the file has.
class Compared final : public CellSink {
public:
    explicit Compared(std::string_view cell) : m_cell(cell) {}
    bool same() const { return m_same; }

    void none() override { m_same = m_cell.empty(); }
    void text(std::string_view utf8) override { m_same = is_same_text(m_cell, utf8); }
    void plain(std::string_view utf8) override { m_same = m_cell == utf8; }
    void number(double value) override {
        const auto said = number_of_cell(m_cell);
        m_same = said && is_same_number(*said, value);
    }
    void whole(std::int64_t value) override { m_same = whole_of_cell(m_cell) == value; }
    void degrees(double value) override { number(value); }
    void time(std::int64_t unix_ms) override { m_same = is_same_minute(m_cell, unix_ms); }
    void list(const std::vector<std::string_view>&) override { m_same = true; }

private:
    std::string_view m_cell;
    bool m_same = false;
};

bool is_editable(std::string_view name) {
    return std::find(kFacilityColumns.begin(), kFacilityColumns.end(), name) !=
           kFacilityColumns.end();
}

}  // namespace

FacilityIgnored::FacilityIgnored(const Catalogue& catalogue)
    : m_labels{Labels(catalogue, "zh"), Labels(catalogue, "en")} {
    for (const Column<Facility>& column : facility_table().columns) {
        if (is_editable(column.name) || column.is_place()) continue;
        m_columns.push_back(&column);
        m_noted.push_back({std::string(column.name), 0, {}});
    }
}

std::vector<std::string_view> FacilityIgnored::names() const {
    std::vector<std::string_view> out;
    for (const Column<Facility>* column : m_columns) out.push_back(column->name);
    return out;
}

bool FacilityIgnored::differs(const Column<Facility>& column, std::string_view cell,
                              const Facility& now) const {
    // A label is right in whichever language the file was made.
    return std::none_of(m_labels.begin(), m_labels.end(), [&](const Labels& labels) {
        Compared compared(cell);
        column.put(now, labels, compared);
        return compared.same();
    });
}

void FacilityIgnored::note(const GivenRow& row, std::size_t first, const Facility& now) {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const auto& cell = row.cells[first + i];
        if (!cell || !differs(*m_columns[i], *cell, now)) continue;
        api::ChangeIgnored& noted = m_noted[i];
        if (static_cast<std::size_t>(noted.count++) < kRowsNamed) noted.rows.push_back(row.number);
    }
}

std::vector<api::ChangeIgnored> FacilityIgnored::noted() const {
    std::vector<api::ChangeIgnored> out;
    for (const api::ChangeIgnored& one : m_noted)
        if (one.count > 0) out.push_back(one);
    return out;
}

}  // namespace kongdi::server
