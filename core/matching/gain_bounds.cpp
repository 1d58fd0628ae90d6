// SPDX-License-Identifier: Apache-2.0
#include "core/matching/gain_bounds.hpp"

#include <algorithm>
#include <cstdint>

#include "core/matching/matching_choice.hpp"

namespace kongdi {

namespace {

constexpr int kSteps = 1500;
constexpr int kGuessEvery = 40;
constexpr int kPatience = 20;  // steps without a lower bound until they become shorter
constexpr double kFirstScale = 0.1;
constexpr double kFirstWeight = 0.1, kLeastWeight = 0.01;
constexpr std::size_t kMostExact = 16;  // offers of a space that are tried in all combinations

using Prices = LimitPrices;

struct Item {
    std::size_t offer = 0;
    double value = 0;
    std::int64_t takes = 0;
};

/// The most valuable of the items that fit into the room; those chosen are moved to the front.
class Packing {
public:
    double best(std::vector<Item>& items, std::int64_t room, std::size_t& chosen) {
        std::int64_t all = 0;
        double sum = 0;
        for (const Item& item : items) {
            all += item.takes;
            sum += item.value;
        }
        chosen = items.size();
        if (all <= room) return sum;
        std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
            const double left = a.value * static_cast<double>(b.takes);
            const double right = b.value * static_cast<double>(a.takes);
            return left != right ? left > right : a.offer < b.offer;
        });
        m_items = &items;
        if (items.size() > kMostExact) {
            chosen = 0;
            for (std::int64_t left = room; chosen < items.size() && items[chosen].takes <= left;
                 ++chosen)
                left -= items[chosen].takes;
            return relaxed(0, room);
        }
        m_best = -1;
        m_best_taken = 0;
        descend(0, room, 0, 0);
        chosen = 0;
        for (std::size_t i = 0; i < items.size(); ++i)
            if ((m_best_taken >> i & 1U) != 0) std::swap(items[chosen++], items[i]);
        return m_best;
    }

private:
    /// At most what is left can bring: the last item may be cut.
    double relaxed(std::size_t from, std::int64_t room) const {
        double sum = 0;
        for (std::size_t i = from; i < m_items->size(); ++i) {
            const Item& item = (*m_items)[i];
            if (item.takes > room)
                return sum +
                       item.value * static_cast<double>(room) / static_cast<double>(item.takes);
            room -= item.takes;
            sum += item.value;
        }
        return sum;
    }
    void descend(std::size_t at, std::int64_t room, double value, std::uint32_t taken) {
        if (value > m_best) {
            m_best = value;
            m_best_taken = taken;
        }
        if (at == m_items->size() || value + relaxed(at, room) <= m_best) return;
        const Item& item = (*m_items)[at];
        if (item.takes <= room)
            descend(at + 1, room - item.takes, value + item.value, taken | 1U << at);
        descend(at + 1, room, value, taken);
    }

    const std::vector<Item>* m_items = nullptr;
    double m_best = 0;
    std::uint32_t m_best_taken = 0;
};

class Relaxation {
public:
    explicit Relaxation(const MatchingProblem& problem)
        : m_problem(problem), m_of_space(problem.spaces.size()) {
        double cost = 0, count = 0;
        for (std::size_t i = 0; i < problem.offers.size(); ++i) {
            const Offer& offer = problem.offers[i];
            if (!offer.refused_by.empty()) continue;
            cost += static_cast<double>(offer.cost_yuan);
            ++count;
            if (std::none_of(offer.shares.begin(), offer.shares.end(),
                             [](const GainShare& share) { return share.gain > 0; }))
                continue;
            m_of_space[offer.space].push_back(i);
            m_offers.push_back(i);
        }
        if (cost > 0) m_usual_cost = cost / count;
        m_prices.gap.assign(problem.communities.size() * problem.kinds.size(), 0);
        for (const std::size_t i : m_offers)  // a first guess: half of the most that fills a gap
            for (const GainShare& share : problem.offers[i].shares) {
                double& price = m_prices.gap[gap(share, problem.offers[i])];
                price = std::max(price, static_cast<double>(share.gain) / 2);
            }
    }

    /// What limits cost a good choice, on the average: near enough to begin with.
    void first_prices(const ChoiceOutcome& good) {
        const double half = static_cast<double>(good.gain) / 4;
        if (m_problem.budget_yuan && good.cost_yuan > 0)
            m_prices.per_cost = half * m_usual_cost / static_cast<double>(good.cost_yuan);
        if (m_problem.most_projects && good.projects > 0)
            m_prices.per_project = half / static_cast<double>(good.projects);
    }

