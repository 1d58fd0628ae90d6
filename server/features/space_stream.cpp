// SPDX-License-Identifier: Apache-2.0
#include "server/features/space_stream.hpp"

#include "core/base/id.hpp"

namespace kongdi::server::features {

Result<void> read_space_table(Storage& storage, api::SpaceQuery query, const RowsWanted& wanted,
                              const SpaceSink& sink) {
    if (!wanted.id.empty()) {
        if (!is_uuid_v7(wanted.id)) return {};
        const auto card = KONGDI_TRY(storage.space_card(wanted.id));
        if (card) sink(card->space);
        return {};
    }
    query.sort = "received_at";
    query.descending = false;
    // Spaces that came in the same moment stand in a fixed order: those up to the last one seen are
    // passed over.
    std::optional<std::int64_t> moment;
    if (!wanted.after.empty()) {
        const auto last =
            is_uuid_v7(wanted.after) ? KONGDI_TRY(storage.space_card(wanted.after)) : std::nullopt;
        if (!last) return Error{ErrorCode::RequestFormat, "/after"};
        moment = last->space.received_at_ms;
        query.filter.from_ms = moment;
    }
    const auto rows = KONGDI_TRY(storage.open_spaces(query));
    Space space;
    while (KONGDI_TRY(rows->next(space))) {
        if (moment == space.received_at_ms) {
            if (space.id == wanted.after) moment.reset();
            continue;
        }
        if (!sink(space)) return {};
    }
    return {};
}

}  // namespace kongdi::server::features
