// SPDX-License-Identifier: Apache-2.0
#include "core/matching/matching_model.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace kongdi {

namespace {

/// The offers that may be worth choosing, and what lies where.
class Live {
public:
    Live(const MatchingProblem& problem, MatchingModel& model)
        : m_problem(problem), m_alive(problem.offers.size(), false) {
        m_of_space.resize(problem.spaces.size());
        m_of_gap.resize(problem.communities.size() * problem.kinds.size());
        model.offers = problem.offers.size();
        for (std::size_t i = 0; i < problem.offers.size(); ++i) {
            const Offer& offer = problem.offers[i];
            const bool too_much = offer.takes_dm2 > problem.spaces[offer.space].room_dm2 ||
                                  (problem.budget_yuan && offer.cost_yuan > *problem.budget_yuan);
            if (!offer.refused_by.empty() || too_much) {
                ++model.refused;
            } else if (std::none_of(offer.shares.begin(), offer.shares.end(),
                                    [](const GainShare& share) { return share.gain > 0; })) {
                ++model.without_gain;
            } else {
                m_alive[i] = true;
                m_of_space[offer.space].push_back(i);
                for (const GainShare& share : offer.shares)
                    if (share.gain > 0) m_of_gap[gap(share, offer)].push_back(i);
            }
        }
    }

    std::size_t gap(const GainShare& share, const Offer& offer) const {
        return share.community * m_problem.kinds.size() + offer.kind;
    }
    const std::vector<std::size_t>& of_space(std::size_t space) const { return m_of_space[space]; }
    const std::vector<std::size_t>& of_gap(std::size_t gap) const { return m_of_gap[gap]; }
    std::size_t gaps() const { return m_of_gap.size(); }
    bool alive(std::size_t offer) const { return m_alive[offer]; }

    std::int64_t all_takes(std::size_t space) const {
        std::int64_t sum = 0;
        for (const std::size_t offer : m_of_space[space]) sum += m_problem.offers[offer].takes_dm2;
        return sum;
    }
    /// Whatever is chosen there, nothing is in the way of anything else.
    bool holds_all(std::size_t space) const {
        return all_takes(space) <= m_problem.spaces[space].room_dm2;
    }

    void drop(std::size_t offer) {
        m_alive[offer] = false;
        std::erase(m_of_space[m_problem.offers[offer].space], offer);
        for (const GainShare& share : m_problem.offers[offer].shares)
            if (share.gain > 0) std::erase(m_of_gap[gap(share, m_problem.offers[offer])], offer);
    }

private:
    const MatchingProblem& m_problem;
    std::vector<bool> m_alive;
    std::vector<std::vector<std::size_t>> m_of_space;
    std::vector<std::vector<std::size_t>> m_of_gap;
};

/// Gives `a` everybody at least as much as `b` does, for no more? Equal ones are told apart as the
/// tie rule does, so that they never drop each other.
bool as_good(const Offer& a, const Offer& b, std::size_t place_a, std::size_t place_b) {
    if (a.cost_yuan > b.cost_yuan) return false;
    bool more = a.cost_yuan < b.cost_yuan;
    for (const GainShare& share : b.shares) {
        if (share.gain == 0) continue;
        std::int64_t given = 0;
        for (const GainShare& other : a.shares)
            if (other.community == share.community) given = other.gain;
        if (given < share.gain) return false;
        more = more || given > share.gain;
    }
    return more ||
           std::tuple(a.to_clarify.size(), place_a) < std::tuple(b.to_clarify.size(), place_b);
}

/// An offer goes when another of its kind is as good and can always be chosen in its place: its
/// space holds all that is offered there, and no project more is needed for it.
std::size_t drop_dominated(const MatchingProblem& problem, Live& live, bool projects_count) {
    std::size_t dropped = 0;
    for (bool again = true; again;) {
        again = false;
        for (std::size_t i = 0; i < problem.offers.size(); ++i) {
            if (!live.alive(i)) continue;
            const Offer& offer = problem.offers[i];
            if (projects_count && live.of_space(offer.space).size() > 1) continue;
            const auto share = std::find_if(offer.shares.begin(), offer.shares.end(),
                                            [](const GainShare& one) { return one.gain > 0; });
            for (const std::size_t other : live.of_gap(live.gap(*share, offer))) {
                if (other == i || !as_good(problem.offers[other], offer, other, i) ||
                    !live.holds_all(problem.offers[other].space))
                    continue;
                live.drop(i);
                ++dropped;
                again = true;
                break;
            }
        }
    }
    return dropped;
}

void add_row(MatchingModel& model, std::vector<ModelTerm> terms, std::int64_t most) {
    // Smaller numbers that say the same are easier on the solver.
    std::int64_t divisor = 0;
    for (const ModelTerm& term : terms) divisor = std::gcd(divisor, term.coefficient);
    if (divisor > 1) {
        for (ModelTerm& term : terms) term.coefficient /= divisor;
        most /= divisor;  // rounds down, as nothing lies between
    }
    model.rows.push_back({std::move(terms), most});
}

std::size_t add_variable(MatchingModel& model, ModelVariable variable) {
    model.variables.push_back(variable);
    return model.variables.size() - 1;
}

}  // namespace

std::size_t MatchingModel::terms() const {
    std::size_t sum = 0;
    for (const ModelRow& row : rows) sum += row.terms.size();
    return sum;
}

