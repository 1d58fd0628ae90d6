// SPDX-License-Identifier: Apache-2.0
#include "core/matching/explain.hpp"

#include <algorithm>

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<LostBy> kLostBy{"refused",    "no_room",      "budget",     "projects",
                                    "gap_served", "smaller_gain", "equal_gain", "unproven"};

class Explainer {
public:
    Explainer(const MatchingProblem& problem, const ChosenOffers& choice)
        : m_problem(problem), m_choice(choice), m_outcome(outcome_of(problem, choice)) {}

    Explanation explain(std::size_t place) const {
        const Offer& offer = m_problem.offers[place];
        Explanation out;
        out.offer = place;
        out.to_clarify = offer.to_clarify;
        for (const Served& served : m_outcome.served) {
            if (served.offer != place) continue;
            double people = 0;
            for (const GainShare& share : offer.shares)
                if (share.community == served.community) people = share.people;
            out.gives.push_back({served.community, served.gain, people});
            out.gain += served.gain;
            out.people += people;
        }
        std::stable_sort(out.gives.begin(), out.gives.end(),
                         [](const Given& a, const Given& b) { return a.gain > b.gain; });
        const ChosenOffers others = without(place);
        out.adds = m_outcome.gain - outcome_of(m_problem, others).gain;
        for (std::size_t i = 0; i < m_problem.offers.size(); ++i) {
            const Offer& other = m_problem.offers[i];
            const bool same_kind = other.kind == offer.kind;
            const bool same_space = other.space == offer.space;
            if (same_kind == same_space || std::binary_search(m_choice.begin(), m_choice.end(), i))
                continue;
            const std::int64_t gain = same_kind ? gain_for(other, out.gives) : gain_of_all(other);
            if (gain > 0) (same_kind ? out.other_spaces : out.other_kinds).push_back({i, gain});
        }
        for (auto* list : {&out.other_spaces, &out.other_kinds}) {
            std::stable_sort(
                list->begin(), list->end(),
                [](const Alternative& a, const Alternative& b) { return a.gain > b.gain; });
            if (list->size() > kMostAlternatives) list->resize(kMostAlternatives);
            for (Alternative& one : *list) find_reason(one, others);
        }
        return out;
    }

private:
    static std::int64_t gain_for(const Offer& offer, const std::vector<Given>& gives) {
        std::int64_t sum = 0;
        for (const GainShare& share : offer.shares)
            for (const Given& given : gives)
                if (given.community == share.community) sum += share.gain;
        return sum;
    }
    static std::int64_t gain_of_all(const Offer& offer) {
        std::int64_t sum = 0;
        for (const GainShare& share : offer.shares) sum += share.gain;
        return sum;
    }
    ChosenOffers without(std::size_t place) const {
        ChosenOffers out = m_choice;
        out.erase(std::find(out.begin(), out.end(), place));
        return out;
    }

    /// Puts the alternative in the place of what is explained and looks what becomes of it.
    void find_reason(Alternative& one, const ChosenOffers& others) const {
        const Offer& offer = m_problem.offers[one.offer];
        if (!offer.refused_by.empty()) {
            one.why = LostBy::Refused;
            one.refused_by = offer.refused_by;
            return;
        }
        ChosenOffers exchanged = others;
        exchanged.insert(std::lower_bound(exchanged.begin(), exchanged.end(), one.offer),
                         one.offer);
        const ChoiceOutcome outcome = outcome_of(m_problem, exchanged);
        switch (outcome.broken) {
            case BrokenLimit::Room:
                one.why = LostBy::NoRoom;
                one.held_by = largest_in(offer.space, others);
                return;
            case BrokenLimit::Budget:
                one.why = LostBy::Budget;
                one.over_budget_yuan = outcome.cost_yuan - *m_problem.budget_yuan;
                return;
            case BrokenLimit::Projects: one.why = LostBy::Projects; return;
            case BrokenLimit::Refused:
            case BrokenLimit::None: break;
        }
        one.total_less_by = m_outcome.gain - outcome.gain;
        if (one.total_less_by < 0) {
            one.why = LostBy::Unproven;
            one.total_less_by = 0;
        } else if (one.total_less_by == 0) {
            one.why = LostBy::EqualGain;
        } else if (outcome.gain == outcome_of(m_problem, others).gain) {
            one.why = LostBy::GapServed;
            one.held_by = server_of(offer, outcome);
        } else {
            one.why = LostBy::SmallerGain;
        }
    }

    std::optional<std::size_t> largest_in(std::size_t space, const ChosenOffers& choice) const {
        std::optional<std::size_t> out;
        for (const std::size_t place : choice)
            if (m_problem.offers[place].space == space &&
                (!out || m_problem.offers[place].takes_dm2 > m_problem.offers[*out].takes_dm2))
                out = place;
        return out;
    }
    /// Who serves the community that the offer would give most.
    static std::optional<std::size_t> server_of(const Offer& offer, const ChoiceOutcome& outcome) {
        std::optional<std::size_t> out;
        std::int64_t most = 0;
        for (const GainShare& share : offer.shares)
            for (const Served& served : outcome.served)
                if (served.kind == offer.kind && served.community == share.community &&
                    share.gain > most) {
                    most = share.gain;
                    out = served.offer;
                }
        return out;
    }

    const MatchingProblem& m_problem;
    const ChosenOffers& m_choice;
    ChoiceOutcome m_outcome;
};

}  // namespace

std::string_view lost_by_name(LostBy why) { return name_of<LostBy>(kLostBy, why); }

std::vector<Explanation> explain(const MatchingProblem& problem, const ChosenOffers& choice) {
    const Explainer explainer(problem, choice);
    std::vector<Explanation> out;
    out.reserve(choice.size());
    for (const std::size_t place : choice) out.push_back(explainer.explain(place));
    return out;
}

}  // namespace kongdi
