// SPDX-License-Identifier: Apache-2.0
// The action plan of the invented city: what its planners have proposed and built.
#pragma once

#include <cstdint>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server::demo {

/// Items for the communities of the lowest tenth of the published run, at every stage; those whose
/// idle spaces were checked are to use them. Done again it changes nothing.
Result<void> plan_work(Storage& storage, const Catalogue& catalogue, std::uint64_t seed,
                       std::int64_t now_ms);

}  // namespace kongdi::server::demo
