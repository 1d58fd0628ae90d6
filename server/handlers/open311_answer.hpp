// SPDX-License-Identifier: Apache-2.0
// One tree, written as GeoReport v2 has it in XML or in JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/value.hpp"
#include "server/handlers/exchange.hpp"

namespace kongdi::server::open311 {

enum class Format : std::uint8_t { Xml, Json };

/// "services.json" → services, JSON; none for another ending.
struct Named {
    std::string name = {};
    Format format = Format::Json;
};
std::optional<Named> named(std::string_view file);

/// In XML the tree stands in an element `root`, and what is in a list in the element for one of it
/// ("services" → "service").
std::string xml_of(std::string_view root, const Value& tree);

Response answer(Format format, std::string_view root, const Value& tree, int status = 200);

/// What went wrong with which field of a request, in the standard's form. What is 422 elsewhere is
/// 400 in this standard.
Response failure(Format format, const Request& request, Errors errors);

}  // namespace kongdi::server::open311
