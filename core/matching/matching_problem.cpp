// SPDX-License-Identifier: Apache-2.0
#include "core/matching/matching_problem.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kongdi {

namespace {

std::string at(std::string_view list, std::size_t place) {
    return path_step(list) + "/" + std::to_string(place);
}

Result<void> check_offer(const MatchingProblem& problem, const Offer& offer,
                         const std::string& path) {
    if (offer.space >= problem.spaces.size()) return Error{ErrorCode::FieldChoice, path + "/space"};
    if (offer.kind >= problem.kinds.size()) return Error{ErrorCode::FieldChoice, path + "/kind"};
    if (offer.takes_dm2 < 0) return Error{ErrorCode::FieldRange, path + "/takes_dm2"};
    if (offer.cost_yuan < 0) return Error{ErrorCode::FieldRange, path + "/cost_yuan"};
    std::vector<std::size_t> seen;
    for (std::size_t i = 0; i < offer.shares.size(); ++i) {
        const GainShare& share = offer.shares[i];
        const std::string here = path + at("shares", i);
        if (share.community >= problem.communities.size())
            return Error{ErrorCode::FieldChoice, here + "/community"};
        if (share.gain < 0 || share.gain > kMostGain)
            return Error{ErrorCode::FieldRange, here + "/gain"};
        if (std::find(seen.begin(), seen.end(), share.community) != seen.end())
            return Error{ErrorCode::FieldRepeated, here + "/community"};
        seen.push_back(share.community);
    }
    return {};
}

/// The place of the first that stands in the list a second time.
template <class List, class Name>
std::optional<std::size_t> repeated(const List& list, Name name) {
    std::vector<std::size_t> order(list.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return name(list[a]) < name(list[b]); });
    for (std::size_t i = 1; i < order.size(); ++i)
        if (!(name(list[order[i - 1]]) < name(list[order[i]]))) return order[i];
    return std::nullopt;
}

/// Sorts by name; gives where each came to stand.
template <class List, class Name>
std::vector<std::size_t> sort_by(List& list, Name name) {
    std::vector<std::size_t> order(list.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return name(list[a]) < name(list[b]); });
    List sorted;
    sorted.reserve(list.size());
    std::vector<std::size_t> place(list.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        sorted.push_back(std::move(list[order[i]]));
    }
    list = std::move(sorted);
    return place;
}

const std::string& itself(const std::string& code) { return code; }
const std::string& id_of(const OfferedSpace& space) { return space.id; }

}  // namespace

std::int64_t gain_of(double weight, double people, double suitability, double size_fit) {
    const double gain = weight * people * suitability * size_fit * kGainsPerPerson;
    return gain > 0 ? static_cast<std::int64_t>(std::floor(gain + 0.5)) : 0;
}

Result<void> check_problem(const MatchingProblem& problem) {
    if (problem.budget_yuan && *problem.budget_yuan < 0)
        return Error{ErrorCode::FieldRange, "/budget_yuan"};
    if (problem.most_projects && *problem.most_projects < 0)
        return Error{ErrorCode::FieldRange, "/most_projects"};
    if (const auto twice = repeated(problem.spaces, id_of))
        return Error{ErrorCode::FieldRepeated, at("spaces", *twice)};
    if (const auto twice = repeated(problem.kinds, itself))
        return Error{ErrorCode::FieldRepeated, at("kinds", *twice)};
    if (const auto twice = repeated(problem.communities, itself))
        return Error{ErrorCode::FieldRepeated, at("communities", *twice)};
    for (std::size_t i = 0; i < problem.spaces.size(); ++i)
        if (problem.spaces[i].room_dm2 < 0)
            return Error{ErrorCode::FieldRange, at("spaces", i) + "/room_dm2"};
    for (std::size_t i = 0; i < problem.offers.size(); ++i)
        KONGDI_CHECK(check_offer(problem, problem.offers[i], at("offers", i)));
    const auto where = [](const Offer& offer) { return std::pair(offer.space, offer.kind); };
    if (const auto twice = repeated(problem.offers, where))
        return Error{ErrorCode::FieldRepeated, at("offers", *twice)};
    return {};
}

MatchingProblem in_order(const MatchingProblem& problem) {
    MatchingProblem out = problem;
    const std::vector<std::size_t> spaces = sort_by(out.spaces, id_of);
    const std::vector<std::size_t> kinds = sort_by(out.kinds, itself);
    const std::vector<std::size_t> communities = sort_by(out.communities, itself);
    for (Offer& offer : out.offers) {
        offer.space = spaces[offer.space];
        offer.kind = kinds[offer.kind];
        for (GainShare& share : offer.shares) share.community = communities[share.community];
        sort_by(offer.shares, [](const GainShare& share) { return share.community; });
    }
    sort_by(out.offers, [](const Offer& offer) { return std::pair(offer.space, offer.kind); });
    return out;
}

ChoiceOutcome outcome_of(const MatchingProblem& problem, const ChosenOffers& choice) {
    ChoiceOutcome out;
    std::vector<Served> reached;
    std::vector<std::pair<std::size_t, std::int64_t>> rooms;  // space, what it is to hold
    const auto breaks = [&](BrokenLimit limit) {
        if (out.broken == BrokenLimit::None) out.broken = limit;
    };
    for (const std::size_t place : choice) {
        const Offer& offer = problem.offers[place];
        if (!offer.refused_by.empty()) breaks(BrokenLimit::Refused);
        out.cost_yuan += offer.cost_yuan;
        rooms.emplace_back(offer.space, offer.takes_dm2);
        for (const GainShare& share : offer.shares)
            if (share.gain > 0) reached.push_back({share.community, offer.kind, place, share.gain});
    }
    std::sort(rooms.begin(), rooms.end());
    for (std::size_t i = 0; i < rooms.size();) {
        const std::size_t space = rooms[i].first;
        std::int64_t takes = 0;
        for (; i < rooms.size() && rooms[i].first == space; ++i) takes += rooms[i].second;
        ++out.projects;
        if (takes > problem.spaces[space].room_dm2) breaks(BrokenLimit::Room);
    }
    if (problem.budget_yuan && out.cost_yuan > *problem.budget_yuan) breaks(BrokenLimit::Budget);
    if (problem.most_projects && out.projects > *problem.most_projects)
        breaks(BrokenLimit::Projects);

    std::sort(reached.begin(), reached.end(), [](const Served& a, const Served& b) {
        if (a.community != b.community) return a.community < b.community;
        if (a.kind != b.kind) return a.kind < b.kind;
        if (a.gain != b.gain) return a.gain > b.gain;
        return a.offer < b.offer;
    });
    for (const Served& one : reached) {
        if (!out.served.empty() && out.served.back().community == one.community &&
            out.served.back().kind == one.kind)
            continue;
        out.served.push_back(one);
        out.gain += one.gain;
    }
    return out;
}

}  // namespace kongdi
