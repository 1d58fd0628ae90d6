// SPDX-License-Identifier: Apache-2.0
// What stands in charts and on the sheet of one community, read from the store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/api/index_messages.hpp"
#include "server/handlers/chart_values.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

struct CommunityPaper {
    std::string code = {};
    std::string name = {};
    std::string street = {};
    std::optional<IndexRun> run = {};
    std::optional<api::CommunityCard> card = {};  // none: the run does not have it
    MappedPlaces places = {};  // facilities that are not closed, spaces that are not settled
    std::int64_t more_facilities = 0;  // beyond those
    std::int64_t more_spaces = 0;
    std::optional<Box> box = {};
    api::MapPart map = {};
};

/// Of the parameters `community` and `run`; access_denied (/community) outside the scope of whoever
/// asks, community_code, not_found (/community, /run).
Result<CommunityPaper> community_paper(const Services& services, const Request& request,
                                       bool with_places);
Result<PaperFor> paper_for(const Services& services, const Request& request, Language language);

}  // namespace kongdi::server
