// SPDX-License-Identifier: Apache-2.0
// What an entry of the programme may say.
#pragma once

#include "core/base/error.hpp"
#include "core/model/programme_fields.hpp"

namespace kongdi {

struct CheckedProgramme {
    Value facts = Value::map();  // in the order of the table; whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};

/// The fields of a kind out of a tree; null and empty ones are left out. Paths name the fields
/// ("/yuan", "/incomes/0/year"): field_unknown for what the kind does not have, field_missing,
/// field_type, field_format, field_range, field_too_long, field_choice, field_repeated,
/// community_code; body_not_object.
CheckedProgramme programme_facts_of(ProgrammeKind kind, const Value& tree);

}  // namespace kongdi
