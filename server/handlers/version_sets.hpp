// SPDX-License-Identifier: Apache-2.0
// Downloads of what has versions: questionnaires and facilities.
#pragma once

#include "server/handlers/data_sets.hpp"

namespace kongdi::server {

Result<std::unique_ptr<RowSource>> open_questionnaires(Storage&, const RowsAsked&, const Labels&);
Result<std::unique_ptr<RowSource>> open_facility_versions(Storage&, const RowsAsked&,
                                                          const Labels&);

}  // namespace kongdi::server
