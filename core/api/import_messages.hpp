// SPDX-License-Identifier: Apache-2.0
// What a planner is told of a file before and after it becomes layers of the map, and the list of
// imports.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/geometry/box.hpp"

namespace kongdi::api {

struct ImportColumn {
    std::string name = {};
    std::string meaning = {};  // what it is taken for, empty for nothing
};

/// Rows that are not taken, by the reason: "no_geometry", "code_missing", …
struct ImportRefusal {
    std::string reason = {};
    std::int64_t count = 0;
    std::vector<std::int64_t> rows = {};  // the first of them, from 1
};

struct ImportCandidate {
    std::string code = {};
    std::string name = {};
    std::string street = {};
};

/// A community that is known by no code, with those of a similar name.
struct ImportUnmatched {
    std::string name = {};
    std::string street = {};
    std::int64_t rows = 0;
    bool is_ambiguous = false;
    std::vector<ImportCandidate> candidates = {};
};

/// What a layer takes the place of: the live one of its role and source.
struct ImportReplaced {
    std::int64_t at_ms = 0;  // when it was imported
    std::int64_t features = 0;
};

struct ImportLayer {
    std::string file = {};
    std::string layer = {};
    std::string role = {};  // empty: a person must say
    std::string encoding = {};
    std::string crs = {};            // as an option names it; empty: a person must say
    std::string crs_name = {};       // for people
    std::string crs_suggested = {};  // it lies off what is known, and would not with this one
    double crs_off_m = 0;
    Box box = {};  // in WGS-84
    std::int64_t rows = 0;
    std::int64_t features = 0;
    std::int64_t refused = 0;
    std::vector<ImportColumn> columns = {};
    std::vector<std::vector<std::string>> first_rows = {};
    std::vector<ImportRefusal> refusals = {};
    std::vector<ImportUnmatched> unmatched = {};
    std::optional<ImportReplaced> replaces = {};
};

struct ImportEntry {
    std::int64_t id = 0;
    std::int64_t at_ms = 0;
    std::string role = {};
    std::string source = {};
    std::string by = {};
    std::int64_t features = 0;
    std::int64_t refused = 0;
    std::string state = {};  // "live", "replaced", "undone", "gone"
};

/// POST /api/v1/imports/preview and POST /api/v1/imports; `imports` is empty before.
struct ImportReport {
    std::vector<ImportLayer> layers = {};
    std::vector<ImportEntry> imports = {};
};

Value to_value(const ImportEntry&);
Result<ImportEntry> import_entry_of(const Value&);
Value to_value(const ImportReport&);
Result<ImportReport> import_report_of(const Value&);
/// GET /api/v1/imports: {"imports": [...]}, newest first.
Value import_list_tree(const std::vector<ImportEntry>& imports);
Result<std::vector<ImportEntry>> import_list_of(const Value&);

}  // namespace kongdi::api
