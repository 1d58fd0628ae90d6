// SPDX-License-Identifier: Apache-2.0
// Whether a store was filled from a backup, and of which moment: phones offer again what they
// delivered since. It stands among the settings, so that a copy of the store says the same.
#pragma once

#include <cstdint>
#include <optional>

#include "server/storage/storage.hpp"

namespace kongdi::server {

struct Restoration {
    std::int64_t at_ms = 0;         // when the store was filled
    std::int64_t backup_of_ms = 0;  // what came later may be missing
    friend bool operator==(const Restoration&, const Restoration&) = default;
};

/// The last one; none of a store that never lost anything.
Result<std::optional<Restoration>> restoration_of(Storage& storage);
Result<void> note_restoration(Storage& storage, const Restoration& restoration);

/// As it is kept, and as phones are told: {"at","backup_of"}.
Value to_value(const Restoration& restoration);

}  // namespace kongdi::server
