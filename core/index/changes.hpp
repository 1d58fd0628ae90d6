// SPDX-License-Identifier: Apache-2.0
// Two runs community by community, and what moved each.
#pragma once

#include <string>
#include <vector>

#include "core/index/composite.hpp"

namespace kongdi {

struct IndexChange {
    std::string code = {};
    std::string name = {};
    bool has_both = false;  // false: only one of the runs has an index of it
    double before = 0;      // to hundredths
    double after = 0;
    /// Parts of the difference, which they make up but for rounding: by reach and room, by what
    /// people say, and by weights and settings. The first two are shared out evenly where both
    /// moved at once (each as the mean over the two orders).
    double by_access = 0;
    double by_content = 0;
    double by_settings = 0;
    std::string moved_most = {};  // code of the kind with the greatest part; empty: none moved

    friend bool operator==(const IndexChange&, const IndexChange&) = default;
};

/// By code: communities that have an index in either run.
std::vector<IndexChange> index_changes(const CityInput& before,
                                       const IndexSettings& settings_before, const CityInput& after,
                                       const IndexSettings& settings_after);

}  // namespace kongdi
