// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/index_reading.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/codec/json.hpp"

namespace kongdi::server {

Result<IndexRun> index_run_named(const Services& services, const std::string& id) {
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.index_run(id));
    if (!found) return Error{ErrorCode::NotFound};
    return *std::move(found);
}

Result<std::optional<IndexRun>> index_run_asked(const Services& services, const std::string& id) {
    if (!id.empty()) {
        auto run = index_run_named(services, id);
        if (!run) return Error{run.error().code, "/run", run.error().detail};
        return std::optional(*std::move(run));
    }
    const std::vector<IndexRun> runs = KONGDI_TRY(services.storage.index_runs());
    for (const IndexRun& run : runs)
        if (run.state == IndexRunState::Published) return std::optional(run);
    return runs.empty() ? std::nullopt : std::optional(runs.front());
}

Result<std::string> published_index_run(const Services& services) {
    for (const IndexRun& run : KONGDI_TRY(services.storage.index_runs()))
        if (run.state == IndexRunState::Published) return run.id;
    return std::string();
}

Result<CityIndex> index_result_of(const Services& services, const std::string& id,
                                  const std::optional<Scope>& within) {
    const std::string text = KONGDI_TRY(services.storage.index_result(id));
    const Value tree = KONGDI_TRY(parse_own_json(text));
    CityIndex out = KONGDI_TRY(city_index_of(tree["index"]));
    if (within)
        std::erase_if(out.communities,
                      [&](const CommunityIndex& one) { return !covers(*within, one.code); });
    return out;
}

Result<CityInput> index_city_of(Storage& storage, const std::string& id) {
    const std::string document = KONGDI_TRY(storage.index_document(id));
    const Value tree = KONGDI_TRY(parse_own_json(document));
    return city_input_of(tree["city"]);
}

std::vector<std::string> straight_communities(const CityInput& city,
                                              const std::optional<Scope>& within) {
    std::vector<std::string> out;
    for (const CommunityInput& one : city.communities)
        if (!one.by_network && (!within || covers(*within, one.code))) out.push_back(one.code);
    std::sort(out.begin(), out.end());
    return out;
}

Result<FrozenRun> index_document_of(const Services& services, const std::string& id) {
    return frozen_run_of(KONGDI_TRY(services.storage.index_document(id)));
}

}  // namespace kongdi::server
