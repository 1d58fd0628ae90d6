// SPDX-License-Identifier: Apache-2.0
// A download of the programme that was edited and is given back: what of it would be changed, held
// to the version that each row was exported at.
#pragma once

#include "core/model/catalogue.hpp"
#include "server/changes/change_rows.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

using ProgrammeChanges = GivenChanges<ProgrammeChange>;

/// Reads the programme once; linear in it and in the rows. What becomes of a row:
/// server/changes/given_walk.hpp. Another state is the move that leads there, after what else the
/// row changes, as on the page of an entry; a new row begins where its kind does. One that says of
/// itself what another entry says by which entries are told apart is there already, unless that one
/// was refused or withdrawn. Of entries outside the scope nothing is told; what is of the whole
/// city is known to all staff. Errors are of the whole file: those of GivenBack and is_of_set();
/// field_range (/file) for more differences than can be shown.
Result<ProgrammeChanges> programme_changes(Storage& storage, const Catalogue& catalogue,
                                           const GivenFile& file, const Editor& editor);

}  // namespace kongdi::server
