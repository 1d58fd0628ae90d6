// SPDX-License-Identifier: Apache-2.0
#include "server/import/role_guess.hpp"

#include <algorithm>
#include <array>

#include "server/storage/map_rows.hpp"

namespace kongdi::server {

namespace {

struct NameHint {
    std::string_view word;  // in the name of a layer or a file, lower case
    MapRole role;
};

constexpr std::array<NameHint, 33> kNameHints{{
    {"building", MapRole::Building},
    {"建筑", MapRole::Building},
    {"楼", MapRole::Building},
    {"road", MapRole::Road},
    {"highway", MapRole::Road},
    {"道路", MapRole::Road},
    {"路网", MapRole::Road},
    {"water", MapRole::Water},
    {"river", MapRole::Water},
    {"水系", MapRole::Water},
    {"河", MapRole::Water},
    {"green", MapRole::Green},
    {"park", MapRole::Green},
    {"绿地", MapRole::Green},
    {"公园", MapRole::Green},
    {"communit", MapRole::Community},
    {"village", MapRole::Community},
    {"社区", MapRole::Community},
    {"村居", MapRole::Community},
    {"street", MapRole::Street},
    {"街道", MapRole::Street},
    {"facilit", MapRole::Facility},
    {"pois", MapRole::Facility},
    {"设施", MapRole::Facility},
    {"idle", MapRole::Space},
    {"vacant", MapRole::Space},
    {"abandoned", MapRole::Space},
    {"space", MapRole::Space},
    {"空地", MapRole::Space},
    {"闲置", MapRole::Space},
    {"landuse", MapRole::Background},
    {"用地", MapRole::Background},
    {"boundary", MapRole::Background},
}};

struct TagRole {
    std::string_view key;
    std::string_view value;  // "" for any
    std::uint8_t geometry;
    MapRole role;
};

/// Read from top to bottom; the first that fits counts.
constexpr std::array<TagRole, 22> kTagRoles{{
    {"building", "", kAreas, MapRole::Building},
    {"highway", "", kLines, MapRole::Road},
    {"waterway", "", kLines, MapRole::Water},
    {"natural", "water", kAreas, MapRole::Water},
    {"waterway", "riverbank", kAreas, MapRole::Water},
    {"landuse", "reservoir", kAreas, MapRole::Water},
    {"landuse", "basin", kAreas, MapRole::Water},
    {"leisure", "park", kAreas, MapRole::Green},
    {"leisure", "garden", kAreas, MapRole::Green},
    {"leisure", "golf_course", kAreas, MapRole::Green},
    {"landuse", "grass", kAreas, MapRole::Green},
    {"landuse", "forest", kAreas, MapRole::Green},
    {"landuse", "meadow", kAreas, MapRole::Green},
    {"landuse", "village_green", kAreas, MapRole::Green},
    {"landuse", "flowerbed", kAreas, MapRole::Green},
    {"natural", "wood", kAreas, MapRole::Green},
    {"natural", "scrub", kAreas, MapRole::Green},
    {"natural", "grassland", kAreas, MapRole::Green},
    {"landuse", "brownfield", kAreas, MapRole::Space},
    {"amenity", "", kPoints | kAreas, MapRole::Facility},
    {"leisure", "", kPoints | kAreas, MapRole::Facility},
    {"landuse", "", kAreas, MapRole::Background},
}};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool has_column(std::span<const std::string> columns, std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

/// `"amenity"=>"cafe","shop"=>"tea"`
std::string_view hstore_value(std::string_view tags, std::string_view key) {
    std::string start = "\"";
    start.append(key).append("\"=>\"");
    const auto at = tags.find(start);
    if (at == std::string_view::npos) return {};
    tags.remove_prefix(at + start.size());
    return tags.substr(0, tags.find('"'));
}

std::string_view tag_of(std::span<const std::string> columns, std::span<const std::string> texts,
                        std::string_view key) {
    for (std::size_t i = 0; i < columns.size() && i < texts.size(); ++i) {
        if (columns[i] == key && !texts[i].empty()) return texts[i];
        if (columns[i] == "other_tags") {
            const std::string_view value = hstore_value(texts[i], key);
            if (!value.empty()) return value;
        }
    }
    return {};
}

}  // namespace

bool is_mixed(std::span<const std::string> columns) {
    return has_column(columns, "other_tags") && has_column(columns, "highway") &&
           has_column(columns, "building");
}

std::optional<MixedRole> role_of_row(std::span<const std::string> columns,
                                     std::span<const std::string> texts, std::uint8_t geometry) {
    for (const TagRole& row : kTagRoles) {
        if ((row.geometry & geometry) == 0) continue;
        const std::string_view value = tag_of(columns, texts, row.key);
        if (value.empty() || value == "no" || (!row.value.empty() && value != row.value)) continue;
        return MixedRole{row.role, value == "yes" ? std::string() : std::string(value)};
    }
    return std::nullopt;
}

std::string guess_role(const RoleHints& hints) {
    if (hints.geometry == 0) return hints.has_community_codes ? std::string(kCodeListRole) : "";
    for (const std::string_view where : {hints.layer, hints.file}) {
        const std::string name = lower(where);
        for (const NameHint& hint : kNameHints)
            if (name.find(hint.word) != std::string::npos &&
                (map_role_row(hint.role).takes & hints.geometry) != 0)
                return std::string(map_role_name(hint.role));
    }
    if (hints.has_community_codes && (hints.geometry & kAreas) != 0)
        return std::string(map_role_name(MapRole::Community));
    if (has_column(hints.columns, "highway")) return std::string(map_role_name(MapRole::Road));
    return {};
}

}  // namespace kongdi::server
