// SPDX-License-Identifier: Apache-2.0
// Photos that came and that nothing names: whoever sent them never sent the record, or sent none.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "server/storage/register_rows.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

/// SHA-256 of all photos that a check on site, also one of long ago, a facility, a plan or the
/// programme shows.
std::set<std::string> photos_of_registers(Sql& sql);

/// Photos that came before `before_ms` and are neither of a record nor of a register, behind the
/// event `after`, at most `limit` looked at; their ids are SHA-256.
DuePage unnamed_photos(Sql& sql, std::int64_t before_ms, std::int64_t after, std::int64_t limit);

}  // namespace kongdi::server
