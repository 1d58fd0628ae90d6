// SPDX-License-Identifier: Apache-2.0
// What is asked of the items of a collection: THE table of parameters, and the request as values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "server/features/collections.hpp"
#include "server/features/cql2.hpp"

namespace kongdi::server::features {

using Pairs = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::int64_t kUsualLimit = 100;
inline constexpr std::int64_t kMostLimit = 10'000;

/// Where a parameter is understood.
enum class Place : std::uint8_t {
    Everywhere,  // how an answer looks
    Feature,     // of one feature or of many
    Items,       // of many
};

/// `read` is in items_query.cpp; the order is that in which they are read.
struct Parameter {
    std::string_view name;
    Place place;
    std::string_view schema;  // JSON Schema, for the API document
    std::string_view about;   // in English, for the API document
};
std::span<const Parameter> parameters();

/// A field with the value it must have.
struct FieldEquals {
    std::size_t field = 0;
    Value value = {};
};

struct ItemsQuery {
    std::int64_t limit = kUsualLimit;
    std::string after = {};  // the id of the feature before the first one
    std::optional<AskedBox> box = {};
    std::optional<Period> period = {};
    const Crs* crs = &usual_crs();
    std::vector<FieldEquals> equals = {};
    std::optional<Cql> filter = {};
};

/// Is every parameter known at this place, there once and free of control characters?
/// request_format with the parameter's name ("/limit"). Fields of `collection` are parameters of
/// its items.
Result<void> check_parameters(const Pairs& pairs, Place place, const Collection* collection);

/// request_format with the parameter's name.
Result<ItemsQuery> items_query_of(const Pairs& pairs, const Collection& collection);
/// ?crs= alone.
Result<const Crs*> crs_asked(const Pairs& pairs);

}  // namespace kongdi::server::features
