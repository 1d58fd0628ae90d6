// SPDX-License-Identifier: Apache-2.0
// What the ways to a record without script have in common: map, form, sending.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/handlers/plain_form.hpp"
#include "server/handlers/plain_places.hpp"

namespace kongdi::server {

/// Of the questionnaire of this kind, in the language asked for.
std::string title_of(const Services& services, const Request& request, RecordKind kind);

/// The map of the community asked for, or of the whole city for somebody who does not know theirs;
/// none when a community is to be chosen first.
Result<std::optional<PlainMap>> first_map(const Services& services, const Request& request);

/// A form's fields with the point of the map.
std::vector<FormPart> with_point(std::vector<FormPart> fields, const Wgs84Point& point);

/// A form under way goes back to the map and comes again with all it has.
Response set_point_anew(const Services& services, const Request& request, RecordKind kind);

/// A filled-in form becomes a record: 303 to its receipt, or the form again with its mistakes.
Response take_form(const Services& services, const Request& request, RecordKind kind);

}  // namespace kongdi::server
