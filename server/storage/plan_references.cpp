// SPDX-License-Identifier: Apache-2.0
#include "server/storage/plan_references.hpp"

#include <algorithm>

namespace kongdi::server {

Result<Errors> missing_references(Storage& storage, const Scope& scope, const PlanFacts& facts,
                                  const PlanFacts* before) {
    const PlanFacts none;
    const PlanFacts& known = before != nullptr ? *before : none;
    Errors errors;
    if (facts.space != known.space && !facts.space.empty()) {
        const auto card = KONGDI_TRY(storage.space_card(facts.space));
        if (!card || !covers(scope, card->space.community.value_or("")))
            errors.push_back({ErrorCode::NotFound, "/space"});
    }
    const std::string& run = facts.source_index_run;
    if (run != known.source_index_run && !run.empty() && !KONGDI_TRY(storage.index_run(run)))
        errors.push_back({ErrorCode::NotFound, "/source_index_run"});
    const auto look = [&](const std::vector<std::string>& photos,
                          const std::vector<std::string>& seen, const char* path) -> Result<void> {
        for (const std::string& hash : photos)
            if (std::find(seen.begin(), seen.end(), hash) == seen.end() &&
                !KONGDI_TRY(storage.photo(hash)))
                errors.push_back({ErrorCode::NotFound, path});
        return {};
    };
    KONGDI_CHECK(look(facts.photos_before, known.photos_before, "/photos_before"));
    KONGDI_CHECK(look(facts.photos_after, known.photos_after, "/photos_after"));
    return errors;
}

}  // namespace kongdi::server
