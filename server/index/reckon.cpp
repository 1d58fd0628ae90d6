// SPDX-License-Identifier: Apache-2.0
#include "server/index/reckon.hpp"

#include <cmath>
#include <map>

#include "core/base/embedded.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "core/index/coverage.hpp"
#include "core/rules/thresholds.hpp"

namespace kongdi::server {

namespace {

/// To thousandths: people and square metres are not known to more, and the document stays short.
double rounded(double amount) { return std::round(amount * 1000) / 1000; }

void round_all(CityInput& city) {
    for (CommunityInput& community : city.communities) {
        community.people = rounded(community.people);
        community.households = rounded(community.households);
        for (Service& service : community.services) {
            for (double* amount : {&service.need, &service.reached, &service.strictly_reached,
                                   &service.supplied, &service.required})
                *amount = rounded(*amount);
            for (Doubt& doubt : service.doubts) doubt.supplied = rounded(doubt.supplied);
            for (double& reached : service.reached_with) reached = rounded(reached);
        }
    }
}

/// The ratings of a wave, where they belong.
Result<void> add_ratings(Storage& storage, std::int64_t wave, CityInput& city) {
    std::map<std::string, std::size_t, std::less<>> communities, kinds;
    for (std::size_t c = 0; c < city.communities.size(); ++c)
        communities[city.communities[c].code] = c;
    for (std::size_t k = 0; k < city.kinds.size(); ++k) kinds[city.kinds[k].code] = k;
    for (const WaveTally& row : KONGDI_TRY(storage.wave_tallies(wave, WaveGroup::Community))) {
        const auto community = communities.find(row.group);
        const auto kind = kinds.find(row.facility);
        if (community == communities.end() || kind == kinds.end()) continue;
        Service& service = city.communities[community->second].services[kind->second];
        service.satisfaction += row.tally.satisfaction;
        service.importance += row.tally.importance;
    }
    return {};
}

Value about(const FacilityOdds& odds) {
    return Value::map({{"filed", odds.filed},
                       {"corroborated", odds.corroborated},
                       {"corroborated_by", odds.corroborated_by},
                       {"disputed", odds.disputed},
                       {"changed", odds.changed}});
}

/// How reach was measured, for whoever wants to reckon it again.
Value about(const CityReachSettings& reach, const std::vector<FacilityKind>& kinds,
            const Wave* wave) {
    Value radii = Value::map();
    for (const FacilityKind& kind : kinds)
        radii.set(kind.code, radius_m_of(kind, reach.reach.walk_m_per_minute));
    Value out =
        Value::map({{"reach", Value::map({{"fade", reach.reach.fade},
                                          {"detour", reach.reach.detour},
                                          {"snap_m", reach.network.snap_m},
                                          {"walk_m_per_minute", reach.reach.walk_m_per_minute},
                                          {"probability", about(reach.odds)},
                                          {"radius_m", std::move(radii)}})}});
    if (wave != nullptr)
        out.set("wave", Value::map({{"id", wave->id},
                                    {"title", wave->plan.title},
                                    {"state", wave_state_name(wave->state)}}));
    return out;
}

}  // namespace

Result<IndexDefaults> index_defaults() {
    const Value tree = KONGDI_TRY(parse_own_json(embedded_file("planning/index.json")));
    IndexDefaults out;
    const CheckedIndexSettings settings = index_settings_of(tree, {});
    if (!settings.ok())
        return Error{settings.errors.front().code,
                     "planning/index.json" + settings.errors.front().path};
    out.settings = settings.settings;
    const Value& reach = tree["reach"];
    out.reach.reach.fade = reach["fade"].number_or(out.reach.reach.fade);
    out.reach.reach.detour = reach["detour"].number_or(out.reach.reach.detour);
    out.reach.reach.walk_m_per_minute =
        reach["speeds_m_min"]["standard"].number_or(out.reach.reach.walk_m_per_minute);
    out.reach.network.snap_m = reach["snap_m"].number_or(out.reach.network.snap_m);
    const Value& given = reach["probability"];
    FacilityOdds& odds = out.reach.odds;
    odds.filed = given["filed"].number_or(odds.filed);
    odds.corroborated = given["corroborated"].number_or(odds.corroborated);
    odds.corroborated_by = given["corroborated_by"].int_or(odds.corroborated_by);
    odds.disputed = given["disputed"].number_or(odds.disputed);
    odds.changed = given["changed"].number_or(odds.changed);
    return out;
}

Result<FrozenRun> index_input(Storage& storage, const Catalogue& catalogue, const IndexAsked& asked,
                              const CityReachSettings& reach) {
    std::optional<Wave> wave;
    if (!asked.wave.empty()) {
        wave = KONGDI_TRY(storage.wave(asked.wave));
        if (!wave) return Error{ErrorCode::NotFound, "/wave"};
    }
    const auto changes = KONGDI_TRY(storage.threshold_changes());
    const std::vector<FacilityKind> kinds = kinds_in_force(catalogue.facilities, changes);
    CityReach measured = KONGDI_TRY(read_city_reach(storage, kinds, reach));
    FrozenRun out{asked.settings, about(reach, kinds, wave ? &*wave : nullptr), measured.input()};
    for (IndexKind& kind : out.city.kinds) kind.weight = asked.settings.weight_of(kind.code);
    round_all(out.city);
    if (wave) KONGDI_CHECK(add_ratings(storage, wave->number, out.city));
    return out;
}

NewIndexRun reckoned(const IndexAsked& asked, const FrozenRun& run) {
    const CityIndex index = city_index(run.city, run.settings);
    NewIndexRun out;
    out.id = asked.id;
    out.title = asked.title;
    out.wave = asked.wave;
    out.document = run_document(run);
    out.document_sha256 = sha256(out.document);
    out.result = result_document(index, out.document_sha256);
    out.result_sha256 = sha256(out.result);
    out.ranked = index.ranked;
    out.bottom = index.bottom;
    out.survey_first = index.survey_first;
    double sum = 0;
    for (const CommunityIndex& one : index.communities) sum += one.index;
    out.mean = index.ranked > 0 ? as_printed(sum / static_cast<double>(index.ranked)) : 0;
    return out;
}

}  // namespace kongdi::server
