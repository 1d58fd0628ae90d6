// SPDX-License-Identifier: Apache-2.0
// A download of the action plan that was edited and is given back: what of it would be changed,
// held to the version that each row was exported at.
#pragma once

#include "core/model/catalogue.hpp"
#include "server/changes/change_rows.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

using PlanChanges = GivenChanges<PlanChange>;

/// Reads the plan once; linear in it and in the rows. What becomes of a row:
/// server/changes/given_walk.hpp. A new row of the title, year and community of another item is
/// there already. Of items outside the scope not even that they stand as the row says is told,
/// since proposals are nobody's business but their planners'. Errors are of the whole file: those
/// of GivenBack and is_of_set(); field_range (/file) for more differences than can be shown.
Result<PlanChanges> plan_changes(Storage& storage, const Catalogue& catalogue,
                                 const GivenFile& file, const Editor& editor);

}  // namespace kongdi::server
