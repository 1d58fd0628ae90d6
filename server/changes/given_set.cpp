// SPDX-License-Identifier: Apache-2.0
#include "server/changes/given_set.hpp"

#include <algorithm>
#include <array>

#include "server/exports/facility_columns.hpp"
#include "server/exports/plan_columns.hpp"
#include "server/exports/programme_columns.hpp"

namespace kongdi::server {

namespace {

/// A column by which a download of what residents sent is known.
struct ResidentsSet {
    std::string_view name;
    std::string_view column;
};
constexpr std::array<ResidentsSet, 6> kResidents{{{"reports", "corroborations"},
                                                  {"spaces", "point_datum_sent"},
                                                  {"corroborations", "device_number"},
                                                  {"ratings", "satisfaction_mean"},
                                                  {"answers_long", "question_label"},
                                                  {"answers", "has_code"}}};

struct KnownSet {
    std::string_view name;
    std::vector<std::string_view> columns;
};

template <class Row>
KnownSet known(const Table<Row>& table) {
    KnownSet out{table.name, {}};
    for (const Column<Row>& column : table.columns) out.columns.push_back(column.name);
    return out;
}

/// Those that are given back.
std::array<KnownSet, 3> known_sets() {
    return {known(facility_table()), known(plan_table()), known(programme_table())};
}

/// Has the file a column that one set has and the other has not?
bool mentions_of(const GivenBack& file, const KnownSet& set, const KnownSet& other) {
    return std::any_of(set.columns.begin(), set.columns.end(), [&](std::string_view column) {
        return std::find(other.columns.begin(), other.columns.end(), column) ==
                   other.columns.end() &&
               file.rows_have(column);
    });
}

/// How many columns of the set the file has.
std::int64_t columns_of(const GivenBack& file, const KnownSet& set) {
    return std::count_if(set.columns.begin(), set.columns.end(),
                         [&file](std::string_view column) { return file.rows_have(column); });
}

}  // namespace

Result<void> is_of_set(const GivenBack& file, std::string_view set) {
    for (const ResidentsSet& one : kResidents)
        if (file.mentions(one.column))
            return Error{ErrorCode::AccessDenied, "/file/" + std::string(one.name),
                         "what residents sent is not changed by a file"};
    const auto sets = known_sets();
    const auto own = std::find_if(sets.begin(), sets.end(),
                                  [set](const KnownSet& one) { return one.name == set; });
    // A file with few columns may be of several sets: it is of the one that it has most of.
    const KnownSet* rather = nullptr;
    for (const KnownSet& other : sets)
        if (own != sets.end() && &other != &*own && mentions_of(file, other, *own) &&
            !mentions_of(file, *own, other) &&
            (rather == nullptr || columns_of(file, other) > columns_of(file, *rather)))
            rather = &other;
    if (rather != nullptr)
        return Error{ErrorCode::FieldChoice, "/file/" + std::string(rather->name),
                     "a download of another set"};
    return {};
}

}  // namespace kongdi::server
