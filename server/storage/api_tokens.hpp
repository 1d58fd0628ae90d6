// SPDX-License-Identifier: Apache-2.0
// Tokens by which programs of an account read. Of the secret a store keeps the hash; a copy of the
// store has none of them, so that none comes back that was revoked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace kongdi::server {

struct ApiToken {
    std::string id = {};  // to speak of it; opens nothing
    std::string account = {};
    std::string name = {};  // what its owner calls it
    std::int64_t made_at_ms = 0;
    std::int64_t expires_at_ms = 0;
    std::optional<std::int64_t> used_day_ms = {};  // where the day (UTC) begins

    bool operator==(const ApiToken&) const = default;
};

}  // namespace kongdi::server
