// SPDX-License-Identifier: Apache-2.0
// What was erased goes out of the snapshots that are kept, too.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// Of the report with this id: may it stand in no snapshot any more?
using IsGone = std::function<Result<bool>(std::string_view id)>;

/// Erased, taken back by whoever sent it, or rejected by staff.
IsGone gone_from(Storage& storage);

/// Makes each snapshot that holds such a report anew of itself, without it; its catalogue and page
/// say that and since when. One that cannot be made anew is deleted. Gives how many there were.
/// Errors of `is_gone`; storage_full when one can neither be made anew nor deleted.
Result<std::int64_t> take_out_of_snapshots(const Catalogue& catalogue,
                                           const std::filesystem::path& folder,
                                           const IsGone& is_gone, std::int64_t now_ms);

/// The same of single reports whose sender wishes it, as far as it can be done just now: what
/// cannot be written is taken out with the next snapshot, which asks the store.
void take_out_now(const Services& services, const std::set<std::string, std::less<>>& gone,
                  std::int64_t now_ms);

/// Of the files of a snapshot as they are now: its name until something was taken out of it.
std::string snapshot_tag(const std::filesystem::path& folder, std::string_view name);

}  // namespace kongdi::server
