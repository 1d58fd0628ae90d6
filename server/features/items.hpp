// SPDX-License-Identifier: Apache-2.0
// A page of features: one read of the store, of which only a page is ever in memory.
#pragma once

#include "server/features/items_query.hpp"

namespace kongdi::server::features {

/// The order of a collection stays as it is while rows come and go: whoever follows the links sees
/// no feature twice and misses none that was there all the time.
struct ItemsPage {
    std::vector<FeatureRow> rows = {};
    /// Of all pages. Only the first page says so: those behind it end their reading with their
    /// last row, or a client with small pages would read a city a thousand times.
    std::optional<std::int64_t> matched = {};
    std::string next = {};  // behind which feature the next page begins; empty on the last one
};

Result<ItemsPage> read_items(const Collection& collection, const Reading& reading,
                             const ItemsQuery& query);
/// not_found.
Result<FeatureRow> read_item(const Collection& collection, const Reading& reading,
                             std::string_view id);

/// Around all features; empty without any.
Result<Box> extent_of(const Collection& collection, const Reading& reading);

}  // namespace kongdi::server::features
