// SPDX-License-Identifier: Apache-2.0
// What a planner is told of a file that was exported, edited and given back: before anything
// changes, and of what was done.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/result.hpp"
#include "core/base/value.hpp"

namespace kongdi::api {

inline constexpr std::string_view kFacilityChanges = "/api/v1/facilities/changes";  // POST a form
inline constexpr std::string_view kFacilityChangesPreview = "/api/v1/facilities/changes/preview";
inline constexpr std::string_view kPlanChanges = "/api/v1/plan/changes";  // POST a form
inline constexpr std::string_view kPlanChangesPreview = "/api/v1/plan/changes/preview";
inline constexpr std::string_view kProgrammeChanges = "/api/v1/programme/changes";  // POST a form
inline constexpr std::string_view kProgrammeChangesPreview = "/api/v1/programme/changes/preview";

/// In the order in which they are told.
enum class ChangeKind : std::uint8_t {
    Conflict,  // edited in the file, and by somebody else since the file was exported
    Refused,
    Filed,  // a row without an id
    Changed,
    Count_
};
std::string_view change_kind_name(ChangeKind kind);
std::optional<ChangeKind> change_kind_from_name(std::string_view name);

struct ChangeField {
    std::string field = {};
    Value before = {};  // as it was exported; null of a new row
    Value after = {};   // as the file has it
    Value now = {};     // of a conflict: as it stands meanwhile

    friend bool operator==(const ChangeField&, const ChangeField&) = default;
};

/// Why a row is refused, as an answer of HTTP names it.
struct ChangeMistake {
    std::string code = {};  // "field_range"
    std::string path = {};  // "/seats"

    friend bool operator==(const ChangeMistake&, const ChangeMistake&) = default;
};

struct ChangeRow {
    ChangeKind kind = ChangeKind::Changed;
    std::int64_t row = 0;  // of the file; in a table the header is 1, as spreadsheets count
    std::string id = {};   // empty of a new row that is not filed yet
    std::string name = {};
    std::int64_t version = 0;      // that was exported; 0 of a new row
    std::int64_t now_version = 0;  // of a conflict
    std::vector<ChangeField> fields = {};
    std::vector<ChangeMistake> mistakes = {};

    friend bool operator==(const ChangeRow&, const ChangeRow&) = default;
};

/// A column that holds something else than what stands, but is not changed this way.
struct ChangeIgnored {
    std::string column = {};
    std::int64_t count = 0;
    std::vector<std::int64_t> rows = {};  // the first of them

    friend bool operator==(const ChangeIgnored&, const ChangeIgnored&) = default;
};

struct ChangeCounts {
    std::int64_t rows = 0;
    std::int64_t unchanged = 0;
    std::int64_t conflicts = 0;
    std::int64_t refused = 0;
    std::int64_t filed = 0;
    std::int64_t changed = 0;

    friend bool operator==(const ChangeCounts&, const ChangeCounts&) = default;
};

/// POST /api/v1/facilities/changes/preview, …/facilities/changes, and the same of …/plan and
/// …/programme.
struct ChangeReport {
    std::string file = {};
    std::string encoding = {};  // "GB18030"
    std::string digest = {};    // of all that would be done; is sent with the file to do it
    bool applied = false;
    ChangeCounts counts = {};
    std::vector<ChangeIgnored> ignored = {};
    std::vector<std::string> unknown = {};  // columns that no download of ours has
    std::vector<ChangeRow> rows = {};       // by kind, then as in the file; none that is unchanged

    friend bool operator==(const ChangeReport&, const ChangeReport&) = default;
};

Value to_value(const ChangeRow&);
Value to_value(const ChangeReport&);
/// field_missing, field_choice with the member's name.
Result<ChangeReport> change_report_of(const Value&);

}  // namespace kongdi::api
