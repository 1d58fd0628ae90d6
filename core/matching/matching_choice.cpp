// SPDX-License-Identifier: Apache-2.0
#include "core/matching/matching_choice.hpp"

#include <algorithm>
#include <tuple>

namespace kongdi {

namespace {

/// What a choice has used up and reached so far, offer by offer.
class Running {
public:
    explicit Running(const MatchingProblem& problem)
        : m_problem(problem),
          m_room_left(problem.spaces.size()),
          m_used(problem.spaces.size(), false),
          m_best(problem.communities.size() * problem.kinds.size(), 0) {
        for (std::size_t i = 0; i < problem.spaces.size(); ++i)
            m_room_left[i] = problem.spaces[i].room_dm2;
    }

    bool may_take(const Offer& offer) const {
        if (!offer.refused_by.empty() || offer.takes_dm2 > m_room_left[offer.space]) return false;
        if (m_problem.budget_yuan && m_cost + offer.cost_yuan > *m_problem.budget_yuan)
            return false;
        return !m_problem.most_projects || m_used[offer.space] ||
               m_projects < *m_problem.most_projects;
    }
    std::int64_t would_add(const Offer& offer) const {
        std::int64_t sum = 0;
        for (const GainShare& share : offer.shares)
            sum += std::max<std::int64_t>(0, share.gain - m_best[gap(share, offer)]);
        return sum;
    }
    void take(const Offer& offer) {
        m_cost += offer.cost_yuan;
        m_room_left[offer.space] -= offer.takes_dm2;
        if (!m_used[offer.space]) ++m_projects;
        m_used[offer.space] = true;
        for (const GainShare& share : offer.shares) {
            std::int64_t& best = m_best[gap(share, offer)];
            best = std::max(best, share.gain);
        }
    }

private:
    std::size_t gap(const GainShare& share, const Offer& offer) const {
        return share.community * m_problem.kinds.size() + offer.kind;
    }

    const MatchingProblem& m_problem;
    std::vector<std::int64_t> m_room_left;
    std::vector<bool> m_used;
    std::vector<std::int64_t> m_best;
    std::int64_t m_cost = 0;
    std::int64_t m_projects = 0;
};

}  // namespace

ChosenOffers greedy_choice(const MatchingProblem& problem, const ChosenOffers& among,
                           const std::function<double(const Offer&)>& price) {
    Running running(problem);
    ChosenOffers choice;
    // In doubles: this says where a search begins, nothing depends on the last bit.
    const auto worth = [&](std::int64_t adds, const Offer& offer) {
        return static_cast<double>(adds) / (price(offer) + 1e-9);
    };
    // What an offer adds only ever shrinks, so what was the best is asked again before all others.
    using Entry = std::pair<double, std::size_t>;
    const auto later = [](const Entry& a, const Entry& b) {
        return a.first != b.first ? a.first < b.first : a.second > b.second;
    };
    std::vector<Entry> heap;
    for (const std::size_t i : among)
        if (const std::int64_t adds = running.would_add(problem.offers[i]);
            adds > 0 && problem.offers[i].refused_by.empty())
            heap.emplace_back(worth(adds, problem.offers[i]), i);
    std::make_heap(heap.begin(), heap.end(), later);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), later);
        const Entry top = heap.back();
        heap.pop_back();
        const Offer& offer = problem.offers[top.second];
        const std::int64_t adds = running.would_add(offer);
        if (adds == 0 || !running.may_take(offer)) continue;  // limits only become tighter
        const double now = worth(adds, offer);
        if (now < top.first) {
            heap.emplace_back(now, top.second);
            std::push_heap(heap.begin(), heap.end(), later);
            continue;
        }
        running.take(offer);
        choice.push_back(top.second);
    }
    std::sort(choice.begin(), choice.end());
    return choice;
}

ChosenOffers greedy_choice(const MatchingProblem& problem, const ChosenOffers& among) {
    ChosenOffers by_gain = greedy_choice(problem, among, [](const Offer&) { return 1.0; });
    ChosenOffers by_cost = greedy_choice(
        problem, among, [](const Offer& offer) { return static_cast<double>(offer.cost_yuan); });
    const bool cheap = outcome_of(problem, by_cost).gain > outcome_of(problem, by_gain).gain;
    return cheap ? std::move(by_cost) : std::move(by_gain);
}

namespace {

/// A choice that changes offer by offer and knows at once what each change does.
class Standing {
public:
    Standing(const MatchingProblem& problem, const ChosenOffers& choice)
        : m_problem(problem),
          m_of_gap(problem.communities.size() * problem.kinds.size()),
          m_room_left(problem.spaces.size()),
          m_in_space(problem.spaces.size(), 0),
          m_chosen(problem.offers.size(), false) {
        for (std::size_t i = 0; i < problem.spaces.size(); ++i)
            m_room_left[i] = problem.spaces[i].room_dm2;
        for (const std::size_t place : choice) add(place);
    }

