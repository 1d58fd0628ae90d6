// SPDX-License-Identifier: Apache-2.0
// THE table of functions that expressions may call.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/base/value.hpp"
#include "core/logic/expression.hpp"

namespace kongdi::logic {

struct FunctionRow {
    std::string_view name;
    std::size_t least;  // arguments
    std::size_t most;
    Value (*run)(std::span<const Value> arguments, const Scope& scope);
};

std::span<const FunctionRow> functions();
std::optional<std::size_t> function_index(std::string_view name);

}  // namespace kongdi::logic
