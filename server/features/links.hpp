// SPDX-License-Identifier: Apache-2.0
// Links from one document to another: always with the whole address.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/value.hpp"
#include "server/features/items_query.hpp"

namespace kongdi::server::features {

inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kGeojsonType = "application/geo+json";
inline constexpr std::string_view kSchemaType = "application/schema+json";
inline constexpr std::string_view kOpenApiType = "application/vnd.oai.openapi+json;version=3.0";
inline constexpr std::string_view kHtmlType = "text/html";

struct Link {
    std::string href = {};
    std::string_view rel = {};
    std::string_view type = {};
    std::string title = {};
};
using Links = std::vector<Link>;

Value links_tree(const Links& links);

/// With the parameters percent-encoded behind it.
std::string address_of(std::string_view path, const Pairs& parameters);
/// The parameters with one of them set anew, or added; an empty value takes it out.
Pairs with(Pairs parameters, std::string_view name, std::string value);

}  // namespace kongdi::server::features
