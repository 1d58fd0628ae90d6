// SPDX-License-Identifier: Apache-2.0
// Whether two stores hold the same, in a few words: counts and hashes of all they hold, in constant
// memory. Numbers that a store gives by itself (of map features) do not count.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "server/storage/store_view.hpp"

namespace kongdi::server {

struct Part {
    std::int64_t count = 0;
    std::string sha256 = {};
    friend bool operator==(const Part&, const Part&) = default;
};

struct Fingerprint {
    Part events = {};
    Part features = {};  // of the map
    Part accounts = {};  // with their secrets
    Part settings = {};
    Part tables = {};  // rows of the derived tables
    friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

struct FingerprintPart {
    std::string_view name;
    Part Fingerprint::*part;
};
inline constexpr std::array<FingerprintPart, 5> kFingerprintParts{{
    {"events", &Fingerprint::events},
    {"features", &Fingerprint::features},
    {"accounts", &Fingerprint::accounts},
    {"settings", &Fingerprint::settings},
    {"tables", &Fingerprint::tables},
}};

Result<Fingerprint> fingerprint_of(StoreView& store);

/// What is not the same, in words; empty when all is.
std::string differing_parts(const Fingerprint& a, const Fingerprint& b);

}  // namespace kongdi::server
