// SPDX-License-Identifier: Apache-2.0
// What somebody sent, for them: all of it as one file, and all of it gone. Whoever names the
// pseudonym is who sent it, as everywhere else.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"
#include "server/storage/own_records.hpp"

namespace kongdi::server {

/// {"device","made_at","records":[…],"corroborations":[…],"helped","push":[…]}: records as they
/// were sent, with receipt, state, steps and photos; browsers that are told of them, but for the
/// secret that each has itself. Staff are not named in it.
Value own_data_tree(std::string_view device, const OwnData& own, std::int64_t now_ms);
/// The same as a file to keep.
Response own_data_file(std::string_view device, const OwnData& own, std::int64_t now_ms);
/// Erases and clears up, kept snapshots of open data included. Errors of the storage; storage_full,
/// and nothing is erased, while the list of `kongdi serve --erasures` cannot be written.
Result<Erased> erase_all_of(const Services& services, std::string_view device, std::int64_t now_ms);

/// GET /api/v1/my/data
Response show_own_data(const Services& services, const Request& request);
/// POST /api/v1/my/erasure {"device": the same as in the header}. Answers
/// {"erased_at","records","photos","corroborations"}; once more with zeros.
Response erase_own_data(const Services& services, const Request& request);

// The same without script.

Response show_plain_data(const Services& services, const Request& request);
Response download_plain_data(const Services& services, const Request& request);
Response take_plain_erasure(const Services& services, const Request& request);

}  // namespace kongdi::server
