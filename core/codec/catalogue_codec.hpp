// SPDX-License-Identifier: Apache-2.0
// The data files of web/assets/{catalogue,questionnaires,consent} as a Catalogue.
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"

namespace kongdi {

/// Everything embedded. An error's path starts with the file's name.
Result<Catalogue> load_catalogue();

/// One questionnaire; `choices_from` is filled in from the catalogue's lists. Refused with the
/// place named: unknown kind, a name twice, a choice twice, no question at all.
Result<Questionnaire> questionnaire_of(const Value& tree, const Catalogue& lists);

LocalText local_text_of(const Value& tree);

}  // namespace kongdi
