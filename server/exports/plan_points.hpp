// SPDX-License-Identifier: Apache-2.0
// Where an item of the action plan is drawn as a point.
#pragma once

#include "core/model/plan_item.hpp"
#include "server/exports/community_middles.hpp"

namespace kongdi::server {

/// Where the idle space lies, else the middle of the community.
inline Result<std::optional<Wgs84Point>> plan_point(Storage& storage, const PlanFacts& facts,
                                                    CommunityMiddles& middles) {
    if (!facts.space.empty())
        if (const auto card = KONGDI_TRY(storage.space_card(facts.space)))
            return std::optional(card->space.point);
    return middles.of(facts.community);
}

}  // namespace kongdi::server
