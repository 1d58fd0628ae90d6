// SPDX-License-Identifier: Apache-2.0
// What is told of a file that is given back, row by row, whichever register it is of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/change_messages.hpp"
#include "core/model/report_state.hpp"
#include "core/model/scope.hpp"
#include "server/changes/given_back.hpp"

namespace kongdi::server {

struct GivenFile {
    std::string_view name = {};
    std::string_view bytes = {};
};

/// Whoever gives it back, where they may act.
struct Editor {
    Role role = Role::Planner;
    Scope scope = {};
};

template <class Step>
struct GivenChanges {
    api::ChangeReport report = {};
    /// What does it: filings, these without an id, then changes, as in the report.
    std::vector<Step> steps = {};
};

/// What differs, by the members of `after`.
std::vector<api::ChangeField> changed_fields(const Value& before, const Value& after);
/// All that a new row says.
std::vector<api::ChangeField> filed_fields(const Value& facts);

class ChangeRows {
public:
    void begin_row() { ++m_counts.rows; }
    void unchanged() { ++m_counts.unchanged; }
    void add(api::ChangeRow row);
    /// `id` and `name` as the file has them: they are cut to what can be shown.
    void refuse(const GivenRow& row, std::string_view id, std::string_view name,
                const Errors& errors);

    /// The rows in their order, with the digest of all that was told. field_range (/file) for more
    /// than can be shown.
    Result<api::ChangeReport> finish(const GivenBack& file, std::string_view bytes,
                                     std::vector<api::ChangeIgnored> ignored);

private:
    api::ChangeCounts m_counts = {};
    std::vector<api::ChangeRow> m_rows = {};
};

/// An id for each row that is filed, in their order: nothing but the row of this file at this
/// moment gets this one.
std::vector<std::string> filing_ids(const api::ChangeReport& report, std::int64_t at_ms);

/// An id for each filing, in the report and in what does it.
template <class Step>
void name_filings(GivenChanges<Step>& changes, std::int64_t at_ms) {
    const std::vector<std::string> ids = filing_ids(changes.report, at_ms);
    for (std::size_t i = 0; i < ids.size(); ++i) changes.steps[i].id = ids[i];
    std::size_t next = 0;
    for (api::ChangeRow& row : changes.report.rows)
        if (row.kind == api::ChangeKind::Filed) row.id = ids[next++];
}

}  // namespace kongdi::server
