// SPDX-License-Identifier: Apache-2.0
#include "core/matching/say.hpp"

#include <cmath>

namespace kongdi {

namespace {

std::string key_of(std::string prefix, std::string_view name) {
    prefix += name;
    return prefix;
}

std::int64_t whole(double people) { return static_cast<std::int64_t>(std::floor(people + 0.5)); }

Said gives(const MatchingProblem& problem, const Explanation& one) {
    const bool several = one.gives.size() > 1;
    Said out{key_of("matching.says.", several ? "gives_several" : "gives")};
    out.values = {{"people", SaidAs::Number, whole(one.people)}};
    if (!one.gives.empty())
        out.values.push_back(
            {"community", SaidAs::Community, problem.communities[one.gives.front().community]});
    if (several)
        out.values.push_back(
            {"count", SaidAs::Number, static_cast<std::int64_t>(one.gives.size())});
    return out;
}

/// `by_space`: the alternative is another space, else another kind.
Said lost(const MatchingProblem& problem, const Alternative& one, bool by_space) {
    const Offer& offer = problem.offers[one.offer];
    Said out{text_key(one.why)};
    if (by_space)
        out.values = {{"other", SaidAs::Space, problem.spaces[offer.space].id}};
    else
        out.values = {{"other", SaidAs::Kind, problem.kinds[offer.kind]}};
    const auto add_holder = [&](SaidAs as) {
        if (!one.held_by) return;
        const Offer& holder = problem.offers[*one.held_by];
        out.values.push_back(
            {"holder", as,
             as == SaidAs::Kind ? problem.kinds[holder.kind] : problem.spaces[holder.space].id});
    };
    switch (one.why) {
        case LostBy::Refused: {
            Value keys = Value::list();
            for (const SpaceRule rule : one.refused_by) keys.push(refused_key(rule));
            out.values.push_back({"rules", SaidAs::Texts, std::move(keys)});
            break;
        }
        case LostBy::NoRoom: add_holder(SaidAs::Kind); break;
        case LostBy::GapServed: add_holder(SaidAs::Space); break;
        case LostBy::Budget:
            out.values.push_back({"yuan", SaidAs::Yuan, one.over_budget_yuan});
            break;
        case LostBy::SmallerGain:
            out.values.push_back({"less", SaidAs::Number, one.total_less_by});
            break;
        case LostBy::Projects:
        case LostBy::EqualGain:
        case LostBy::Unproven:
        case LostBy::Count_: break;
    }
    return out;
}

}  // namespace

std::string text_key(LostBy why) { return key_of("matching.lost.", lost_by_name(why)); }
std::string refused_key(SpaceRule rule) {
    return key_of("matching.refused.", space_rule_name(rule));
}
std::string clarify_key(SpaceRule rule) {
    return key_of("matching.clarify.", space_rule_name(rule));
}
std::string text_key(VoteTest test) { return key_of("vote.failed.", vote_test_name(test)); }
std::string text_key(ComplexTest test) {
    return key_of("complex.failed.", complex_test_name(test));
}

std::vector<Said> say(const MatchingProblem& problem, const Explanation& explanation) {
    std::vector<Said> out = {gives(problem, explanation)};
    if (explanation.other_spaces.empty())
        out.push_back({key_of("matching.says.", "no_other_space")});
    else
        out.push_back(lost(problem, explanation.other_spaces.front(), true));
    if (explanation.other_kinds.empty())
        out.push_back({key_of("matching.says.", "no_other_kind")});
    else
        out.push_back(lost(problem, explanation.other_kinds.front(), false));
    for (const SpaceRule rule : explanation.to_clarify) out.push_back({clarify_key(rule)});
    return out;
}

}  // namespace kongdi
