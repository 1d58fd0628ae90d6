// SPDX-License-Identifier: Apache-2.0
// Index runs as handlers read them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/codec/index_codec.hpp"
#include "core/model/index_run.hpp"
#include "core/model/scope.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// not_found.
Result<IndexRun> index_run_named(const Services& services, const std::string& id);
/// The one of this id; of an empty one the newest that is published, else the newest; none when
/// there is none yet. not_found (/run).
Result<std::optional<IndexRun>> index_run_asked(const Services& services, const std::string& id);
/// The id of the newest that is published; empty while none is.
Result<std::string> published_index_run(const Services& services);
/// What came of a run, with the communities a scope covers.
Result<CityIndex> index_result_of(const Services& services, const std::string& id,
                                  const std::optional<Scope>& within);
/// What it was made of. A result does not repeat it: its bytes stay those of former versions.
Result<CityInput> index_city_of(Storage& storage, const std::string& id);
/// Codes of communities, rising, that were measured along straight lines as there are no roads.
std::vector<std::string> straight_communities(const CityInput& city,
                                              const std::optional<Scope>& within);
Result<FrozenRun> index_document_of(const Services& services, const std::string& id);

}  // namespace kongdi::server
