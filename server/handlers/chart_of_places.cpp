// SPDX-License-Identifier: Apache-2.0
// Charts of one place on foot, and of a wave.
#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/id.hpp"
#include "core/rules/wave_rules.hpp"
#include "server/handlers/charts.hpp"
#include "server/handlers/reach_areas.hpp"
#include "server/handlers/reach_people.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMostProgressRows = 120;

struct NamedPlaces {
    std::string name = {};
    std::vector<Wgs84Point> points = {};
};

/// The verified facilities of ?kind= that a community has.
Result<NamedPlaces> places_of_community(const ChartAsked& asked, const std::string& community) {
    if (!is_community_code(community)) return Error{ErrorCode::CommunityCode, "/community"};
    if (const auto error = out_of_scope(asked.request, community)) return *error;
    const auto& kinds = asked.services.catalogue.facilities;
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const FacilityKind& one) {
        return one.code == asked.request.parameter("kind");
    });
    if (kind == kinds.end()) return Error{ErrorCode::FieldChoice, "/kind"};
    NamedPlaces out{community, {}};
    for (const api::Community& one : KONGDI_TRY(asked.services.storage.communities()))
        if (one.code == community && !one.name.empty()) out.name = one.name;
    out.name.append(" · ").append(kind->label.in(asked.paper.language()));
    out.points = KONGDI_TRY(verified_places(asked.services.storage, community, *kind));
    return out;
}

/// Of ?facility=, ?space= or ?community=, in the scope of whoever asks.
Result<NamedPlaces> places_asked(const ChartAsked& asked) {
    const std::string facility(asked.request.parameter("facility"));
    const std::string space(asked.request.parameter("space"));
    if (!facility.empty()) {
        if (!is_uuid_v7(facility)) return Error{ErrorCode::NotFound, "/facility"};
        const auto found = KONGDI_TRY(asked.services.storage.facility(facility));
        if (!found) return Error{ErrorCode::NotFound, "/facility"};
        if (const auto error = out_of_scope(asked.request, found->facts.community)) return *error;
        return NamedPlaces{found->facts.name, {found->facts.point}};
    }
    const std::string community(asked.request.parameter("community"));
    if (!community.empty()) return places_of_community(asked, community);
    if (space.empty()) return Error{ErrorCode::RequestFormat, "/facility"};
    const auto card = KONGDI_TRY(asked.services.storage.space_card(space));
    if (!card) return Error{ErrorCode::NotFound, "/space"};
    if (const auto error = out_of_scope(asked.request, card->space.community.value_or("")))
        return *error;
    return NamedPlaces{asked.paper.text("chart.space", {{"receipt", card->space.receipt}}),
                       {card->space.point}};
}

ProgressRow progress_row(const ChartAsked& asked, const std::string& name, const Pace& pace,
                         std::int64_t answered, std::int64_t households) {
    return {name,
            pace.share,
            pace.expected,
            pace.goal,
            asked.paper.text("chart.progress_says", {{"share", share_text(pace.share)},
                                                     {"answered", answered},
                                                     {"households", households}}),
            pace.behind ? std::string(asked.paper.text("wave.is_behind")) : std::string()};
}

}  // namespace

