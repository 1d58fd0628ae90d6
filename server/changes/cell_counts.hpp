// SPDX-License-Identifier: Apache-2.0
// How many cells each row of a CSV has. A reader of tables leaves out what is missing at the end of
// a row and what stands beyond the header, so that a row that was broken off looks emptied.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace kongdi::server {

class CellCounts {
public:
    /// Of a text in UTF-8 whose header has so many columns, whichever sign stands between them.
    /// Nothing is known of one that has not.
    static CellCounts of(std::string_view csv, std::size_t columns);

    /// Of a row as readers number them: from 1 behind the header, without empty lines.
    /// field_missing (/cells) when it has fewer than the header, field_unknown (/cells) when one
    /// beyond it says something.
    std::optional<Error> fault(std::int64_t row) const;

private:
    enum class Fault : std::uint8_t { None, Fewer, More };
    std::vector<Fault> m_faults = {};
};

}  // namespace kongdi::server
