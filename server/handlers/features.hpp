// SPDX-License-Identifier: Apache-2.0
// OGC API – Features below /ogc (server/features holds its parts). Everybody sees the public
// collections; whoever is logged in as staff sees the others, too, in the scope of the account.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

Response show_features_landing(const Services& services, const Request& request);
Response show_features_api(const Services& services, const Request& request);
Response show_features_conformance(const Services& services, const Request& request);
Response show_feature_collections(const Services& services, const Request& request);
Response show_feature_collection(const Services& services, const Request& request);
Response show_feature_queryables(const Services& services, const Request& request);
/// The first page with X-Total-Count, as the other lists.
Response show_features(const Services& services, const Request& request);
Response show_feature(const Services& services, const Request& request);

}  // namespace kongdi::server
