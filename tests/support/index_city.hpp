// SPDX-License-Identifier: Apache-2.0
// Small cities for tests of the index: a community is a row of services.
#pragma once

#include <string>
#include <vector>

#include "core/index/city.hpp"
#include "core/index/settings.hpp"
#include "tests/support/random.hpp"

namespace kongdi::tests {

inline IndexSettings plain_index_settings() {
    IndexSettings out;
    out.access_share = 0.6;
    out.bottom_share = 0.1;
    out.unsure_low = 0.2;
    out.unsure_high = 0.8;
    out.draws = 1000;
    out.seed = 20'241'125;
    return out;
}

/// So many ratings of 1 to 5.
inline Moments ratings_of(const std::vector<int>& ratings) {
    Moments out;
    for (const int rating : ratings) out.add(rating, 1);
    return out;
}

/// A hundred people need it, of whom `reached` are reached; nothing is asked of its size.
inline Service service_reaching(double reached, const std::vector<int>& ratings = {}) {
    Service out;
    out.need = 100;
    out.reached = reached;
    out.strictly_reached = reached;
    out.satisfaction = ratings_of(ratings);
    return out;
}

class IndexCity {
public:
    explicit IndexCity(std::vector<IndexKind> kinds) { m_city.kinds = std::move(kinds); }
    IndexCity& community(std::string code, std::vector<Service> services) {
        CommunityInput one;
        one.name = "社区" + code;
        one.code = std::move(code);
        one.people = 100;
        one.households = 40;
        one.services = std::move(services);
        m_city.communities.push_back(std::move(one));
        return *this;
    }
    IndexCity& doubtful(std::string id, double probability) {
        m_city.doubtful.push_back({std::move(id), probability});
        return *this;
    }
    CityInput build() const { return m_city; }

private:
    CityInput m_city;
};

/// A number between 1 and 5 whose mean is 1 + 4·`content`.
inline int random_rating(Random& random, double content) {
    int out = 1;
    for (int i = 0; i < 4; ++i) out += random.real(0, 1) < content ? 1 : 0;
    return out;
}

}  // namespace kongdi::tests
