// SPDX-License-Identifier: Apache-2.0
// The programme of future communities of the invented city.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server::demo {

/// What the entries of a community are about.
struct ProgrammeSite {
    std::string code = {};
    std::string name = {};   // "澄塘社区"
    std::string photo = {};  // SHA-256 of one that is kept
};

/// Candidates at every stage, awards that the money of three years does not cover, a best case,
/// what came of an opening, a certificate and a plot. Done again it changes nothing.
Result<void> programme_work(Storage& storage, const Catalogue& catalogue, std::uint64_t seed,
                            const std::vector<ProgrammeSite>& sites, std::int64_t now_ms);

}  // namespace kongdi::server::demo
