// SPDX-License-Identifier: Apache-2.0
#include "server/changes/ignored_columns.hpp"

#include "core/base/time.hpp"
#include "server/changes/cell_texts.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kRowsNamed = 5;

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

}  // namespace

void ComparedCell::none() { m_same = m_cell.empty(); }
void ComparedCell::text(std::string_view utf8) { m_same = is_same_text(m_cell, utf8); }
void ComparedCell::plain(std::string_view utf8) { m_same = m_cell == utf8; }
void ComparedCell::number(double value) {
    const auto said = number_of_cell(m_cell);
    m_same = said && is_same_number(*said, value);
}
void ComparedCell::whole(std::int64_t value) { m_same = whole_of_cell(m_cell) == value; }
void ComparedCell::time(std::int64_t unix_ms) { m_same = is_same_minute(m_cell, unix_ms); }
void ComparedCell::date(std::string_view day) { m_same = day_of_cell(m_cell) == day; }
void ComparedCell::list(const std::vector<std::string_view>& words) {
    std::string joined;
    for (const std::string_view word : words) joined.append(joined.empty() ? "" : ";").append(word);
    const auto said = words_of_cell(without_formula_guard(m_cell));
    m_same = is_same_text(m_cell, joined) ||
             std::is_permutation(said.begin(), said.end(), words.begin(), words.end());
}

void note_row(api::ChangeIgnored& noted, std::int64_t row) {
    if (noted.count++ < kRowsNamed) noted.rows.push_back(row);
}

void note_place(api::ChangeIgnored& noted, GivenPlaces& places, const GivenRow& row,
                const std::optional<Wgs84Point>& stands) {
    if (!places.any()) return;
    const auto said = places.of(row);
    const bool says_none = !said && said.error().code == ErrorCode::FieldMissing;
    if (stands ? said && is_same_place(*said, *stands) : says_none) return;
    noted.column = places.column();
    note_row(noted, row.number);
}

}  // namespace kongdi::server
