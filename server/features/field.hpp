// SPDX-License-Identifier: Apache-2.0
// What a collection says of each of its features.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/value.hpp"
#include "core/codec/geojson.hpp"
#include "server/features/period.hpp"

namespace kongdi::server::features {

/// Date: "2026-11-24"; Time: "2026-11-24T08:00:00.000Z". Both are in order as text.
enum class FieldType : std::uint8_t { Text, Whole, Number, Date, Time, List };

struct Field {
    std::string_view name;  // its words stand under "ogc.field." + name
    FieldType type = FieldType::Text;

    /// A list is shown only.
    bool is_queryable() const { return type != FieldType::List; }
};

/// The place in the list; none when there is none of this name.
inline std::optional<std::size_t> field_named(std::span<const Field> fields,
                                              std::string_view name) {
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].name == name) return i;
    return std::nullopt;
}

struct FeatureRow {
    std::string id = {};
    std::optional<Geometry> geometry = {};
    std::vector<Value> values = {};  // as the collection's fields are; null where nothing is known
    std::optional<Period> when = {};
};

}  // namespace kongdi::server::features
