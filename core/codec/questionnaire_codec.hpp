// SPDX-License-Identifier: Apache-2.0
// A questionnaire as JSON and back. What its logic must keep to is core/rules/questionnaire_check.
#pragma once

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"

namespace kongdi {

struct ReadQuestionnaire {
    Questionnaire questionnaire = {};  // whole only when there are no errors
    Errors errors = {};                // in the order of the document
};

/// `choices_from` is filled in from the catalogue's lists. Every mistake is named with its place:
/// field_type, field_missing, field_unknown, field_choice (an unknown kind or list), field_range.
ReadQuestionnaire read_questionnaire(const Value& tree, const Catalogue& lists);

/// The same of one that is there already, or its first mistake: what older programs let be
/// published is none.
Result<Questionnaire> questionnaire_of(const Value& tree, const Catalogue& lists);

/// The document a questionnaire is read from: fields that say nothing are left out.
Value questionnaire_tree(const Questionnaire& questionnaire);

/// The published JSON Schema (draft 2020-12) of such a document.
Value questionnaire_schema();

LocalText local_text_of(const Value& tree);

}  // namespace kongdi
