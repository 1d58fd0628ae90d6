// SPDX-License-Identifier: Apache-2.0
// From services to the index of a community (domain.md §9).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/index/city.hpp"
#include "core/index/satisfaction.hpp"
#include "core/index/settings.hpp"

namespace kongdi {

/// How far a service goes. All of 0 to 1.
struct Access {
    double coverage = 0;  // the share of the need that is reached
    double room = 0;      // of what is required, 1 where nothing is
    double value = 0;     // the root of both together: neither makes up for the other
};

/// Of what verified facilities reach and supply.
Access access_of(const Service& service);
/// The same if the doubts whose bits are set were there, too.
Access access_with(const Service& service, std::size_t doubts);

struct ServiceScore {
    Access access = {};
    Satisfaction satisfaction = {};
    /// Of all weights of the community, 0 to 1; 0 where nobody needs the kind.
    double weight = 0;
    /// 0 to 100: 100·access·(β + (1-β)·satisfaction). Nothing where there is no access, whatever
    /// people say.
    double points = 0;
};

struct CommunityScore {
    std::vector<ServiceScore> services = {};
    double shared_variance = 0;
    bool has_index = false;  // somebody needs something
    double index = 0;        // 0 to 100
    double standard = 0;     // the same as if everybody were content: the official-like number
    double variance = 0;     // of the index, for what raters leave open
};

CommunityScore score_of(const CommunityInput& community, const CityInput& city,
                        const SatisfactionModel& model, const IndexSettings& settings);

/// The model of all ratings of a city.
SatisfactionModel satisfaction_model(const CityInput& city);

/// The shares that lie within R of a verified facility, 0 to 1: of the people who need it, and of
/// the buildings where they live. Of each kind they are apart; here they are means by its weight.
struct Cover {
    std::optional<double> people = {};     // none where nobody needs anything
    std::optional<double> buildings = {};  // none as well where buildings were not counted
};
Cover cover_of(const CommunityInput& community, const CityInput& city);

/// As it is printed and compared: to hundredths.
double as_printed(double index);

}  // namespace kongdi