    const ChosenOffers& offers() const { return m_offers; }
    Prices& prices() { return m_prices; }
    double cost(const Offer& offer) const {
        return static_cast<double>(offer.cost_yuan) / m_usual_cost;
    }
    std::size_t gap(const GainShare& share, const Offer& offer) const {
        return share.community * m_problem.kinds.size() + offer.kind;
    }
    double value(std::size_t place) const {
        const Offer& offer = m_problem.offers[place];
        double sum = 0;
        for (const GainShare& share : offer.shares)
            sum += std::max(0.0, static_cast<double>(share.gain) - m_prices.gap[gap(share, offer)]);
        return m_problem.budget_yuan ? sum - m_prices.per_cost * cost(offer) : sum;
    }

    /// The bound at these prices; `slope` is how it changes with each price.
    double bound(Prices& slope) {
        slope.gap.assign(m_prices.gap.size(), 1);
        slope.per_cost = slope.per_project = 0;
        double sum = 0;
        for (const double price : m_prices.gap) sum += price;
        if (m_problem.budget_yuan) {
            slope.per_cost = static_cast<double>(*m_problem.budget_yuan) / m_usual_cost;
            sum += m_prices.per_cost * slope.per_cost;
        }
        if (m_problem.most_projects) {
            slope.per_project = static_cast<double>(*m_problem.most_projects);
            sum += m_prices.per_project * slope.per_project;
        }
        for (std::size_t space = 0; space < m_of_space.size(); ++space) {
            std::size_t chosen = 0;
            const double best = best_of(space, kNone, chosen) - m_prices.per_project;
            if (best <= 0) continue;
            sum += best;
            if (m_problem.most_projects) slope.per_project -= 1;
            for (std::size_t i = 0; i < chosen; ++i) {
                const Offer& offer = m_problem.offers[m_items[i].offer];
                if (m_problem.budget_yuan) slope.per_cost -= cost(offer);
                for (const GainShare& share : offer.shares)
                    if (static_cast<double>(share.gain) > m_prices.gap[gap(share, offer)])
                        slope.gap[gap(share, offer)] -= 1;
            }
        }
        return sum;
    }

    /// The bounds with each offer, given the bound of all.
    void bound_each(GainBounds& out, double margin) {
        for (std::size_t space = 0; space < m_of_space.size(); ++space) {
            std::size_t chosen = 0;
            const double free = best_of(space, kNone, chosen) - m_prices.per_project;
            const double elsewhere = out.all - std::max(0.0, free);
            for (const std::size_t place : m_of_space[space]) {
                const Offer& offer = m_problem.offers[place];
                if (offer.takes_dm2 > m_problem.spaces[space].room_dm2) continue;
                const double with = elsewhere + best_of(space, place, chosen) + value(place) -
                                    m_prices.per_project + margin;
                out.with[place] = with;
                for (std::size_t i = 0; i < offer.shares.size(); ++i) {
                    const double over = static_cast<double>(offer.shares[i].gain) -
                                        m_prices.gap[gap(offer.shares[i], offer)];
                    out.serving[place][i] = with + std::min(0.0, over);
                }
            }
        }
    }

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    /// Of what may be chosen in a space beside an offer, if one is given.
    double best_of(std::size_t space, std::size_t beside, std::size_t& chosen) {
        std::int64_t room = m_problem.spaces[space].room_dm2;
        m_items.clear();
        for (const std::size_t place : m_of_space[space]) {
            const std::int64_t takes = m_problem.offers[place].takes_dm2;
            if (place == beside) {
                room -= takes;
                continue;
            }
            const double worth = takes > room && beside == kNone ? 0 : value(place);
            if (worth > 0) m_items.push_back({place, worth, takes});
        }
        std::erase_if(m_items, [&](const Item& item) { return item.takes > room; });
        return m_packing.best(m_items, room, chosen);
    }

    const MatchingProblem& m_problem;
    std::vector<ChosenOffers> m_of_space;
    ChosenOffers m_offers;
    Prices m_prices;
    double m_usual_cost = 1;
    std::vector<Item> m_items;
    Packing m_packing;
};

double square(double value) { return value * value; }

