// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/community_paper.hpp"

#include "core/base/id.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/handlers/index_reading.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kMostFeatures = 6000;  // of the map; large ones come first
constexpr std::int64_t kMostFacilities = 150;
constexpr std::int64_t kMostSpaces = 100;

Result<void> add_places(const Services& services, const Request& request, CommunityPaper& out) {
    FacilityQuery query{.community = out.code, .within = within_scope(request)};
    query.limit = kMostFacilities;
    FacilityPage page = KONGDI_TRY(services.storage.facilities(query));
    out.more_facilities = page.total - std::ssize(page.rows);
    for (Facility& one : page.rows)
        if (one.state != FacilityState::Closed) out.places.facilities.push_back(std::move(one));
    api::SpaceQuery spaces;
    spaces.filter.community = out.code;
    spaces.filter.states = open_states();
    spaces.within = within_scope(request);
    spaces.limit = kMostSpaces;
    api::SpacePage found = KONGDI_TRY(services.storage.spaces(spaces));
    out.more_spaces = found.total - std::ssize(found.rows);
    out.places.spaces = std::move(found.rows);
    out.box = KONGDI_TRY(services.storage.community_box(out.code));
    if (out.box)
        out.map = KONGDI_TRY(services.storage.map_part(around_community(*out.box), kMostFeatures));
    return {};
}

}  // namespace

Result<PaperFor> paper_for(const Services& services, const Request& request, Language language) {
    return PaperFor{words_of(language), request.now_ms,
                    KONGDI_TRY(services.storage.setting(kSettingCityName))};
}

Result<CommunityPaper> community_paper(const Services& services, const Request& request,
                                       bool with_places) {
    CommunityPaper out;
    out.code = request.parameter("community");
    if (!is_community_code(out.code)) return Error{ErrorCode::CommunityCode, "/community"};
    if (const auto error = out_of_scope(request, out.code)) return *error;
    for (const CommunityName& one : KONGDI_TRY(services.storage.known_communities()))
        if (one.code == out.code) {
            out.name = one.name;
            out.street = one.street;
        }
    out.run = KONGDI_TRY(index_run_asked(services, std::string(request.parameter("run"))));
    if (out.run) {
        const CityIndex index = KONGDI_TRY(index_result_of(services, out.run->id, {}));
        const FrozenRun frozen = KONGDI_TRY(index_document_of(services, out.run->id));
        const auto& communities = frozen.city.communities;
        for (std::size_t c = 0; c < communities.size() && c < index.communities.size(); ++c)
            if (communities[c].code == out.code) {
                out.card = api::community_card(*out.run, frozen, c, index.communities[c]);
                if (out.name.empty()) out.name = communities[c].name;
            }
    }
    if (out.name.empty()) return Error{ErrorCode::NotFound, "/community"};
    if (with_places) KONGDI_CHECK(add_places(services, request, out));
    return out;
}

}  // namespace kongdi::server
