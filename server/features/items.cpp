// SPDX-License-Identifier: Apache-2.0
#include "server/features/items.hpp"

#include "core/base/text.hpp"

namespace kongdi::server::features {

namespace {

bool is_same(const Value& wanted, const Value& found) {
    if (wanted.is_number()) return found.is_number() && wanted.number_or(0) == found.number_or(0);
    return wanted == found;
}

/// What has no place lies in every rectangle, and what has no time in every period: the standard
/// wants it so.
bool is_asked_for(const ItemsQuery& query, const FeatureRow& row) {
    for (const FieldEquals& one : query.equals)
        if (!is_same(one.value, row.values[one.field])) return false;
    if (query.period && row.when && !query.period->meets(*row.when)) return false;
    if (query.box && row.geometry && !meets(*query.box, *row.geometry)) return false;
    return !query.filter || matches(*query.filter, row);
}

}  // namespace

Result<ItemsPage> read_items(const Collection& collection, const Reading& reading,
                             const ItemsQuery& query) {
    ItemsPage page;
    RowsWanted wanted;
    // Features without a place would be missed.
    if (query.box && collection.geometry == GeometryKind::Point) wanted.box = around(*query.box);
    wanted.after = query.after;
    const bool is_first = query.after.empty();
    std::int64_t matched = 0;
    KONGDI_CHECK(collection.read(reading, wanted, [&](FeatureRow row) {
        if (!is_asked_for(query, row)) return true;
        if (++matched <= query.limit) {
            page.rows.push_back(std::move(row));
            return true;
        }
        page.next = page.rows.back().id;
        return is_first;
    }));
    if (is_first) page.matched = matched;
    return page;
}

Result<FeatureRow> read_item(const Collection& collection, const Reading& reading,
                             std::string_view id) {
    if (id.empty() || !is_utf8(id) || has_control_characters(id))
        return Error{ErrorCode::NotFound, "/feature"};
    std::optional<FeatureRow> found;
    KONGDI_CHECK(collection.read(reading, {{}, std::string(id), {}}, [&found](FeatureRow row) {
        found = std::move(row);
        return true;
    }));
    if (!found) return Error{ErrorCode::NotFound, "/feature"};
    return *std::move(found);
}

Result<Box> extent_of(const Collection& collection, const Reading& reading) {
    Box out;
    KONGDI_CHECK(collection.read(reading, {}, [&out](const FeatureRow& row) {
        if (row.geometry) out.add(box_of(*row.geometry));
        return true;
    }));
    return out;
}

}  // namespace kongdi::server::features
