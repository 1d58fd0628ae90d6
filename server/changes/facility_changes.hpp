// SPDX-License-Identifier: Apache-2.0
// A download of the register of facilities that was edited and is given back: what of it would be
// changed, held to the version that each row was exported at.
#pragma once

#include "core/model/catalogue.hpp"
#include "server/changes/change_rows.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

using FacilityChanges = GivenChanges<FacilityStep>;

/// Reads the register once; linear in it and in the rows. What becomes of a row:
/// server/changes/given_walk.hpp. Errors are of the whole file: those of GivenBack and is_of_set();
/// field_range (/file) for more differences than can be shown (12 MB, some 25,000 new rows).
Result<FacilityChanges> facility_changes(Storage& storage, const Catalogue& catalogue,
                                         const GivenFile& file, const Editor& editor);

}  // namespace kongdi::server
