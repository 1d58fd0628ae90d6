// SPDX-License-Identifier: Apache-2.0
// The table of idle spaces, a page at a time and as downloads of the same filter.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

Response show_spaces(const Services& services, const Request& request);
/// GET /api/v1/spaces/{id}: one space with its photos, for a desk.
Response show_space(const Services& services, const Request& request);
/// POST /api/v1/spaces/{id}/events {"move":"clear_ownership","words":…}: core/codec/
/// space_stage_codec.hpp. What staff found of it; answers {"id","stage"}.
Response step_space(const Services& services, const Request& request);
/// GET /export/{dataset}.{format}: all rows of the filter, streamed from one unchanging view.
Response download_rows(const Services& services, const Request& request);

}  // namespace kongdi::server
