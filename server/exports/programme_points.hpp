// SPDX-License-Identifier: Apache-2.0
// Where an entry of the programme is drawn as a point.
#pragma once

#include "core/model/programme.hpp"
#include "server/exports/community_middles.hpp"

namespace kongdi::server {

class ProgrammePoints {
public:
    /// The storage must outlive this.
    explicit ProgrammePoints(Storage& storage) : m_storage(&storage), m_middles(storage) {}

    /// The middle of its community. Money of the whole city lies in the city's: some formats hold
    /// nothing without a place.
    Result<std::optional<Wgs84Point>> of(ProgrammeKind kind, const Value& facts) {
        if (kind != ProgrammeKind::Budget) return m_middles.of(facts.text("community"));
        if (!m_city) m_city = KONGDI_TRY(m_storage->map_box());
        if (m_city->empty()) return std::optional<Wgs84Point>();
        return std::optional(
            Wgs84Point{(m_city->west + m_city->east) / 2, (m_city->south + m_city->north) / 2});
    }

private:
    Storage* m_storage;
    CommunityMiddles m_middles;
    std::optional<Box> m_city = {};
};

}  // namespace kongdi::server
