// SPDX-License-Identifier: Apache-2.0
// The events of the registers, and how each is carried into its tables: when it happens and when
// the tables are made again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/value.hpp"
#include "core/model/facility.hpp"
#include "server/storage/map_rows.hpp"
#include "server/storage/sql.hpp"

namespace kongdi {
struct Catalogue;
}

namespace kongdi::server {

inline constexpr std::string_view kPhotoCoverEvent = "photo_cover";
inline constexpr std::string_view kSpaceEvent = "space";
inline constexpr std::string_view kThresholdEvent = "threshold";
inline constexpr std::string_view kFacilityEvent = "facility";
inline constexpr std::string_view kWaveEvent = "wave";
inline constexpr std::string_view kMeetingEvent = "meeting";
inline constexpr std::string_view kIndexRunEvent = "index_run";
inline constexpr std::string_view kPlanEvent = "plan_item";
inline constexpr std::string_view kProgrammeEvent = "programme";
inline constexpr std::string_view kAccountEvent = "account";
inline constexpr std::string_view kInvitationEvent = "invitation";

/// Of a photo that went meanwhile nothing is kept.
void fold_photo_cover(Sql& sql, std::int64_t at_ms, std::string_view sha256, const Value& facts);

/// What staff found of an idle space: server/storage/space_rows.cpp.
void fold_space(Sql& sql, std::string_view id, const Value& facts);

void fold_threshold(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view kind,
                    const Value& facts);
void fold_facility(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts);

void fold_wave(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view id,
               const Value& facts);

void fold_meeting(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts);

void fold_index_run(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view id,
                    const Value& facts);

void fold_plan_item(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts);

void fold_programme(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts);

void fold_account(Sql& sql, std::int64_t at_ms, std::string_view name, const Value& facts);
void fold_invitation(Sql& sql, std::string_view hash, const Value& facts);

/// Reads of raw reports by staff: server/storage/read_log.hpp.
inline constexpr std::string_view kReadsEvent = "reads";
void fold_reads(Sql& sql, std::int64_t seq, const Value& facts);

/// Any event of a register; false when it is none.
bool fold_register(Sql& sql, std::int64_t seq, std::int64_t at_ms, std::string_view kind,
                   std::string_view subject, const Value& facts);

// Layers of facilities are filed in the register, which is the one place where they are kept.

struct ImportedFacility {
    FacilityFacts facts = {};
    std::string origin = {};  // "source/code": the same again is the same facility
    bool closed = false;      // the layer says that it is no more
};

/// None when its kind is not of the catalogue: it stays a feature of the map only.
std::optional<ImportedFacility> facility_of_feature(const Feature& feature, std::string_view source,
                                                    const Catalogue& catalogue);

/// The facilities of a layer that is being imported, each once and in its community.
class FacilityIntake {
public:
    using CommunityAt = std::function<std::optional<std::string>(Wgs84Point)>;
    explicit FacilityIntake(CommunityAt community_at) : m_community_at(std::move(community_at)) {}

    /// Those of the next layer, in the place of the one before.
    void take(std::span<const ImportedFacility> of_layer);
    std::span<const ImportedFacility> rows() const { return m_rows; }
    /// How many are in rows() already: the same twice in one layer is one facility.
    std::int64_t repeated() const { return m_repeated; }

private:
    CommunityAt m_community_at;
    std::vector<ImportedFacility> m_rows;
    std::int64_t m_repeated = 0;
};

/// Codes before communities before all that lies in them.
std::vector<const NewLayer*> in_order_of_need(std::span<const NewLayer> layers);

/// Files what is new, changes what differs, leaves the rest alone.
void file_imported(Sql& sql, const StoredImport& import, std::span<const ImportedFacility> rows);
/// Makes each facility that nobody has touched since what it was before an import: one that it
/// filed is closed.
void retract_imported(Sql& sql, std::int64_t import, std::string_view by, std::int64_t at_ms);

/// Facilities for tiles: those that are not closed, inside the box.
std::vector<MapRow> facility_map_rows(Sql& sql, const Box& box, std::int64_t limit);

/// Facilities that an earlier program kept as features of the map: files them, for a store that is
/// opened by this one. Gives the features that are to go.
std::vector<std::int64_t> adopt_facilities(Sql& sql, const Catalogue& catalogue);

}  // namespace kongdi::server
