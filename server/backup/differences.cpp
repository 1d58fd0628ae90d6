// SPDX-License-Identifier: Apache-2.0
#include "server/backup/differences.hpp"

#include <algorithm>

namespace kongdi::server {

namespace {

/// The first columns of a row: those that its table is ordered by.
std::string key_of(std::string_view row, const DerivedTable& table) {
    const auto columns = 1 + std::count(table.order.begin(), table.order.end(), ',');
    std::size_t end = 0;
    for (std::ptrdiff_t i = 0; i < columns && end != std::string_view::npos; ++i)
        end = row.find_first_of("|\n", i == 0 ? 0 : end + 1);
    return std::string(row.substr(0, end));
}

/// Made of the map's features and not of events, so it is none of the derived ones; the features
/// have other numbers in each store.
constexpr DerivedTable kCommunities{"(SELECT code, name, street FROM communities) AS communities",
                                    "1"};

std::string name_of(const DerivedTable& table) {
    return std::string(table.name.substr(table.name.rfind(' ') + 1));
}

struct Side {
    std::unique_ptr<RowCursor> rows = {};
    std::string row = {};
    bool has_row = true;
    std::int64_t count = 0;

    Result<void> next() {
        if (!has_row) return {};
        has_row = KONGDI_TRY(rows->next(row));
        if (has_row) ++count;
        return {};
    }
};

/// Empty when the table is the same in both.
Result<std::string> difference(StoreView& is, StoreView& should_be, const DerivedTable& table) {
    Side a{KONGDI_TRY(is.rows_of(table))};
    Side b{KONGDI_TRY(should_be.rows_of(table))};
    std::string first;
    while (a.has_row || b.has_row) {
        KONGDI_CHECK(a.next());
        KONGDI_CHECK(b.next());
        const bool same = a.has_row == b.has_row && (!a.has_row || a.row == b.row);
        if (!same && first.empty()) first = key_of(a.has_row ? a.row : b.row, table);
    }
    if (first.empty()) return std::string();
    return "table " + name_of(table) + ": " + std::to_string(a.count) + " rows, should be " +
           std::to_string(b.count) + ", first at " + first;
}

}  // namespace

Result<std::vector<std::string>> differing_tables(StoreView& is, StoreView& should_be) {
    std::vector<DerivedTable> all(kDerivedTables.begin(), kDerivedTables.end());
    all.push_back(kCommunities);
    std::vector<std::string> out;
    for (const DerivedTable& table : all)
        if (std::string line = KONGDI_TRY(difference(is, should_be, table)); !line.empty())
            out.push_back(std::move(line));
    return out;
}

}  // namespace kongdi::server
