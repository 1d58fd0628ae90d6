// SPDX-License-Identifier: Apache-2.0
// A download of the register of facilities that was edited and is given back: what of it would be
// changed, held to the version that each row was exported at.
#pragma once

#include <string_view>
#include <vector>

#include "core/api/change_messages.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/scope.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct GivenFile {
    std::string_view name = {};
    std::string_view bytes = {};
};

struct FacilityChanges {
    api::ChangeReport report = {};
    /// What does it: changes and filings, these without an id, in the order of the report.
    std::vector<FacilityStep> steps = {};
};

/// Whoever gives it back, where they may act.
struct Editor {
    Role role = Role::Planner;
    Scope scope = {};
};

/// Reads the register once; linear in it and in the rows. A row is
/// - unchanged when it says what was exported, even if somebody changed the facility since, and
///   when it says what stands now;
/// - a conflict when it was edited and the facility is no longer at the version of the row;
/// - refused when it may not be or cannot be what it says, with each field;
/// - else a change, or a filing when it has no id.
/// What is not in the file stays as it is. Errors are of the whole file: those of GivenBack;
/// field_range (/file) for more differences than can be shown (12 MB, some 25,000 new rows);
/// access_denied (/file/reports, …) for what residents sent.
Result<FacilityChanges> facility_changes(Storage& storage, const Catalogue& catalogue,
                                         const GivenFile& file, const Editor& editor);

/// An id for each filing.
void name_filings(FacilityChanges& changes, std::int64_t at_ms);

}  // namespace kongdi::server
