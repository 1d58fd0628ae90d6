// SPDX-License-Identifier: Apache-2.0
// What of a record's bytes the tables need: the same on arrival and when the tables are made again.
#pragma once

#include <string>

#include "core/model/catalogue.hpp"
#include "core/model/record.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// Community as named in the record, no time of arrival.
/// `published`: the questionnaire it names, when the catalogue does not have it.
Submission submission_of(std::string bytes, Record record, const Catalogue& catalogue,
                         const Questionnaire* published = nullptr);

}  // namespace kongdi::server
