// SPDX-License-Identifier: Apache-2.0
// What a service check-up says, whichever version of its questionnaire was answered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kongdi {

/// In the last six months. NoneHere: there is none near.
enum class ServiceUse : std::uint8_t { Yes, No, NoneHere };

/// One kind of facility that was answered. Empty: not said; "don't know" is empty, too, as it is no
/// rating.
struct ServiceRating {
    std::string facility = {};  // "ELD02"
    std::optional<ServiceUse> use = {};
    std::optional<int> minutes_band = {};  // on foot: 0 up to 5, 1 up to 10, 2 up to 15, 3 more
    std::optional<int> satisfaction = {};  // 1 to 5
    std::optional<int> importance = {};    // 1 to 5

    friend bool operator==(const ServiceRating&, const ServiceRating&) = default;
};

struct Checkup {
    std::vector<ServiceRating> ratings = {};
    std::string age_band = {};  // "60_74", empty when not said
    std::vector<std::string> household = {};

    friend bool operator==(const Checkup&, const Checkup&) = default;
};

}  // namespace kongdi
