// SPDX-License-Identifier: Apache-2.0
// What an index run is made of: for each community and kind of facility whom it reaches, what room
// it has, and what people say of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/tally.hpp"

namespace kongdi {

/// A facility that nobody has verified: it is there with some probability. It counts in the draws,
/// never in the value itself.
struct DoubtfulFacility {
    std::string id = {};
    double probability = 0;
    friend bool operator==(const DoubtfulFacility&, const DoubtfulFacility&) = default;
};

/// What a doubtful facility would add to one service of one community.
struct Doubt {
    std::size_t facility = 0;  // place in CityInput::doubtful
    double supplied = 0;       // in the unit of Service::supplied
    friend bool operator==(const Doubt&, const Doubt&) = default;
};

/// At most so many doubts of one service are followed one by one: those that would reach most. What
/// is beyond them does not count at all.
inline constexpr std::size_t kMostDoubts = 3;

/// One kind of facility in one community. Facilities of another tier than the kind's never count.
struct Service {
    /// People of the kind's ages; buildings where no layer says how many live in them.
    double need = 0;
    /// Of the need, what verified facilities reach: whole within the radius R on foot, fading to
    /// nothing at 1.5 R.
    double reached = 0;
    double strictly_reached = 0;  // within R
    /// Buildings where somebody needs it, and of these those within R. Both 0 in runs of versions
    /// that did not count them.
    std::int64_t buildings = 0;
    std::int64_t buildings_reached = 0;
    /// Room of verified facilities in the unit of `required`: a facility's room is shared among the
    /// communities whose need lies within R of it, by that need.
    double supplied = 0;
    double required = 0;  // 0: nothing is asked of the kind's size
    std::vector<Doubt> doubts = {};
    /// Of the need, what would be reached if the doubts whose bits are set were there, too: 2^n
    /// numbers, the first of which is `reached`. Empty without doubts.
    std::vector<double> reached_with = {};
    Moments satisfaction = {};  // of ratings 1 to 5
    Moments importance = {};

    friend bool operator==(const Service&, const Service&) = default;
};

struct CommunityInput {
    std::string code = {};
    std::string name = {};
    double people = 0;
    double households = 0;
    bool by_network = true;              // false: straight lines, as there are no roads
    std::vector<Service> services = {};  // in the order of CityInput::kinds
    friend bool operator==(const CommunityInput&, const CommunityInput&) = default;
};

struct IndexKind {
    std::string code = {};  // "ELD01"
    double weight = 1;
    friend bool operator==(const IndexKind&, const IndexKind&) = default;
};

struct CityInput {
    std::vector<IndexKind> kinds = {};
    std::vector<DoubtfulFacility> doubtful = {};
    std::vector<CommunityInput> communities = {};  // by code
    friend bool operator==(const CityInput&, const CityInput&) = default;
};

}  // namespace kongdi
