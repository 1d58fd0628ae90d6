// SPDX-License-Identifier: Apache-2.0
// Communities with their boundaries as they were imported.
#include <algorithm>
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
    auto rows = KONGDI_TRY(reading.storage.map_rows({"community", box, 0, kMost}));
    std::sort(rows.begin(), rows.end(),
              [](const MapRow& a, const MapRow& b) { return a.code < b.code; });
    for (MapRow& row : rows) {
        if (!std::holds_alternative<MultiPolygon>(row.geometry) || row.code <= wanted.after)
            continue;
        if (!wanted.id.empty() && row.code != wanted.id) continue;
        if (!sink({row.code, std::move(row.geometry), {row.code, row.name}, {}})) break;
    }
    return {};
}

}  // namespace kongdi::server::features