    bool chosen(std::size_t place) const { return m_chosen[place]; }
    bool in_limits(std::size_t space) const {
        return m_room_left[space] >= 0 &&
               !(m_problem.budget_yuan && m_cost > *m_problem.budget_yuan) &&
               !(m_problem.most_projects && m_projects > *m_problem.most_projects);
    }
    /// What the whole loses by taking it out; what it gains by putting it in.
    std::int64_t remove(std::size_t place) {
        change(place, -1);
        for (const GainShare& share : m_problem.offers[place].shares)
            std::erase(m_of_gap[gap(share, place)], std::pair(share.gain, place));
        return weight(place);
    }
    std::int64_t add(std::size_t place) {
        const std::int64_t sum = weight(place);
        change(place, 1);
        for (const GainShare& share : m_problem.offers[place].shares)
            m_of_gap[gap(share, place)].emplace_back(share.gain, place);
        return sum;
    }

private:
    std::size_t gap(const GainShare& share, std::size_t place) const {
        return share.community * m_problem.kinds.size() + m_problem.offers[place].kind;
    }
    /// Of an offer beside all that is chosen now.
    std::int64_t weight(std::size_t place) const {
        std::int64_t sum = 0;
        for (const GainShare& share : m_problem.offers[place].shares) {
            std::int64_t best = 0;
            for (const auto& other : m_of_gap[gap(share, place)])
                best = std::max(best, other.first);
            sum += std::max<std::int64_t>(0, share.gain - best);
        }
        return sum;
    }
    void change(std::size_t place, int by) {
        const Offer& offer = m_problem.offers[place];
        m_cost += by * offer.cost_yuan;
        m_room_left[offer.space] -= by * offer.takes_dm2;
        const int before = m_in_space[offer.space];
        m_in_space[offer.space] += by;
        if (before == 0) ++m_projects;
        if (m_in_space[offer.space] == 0) --m_projects;
        m_chosen[place] = by > 0;
    }

    const MatchingProblem& m_problem;
    std::vector<std::vector<std::pair<std::int64_t, std::size_t>>> m_of_gap;
    std::vector<std::int64_t> m_room_left;
    std::vector<int> m_in_space;
    std::vector<bool> m_chosen;
    std::int64_t m_cost = 0;
    std::int64_t m_projects = 0;
};

/// Takes out what adds nothing, the dearest first where any one of several could go.
void drop_idle(const MatchingProblem& problem, ChosenOffers by_cost, Standing& standing) {
    std::stable_sort(by_cost.begin(), by_cost.end(), [&](std::size_t a, std::size_t b) {
        return problem.offers[a].cost_yuan > problem.offers[b].cost_yuan;
    });
    for (const std::size_t place : by_cost)
        if (standing.remove(place) > 0) standing.add(place);
}

bool reaches_one_of(const Offer& a, const Offer& b) {
    for (const GainShare& one : a.shares)
        for (const GainShare& other : b.shares)
            if (one.community == other.community && one.gain > 0 && other.gain > 0) return true;
    return false;
}

}  // namespace

ChosenOffers settled(const MatchingProblem& problem, ChosenOffers choice) {
    std::sort(choice.begin(), choice.end());
    Standing standing(problem, choice);
    drop_idle(problem, choice, standing);
    std::vector<ChosenOffers> of_kind(problem.kinds.size());
    for (std::size_t i = 0; i < problem.offers.size(); ++i)
        if (problem.offers[i].refused_by.empty()) of_kind[problem.offers[i].kind].push_back(i);
    const auto rank = [&](std::size_t place) {
        const Offer& offer = problem.offers[place];
        return std::tuple(offer.cost_yuan, offer.to_clarify.size(), place);
    };
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t now = 0; now < problem.offers.size(); ++now) {
            if (!standing.chosen(now)) continue;
            const std::int64_t lost = standing.remove(now);
            std::size_t taken = now;
            for (const std::size_t other : of_kind[problem.offers[now].kind]) {
                if (standing.chosen(other) || !(rank(other) < rank(taken)) ||
                    !reaches_one_of(problem.offers[other], problem.offers[now]))
                    continue;
                const bool same = standing.add(other) == lost;
                if (same && standing.in_limits(problem.offers[other].space)) taken = other;
                standing.remove(other);
            }
            standing.add(taken);
            changed = changed || taken != now;
        }
    }
    ChosenOffers out;
    for (std::size_t i = 0; i < problem.offers.size(); ++i)
        if (standing.chosen(i)) out.push_back(i);
    return out;
}

}  // namespace kongdi
