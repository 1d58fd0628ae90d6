// SPDX-License-Identifier: Apache-2.0
// How far a wave has come and what it says. Every number of answers passes core's rules for small
// ones.
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "core/codec/wave_codec.hpp"
#include "core/rules/shown_ratings.hpp"
#include "core/rules/small_numbers.hpp"
#include "core/rules/wave_rules.hpp"
#include "server/handlers/scope.hpp"
#include "server/handlers/wave_sets.hpp"
#include "server/handlers/waves.hpp"
#include "server/storage/ended_waves.hpp"

namespace kongdi::server {

namespace {

// Progress.

using Split = std::map<std::string, std::int64_t>;

struct CommunityCount {
    std::int64_t answered = 0;
    std::int64_t seated = 0;
    Split by_mode = {};
    Split by_age = {};

    void add(const WaveCount& row) {
        answered += row.answered;
        seated += row.seated;
        by_mode[std::string(mode_name(row.mode))] += row.answered;
        by_age[row.age_band] += row.answered;
    }
};

/// Parts that are kept back are null. Two exact looks tell the age band of whoever answered or
/// withdrew between them: only staff of the whole city see parts to the one.
Value split_tree(const Split& split, Release release) {
    std::vector<std::int64_t> parts;
    for (const auto& [name, n] : split) parts.push_back(n);
    const std::vector<bool> shows = shown_parts(parts);
    Value out = Value::map();
    std::size_t i = 0;
    for (const auto& [name, n] : split)
        out.set(name, shows[i++] ? Value(shown_count(n, release)) : Value());
    return out;
}

/// Of the whole city: rounded down, or a part that a community keeps back could be had as the
/// city's minus those of all the others.
Value rounded_tree(const Split& split) {
    Value out = Value::map();
    for (const auto& [name, n] : split) out.set(name, shown_count(n, Release::Running));
    return out;
}

Value community_tree(const WaveTarget& target, const std::string& name, const CommunityCount& count,
                     const Pace& pace, Release release) {
    return Value::map({{"community", target.community},
                       {"name", name},
                       {"estate", estate_kind_name(target.estate)},
                       {"households", target.households},
                       {"answered", count.answered},
                       {"seated", count.seated},
                       {"share", pace.share},
                       {"goal", pace.goal},
                       {"expected", pace.expected},
                       {"behind", pace.behind},
                       {"by_mode", split_tree(count.by_mode, release)},
                       {"by_age", split_tree(count.by_age, release)}});
}

Result<Wave> wave_of(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    // Who looks sees it none the less where nothing can be written.
    std::ignore = close_ended_waves(services.storage, request.now_ms);
    auto found = KONGDI_TRY(services.storage.wave(id));
    if (!found) return Error{ErrorCode::NotFound};
    return *std::move(found);
}

// Results.

constexpr std::array<std::string_view, 4> kGroups{"none", "community", "mode", "age_band"};

/// Tallies by facility and group.
using Table = std::map<std::string, std::map<std::string, Tally>>;

Result<Table> table_of(const Services& services, const Wave& wave, WaveGroup group) {
    Table out;
    for (WaveTally& row : KONGDI_TRY(services.storage.wave_tallies(wave.number, group)))
        out[row.facility][row.group] += row.tally;
    return out;
}

Value moments_tree(const std::optional<ShownMoments>& fit) {
    if (!fit) return {};
    Value out = Value::map({{"n", fit->n}, {"mean", fit->mean}});
    if (fit->variance) out.set("variance", *fit->variance);
    return out;
}

/// Which of the communities are shown: one, or those of a scope. What is kept back of them is
/// decided among all.
struct GroupsShown {
    std::string only = {};
    std::optional<Scope> within = {};
    bool has(const std::string& name) const {
        return (only.empty() || name == only) && (!within || covers(*within, name));
    }
};

/// One row of the answer for each group: what is too small, or would give away what is, is null.
void add_rows(const std::string& facility, const std::map<std::string, Tally>& groups,
              Release release, const GroupsShown& wanted, Value& out) {
    for (const ShownRating& rating : shown_ratings(groups, release)) {
        if (!wanted.has(rating.group)) continue;
        Value row = Value::map({{"facility", facility}, {"group", rating.group}});
        for (std::size_t m = 0; m < kRatingMeasures.size(); ++m)
            row.set(kRatingMeasures[m].name, moments_tree(rating.measures[m]));
        row.set("none_here", rating.none_here ? Value(*rating.none_here) : Value());
        out.push(std::move(row));
    }
}

Response results_of(const Services& services, const Request& request, const Wave& wave,
                    const std::optional<Scope>& within, Release release) {
    std::string_view by = request.parameter("by");
    if (by.empty()) by = kGroups[0];
    const auto found = std::find(kGroups.begin(), kGroups.end(), by);
    if (found == kGroups.end()) return refused(Error{ErrorCode::RequestFormat, "/by"});
    auto group = static_cast<WaveGroup>(found - kGroups.begin());
    const std::string only(request.parameter("community"));
    if (!only.empty()) {
        if (!is_community_code(only)) return refused(Error{ErrorCode::RequestFormat, "/community"});
        // One community is a part of the city: what is kept back of it depends on the others. It is
        // not split further, since its parts could be had as the city's minus the others'.
        if (group != WaveGroup::None && group != WaveGroup::Community)
            return refused(Error{ErrorCode::RequestFormat, "/by"});
        group = WaveGroup::Community;
    }
    // Totals and splits are the city's, as they will be published; of communities their own.
    GroupsShown wanted{only, std::nullopt};
    if (group == WaveGroup::Community) wanted.within = within;
    const auto table = table_of(services, wave, group);
    if (!table) return refused(table.error());
    Value rows = Value::list();
    for (const auto& [facility, groups] : *table) add_rows(facility, groups, release, wanted, rows);
    return json_response(200,
                         Value::map({{"wave", wave.id},
                                     {"title", wave.plan.title},
                                     {"state", wave_state_name(state_at(wave, request.now_ms))},
                                     {"by", kGroups[static_cast<std::size_t>(group)]},
                                     {"least", kLeastShown},
                                     {"final", release == Release::Final},
                                     {"rows", rows}}));
}

}  // namespace

Response show_wave_progress(const Services& services, const Request& request) {
    const auto wave = wave_of(services, request);
    if (!wave) return refused(wave.error());
    const auto rows = services.storage.wave_counts(wave->number);
    if (!rows) return refused(rows.error());
    const auto communities = services.storage.communities();
    if (!communities) return refused(communities.error());
    std::map<std::string, std::string> names;
    for (const api::Community& one : *communities) names[one.code] = one.name;
    std::map<std::string, CommunityCount> counts;
    CommunityCount city;
    for (const WaveCount& row : *rows) {
        if (out_of_scope(request, row.community)) continue;
        counts[row.community].add(row);
        city.add(row);
    }
    const Release release = sees_whole_city(request) ? Release::Final : Release::Running;
    Value list = Value::list();
    std::int64_t behind = 0;
    for (const WaveTarget& target : wave->plan.targets) {
        if (out_of_scope(request, target.community)) continue;
        const CommunityCount& count = counts[target.community];
        const Pace pace = pace_of(wave->plan, target, count.answered, request.now_ms,
                                  services.catalogue.wave_rules);
        behind += pace.behind ? 1 : 0;
        list.push(community_tree(target, names[target.community], count, pace, release));
    }
    Value head = wave_tree(wave_at(*wave, request.now_ms));
    head.erase("targets");
    return json_response(200, Value::map({{"wave", head},
                                          {"at", format_time(request.now_ms)},
                                          {"answered", city.answered},
                                          {"seated", city.seated},
                                          {"behind", behind},
                                          {"by_mode", rounded_tree(city.by_mode)},
                                          {"by_age", rounded_tree(city.by_age)},
                                          {"communities", list}}));
}

Response show_wave_results(const Services& services, const Request& request) {
    const auto wave = wave_of(services, request);
    if (!wave) return refused(wave.error());
    return results_of(services, request, *wave, within_scope(request),
                      wave_release(*wave, sees_whole_city(request)));
}

Response show_published_results(const Services& services, const Request& request) {
    const auto wave = wave_of(services, request);
    if (!wave) return refused(wave.error());
    // Nobody learns of a wave before it is published.
    if (wave->state != WaveState::Published) return refused(Error{ErrorCode::NotFound});
    return results_of(services, request, *wave, std::nullopt, wave_release(*wave, false));
}

}  // namespace kongdi::server
