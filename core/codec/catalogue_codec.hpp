// SPDX-License-Identifier: Apache-2.0
// The data files of web/assets/{catalogue,questionnaires,consent} as a Catalogue.
#pragma once

#include "core/base/result.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/model/catalogue.hpp"

namespace kongdi {

/// Everything embedded. An error's path starts with the file's name.
Result<Catalogue> load_catalogue();

}  // namespace kongdi
