// SPDX-License-Identifier: Apache-2.0
// A record's bytes: read and checked in one go, and written.
#pragma once

#include <string>
#include <string_view>

#include "core/rules/record_check.hpp"

namespace kongdi {

/// Bytes as they came over the wire.
CheckedRecord read_record(std::string_view bytes, const RecordContext& context);

/// The bytes to send; sha256() of them is the record's hash.
std::string write_record(const Record& record);

}  // namespace kongdi