ChosenOffers MatchingModel::offers_left() const {
    ChosenOffers out;
    for (const ModelVariable& one : variables)
        if (one.part == ModelVariable::Part::Opens) out.push_back(one.offer);
    return out;
}

MatchingModel build_model(const MatchingProblem& problem) {
    using Part = ModelVariable::Part;
    MatchingModel model;
    Live live(problem, model);
    std::int64_t spaces_offered = 0, all_cost = 0;
    for (std::size_t s = 0; s < problem.spaces.size(); ++s)
        spaces_offered += live.of_space(s).empty() ? 0 : 1;
    const bool projects_count = problem.most_projects && *problem.most_projects < spaces_offered;
    model.dominated = drop_dominated(problem, live, projects_count);

    std::vector<std::vector<ModelTerm>> gaps(live.gaps());
    std::vector<ModelTerm> budget, projects;
    for (std::size_t s = 0; s < problem.spaces.size(); ++s) {
        const std::vector<std::size_t>& here = live.of_space(s);
        if (here.empty()) continue;
        std::optional<std::size_t> uses;
        if (projects_count && here.size() > 1) {
            uses = add_variable(model, {0, true, here.front(), Part::Uses});
            projects.push_back({*uses, 1});
        }
        std::vector<ModelTerm> room;
        for (const std::size_t place : here) {
            const Offer& offer = problem.offers[place];
            const std::size_t opens = add_variable(model, {0, true, place, Part::Opens});
            if (offer.takes_dm2 > 0) room.push_back({opens, offer.takes_dm2});
            if (offer.cost_yuan > 0) budget.push_back({opens, offer.cost_yuan});
            all_cost += offer.cost_yuan;
            if (uses) add_row(model, {{opens, 1}, {*uses, -1}}, 0);
            if (projects_count && !uses) projects.push_back({opens, 1});
            const auto shares = std::count_if(offer.shares.begin(), offer.shares.end(),
                                              [](const GainShare& one) { return one.gain > 0; });
            for (const GainShare& share : offer.shares) {
                if (share.gain == 0) continue;
                const std::size_t gap = live.gap(share, offer);
                if (live.of_gap(gap).size() == 1) {  // nobody else reaches them
                    model.variables[opens].gain += share.gain;
                } else if (shares == 1) {
                    model.variables[opens].gain = share.gain;
                    gaps[gap].push_back({opens, 1});
                } else {
                    const std::size_t serves = add_variable(
                        model, {share.gain, false, place, Part::Serves, share.community});
                    gaps[gap].push_back({serves, 1});
                    add_row(model, {{serves, 1}, {opens, -1}}, 0);
                }
            }
        }
        if (live.holds_all(s)) continue;
        const std::int64_t all = problem.spaces[s].room_dm2;
        if (uses) room.push_back({*uses, -all});
        add_row(model, std::move(room), uses ? 0 : all);
    }
    for (std::vector<ModelTerm>& gap : gaps)
        if (gap.size() > 1) add_row(model, std::move(gap), 1);
    if (projects_count) add_row(model, std::move(projects), *problem.most_projects);
    if (problem.budget_yuan && all_cost > *problem.budget_yuan)
        add_row(model, std::move(budget), *problem.budget_yuan);
    return model;
}

ChosenOffers choice_of(const MatchingModel& model, const std::vector<double>& values) {
    ChosenOffers out;
    for (std::size_t i = 0; i < model.variables.size(); ++i)
        if (model.variables[i].part == ModelVariable::Part::Opens && values[i] > 0.5)
            out.push_back(model.variables[i].offer);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<ModelRow> rows_against(const MatchingModel& model, const std::vector<double>& values) {
    std::vector<ModelRow> out;
    for (const ModelRow& row : model.rows) {
        std::int64_t sum = 0;
        ModelRow against;
        for (const ModelTerm& term : row.terms) {
            if (values[term.variable] <= 0.5) continue;
            sum += term.coefficient;
            if (term.coefficient > 0) against.terms.push_back({term.variable, 1});
        }
        if (sum <= row.most) continue;
        against.most = static_cast<std::int64_t>(against.terms.size()) - 1;
        out.push_back(std::move(against));
    }
    return out;
}

std::vector<double> values_of(const MatchingModel& model, const MatchingProblem& problem,
                              const ChosenOffers& choice) {
    using Part = ModelVariable::Part;
    const ChoiceOutcome outcome = outcome_of(problem, choice);
    std::vector<bool> used(problem.spaces.size(), false);
    for (const std::size_t place : choice) used[problem.offers[place].space] = true;
    std::vector<double> out(model.variables.size(), 0);
    for (std::size_t i = 0; i < model.variables.size(); ++i) {
        const ModelVariable& one = model.variables[i];
        if (one.part == Part::Uses) out[i] = used[problem.offers[one.offer].space] ? 1 : 0;
        if (one.part == Part::Opens)
            out[i] = std::binary_search(choice.begin(), choice.end(), one.offer) ? 1 : 0;
        if (one.part == Part::Serves)
            out[i] = std::any_of(outcome.served.begin(), outcome.served.end(),
                                 [&](const Served& served) {
                                     return served.offer == one.offer &&
                                            served.community == one.community;
                                 })
                         ? 1
                         : 0;
    }
    return out;
}

}  // namespace kongdi
