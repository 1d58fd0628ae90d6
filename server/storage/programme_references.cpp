// SPDX-License-Identifier: Apache-2.0
#include "server/storage/programme_references.hpp"

#include "core/model/programme_fields.hpp"
#include "core/rules/land_terms.hpp"
#include "core/rules/thresholds.hpp"

namespace kongdi::server {

Result<Errors> missing_references(Storage& storage, const Scope& scope, const Value& facts) {
    Errors errors;
    if (const std::string id = facts.text("candidate"); !id.empty()) {
        const auto found = KONGDI_TRY(storage.programme_entry(id));
        if (!found || found->kind != ProgrammeKind::Candidate ||
            !covers(scope, programme_text(*found, "community")))
            errors.push_back({ErrorCode::NotFound, "/candidate"});
    }
    for (const Value& hash : facts.items("photos"))
        if (!KONGDI_TRY(storage.photo(hash.string_or(""))))
            errors.push_back({ErrorCode::NotFound, "/photos"});
    return errors;
}

Result<std::vector<LandFacility>> land_terms_in_force(Storage& storage, const Catalogue& catalogue,
                                                      std::int64_t households,
                                                      std::int64_t people) {
    const auto changes = KONGDI_TRY(storage.threshold_changes());
    return land_terms(kinds_in_force(catalogue.facilities, changes), households, people);
}

}  // namespace kongdi::server
