// SPDX-License-Identifier: Apache-2.0
// Answers to the service check-up of an invented community: what people think of what is near, with
// an opinion of their own, one of the place, and much they do not know.
#pragma once

#include "server/demo/records.hpp"
#include "server/demo/town.hpp"

namespace kongdi::server::demo {

struct CheckupSource {
    const CityPlan& plan;
    const Catalogue& catalogue;
    const Consents& consents;
    std::int64_t now_ms = 0;
};

Record draw_checkup(const CheckupSource& source, const Town& town, Random& random);

}  // namespace kongdi::server::demo
