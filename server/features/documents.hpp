// SPDX-License-Identifier: Apache-2.0
// The documents of the service as trees, and pages of features as text.
#pragma once

#include <string>

#include "core/codec/words.hpp"
#include "server/features/items.hpp"
#include "server/features/links.hpp"

namespace kongdi::server::features {

/// Of which service, and in which language it speaks.
struct Service {
    std::string base = {};  // "https://city.example/ogc"
    const Words& words;
};

std::string title_of(const Collection& collection, const Words& words);
std::string label_of(const Field& field, const Words& words);
/// "https://city.example/ogc/collections/spaces"
std::string address_of(const Service& service, const Collection& collection);

/// `self` is the address that was asked, without its parameters; all of a document's
/// representations are linked.
Links links_to_self(const std::string& self, const Pairs& parameters, std::string_view type,
                    bool is_html);

Value landing_document(const Service& service, bool is_html);
Value conformance_document();
Value collection_document(const Service& service, const Collection& collection, const Box& extent,
                          bool is_html);
/// `all` are collection documents.
Value collections_document(const Service& service, Value all, bool is_html);
Value queryables_document(const Service& service, const Collection& collection);

/// What GeoJSON is written with.
struct Writing {
    const Service& service;
    const Collection& collection;
    const Crs& crs;
};
std::string items_document(const Writing& writing, const ItemsPage& page, const Links& links,
                           std::int64_t now_ms);
std::string item_document(const Writing& writing, const FeatureRow& row, const Links& links);

/// Self, other representations, the collection and the next page.
Links links_of_items(const Service& service, const Collection& collection, const Pairs& parameters,
                     const ItemsPage& page, bool is_html);
Links links_of_item(const Service& service, const Collection& collection, const Pairs& parameters,
                    std::string_view id, bool is_html);

}  // namespace kongdi::server::features