Result<Chart> reach_of_place(const ChartAsked& asked) {
    const NamedPlaces places = KONGDI_TRY(places_asked(asked));
    PeopleReached found;
    if (!places.points.empty())
        found = KONGDI_TRY(people_reached(asked.services.storage, places.points));
    const Words& text = asked.paper.text;
    Chart out;
    out.language = asked.paper.language();
    out.title = text("chart.of", {{"name", places.name}, {"what", text("chart.reach")}});
    out.subtitle = text("chart.reach_hint");
    if (!found.by_network) out.notes.emplace_back(text("reach.straight"));
    if (found.people) out.notes.emplace_back(text("chart.rounded"));
    CurveChart body;
    body.axes = {std::string(text("chart.minutes")),
                 std::string(text(found.people ? "chart.people" : "chart.buildings"))};
    body.none = text(places.points.empty() ? "reach.no_facility" : "chart.nobody_near");
    for (std::size_t pace = 0; !places.points.empty() && pace < api::kPaces.size(); ++pace) {
        Curve curve;
        curve.name =
            text("chart.pace", {{"pace", text("reach.pace." + std::string(api::kPaces[pace]))},
                                {"speed", std::lround(found.metres_per_minute[pace])}});
        curve.values = found.reached[pace];
        out.description += curve.name + ":";
        for (const std::int64_t minute : api::kReachMinutes)
            out.description +=
                " " + std::to_string(minute) + " min " +
                std::to_string(std::lround(curve.values[static_cast<std::size_t>(minute)])) + ";";
        out.description += " ";
        body.curves.push_back(std::move(curve));
    }
    if (!body.curves.empty() && body.curves.front().values.back() <= 0) body.curves.clear();
    foot_of_register(asked.paper, out, false);
    out.body = std::move(body);
    return out;
}

Result<Chart> wave_progress(const ChartAsked& asked) {
    const std::string id(asked.request.parameter("wave"));
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound, "/wave"};
    const auto wave = KONGDI_TRY(asked.services.storage.wave(id));
    if (!wave) return Error{ErrorCode::NotFound, "/wave"};
    std::map<std::string, std::string> names;
    for (const api::Community& one : KONGDI_TRY(asked.services.storage.communities()))
        names[one.code] = one.name;
    std::map<std::string, std::int64_t> answered;
    for (const WaveCount& row : KONGDI_TRY(asked.services.storage.wave_counts(wave->number)))
        answered[row.community] += row.answered;

    const Words& text = asked.paper.text;
    const WaveRules& rules = asked.services.catalogue.wave_rules;
    ProgressChart body;
    Pace all;
    std::int64_t households = 0, answers = 0, behind = 0;
    for (const WaveTarget& target : wave->plan.targets) {
        if (out_of_scope(asked.request, target.community)) continue;
        const std::int64_t count = answered[target.community];
        const Pace pace = pace_of(wave->plan, target, count, asked.request.now_ms, rules);
        const std::string& name = names[target.community];
        body.rows.push_back(progress_row(asked, name.empty() ? target.community : name, pace, count,
                                         target.households));
        const auto weight = static_cast<double>(target.households);
        all.goal += pace.goal * weight;
        all.expected += pace.expected * weight;
        households += target.households;
        answers += count;
        behind += pace.behind ? 1 : 0;
    }
    // Who has the farthest to go stands first.
    std::stable_sort(body.rows.begin(), body.rows.end(),
                     [](const ProgressRow& a, const ProgressRow& b) {
                         return a.share - a.expected < b.share - b.expected;
                     });
    const std::size_t communities = body.rows.size();
    if (body.rows.size() > kMostProgressRows) body.rows.resize(kMostProgressRows);
    if (communities > 0 && households > 0) {
        const auto whole = static_cast<double>(households);
        all.share = static_cast<double>(answers) / whole;
        all.goal /= whole;
        all.expected /= whole;
        body.rows.insert(body.rows.begin(), progress_row(asked, std::string(text("chart.all")), all,
                                                         answers, households));
    }
    body.legend = {std::string(text("wave.answered")), std::string(text("chart.expected")),
                   std::string(text("chart.goal"))};
    body.none = text("chart.no_communities");

    Chart out;
    out.language = asked.paper.language();
    out.title = text("chart.of", {{"name", wave->plan.title}, {"what", text("wave.page")}});
    out.subtitle =
        text("chart.progress_of", {{"communities", static_cast<std::int64_t>(communities)},
                                   {"behind", behind},
                                   {"from", day_text(wave->plan.opens_at_ms)},
                                   {"to", day_text(wave->plan.closes_at_ms)}});
    out.description = out.subtitle;
    for (const ProgressRow& row : body.rows)
        out.description += " " + row.name + " " + row.says + ";";
    foot_of_register(asked.paper, out, wave->state == WaveState::Published);
    out.body = std::move(body);
    return out;
}

}  // namespace kongdi::server
