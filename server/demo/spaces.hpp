// SPDX-License-Identifier: Apache-2.0
// The idle spaces of an invented community, as they truly are; what people say of them is another
// matter (reports.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/demo/random.hpp"
#include "server/demo/town.hpp"

namespace kongdi::server::demo {

struct SpaceSite {
    std::string_view type;  // "I05"
    Spot at = {};
    std::string near = {};  // "3 幢", what stands beside it
    double area_m2 = 0;
    std::vector<std::string_view> facts = {};  // of the questionnaire's choices
};

SpaceSite draw_space(const Town& town, Random& random);

/// A type that somebody may take it for.
std::string_view confused_with(std::string_view type);

/// How many an estate of this era has.
int draw_space_count(Era era, Random& random);

}  // namespace kongdi::server::demo
