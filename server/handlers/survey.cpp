// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/survey.hpp"

#include <cmath>
#include <map>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "core/rules/small_numbers.hpp"
#include "core/rules/wave_rules.hpp"

namespace kongdi::server {

namespace {

/// Two years of them: each is counted anew whenever somebody asks.
constexpr std::size_t kMostPublished = 4;

// What still comes in is told more roughly than what is over.
constexpr std::int64_t kStepOpen = 5;
constexpr std::int64_t kStepPublished = 1;

using Names = std::map<std::string, std::string>;

std::int64_t percent_of(double share) { return std::llround(share * 100); }

Result<SurveyWave> counted(const Services& services, Wave wave, std::string_view only,
                           const Names& names) {
    std::map<std::string, std::int64_t> answers;
    for (const WaveCount& row : KONGDI_TRY(services.storage.wave_counts(wave.number)))
        answers[row.community] += row.answered;
    const std::int64_t step = wave.state == WaveState::Open ? kStepOpen : kStepPublished;
    SurveyWave out;
    std::int64_t households = 0;
    std::int64_t answered = 0;
    double wanted = 0;
    for (const WaveTarget& target : wave.plan.targets) {
        const std::int64_t n = answers[target.community];
        const double goal = wave.plan.goals[static_cast<std::size_t>(target.estate)];
        households += target.households;
        answered += n;
        wanted += goal * static_cast<double>(target.households);
        if (!only.empty() && target.community != only) continue;
        const auto name = names.find(target.community);
        out.communities.push_back({target.community,
                                   name == names.end() ? target.community : name->second,
                                   shown_percent(n, target.households, step), percent_of(goal)});
    }
    out.city.answered = shown_percent(answered, households, step);
    if (households > 0) out.city.goal = percent_of(wanted / static_cast<double>(households));
    out.wave = std::move(wave);
    return out;
}

void add_share(Value& out, const SurveyShare& share) {
    out.set("answered_percent", share.answered ? Value(*share.answered) : Value());
    out.set("goal_percent", share.goal);
}

Value survey_tree(const SurveyWave& one) {
    const bool is_published = one.wave.state == WaveState::Published;
    Value out = Value::map({{"title", one.wave.plan.title},
                            {"state", wave_state_name(one.wave.state)},
                            {"opens_at", format_time(one.wave.plan.opens_at_ms)},
                            {"closes_at", format_time(one.wave.plan.closes_at_ms)}});
    // It opens /api/v1/results/{id}.
    if (is_published) out.set("id", one.wave.id);
    Value city = Value::map();
    add_share(city, one.city);
    out.set("city", std::move(city));
    Value communities = Value::list();
    for (const SurveyShare& share : one.communities) {
        Value row = Value::map({{"code", share.community}, {"name", share.name}});
        add_share(row, share);
        communities.push(std::move(row));
    }
    out.set("communities", std::move(communities));
    return out;
}

}  // namespace

Result<std::vector<SurveyWave>> survey_so_far(const Services& services, const SurveyAsked& asked) {
    Names names;
    for (const api::Community& one : KONGDI_TRY(services.storage.communities()))
        names[one.code] = one.name;
    std::vector<SurveyWave> out;
    std::size_t published = 0;
    for (const Wave& wave : KONGDI_TRY(services.storage.waves())) {
        // Nobody learns of a draft, or of what is closed before it is published.
        const bool is_open = is_asking(wave, asked.now_ms);
        const bool is_published = wave.state == WaveState::Published;
        if (asked.state && wave.state != *asked.state) continue;
        if (!is_open && (!is_published || ++published > kMostPublished)) continue;
        auto whole = KONGDI_TRY(services.storage.wave(wave.id));
        if (!whole) continue;
        out.push_back(KONGDI_TRY(counted(services, *std::move(whole), asked.community, names)));
    }
    return out;
}

Response show_survey(const Services& services, const Request& request) {
    const std::string_view community = request.parameter("community");
    if (!community.empty() && community != kCityAlone && !is_community_code(community))
        return refused(Error{ErrorCode::RequestFormat, "/community"});
    SurveyAsked asked{community, std::nullopt, request.now_ms};
    if (const std::string_view name = request.parameter("state"); !name.empty()) {
        asked.state = wave_state_from_name(name);
        if (asked.state != WaveState::Open && asked.state != WaveState::Published)
            return refused(Error{ErrorCode::RequestFormat, "/state"});
    }
    const auto waves = survey_so_far(services, asked);
    if (!waves) return refused(waves.error());
    Value list = Value::list();
    for (const SurveyWave& one : *waves) list.push(survey_tree(one));
    Value out = Value::map({{"least", kLeastShown}, {"waves", std::move(list)}});
    // Whoever keeps the answer asks for the same again, also when there is no wave.
    if (is_community_code(community)) out.set("community", community);
    return json_response(200, out);
}

}  // namespace kongdi::server