/// One step against the slope; prices do not fall below zero.
void step(Prices& prices, const Prices& slope, double length) {
    for (std::size_t i = 0; i < prices.gap.size(); ++i)
        prices.gap[i] = std::max(0.0, prices.gap[i] - length * slope.gap[i]);
    prices.per_cost = std::max(0.0, prices.per_cost - length * slope.per_cost);
    prices.per_project = std::max(0.0, prices.per_project - length * slope.per_project);
}

/// What to step along is not one slope but the mean of those seen, the later the heavier.
void mix(Prices& mean, const Prices& slope, double weight) {
    const auto towards = [weight](double& a, double b) { a += weight * (b - a); };
    for (std::size_t i = 0; i < mean.gap.size(); ++i) towards(mean.gap[i], slope.gap[i]);
    towards(mean.per_cost, slope.per_cost);
    towards(mean.per_project, slope.per_project);
}

double product(const Prices& a, const Prices& b) {
    double sum = a.per_cost * b.per_cost + a.per_project * b.per_project;
    for (std::size_t i = 0; i < a.gap.size(); ++i) sum += a.gap[i] * b.gap[i];
    return sum;
}

double length_of(const Prices& prices, const Prices& slope) {
    double sum = 0;
    const auto add = [&](double price, double one) {
        if (price > 0 || one < 0) sum += square(one);  // others cannot move
    };
    for (std::size_t i = 0; i < prices.gap.size(); ++i) add(prices.gap[i], slope.gap[i]);
    add(prices.per_cost, slope.per_cost);
    add(prices.per_project, slope.per_project);
    return sum;
}

}  // namespace

GainBounds gain_bounds(const MatchingProblem& problem, const ChosenOffers& begin,
                       const LimitPrices* from) {
    GainBounds out;
    Relaxation relaxation(problem);
    out.guess = begin;
    auto guess_gain = static_cast<double>(outcome_of(problem, begin).gain);
    if (from != nullptr)
        relaxation.prices() = *from;
    else
        relaxation.first_prices(outcome_of(problem, begin));
    Prices best_prices = relaxation.prices();
    Prices slope, mean;
    double best = relaxation.bound(mean);
    double scale = kFirstScale;
    double weight = from != nullptr ? kLeastWeight : kFirstWeight;
    double before = best;
    int worse = 0;
    for (int i = 1; i <= kSteps; ++i) {
        const double length = length_of(best_prices, mean);
        if (length == 0 || best - guess_gain < 0.5) break;
        relaxation.prices() = best_prices;
        step(relaxation.prices(), mean, scale * (best - guess_gain) / length);
        const double bound = relaxation.bound(slope);
        const double along = product(mean, slope);
        mix(mean, slope, weight);
        if (bound < best) {
            best = bound;
            best_prices = relaxation.prices();
            worse = 0;
            if (along > 0) scale *= 1.1;
        } else if (++worse == kPatience) {
            worse = 0;
            scale *= 0.66;
        }
        if (i % kGuessEvery == 0) {
            relaxation.prices() = best_prices;
            ChosenOffers guess =
                greedy_choice(problem, relaxation.offers(), [&](const Offer& offer) {
                    return best_prices.per_cost * relaxation.cost(offer) + best_prices.per_project;
                });
            const auto gain = static_cast<double>(outcome_of(problem, guess).gain);
            if (gain > guess_gain) {
                guess_gain = gain;
                out.guess = std::move(guess);
            }
        }
        if (i % 100 == 0) {
            if (before - best < 0.01 * best) weight = std::max(kLeastWeight, weight / 2);
            before = best;
        }
    }
    relaxation.prices() = best_prices;
    // Sums of so many doubles are off by far less than this.
    const double margin = 0.01 + 1e-9 * best;
    out.all = best;
    out.prices = best_prices;
    out.with.assign(problem.offers.size(), -1);
    out.serving.resize(problem.offers.size());
    for (std::size_t i = 0; i < problem.offers.size(); ++i)
        out.serving[i].assign(problem.offers[i].shares.size(), -1);
    relaxation.bound_each(out, margin);
    out.all += margin;
    return out;
}

MatchingProblem narrowed(const MatchingProblem& problem, const GainBounds& bounds, double least,
                         const ChosenOffers& keep) {
    MatchingProblem out = problem;
    for (std::size_t i = 0; i < out.offers.size(); ++i) {
        if (std::binary_search(keep.begin(), keep.end(), i)) continue;
        for (std::size_t j = 0; j < out.offers[i].shares.size(); ++j)
            if (bounds.serving[i][j] < least) out.offers[i].shares[j].gain = 0;
    }
    return out;
}

}  // namespace kongdi
