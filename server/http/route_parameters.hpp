// SPDX-License-Identifier: Apache-2.0
// THE table of what GET routes read of an address, for the document of the API. A check
// (tests/checks/route_parameters.py) holds it against what the sources of their handlers read.
#pragma once

#include <span>
#include <string_view>

#include "server/http/routes.hpp"

namespace kongdi::server {

struct ParameterFacts {
    std::string_view name;
    std::string_view type;   // of a JSON schema
    std::string_view about;  // in English, as all of the document
};

/// All names that any route reads.
std::span<const ParameterFacts> parameter_facts();

/// Names of what a route reads, with blanks between; empty for none.
std::string_view parameters_read_by(const Route& route);

}  // namespace kongdi::server
