// SPDX-License-Identifier: Apache-2.0
// The time of a question and of a feature: an instant, an interval, or a day of the city.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "core/base/result.hpp"

namespace kongdi::server::features {

/// Both ends belong to it.
struct Period {
    std::int64_t from_ms = std::numeric_limits<std::int64_t>::min();
    std::int64_t to_ms = std::numeric_limits<std::int64_t>::max();

    bool meets(const Period& other) const {
        return from_ms <= other.to_ms && other.from_ms <= to_ms;
    }
    friend bool operator==(const Period&, const Period&) = default;
};

/// "2026-11-24T08:00:00Z" as RFC 3339 has it, with any offset; of a fraction the milliseconds.
std::optional<std::int64_t> instant_of(std::string_view text);

/// A day since 1970 in the time of China.
Period period_of_day(int day);
/// Which day an instant is there.
int day_of(std::int64_t at_ms);

/// ?datetime=: an instant or a date, or two of them with a slash between, of which one may be
/// open (".." or nothing). request_format (/datetime).
Result<Period> period_of(std::string_view text);

}  // namespace kongdi::server::features
