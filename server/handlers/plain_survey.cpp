// SPDX-License-Identifier: Apache-2.0
// How far the check-up has come, without script: of the city, of one community, and what was said
// there once it is published.
#include <algorithm>
#include <map>

#include "core/base/id.hpp"
#include "core/rules/shown_ratings.hpp"
#include "server/handlers/paper_text.hpp"
#include "server/handlers/plain.hpp"
#include "server/handlers/plain_places.hpp"
#include "server/handlers/survey.hpp"
#include "server/handlers/wave_sets.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kPath = "/plain/survey";

std::string share_words(const PlainPage& page, const SurveyShare& share) {
    const std::string place =
        share.community.empty() ? std::string(page.text("survey.city")) : share.name;
    if (!share.answered) return page.text("survey.few", {{"place", place}, {"goal", share.goal}});
    // What was rounded down to nothing is no number to be told.
    if (*share.answered == 0)
        return page.text("survey.begun", {{"place", place}, {"goal", share.goal}});
    return page.text("survey.share",
                     {{"place", place}, {"percent", *share.answered}, {"goal", share.goal}});
}

void draw_share(PlainPage& page, const SurveyShare& share) {
    page.html.element("p", {}, share_words(page, share));
    if (share.answered)
        page.html
            .open("meter",
                  {{"min", 0}, {"max", 100}, {"value", *share.answered}, {"aria-hidden", "true"}})
            .close("meter");
}

/// What the households of a community say of each kind of facility; nothing of a kind that fewer
/// than kLeastShown rated. What is kept back is decided among all communities.
Result<void> draw_ratings(const Services& services, PlainPage& page, const Wave& wave,
                          const std::string& community) {
    std::map<std::string, std::map<std::string, Tally>> table;
    for (WaveTally& row :
         KONGDI_TRY(services.storage.wave_tallies(wave.number, WaveGroup::Community)))
        table[row.facility][row.group] += row.tally;
    bool any = false;
    for (const auto& [code, groups] : table) {
        const FacilityKind* kind = services.catalogue.facility(code);
        if (kind == nullptr || !groups.contains(community)) continue;
        const auto shown = shown_ratings(groups, wave_release(wave, false));
        const auto here = std::find_if(shown.begin(), shown.end(), [&](const ShownRating& one) {
            return one.group == community;
        });
        const auto& satisfaction = here->measures[0];
        if (!satisfaction) continue;
        if (!any)
            page.html.element("p", {}, page.text("survey.ratings"))
                .open("table", {{"class", "rows"}});
        any = true;
        page.html.open("tr").element("th", {{"scope", "row"}}, kind->label.in(page.code()));
        page.html.element("td", {{"class", "count"}}, tenths(satisfaction->mean)).close("tr");
    }
    if (any)
        page.html.close("table");
    else
        page.html.element("p", {{"class", "hint"}}, page.text("survey.no_ratings"));
    return {};
}

Result<void> draw_wave(const Services& services, PlainPage& page, const SurveyWave& one,
                       bool with_ratings) {
    const WavePlan& plan = one.wave.plan;
    const bool is_open = one.wave.state == WaveState::Open;
    page.html.open("section", {{"class", "card"}}).element("h2", {}, plan.title);
    page.html.element(
        "p", {{"class", "hint"}},
        page.text(is_open ? "survey.open" : "survey.published",
                  {{"from", day_text(plan.opens_at_ms)}, {"until", day_text(plan.closes_at_ms)}}));
    for (const SurveyShare& share : one.communities) draw_share(page, share);
    draw_share(page, one.city);
    if (with_ratings)
        KONGDI_CHECK(draw_ratings(services, page, one.wave, one.communities.front().community));
    page.html.close("section");
    return {};
}

}  // namespace

Response show_plain_survey(const Services& services, const Request& request) {
    const std::string_view community = request.parameter("community");
    const auto communities = services.storage.communities();
    if (!communities) return refused(communities.error());
    const auto waves = survey_so_far(
        services,
        {is_community_code(community) ? community : kCityAlone, std::nullopt, request.now_ms});
    if (!waves) return refused(waves.error());
    PlainPage page(request);
    if (waves->empty()) page.html.element("p", {{"class", "note"}}, page.text("survey.none"));
    bool rated = false;
    for (const SurveyWave& one : *waves) {
        // The newest results alone: the page stays small.
        const bool with_ratings =
            !rated && one.wave.state == WaveState::Published && !one.communities.empty();
        rated = rated || with_ratings;
        if (const auto drawn = draw_wave(services, page, one, with_ratings); !drawn)
            return refused(drawn.error());
    }
    page.html.element("p", {{"class", "hint"}}, page.text("survey.rounded"));
    draw_community_search(page, request, *communities, kPath);
    return page.answer(page.text("survey.page"));
}

}  // namespace kongdi::server
