// SPDX-License-Identifier: Apache-2.0
// Rows of a layer as features of the map: coordinates made WGS-84, columns read by their meaning,
// communities given their code; what cannot be taken is noted with its reason.
#pragma once

#include <map>
#include <set>

#include "core/model/map_role.hpp"
#include "server/import/columns.hpp"
#include "server/import/community_join.hpp"
#include "server/import/coordinates.hpp"
#include "server/import/layer_reader.hpp"
#include "server/storage/map_rows.hpp"

namespace kongdi::server {

enum class RefusalReason : std::uint8_t {
    NoGeometry,
    GeometryKind,    // the role does not take it
    GeometryBroken,  // crosses itself beyond repair, no numbers, too few points
    TooManyPoints,
    NoCoordinates,  // of a table
    CoordinatesRange,
    CodeMissing,
    CodeWrong,
    CodeRepeated,
    NameUnmatched,
    LeftOut,      // a person decided so
    NotOnTheMap,  // OpenStreetMap's, of no role
    Count_
};
std::string_view refusal_reason_name(RefusalReason reason);

struct RefusalNote {
    std::int64_t count = 0;
    std::vector<std::int64_t> rows = {};  // the first of them
};
using RefusalNotes = std::map<RefusalReason, RefusalNote>;

struct LayerSpec {
    std::size_t layer = 0;  // of the reader
    std::string role = {};
    ColumnPlaces places = {};
    bool is_mixed = false;           // the role is told row by row
    bool counts_not_mapped = false;  // of a mixed layer's roles one counts what has none
};

class LayerRows final : public FeatureRows {
public:
    LayerRows(LayerReader& reader, LayerSpec spec, const ToWgs84& to_wgs84, CommunityJoin& join);

    Result<void> begin() override;
    Result<bool> next(Feature& row) override;
    std::int64_t refused() const override;

    const RefusalNotes& notes() const { return m_notes; }
    std::int64_t rows() const { return m_rows; }
    const Box& box() const { return m_box; }

private:
    void refuse(RefusalReason reason);
    std::string_view text(Meaning meaning) const;
    bool take(const RawRow& row);
    bool take_parts(std::vector<Geometry> parts);
    std::optional<RefusalReason> fault_of(const RawRow& row) const;
    bool name_community(Value& properties);
    bool was_there(const std::vector<Geometry>& parts, const Value& properties);
    void set_facts(Value& properties) const;

    LayerReader& m_reader;
    const LayerSpec m_spec;
    const MapRoleRow* m_role = nullptr;
    const ToWgs84& m_to_wgs84;
    CommunityJoin& m_join;

    RawRow m_raw;
    std::string m_mixed_kind;
    std::vector<Feature> m_pending;  // parts of a row that are left, last first
    std::set<std::string, std::less<>> m_codes;
    std::map<std::string, std::size_t, std::less<>> m_facilities;  // by code, what was said of it
    RefusalNotes m_notes;
    std::int64_t m_rows = 0;
    Box m_box;
};

/// A table of codes: all of it, since it is small. Notes what was refused.
Result<std::vector<CommunityName>> read_code_list(LayerReader& reader, const LayerSpec& spec,
                                                  RefusalNotes& notes, std::int64_t& rows);

}  // namespace kongdi::server
