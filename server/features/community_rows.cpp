// SPDX-License-Identifier: Apache-2.0
// Communities with their boundaries as they were imported.
#include <array>

#include "server/features/collections.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::array<Field, 2> kFields{{
    {"code", FieldType::Text},
    {"name", FieldType::Text},
}};
constexpr std::int64_t kMost = 20'000;

}  // namespace

std::span<const Field> community_fields() { return kFields; }

Result<void> read_communities(const Reading& reading, const RowsWanted& wanted,
                              const RowSink& sink) {
    const Box box = wanted.box.value_or(Box{-180, -90, 180, 90});
    for (MapRow& row : KONGDI_TRY(reading.storage.map_rows({"community", box, 0, kMost}))) {
        if (!std::holds_alternative<MultiPolygon>(row.geometry)) continue;
        if (!wanted.id.empty() && row.code != wanted.id) continue;
        sink({row.code, std::move(row.geometry), {row.code, row.name}, {}});
    }
    return {};
}

}  // namespace kongdi::server::features
