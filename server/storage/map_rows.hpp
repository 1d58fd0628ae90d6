// SPDX-License-Identifier: Apache-2.0
// What goes into the map and comes out of it: layers to import, the list of imports, rows for
// tiles, tiles that were made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/geojson.hpp"

namespace kongdi::server {

/// The rows of a layer, one after the other, so that no layer need be in memory as a whole.
class FeatureRows {
public:
    virtual ~FeatureRows() = default;
    /// Goes to the first row, and again there when a transaction is tried once more.
    virtual Result<void> begin() = 0;
    /// Fills the next row that is good; false when there is none left.
    virtual Result<bool> next(Feature& row) = 0;
    /// How many rows since begin() were not good.
    virtual std::int64_t refused() const { return 0; }
};

/// A community as a list of codes has it, without a place on the map.
struct CommunityName {
    std::string code = {};
    std::string name = {};
    std::string street = {};
    std::string district = {};
    friend bool operator==(const CommunityName&, const CommunityName&) = default;
};

/// The role of a layer of CommunityName in place of features.
inline constexpr std::string_view kCodeListRole = "code_list";

struct NewLayer {
    std::string role = {};
    std::string source = {};  // the same again with the same role takes the place of what was there
    std::string by = {};      // name of an account, or empty
    FeatureRows* rows = nullptr;
    std::vector<CommunityName> codes = {};  // of role code_list, which has no rows
};

/// Live: on the map. Replaced: comes back when the one in its place is undone. Gone: was replaced
/// twice, its features are not kept.
enum class ImportState : std::uint8_t { Live, Replaced, Undone, Gone, Count_ };
std::string_view import_state_name(ImportState state);
std::optional<ImportState> import_state_from_name(std::string_view name);

struct StoredImport {
    std::int64_t id = 0;  // number of its event
    std::int64_t at_ms = 0;
    std::string role = {};
    std::string source = {};
    std::string by = {};
    std::int64_t features = 0;
    std::int64_t refused = 0;
    ImportState state = ImportState::Live;
};

struct RoleCount {
    std::string role = {};
    std::int64_t features = 0;
};

struct MapRow {
    std::int64_t id = 0;
    std::string name = {};
    std::string code = {};
    Geometry geometry = Wgs84Point{};
    Value properties = {};
};

/// What a tile holds of one role. Sides shorter than `least_size` degrees are left out, points are
/// not.
struct MapRowQuery {
    std::string_view role = {};
    Box box = {};
    double least_size = 0;
    std::int64_t limit = 0;  // large ones first
};

struct TileAddress {
    std::string layer = {};  // a role, or "map" for all that show
    int z = 0;
    std::int64_t x = 0;
    std::int64_t y = 0;
};

struct KeptTile {
    std::string bytes = {};
    std::string packed = {};  // with brotli; empty where that does not help
};

}  // namespace kongdi::server
