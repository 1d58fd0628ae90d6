// SPDX-License-Identifier: Apache-2.0
// Columns of a download of facilities that are not changed by giving it back (who filed, dates,
// labels): where they differ all the same it is said, so that nobody waits for it to count.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "core/api/change_messages.hpp"
#include "core/model/facility.hpp"
#include "server/changes/given_back.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

class FacilityIgnored {
public:
    explicit FacilityIgnored(const Catalogue& catalogue);

    /// In the order of the download.
    std::vector<std::string_view> names() const;
    /// The columns begin at `first` in the cells of the row.
    void note(const GivenRow& row, std::size_t first, const Facility& now);
    /// Those that differed at all.
    std::vector<api::ChangeIgnored> noted() const;

private:
    bool differs(const Column<Facility>& column, std::string_view cell, const Facility& now) const;

    std::array<Labels, 2> m_labels;
    std::vector<const Column<Facility>*> m_columns = {};
    std::vector<api::ChangeIgnored> m_noted = {};
};

}  // namespace kongdi::server
