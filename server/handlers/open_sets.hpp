// SPDX-License-Identifier: Apache-2.0
// THE table of data sets that everybody may have: numbers of fewer than five are kept back, what
// people wrote and their photos are not in it, and of places only what the public map shows.
#pragma once

#include "server/handlers/data_sets.hpp"

namespace kongdi::server {

struct OpenSet {
    DataSet rows;
    std::string_view title;        // key of its words
    std::string_view description;  // likewise
};

std::span<const OpenSet> open_sets();

}  // namespace kongdi::server
